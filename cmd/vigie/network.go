package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"vigie"
	"vigie/lake"
	"vigie/network"
	"vigie/pipeline"
)

func newNetwork(c *Config) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "network",
		Short: "Look at who is tied to whom",
	}
	cmd.AddCommand(newEgo(c), newPaths(c))
	return cmd
}

func newEgo(c *Config) *cobra.Command {
	budget := 60
	cmd := &cobra.Command{
		Use:   "ego ENTITY",
		Short: "Show an entity's surroundings, the most telling ties first",
		Long: `Ego shows an entity, what it shares with others, who they are and what they share, as known on --as-of and within a budget
of nodes. A tie is a lead, not a charge: sharing a person, an address or a client is common and lawful.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if budget < 1 {
				return usage("--nodes %d: it is 1 or more", budget)
			}
			return c.look(cmd.Context(), func(v *network.View) error {
				e, err := v.Ego(args[0], budget)
				if err != nil {
					return err
				}
				if c.JSON {
					return c.printJSON(e)
				}
				c.printEgo(e)
				return nil
			})
		},
	}
	cmd.Flags().IntVar(&budget, "nodes", budget, "at most so many nodes")
	return cmd
}

func newPaths(c *Config) *cobra.Command {
	most := 3
	cmd := &cobra.Command{
		Use:   "paths ENTITY",
		Short: "Show by which dated ties findings elsewhere reach an entity",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if most < 1 {
				return usage("--top %d: it is 1 or more", most)
			}
			return c.look(cmd.Context(), func(v *network.View) error {
				paths, err := v.Paths(args[0], most)
				if err != nil {
					return err
				}
				if c.JSON {
					return c.printJSON(paths)
				}
				c.printPaths(args[0], v.AsOf, paths)
				return nil
			})
		},
	}
	cmd.Flags().IntVar(&most, "top", most, "at most so many paths")
	return cmd
}

// look opens the newest published lake, so that nobody waits for a run, and draws its network.
func (c *Config) look(ctx context.Context, at func(*network.View) error) (err error) {
	p, err := c.homePack()
	if err != nil {
		return err
	}
	path, err := lake.Current(c.home().Published())
	if err != nil {
		return err
	}
	l, err := lake.OpenSnapshot(ctx, path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	day, err := pipeline.NewestExtract(ctx, l)
	if c.AsOf != "" {
		day, err = vigie.ParseDate(c.AsOf)
	}
	if err != nil {
		return err
	}
	v, err := network.Open(ctx, l, p, day)
	if err != nil {
		return err
	}
	return at(v)
}

func (c *Config) printEgo(e *network.Ego) {
	fmt.Fprintf(c.out, "%s and those it is tied to, as known on %s\n\n", e.Entity, e.AsOf)
	rows := [][]string{{"hops", "node", "kind", "<ties", "finding", "<score"}}
	for _, n := range e.Nodes {
		kind := n.Kind
		if n.Hub {
			kind += " (hub, not followed)"
		}
		rows = append(rows, []string{fmt.Sprint(n.Hops), n.ID, kind, fmt.Sprint(n.Ties), n.FoundOn, fmt.Sprintf("%.1f", n.Score)})
	}
	table(c.out, rows)
	fmt.Fprintf(c.out, "\n%d ties; %d more entities within reach were left out: ask for more with --nodes\n", len(e.Ties), e.Hidden)
}

func (c *Config) printPaths(entity string, day vigie.Date, paths []network.Path) {
	if len(paths) == 0 {
		fmt.Fprintf(c.out, "No finding elsewhere that was known on %s reaches %s within two steps.\n", day, entity)
		return
	}
	for i, p := range paths {
		fmt.Fprintf(c.out, "%d. %s, where an inspection of %s found something (%.0f %% of what reaches %s)\n", i+1, p.Found, p.FoundOn, 100*p.Share, entity)
		for _, t := range p.Ties {
			until := "goes on"
			if t.To != "" {
				until = "to " + t.To
			}
			fmt.Fprintf(c.out, "   %s%s: %s, from %s, %s\n", strings.Repeat(" ", 2), t.Entity, t.Resource, t.From, until)
		}
	}
}
