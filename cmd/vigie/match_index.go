package main

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"vigie"
	"vigie/casework"
	"vigie/lake"
	"vigie/match"
	"vigie/pack"
)

func newMatchAdd(c *Config) *cobra.Command {
	var index, out string
	cmd := &cobra.Command{
		Use:   "add FILE --index DIR",
		Short: "Match new records with those of an index",
		Long: `Add compares the records of a file with those of an index and with each other, and with nothing twice. Entities keep
their ids; which were merged by a new record stands in history.csv of the index.`,
		Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			start := c.now()
			x, err := openIndex(index)
			if err != nil {
				return err
			}
			o, err := c.settling(index)
			if err != nil {
				return err
			}
			if err := x.Add(args[0], o); err != nil {
				return err
			}
			if err := c.keepIndex(x, index); err != nil {
				return err
			}
			if out != "" {
				if err := writeMatch(x.Result, out); err != nil {
					return err
				}
			}
			return c.printAdded(x, c.now().Sub(start).Seconds())
		},
	}
	cmd.Flags().StringVar(&out, "out", "", "write entities.csv and links.csv into this folder")
	indexFlag(cmd, &index)
	return cmd
}

func newMatchJudge(c *Config) *cobra.Command {
	var o of
	var j match.Judgement
	cmd := &cobra.Command{
		Use:   "judge A B --verdict VERDICT --by NAME --why TEXT",
		Short: "Say of two records that they are one entity, or that they are not",
		Long: `Judge adds a row to the judgements of the home, or of an index, and makes the entities anew. A row is never changed: who changes their
mind adds another, and “withdrawn” takes back what they said before. Where two people say the opposite, nothing follows
until one of them gives way.`,
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			j := c.judgement(j, args[0], args[1])
			if o.index == "" {
				return c.judgeInHome(cmd.Context(), o.match, j)
			}
			index := o.index
			x, err := openIndex(index)
			if err != nil {
				return err
			}
			for _, record := range args {
				if err := x.Result.Table.Has(record); err != nil {
					return err
				}
			}
			if err := match.Judge(index, j); err != nil {
				return err
			}
			o, err := c.settling(index)
			if err != nil {
				return err
			}
			if err := x.Settle(o); err != nil {
				return err
			}
			if err := c.keepIndex(x, index); err != nil {
				return err
			}
			return c.printChanges(x)
		},
	}
	f := cmd.Flags()
	f.StringVar((*string)(&j.Verdict), "verdict", "", "positive, negative, unsure, or withdrawn")
	f.StringVar(&j.By, "by", "", "who judges")
	f.StringVar(&j.Why, "why", "", "why")
	o.flags(cmd)
	return cmd
}

func newMatchEvaluate(c *Config) *cobra.Command {
	var o of
	var truth string
	cmd := &cobra.Command{
		Use:   "evaluate --truth FILE",
		Short: "Hold the entities of the home, or of an index, against the true ones",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if truth == "" {
				return usage("--truth is missing: name the file of the true pairs or entities")
			}
			x, err := c.opened(cmd.Context(), o)
			if err != nil {
				return err
			}
			real, err := x.Result.Table.Truth(truth)
			if err != nil {
				return err
			}
			q := x.Result.Table.Evaluate(x.Result.Entity, real)
			if c.JSON {
				return c.printJSON(q)
			}
			c.printQuality(&q)
			return nil
		},
	}
	cmd.Flags().StringVar(&truth, "truth", "", "file of the true pairs or entities; “records” when the records tell them")
	o.flags(cmd)
	return cmd
}

// explain tells somebody about a pair.
func (c *Config) explain(ctx context.Context, o of, by, a, b string) error {
	if o.index != "" {
		x, err := c.opened(ctx, o)
		if err != nil {
			return err
		}
		judged, err := match.Judgements(o.index)
		if err != nil {
			return err
		}
		return c.printExplanation(x.Result.ExplainTo(by, a, b, judged))
	}
	return c.inHome(ctx, func(l *lake.Lake, p *pack.Pack) error {
		m, x, err := c.having(ctx, l, p, o.match, []string{a, b})
		if err != nil {
			return err
		}
		judged, err := match.LakeJudgements(ctx, l, m.ID)
		if err == nil {
			err = c.withCasework(ctx, func(store *casework.Store) (err error) {
				by, err = userOf(ctx, store, by)
				return err
			})
		}
		if err != nil {
			return err
		}
		return c.printExplanation(x.Result.ExplainTo(by, a, b, judged))
	})
}

func openIndex(dir string) (*match.Index, error) {
	if dir == "" {
		return nil, usage("--index is missing: name the folder in which the matching is kept")
	}
	return match.OpenIndex(dir)
}

// settling is how the entities of an index are made: by the judgements beside it, as of the day asked for.
func (c *Config) settling(dir string) (match.Options, error) {
	judgements, err := match.Judgements(dir)
	return match.Options{Seed: c.Seed, Threads: c.threads(), AsOf: c.AsOf, Judgements: judgements}, err
}

func (c *Config) keepIndex(x *match.Index, dir string) error {
	if c.AsOf != "" {
		return vigie.Errorf(vigie.Invalid, "keep matching: --as-of looks back, and what is kept is the present: leave it out")
	}
	if err := x.Record(dir, c.now().Format(time.DateOnly)); err != nil {
		return err
	}
	return x.Save(dir)
}

func (c *Config) printAdded(x *match.Index, seconds float64) error {
	r := x.Result
	if c.JSON {
		return c.printJSON(struct {
			Records       int            `json:"records"`
			Added         int            `json:"added"`
			PairsCompared int64          `json:"pairsCompared"`
			Seconds       float64        `json:"seconds"`
			Changes       []match.Change `json:"changes"`
		}{r.Table.Rows(), x.Added, x.Compared, seconds, x.Changes})
	}
	fmt.Fprintf(c.out, "%d records added, %d in all; %d pairs compared in %.2f s\n", x.Added, r.Table.Rows(), x.Compared, seconds)
	return c.printChanges(x)
}

func (c *Config) printChanges(x *match.Index) error {
	if c.JSON {
		return c.printJSON(struct {
			Changes []match.Change `json:"changes"`
		}{append([]match.Change{}, x.Changes...)})
	}
	for _, change := range x.Changes {
		fmt.Fprintf(c.out, "%s: %s of entity %s now in %s\n", change.Kind, count(change.Count, "record"), change.Entity, change.Into)
	}
	if len(x.Changes) == 0 {
		fmt.Fprintln(c.out, "no entity changed its id")
	}
	return nil
}
