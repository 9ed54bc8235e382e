package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"vigie/pipeline"
)

func newTrain(c *Config) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "train MODEL",
		Short: "Train a model on what was known on a day, and keep it with its lineage and its card",
		Long: `Train fits the scorer that the evaluation chose (and judges the model first where nobody has) on every outcome
known by --as-of. Training again from the same data, pack and seed gives the same version, equal to the bit.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			w, err := c.walk(cmd.Context(), args[0], pipeline.Training)
			if err != nil {
				return err
			}
			for _, tr := range w.Trained {
				if c.JSON {
					return c.printJSON(tr)
				}
				fmt.Fprintf(c.out, "%s: version %s, a %s scorer\n", tr.Model, tr.Version, tr.Kind)
				fmt.Fprintf(c.out, "  learnt from %d inspections of %d entities, %s to %s, %.1f %% positive; labels known by %s\n",
					tr.Trained.Rows, tr.Trained.Entities, tr.Trained.From, tr.Trained.Until, 100*tr.Trained.BaseRate, tr.Lineage.KnownBy)
				fmt.Fprintf(c.out, "  %s\n", wrap(tr.Why, 100, "  "))
				if tr.Again {
					fmt.Fprintln(c.out, "  the registry had this version: reproduced to the bit")
				}
			}
			c.printWritten(w.Written)
			return nil
		},
	}
	c.treesFlag(cmd)
	return cmd
}
