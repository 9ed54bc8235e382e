package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"vigie"
	"vigie/pipeline"
	"vigie/synth/harbour"
)

// demoPack is the built-in pack whose extracts synth/harbour invents.
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
			if employers < 100 || top < 1 {
				return usage("--employers is 100 or more, --top 1 or more")
			}
			if err := c.inventExtracts(cmd, employers); err != nil {
				return err
			}
			report, err := c.load(cmd.Context(), demoPack, c.demoData())
			if err != nil {
				return err
			}
			if !c.JSON {
				c.printLoad(report)
				fmt.Fprintln(c.out)
			}
			w, err := c.walk(cmd.Context(), "", pipeline.Listing)
			if err != nil {
				return err
			}
			if c.JSON {
				return c.printJSON(answer(w))
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

// demoMark is a file in every home that the demo made, and in no other: only such a home may be started over.
const demoMark = "made-by-demo"

// inventExtracts starts over in a home of the demo's own.
func (c *Config) inventExtracts(cmd *cobra.Command, employers int) error {
	if err := c.clearDemo(cmd.Context()); err != nil {
		return err
	}
	show := newProgress(c)
	defer show.close()
	began := c.now()
	_, err := harbour.Write(cmd.Context(), c.demoData(), harbour.Options{
		Employers: employers, Seed: c.Seed,
		Progress: func(done, of int) { show.tell("invent", "months", int64(done), int64(of)) },
	})
	if err != nil {
		return err
	}
	c.say("invented the registers of %d employers in %s\n\n", employers, c.now().Sub(began).Round(10*time.Millisecond))
	return nil
}

// clearDemo empties the demo's home. The lake is held meanwhile, so that nothing is taken from under another process.
func (c *Config) clearDemo(ctx context.Context) (err error) {
	mark := filepath.Join(c.Home, demoMark)
	entries, err := os.ReadDir(c.Home)
	switch {
	case errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0:
	case err != nil:
		return vigie.Errorf(vigie.Unavailable, "start the demo in %s: %w: choose another folder with --home", c.Home, err)
	case !exists(mark):
		return vigie.Errorf(vigie.Conflict, "start the demo in %s: it holds something that is not a demo: choose another folder with --home", c.Home)
	default:
		l, err := c.openLake(ctx)
		if err != nil {
			return err
		}
		for _, e := range entries {
			if e.Name() == demoMark {
				continue // it stays to the last: killed half way, the folder is still the demo's
			}
			if err = errors.Join(err, os.RemoveAll(filepath.Join(c.Home, e.Name()))); err != nil {
				break
			}
		}
		if err = errors.Join(err, l.Close()); err != nil {
			return vigie.Errorf(vigie.Unavailable, "start the demo in %s: %w", c.Home, err)
		}
		if err := os.RemoveAll(filepath.Dir(c.home().Build())); err != nil { // closing may have written once more
			return vigie.Errorf(vigie.Unavailable, "start the demo in %s: %w", c.Home, err)
		}
	}
	err = errors.Join(os.MkdirAll(c.demoData(), 0o700), os.WriteFile(mark, []byte("vigie demo may empty this folder\n"), 0o600))
	if err != nil {
		return vigie.Errorf(vigie.Unavailable, "start the demo in %s: %w: choose another folder with --home", c.Home, err)
	}
	return nil
}

// say prints for people; with --json, standard output is for programs only.
func (c *Config) say(format string, args ...any) {
	if !c.JSON {
		fmt.Fprintf(c.out, format, args...)
	}
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
