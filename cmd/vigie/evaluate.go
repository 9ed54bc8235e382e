package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"vigie/model"
	"vigie/pipeline"
)

func newEvaluate(c *Config) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "evaluate MODEL",
		Short: "Judge a model on later inspections than it learnt from, beside simple baselines",
		Long: `Evaluate trains the model and its baselines on the periods its pack names, judges each on the later ones, and
prints the figures with 95 % bootstrap intervals, what to know before believing them, and which scorer to use.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
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
	c.treesFlag(cmd)
	return cmd
}

func (c *Config) printEvaluation(e *model.Evaluation) {
	fmt.Fprintf(c.out, "%s of %s: %s\n", e.Model, e.Pack, wrap(e.Label, 100, "  "))
	fmt.Fprintf(c.out, "learnt from %d inspections until %s; judged on %d from %s to %s, %d positive (%.1f %%)\n",
		e.Train.Rows, e.Train.Until, e.Test.Rows, e.Test.From, e.Test.Until, e.Test.Positives, 100*e.Test.BaseRate)
	if r := e.RollingOf; r != nil {
		fmt.Fprintf(c.out, "rolling: %d inspections from %s to %s, %d positive (%.1f %%)\n", r.Rows, r.From, r.Until, r.Positives, 100*r.BaseRate)
	}
	fmt.Fprintln(c.out)
	rows := [][]string{{"scorer", "<AUC", "<within groups", "<rolling AUC", "<precision top 10 %", "<days earlier"}}
	if e.FoundBy != "" {
		rows[0] = append(rows[0], "<found by "+e.FoundBy)
	}
	for _, j := range append([]model.Judgement{e.Judgement}, e.Baselines...) {
		row := []string{j.Scorer, figure(j.AUC, 3), figure(j.AUCWithinGroups, 3), figure(j.RollingAUC, 3),
			figure(j.PrecisionTop10, 3), figure(j.DaysEarlier, 1)}
		if e.FoundBy != "" {
			row = append(row, figure(j.FoundInFirstHalf, 3))
		}
		rows = append(rows, row)
	}
	table(c.out, rows)
	fmt.Fprintln(c.out)
	for _, w := range e.Warnings {
		fmt.Fprintf(c.out, "! %s\n", wrap(w.Sentence, 110, "  "))
	}
	fmt.Fprintf(c.out, "In use: %s. %s\n", e.Chosen, wrap(e.ChosenWhy, 100, "  "))
}

func (c *Config) printWritten(files []string) {
	for _, f := range files {
		fmt.Fprintln(c.out, "wrote", f)
	}
}
