package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"

	"github.com/spf13/cobra"

	"vigie"
	"vigie/match"
)

func newMatch(c *Config) *cobra.Command {
	var explain bool
	var o of
	var by string
	cmd := &cobra.Command{
		Use:   "match",
		Short: "Find which records are of one person or one firm",
		Long: `Match compares records as a spec says, estimates how much each agreement weighs, and joins those that are of one
entity. docs/method/match.md tells the method. The specs of a pack (match/*.yaml) are worked on every run, in the home:

  vigie match report                                     what may be wrong
  vigie match review --by NAME                           which pairs a person should look at
  vigie match --explain A B --by NAME                    why two records were taken for one, or were not
  vigie match judge A B --verdict negative --by NAME --why TEXT
  vigie match evaluate --truth FILE --match SPEC

Files are matched outside a pack by a spec of their own, and can be kept in an index, to which records are added:

  vigie match link SPEC.yaml LEFT [RIGHT] --index DIR
  vigie match add FILE --index DIR`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case !explain && len(args) > 0:
				return usage("unknown command %q for %q", args[0], "vigie match")
			case !explain:
				return cmd.Help()
			case len(args) != 2:
				return usage("--explain takes two records")
			}
			return c.explain(cmd.Context(), o, by, args[0], args[1])
		},
	}
	cmd.Flags().BoolVar(&explain, "explain", false, "say why two records were taken for one, or were not")
	cmd.Flags().StringVar(&by, "by", "", "who asks: what people said of the pair is told to who has judged it")
	o.flags(cmd)
	cmd.AddCommand(newMatchLink(c), newMatchAdd(c), newMatchJudge(c), newMatchEvaluate(c), newMatchReview(c), newMatchReport(c), newMatchEstimate(c))
	return cmd
}

func indexFlag(cmd *cobra.Command, index *string) {
	cmd.Flags().StringVar(index, "index", "", "the folder in which the matching is kept")
}

// linking is what match link is told.
type linking struct {
	truth, judgements, out, index string
	explain                       []string
	preview                       bool
}

func newMatchLink(c *Config) *cobra.Command {
	var l linking
	cmd := &cobra.Command{
		Use:   "link SPEC.yaml LEFT [RIGHT]",
		Short: "Match the records of one or two files",
		Long: `Link reads the records of one file (to find those of one entity in it) or two (to find those of one entity in both),
and says what it compared and found, and what it may have got wrong. With --truth it is judged: precision, recall, F1
and bCubed.`,
		Args: cobra.RangeArgs(2, 3),
		RunE: func(_ *cobra.Command, args []string) error { return c.link(args[0], args[1:], l) },
	}
	f := cmd.Flags()
	f.StringVar(&l.truth, "truth", "", "judge by the true pairs or entities in this file; “records” when the records tell them")
	f.StringVar(&l.judgements, "judgements", "", "what people said of pairs: CSV with record_a,record_b,verdict,judged_by,judged_on,reason")
	f.StringVar(&l.out, "out", "", "write entities.csv and links.csv into this folder")
	f.StringSliceVar(&l.explain, "explain", nil, "say why the two records A,B were taken for one, or were not")
	f.BoolVar(&l.preview, "preview", false, "only say how many pairs each blocking rule would make")
	indexFlag(cmd, &l.index)
	return cmd
}

func (c *Config) link(specFile string, files []string, l linking) error {
	start := c.now()
	if n := len(l.explain); n != 0 && n != 2 {
		return usage("--explain takes two records, as A,B")
	}
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
	seconds := c.now().Sub(start).Seconds()
	if err := keepMatch(r, specFile, l); err != nil {
		return err
	}
	if len(l.explain) == 2 {
		return c.printExplanation(r.Explain(l.explain[0], l.explain[1]))
	}
	return c.reportMatch(r, l.truth, seconds)
}

// keepMatch writes what was asked for.
func keepMatch(r *match.Result, specFile string, l linking) error {
	if l.out != "" {
		if err := writeMatch(r, l.out); err != nil {
			return err
		}
	}
	if l.index == "" {
		return nil
	}
	if exists(filepath.Join(l.index, "match.idx")) {
		return vigie.Errorf(vigie.Conflict, "keep matching: %s holds one already: add records to it with `vigie match add`, or name another folder", l.index)
	}
	x, err := match.NewIndex(r, specFile)
	if err != nil {
		return err
	}
	return x.Save(l.index)
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

func (c *Config) reportMatch(r *match.Result, truthFile string, seconds float64) error {
	report := r.Report()
	report.Seconds = seconds
	if truthFile != "" {
		truth, err := r.Table.Truth(truthFile)
		if err != nil {
			return err
		}
		q := r.Table.Evaluate(r.Entity, truth)
		report.Quality = &q
	}
	if c.JSON {
		return c.printJSON(report)
	}
	c.printMatch(report)
	return nil
}

func (c *Config) threads() int {
	if c.Threads > 0 {
		return c.Threads
	}
	return runtime.GOMAXPROCS(0)
}
