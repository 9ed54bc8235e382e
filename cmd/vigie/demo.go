package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"vigie"
	"vigie/pipeline"
	"vigie/source"
	"vigie/synth/belgium"
)

// demoPack is the built-in pack whose extracts synth invents.
const demoPack = "belgium"

func newDemo(c *Config) *cobra.Command {
	employers, top, andServe := 3000, 1, false
	s := newServing()
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Walk the whole path on an invented country, in a minute",
		Long: `Demo invents six years of register extracts of a country that has the shape of Belgium and none of its people, loads
them (and sets the rows at fault aside), runs the catalogue of indicators, judges and trains the risk models, and publishes
lists with reasons. Every person and firm in it is invented.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if employers < 300 || top < 1 {
				return usage("--employers is 300 or more, --top 1 or more")
			}
			if c.Language == "" {
				c.Language = "en"
			}
			p, err := openPack(demoPack)
			if err != nil {
				return err
			}
			languages, err := c.languages(p)
			if err != nil {
				return err
			}
			if andServe && exists(filepath.Join(c.Home, demoPassword)) {
				return c.serveDemo(cmd.Context(), s) // as it was left; without --serve the demo starts over
			}
			if err := c.inventExtracts(cmd, employers); err != nil {
				return err
			}
			report, err := c.load(cmd.Context(), demoPack, c.demoData())
			if err != nil {
				return err
			}
			c.sayLoaded(report)
			w, err := c.walk(cmd.Context(), "", pipeline.Listing)
			if err != nil {
				return err
			}
			if c.JSON {
				err = c.printJSON(answer(w))
			} else {
				err = c.printDemo(w, top, languages)
			}
			if err != nil || !andServe {
				return err
			}
			return c.serveDemo(cmd.Context(), s)
		},
	}
	cmd.Flags().IntVar(&employers, "employers", employers, "how many employers to invent")
	cmd.Flags().BoolVar(&andServe, "serve", false, "then play two years of casework on it, and serve it")
	cmd.Flags().StringVar(&s.address, "address", s.address, "with --serve: host and port to listen on")
	cmd.Flags().IntVar(&top, "top", top, "how many targets of each model to print")
	return cmd
}

func (c *Config) sayLoaded(report *source.Report) {
	var rows, refused int64
	registers := map[string]bool{}
	for _, b := range report.Batches {
		rows, refused = rows+b.Rows, refused+b.Refused
		registers[b.Source] = true
	}
	c.say("loaded %s rows of %d registers; %s were refused, and are kept with their reasons\n\n", thousands(rows), len(registers), thousands(refused))
}

// printDemo says how good each model is, in a line, shows the first targets with their reasons, and what to do next.
func (c *Config) printDemo(w *pipeline.Work, top int, languages []string) error {
	rows := [][]string{{"model", "<judged on", "<found something", "in use", "<AUC", "<of the first", "<found", "<lift"}}
	for _, e := range w.Judged {
		j := e.InUse()
		row := []string{e.Model, fmt.Sprintf("%d visits", e.Test.Rows), fmt.Sprintf("%.0f %%", 100*e.Test.BaseRate), e.Chosen, figure(j.AUC, 2)}
		if a := j.AtCapacity; a != nil {
			row = append(row, fmt.Sprint(a.K), fmt.Sprintf("%.0f %%", 100*a.Precision.Value), figure(&a.Lift, 1))
		} else {
			row = append(row, "–", "–", "–")
		}
		rows = append(rows, row)
	}
	table(c.out, rows)
	fmt.Fprintf(c.out, "\nLists as of %s: %d targets. The first of each model:\n", w.Run.AsOf, len(w.Targets))
	var shown []vigie.Target
	for _, m := range w.Models {
		of := slices.DeleteFunc(slices.Clone(w.Targets), func(t vigie.Target) bool { return t.Model != m.ID || t.Channel != vigie.Ranked })
		slices.SortStableFunc(of, func(a, b vigie.Target) int { return cmp.Compare(b.Score, a.Score) })
		shown = append(shown, of[:min(top, len(of))]...)
	}
	if err := c.printTargets(shown, "table", languages); err != nil {
		return err
	}
	if len(shown) == 0 {
		return nil
	}
	home := ""
	if c.Home != defaultHome() {
		home = " --home " + c.Home
	}
	fmt.Fprintf(c.out, `
What to do next:
  vigie targets%[1]s --territory %[3]s   the lists of one territory, with reasons
  vigie indicators%[1]s                         what each indicator found, and how often visits confirmed it
  vigie evaluate%[1]s %[4]s             a model against simple baselines, with intervals and warnings
  vigie network paths%[1]s %[2]s          by which dated ties findings elsewhere reach an employer
  vigie new indicator NAME --pack DIR           begin one of your own, in a copy of the pack's folder
`, home, shown[0].EntityID, shown[0].Territory, w.Models[0].ID)
	return nil
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
	_, err := belgium.Write(cmd.Context(), c.demoData(), belgium.Options{
		Employers: employers, Seed: c.Seed,
		Progress: func(_ string, done, of int) { show.tell("invent", "steps", int64(done), int64(of)) },
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
