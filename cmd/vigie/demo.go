package main

import (
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"vigie"
	"vigie/pipeline"
	"vigie/synth"
)

// demoPack is the built-in pack whose extracts synth invents.
const demoPack = "harbour"

func newDemo(c *Config) *cobra.Command {
	employers, top := 1500, 2
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Walk the whole path on an invented sample, in seconds",
		Long: `Demo invents the register extracts of a small country that does not exist, loads them (and refuses the rows at
fault), judges and trains the risk models, and publishes lists with reasons. Every person and firm in it is invented.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := c.inventExtracts(cmd, employers); err != nil {
				return err
			}
			report, err := c.load(cmd.Context(), demoPack, c.demoData())
			if err != nil {
				return err
			}
			c.printLoad(report)
			fmt.Fprintln(c.out)
			w, err := c.walk(cmd.Context(), "", pipeline.Listing)
			if err != nil {
				return err
			}
			for _, e := range w.Judged {
				c.printEvaluation(e)
				fmt.Fprintln(c.out)
			}
			c.printRun(w)
			fmt.Fprintf(c.out, "\nThe first %d of each list of %s:\n", top, w.Models[0].ID)
			return c.printTargets(first(w.Targets, w.Models[0].ID, top), "table")
		},
	}
	cmd.Flags().IntVar(&employers, "employers", employers, "how many employers to invent")
	cmd.Flags().IntVar(&top, "top", top, "how many targets of each list to print")
	return cmd
}

func (c *Config) demoData() string { return filepath.Join(c.Home, "invented") }

// inventExtracts starts over: the demo is about a fresh home, and the sample may have changed with the program.
func (c *Config) inventExtracts(cmd *cobra.Command, employers int) error {
	if exists(c.Home) && !exists(c.demoData()) {
		return vigie.Errorf(vigie.Conflict, "start the demo in %s: it holds something that is not a demo: choose another folder with --home", c.Home)
	}
	if err := os.RemoveAll(c.Home); err != nil {
		return vigie.Errorf(vigie.Unavailable, "start the demo in %s: %w", c.Home, err)
	}
	if err := os.MkdirAll(c.demoData(), 0o755); err != nil {
		return vigie.Errorf(vigie.Unavailable, "start the demo in %s: %w", c.Home, err)
	}
	show := newProgress(c)
	defer show.close()
	began := c.now()
	_, err := synth.Write(cmd.Context(), c.demoData(), synth.Options{
		Employers: employers, Seed: c.Seed,
		Progress: func(done, of int) { show.tell("invent", "employers", int64(done), int64(of)) },
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(c.out, "invented the registers of %d employers in %s\n\n", employers, c.now().Sub(began).Round(10*time.Millisecond))
	return nil
}

// first keeps the first so many targets of each of a model's lists.
func first(targets []vigie.Target, model string, n int) []vigie.Target {
	var out []vigie.Target
	taken := map[string]int{}
	for _, t := range targets {
		if t.Model == model && taken[t.Territory] < n {
			taken[t.Territory]++
			out = append(out, t)
		}
	}
	return out
}
