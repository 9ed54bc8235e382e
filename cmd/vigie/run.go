package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"vigie"
	"vigie/model"
	"vigie/pipeline"
)

func newRun(c *Config) *cobra.Command {
	only := ""
	cmd := &cobra.Command{
		Use:   "run",
		Short: "Walk the whole path as of a date and publish the lists",
		Long: `Run computes features, trains, scores, fills the lists of every model of the pack under its capacity, and
publishes them as an immutable snapshot. What it says is said as known on --as-of.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			w, err := c.walk(cmd.Context(), only, pipeline.Listing)
			if err != nil {
				return err
			}
			if c.JSON {
				return c.printJSON(answer(w))
			}
			c.printRun(w)
			return nil
		},
	}
	c.treesFlag(cmd)
	cmd.Flags().StringVar(&only, "model", "", "only this model (default: all of the pack)")
	return cmd
}

// answer is a run for programs.
func answer(w *pipeline.Work) any {
	return struct {
		Run         vigie.Run           `json:"run"`
		Evaluations []*model.Evaluation `json:"evaluations"`
		Models      []*model.Trained    `json:"models"`
		Targets     []vigie.Target      `json:"targets"`
		Written     []string            `json:"written"`
		Took        []pipeline.Took     `json:"took"`
	}{w.Run, w.Judged, w.Trained, w.Targets, w.Written, w.Took}
}

func (c *Config) printRun(w *pipeline.Work) {
	fmt.Fprintf(c.out, "run %s, as of %s, seed %d\n\n", w.Run.ID, w.Run.AsOf, w.Run.Seed)
	arms := []vigie.Channel{vigie.Ranked, vigie.Near, vigie.Random}
	if slices.ContainsFunc(w.Targets, func(t vigie.Target) bool { return t.Channel == vigie.Estimating }) {
		arms = append(arms, vigie.Estimating)
	}
	rows := [][]string{{"model", "version", "scorer", "<targets"}}
	for _, arm := range arms {
		rows[0] = append(rows[0], "<"+string(arm))
	}
	for _, tr := range w.Trained {
		n := map[vigie.Channel]int{}
		all := 0
		for _, t := range w.Targets {
			if t.Model == tr.Model {
				n[t.Channel]++
				all++
			}
		}
		row := []string{tr.Model, tr.Version, tr.Kind, fmt.Sprint(all)}
		for _, arm := range arms {
			row = append(row, fmt.Sprint(n[arm]))
		}
		rows = append(rows, row)
	}
	table(c.out, rows)
	fmt.Fprintln(c.out)
	c.printWritten(w.Written)
	c.printTook(w.Took)
	fmt.Fprintln(c.out, "\nSee the lists with `vigie targets`, one territory with `vigie targets --territory T`.")
}

// printTook says where the time went, in the order of the path.
func (c *Config) printTook(took []pipeline.Took) {
	var parts []string
	all := 0.0
	for _, t := range took {
		parts = append(parts, fmt.Sprintf("%s %.1f", t.Step, t.Seconds))
		all += t.Seconds
	}
	fmt.Fprintf(c.out, "\nIt took %.1f s: %s\n", all, wrap(strings.Join(parts, ", "), 100, "  "))
}
