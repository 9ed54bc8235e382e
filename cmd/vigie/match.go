package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"

	"github.com/spf13/cobra"

	"vigie"
	"vigie/match"
)

func newMatch(c *Config) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "match",
		Short: "Find which records are of one person or one firm",
		Long: `Match compares records as a spec says, estimates how much each agreement weighs, and joins those that are of one
entity. The spec is a file of its own, or stands in match/ of a pack; docs/method/match.md tells the method.`,
	}
	cmd.AddCommand(newMatchLink(c))
	return cmd
}

// linking is what match link is told.
type linking struct {
	truth, judgements, out string
	preview                bool
}

func newMatchLink(c *Config) *cobra.Command {
	var l linking
	cmd := &cobra.Command{
		Use:   "link SPEC.yaml LEFT [RIGHT]",
		Short: "Match the records of one or two files",
		Long: `Link reads the records of one file (to find those of one entity in it) or two (to find those of one entity in both),
and says what it compared and found. With --truth it is judged: precision, recall, F1 and bCubed.`,
		Args: cobra.RangeArgs(2, 3),
		RunE: func(_ *cobra.Command, args []string) error { return c.link(args[0], args[1:], l) },
	}
	f := cmd.Flags()
	f.StringVar(&l.truth, "truth", "", "judge by the true pairs or entities in this file; “records” when the records tell them")
	f.StringVar(&l.judgements, "judgements", "", "what people said of pairs: CSV with record_a,record_b,verdict,judged_by,judged_on,reason")
	f.StringVar(&l.out, "out", "", "write entities.csv and links.csv into this folder")
	f.BoolVar(&l.preview, "preview", false, "only say how many pairs each blocking rule would make")
	return cmd
}

func (c *Config) link(specFile string, files []string, l linking) error {
	start := c.now()
	spec, err := match.Open(specFile)
	if err != nil {
		return err
	}
	t, err := match.Load(spec, files...)
	if err != nil {
		return err
	}
	if l.preview {
		costs, err := match.Preview(t)
		if err != nil {
			return err
		}
		return c.printCosts(costs)
	}
	o := match.Options{Seed: c.Seed, Threads: c.threads(), AsOf: c.AsOf}
	if l.judgements != "" {
		if o.Judgements, err = match.ReadJudgements(l.judgements); err != nil {
			return err
		}
	}
	r, err := match.Run(t, o)
	if err != nil {
		return err
	}
	if l.out != "" {
		if err := writeMatch(r, l.out); err != nil {
			return err
		}
	}
	report := r.Report()
	report.Seconds = c.now().Sub(start).Seconds()
	if l.truth != "" {
		truth, err := t.Truth(l.truth)
		if err != nil {
			return err
		}
		q := t.Evaluate(r.Entity, truth)
		report.Quality = &q
	}
	if c.JSON {
		return c.printJSON(report)
	}
	c.printMatch(report)
	return nil
}

// writeMatch writes what a matching found into a folder.
func writeMatch(r *match.Result, dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return vigie.Errorf(vigie.Unavailable, "write matches: %w", err)
	}
	for name, write := range map[string]func(io.Writer) error{"entities.csv": r.WriteEntities, "links.csv": r.WriteLinks} {
		f, err := os.Create(filepath.Join(dir, name))
		if err != nil {
			return vigie.Errorf(vigie.Unavailable, "write matches: %w", err)
		}
		if err := errors.Join(write(f), f.Close()); err != nil {
			return vigie.Errorf(vigie.Unavailable, "write matches: %w", err)
		}
	}
	return nil
}

func (c *Config) threads() int {
	if c.Threads > 0 {
		return c.Threads
	}
	return runtime.GOMAXPROCS(0)
}

func (c *Config) printCosts(costs []match.RuleCost) error {
	if c.JSON {
		return c.printJSON(costs)
	}
	rows := [][]string{{"rule", "<pairs", "<records with a key", "<largest block", "in it"}}
	total := int64(0)
	for _, k := range costs {
		rows = append(rows, []string{k.Rule, fmt.Sprint(k.Pairs), fmt.Sprint(k.Records), fmt.Sprint(k.Largest), k.Example})
		total += k.Pairs
	}
	table(c.out, rows)
	fmt.Fprintf(c.out, "%d pairs in all, at most: what several rules make is compared once\n", total)
	return nil
}

func (c *Config) printMatch(r *match.Report) {
	fmt.Fprintf(c.out, "%s: %d records, %d entities, %d links; %d pairs compared in %.2f s\n", r.Match, r.Records, r.Entities, r.Links, r.PairsCompared, r.Seconds)
	if q := r.Quality; q != nil {
		fmt.Fprintf(c.out, "precision %.4f  recall %.4f  F1 %.4f  bCubed F1 %.4f (%d true pairs, %d found)\n", q.Precision, q.Recall, q.F1, q.BCubedF1, q.TruePairs, q.FoundPairs)
	}
}
