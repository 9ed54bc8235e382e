package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"vigie"
	"vigie/lake"
	"vigie/pack"
	"vigie/pipeline"
)

func newDrift(c *Config) *cobra.Command {
	return &cobra.Command{
		Use:   "drift",
		Short: "Say what is otherwise than its own past makes one expect: registers, features, scores and outcomes",
		Long: `Drift shows what the last published run watched: how many rows of each register became known in the last month, how the features and scores of each model lie
beside those of earlier lists, and what was found beside what was found before and what scores made one expect. Alarms come first, and say since when. It only reads; it can be
used while a run is building.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			var seen []vigie.Drift
			err := c.published(cmd.Context(), func(ctx context.Context, l *lake.Lake, _ *pack.Pack, _ vigie.Date) (err error) {
				seen, err = pipeline.Drifts(ctx, l)
				return err
			})
			if err != nil {
				return err
			}
			if c.JSON {
				return c.printJSON(seen)
			}
			for i := range seen {
				mark := "      "
				if seen[i].Alarm {
					mark = "ALARM "
				}
				fmt.Fprintln(c.out, mark+seen[i].Sentence)
			}
			return nil
		},
	}
}
