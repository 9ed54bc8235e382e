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
	"vigie/pack"
	"vigie/pipeline"
)

func newNetwork(c *Config) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "network",
		Short: "Look at who is tied to whom",
	}
	cmd.AddCommand(newEgo(c), newPaths(c), newPatterns(c))
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
			return c.look(cmd.Context(), func(p *pack.Pack, v *network.View) error {
				e, err := v.Ego(args[0], budget)
				if err != nil {
					return err
				}
				if c.JSON {
					return c.printJSON(e)
				}
				c.printEgo(p, e)
				c.printScoredOn(v)
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
			return c.look(cmd.Context(), func(p *pack.Pack, v *network.View) error {
				paths, err := v.Paths(args[0], most)
				if err != nil {
					return err
				}
				if c.JSON {
					return c.printJSON(struct {
						AsOf     string         `json:"asOf"`
						ScoredOn string         `json:"scoredOn"`
						Paths    []network.Path `json:"paths"`
					}{v.AsOf.String(), v.ScoredOn.String(), paths})
				}
				c.printPaths(p, args[0], v.AsOf, paths)
				c.printScoredOn(v)
				return nil
			})
		},
	}
	cmd.Flags().IntVar(&most, "top", most, "at most so many paths")
	return cmd
}

func newPatterns(c *Config) *cobra.Command {
	var kind, entity string
	top := 20
	cmd := &cobra.Command{
		Use:   "patterns",
		Short: "Show what went over from failed firms, bankruptcies that follow a person, contracts in a circle, letterboxes",
		Long: `Patterns shows the patterns that network.yaml of the pack names, as known on --as-of, the latest first: who, what, since when. A pattern
is a question to check, not a charge; what an indicator makes of it, and how often inspections bore it out, is shown by vigie indicators.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if top < 1 {
				return usage("--top %d: it is 1 or more", top)
			}
			return c.published(cmd.Context(), func(ctx context.Context, l *lake.Lake, p *pack.Pack, day vigie.Date) error {
				found, err := network.Patterns(ctx, l, p, day, kind, entity)
				if err != nil {
					return err
				}
				if c.JSON {
					return c.printJSON(found)
				}
				c.printPatterns(p, found, top)
				return nil
			})
		},
	}
	cmd.Flags().StringVar(&kind, "kind", "", "only a pattern of network.yaml, or all of a kind: transfer, serial, circle, letterbox")
	cmd.Flags().StringVar(&entity, "of", "", "only those of an entity")
	cmd.Flags().IntVar(&top, "top", top, "at most so many; --json gives all")
	return cmd
}

// look draws the network of the newest published lake.
func (c *Config) look(ctx context.Context, at func(*pack.Pack, *network.View) error) error {
	return c.published(ctx, func(ctx context.Context, l *lake.Lake, p *pack.Pack, day vigie.Date) error {
		v, err := network.Open(ctx, l, p, day)
		if err != nil {
			return err
		}
		return at(p, v)
	})
}

// published opens the newest published lake, so that nobody waits for a run, on the day asked for, or on that of its newest extract.
func (c *Config) published(ctx context.Context, at func(context.Context, *lake.Lake, *pack.Pack, vigie.Date) error) (err error) {
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
	return at(ctx, l, p, day)
}

func (c *Config) printEgo(p *pack.Pack, e *network.Ego) {
	fmt.Fprintf(c.out, "%s and those it is tied to, as known on %s\n\n", network.Party{ID: e.Entity, Name: e.Name}, e.AsOf)
	rows := [][]string{{"hops", "node", "kind", "<ties", "finding", "<score"}}
	for _, n := range e.Nodes {
		kind := p.Unit.In(p.Prefer(c.Language)...)
		if n.Kind != "entity" {
			kind = p.Word("resource", n.Kind, p.Prefer(c.Language)...)
		}
		if n.Hub {
			kind += " (hub, not followed)"
		}
		rows = append(rows, []string{fmt.Sprint(n.Hops), network.Party{ID: n.ID, Name: n.Name}.String(), kind, fmt.Sprint(n.Ties), n.FoundOn, fmt.Sprintf("%.1f", n.Score)})
	}
	table(c.out, rows)
	fmt.Fprintf(c.out, "\n%d ties; %d more entities within reach were left out: ask for more with --nodes\n", len(e.Ties), e.Hidden)
}

func (c *Config) printPaths(p *pack.Pack, entity string, day vigie.Date, paths []network.Path) {
	if len(paths) == 0 {
		fmt.Fprintf(c.out, "No finding elsewhere that was known on %s reaches %s within two steps.\n", day, entity)
		return
	}
	for i, way := range paths {
		fmt.Fprintf(c.out, "%d. %s, where an inspection of %s found something (%.0f %% of what reaches %s)\n", i+1, network.Party{ID: way.Found, Name: way.FoundName}, way.FoundOn, 100*way.Share, entity)
		for _, t := range way.Ties {
			until := "goes on"
			if t.To != "" {
				until = "to " + t.To
			}
			fmt.Fprintf(c.out, "     %s: %s %s, from %s, %s\n", network.Party{ID: t.Entity, Name: t.Name}, p.Word("resource", t.Kind, p.Prefer(c.Language)...), t.Resource, t.From, until)
		}
	}
}

// printScoredOn says which drawing a score saw, where it is not the one that is shown.
func (c *Config) printScoredOn(v *network.View) {
	if v.ScoredOn != v.AsOf {
		fmt.Fprintf(c.out, "Scores as of %s rest on the network as it was known on %s: --as-of %s shows it.\n", v.AsOf, v.ScoredOn, v.ScoredOn)
	}
}

func (c *Config) printPatterns(p *pack.Pack, found *network.Traced, top int) {
	languages := p.Prefer(c.Language)
	for _, x := range found.Patterns[:min(top, len(found.Patterns))] {
		fmt.Fprintf(c.out, "%s: %s\n  %s\n  known since %s; %s\n\n", x.Entity, x.Meaning.In(languages...), wrap(x.Sentence.In(languages...), 108, "  "), x.KnownOn, x.Source)
	}
	fmt.Fprintf(c.out, "%s as known on %s", count(len(found.Patterns), "pattern"), found.AsOf)
	if more := len(found.Patterns) - top; more > 0 {
		fmt.Fprintf(c.out, "; %d more are shown with --top %d", more, len(found.Patterns))
	}
	fmt.Fprintln(c.out)
	if len(found.Untraced) > 0 {
		fmt.Fprintf(c.out, "Not traced: %s. `vigie run` traces what an indicator reads.\n", strings.Join(found.Untraced, ", "))
	}
}
