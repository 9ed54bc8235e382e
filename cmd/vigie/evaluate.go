package main

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"vigie"
	"vigie/model"
	"vigie/pipeline"
)

func newEvaluate(c *Config) *cobra.Command {
	var shuffle bool
	cmd := &cobra.Command{
		Use:   "evaluate MODEL",
		Short: "Judge a model on later inspections than it learnt from, beside simple baselines",
		Long: `Evaluate trains the model and its baselines on the periods its pack names, judges each on the later ones, and
prints the figures with 95 % bootstrap intervals, what to know before believing them, and which scorer to use.
With --shuffle-labels outcomes are dealt out at random first: what still seems to be found then is spurious.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			c.Shuffle = shuffle
			w, err := c.walk(cmd.Context(), args[0], pipeline.Judging)
			if err != nil {
				return err
			}
			for _, e := range w.Judged {
				if c.JSON {
					err = c.printJSON(e)
				} else {
					c.printEvaluation(e)
					fmt.Fprintln(c.out)
					c.printWritten(w.Written)
				}
			}
			return err
		},
	}
	cmd.Flags().BoolVar(&shuffle, "shuffle-labels", false, "deal outcomes out at random, to look for spurious signals")
	c.treesFlag(cmd)
	return cmd
}

func (c *Config) printEvaluation(e *model.Evaluation) {
	fmt.Fprintf(c.out, "%s of %s: %s\n", e.Model, e.Pack, wrap(e.Label, 100, "  "))
	if e.Shuffled {
		fmt.Fprintln(c.out, "! Outcomes were dealt out at random first: nothing here should beat the base rate, and nothing of it is kept.")
	}
	fmt.Fprintf(c.out, "learnt from %d inspections until %s; judged on %d from %s to %s, %d positive (%.1f %%)\n",
		e.Train.Rows, e.Train.Until, e.Test.Rows, e.Test.From, e.Test.Until, e.Test.Positives, 100*e.Test.BaseRate)
	if r := e.RollingOf; r != nil {
		fmt.Fprintf(c.out, "rolling: %d inspections from %s to %s, %d positive (%.1f %%)\n", r.Rows, r.From, r.Until, r.Positives, 100*r.BaseRate)
	}
	fmt.Fprintln(c.out)
	c.printJudgements(e)
	fmt.Fprintln(c.out)
	c.printSelection(e.Selection)
	for _, w := range e.Warnings {
		fmt.Fprintf(c.out, "! %s\n", wrap(w.Sentence, 110, "  "))
	}
	fmt.Fprintf(c.out, "In use: %s. %s\n", e.Chosen, wrap(e.ChosenWhy, 100, "  "))
}

// printJudgements leaves out the columns that no scorer has a figure for.
func (c *Config) printJudgements(e *model.Evaluation) {
	columns := []struct {
		head   string
		digits int
		of     func(model.Judgement) *vigie.Figure
	}{
		{"AUC", 3, func(j model.Judgement) *vigie.Figure { return j.AUC }},
		{"within groups", 3, func(j model.Judgement) *vigie.Figure { return j.AUCWithinGroups }},
		{"rolling AUC", 3, func(j model.Judgement) *vigie.Figure { return j.RollingAUC }},
		{"precision top 10 %", 2, func(j model.Judgement) *vigie.Figure { return j.PrecisionTop10 }},
		{fmt.Sprintf("precision, %d visits", e.Capacity), 2, func(j model.Judgement) *vigie.Figure {
			return ofCapacity(j, func(a *model.AtCapacity) *vigie.Figure { return &a.Precision })
		}},
		{"lift", 2, func(j model.Judgement) *vigie.Figure {
			return ofCapacity(j, func(a *model.AtCapacity) *vigie.Figure { return &a.Lift })
		}},
		{"days earlier", 1, func(j model.Judgement) *vigie.Figure { return j.DaysEarlier }},
		{"found by " + e.FoundBy, 2, func(j model.Judgement) *vigie.Figure { return j.FoundInFirstHalf }},
	}
	judged := append([]model.Judgement{e.Judgement}, e.Baselines...)
	rows := make([][]string, len(judged)+1)
	rows[0] = []string{"scorer"}
	for i, j := range judged {
		rows[i+1] = []string{j.Scorer}
	}
	for _, column := range columns {
		if !slices.ContainsFunc(judged, func(j model.Judgement) bool { return column.of(j) != nil }) {
			continue
		}
		rows[0] = append(rows[0], "<"+column.head)
		for i, j := range judged {
			rows[i+1] = append(rows[i+1], figure(column.of(j), column.digits))
		}
	}
	table(c.out, rows)
}

// printSelection says what the inspections say of everybody, beside what they say of themselves.
func (c *Config) printSelection(s *model.Selection) {
	if s == nil {
		return
	}
	fmt.Fprintf(c.out, "of everybody, %d that may be listed: %d of %d judged inspections were drawn\n", s.Listed, s.Drawn, s.Visits)
	said := func(e *model.Estimated) string {
		if e == nil || e.Thin {
			return "too little to say"
		}
		return figure(&e.Figure, 3)
	}
	rows := [][]string{{"share", "<inspected", "<random draws", "<all draws", "<doubly robust", "<lift"}}
	for _, x := range s.Shares {
		rows = append(rows, []string{x.Name(), said(x.Naive), said(x.Random), said(x.Hajek), said(x.Doubly), figure(x.Lift, 2)})
	}
	table(c.out, rows)
	fmt.Fprintln(c.out)
}

// ofCapacity is nil where the list is too long for the judged rows to say anything.
func ofCapacity(j model.Judgement, figure func(*model.AtCapacity) *vigie.Figure) *vigie.Figure {
	if j.AtCapacity == nil {
		return nil
	}
	return figure(j.AtCapacity)
}

func (c *Config) printWritten(files []string) {
	for _, f := range files {
		fmt.Fprintln(c.out, "wrote", f)
	}
}
