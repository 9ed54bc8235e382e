package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"vigie"
	"vigie/lake"
	"vigie/pack"
	"vigie/pipeline"
	"vigie/source"
)

func newRetention(c *Config) *cobra.Command {
	apply := false
	cmd := &cobra.Command{
		Use:   "retention",
		Short: "Say what may not be kept any longer, and with --apply take it out",
		Long: `Retention holds what is kept against the period that the pack declares for each register, as of --as-of (today unless said). With
--apply the rows leave the lake, extracts of which nothing may be kept leave the folder registers, and published lakes in which the rows
stand are withdrawn; the table removed says how much it was. Every load does the same as of the day of its newest extract.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return c.retention(cmd.Context(), apply) },
	}
	cmd.Flags().BoolVar(&apply, "apply", false, "take it out")
	return cmd
}

func (c *Config) retention(ctx context.Context, apply bool) (err error) {
	p, err := c.homePack()
	if err != nil {
		return err
	}
	l, err := c.openLake(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	asOf := vigie.DateOf(c.now())
	if c.AsOf != "" {
		if asOf, err = vigie.ParseDate(c.AsOf); err != nil {
			return err
		}
	}
	var found []source.Expired
	if apply {
		found, err = pipeline.Retain(ctx, l, p, c.home(), asOf)
	} else if err = l.Schema(ctx); err == nil {
		found, err = source.PastRetention(ctx, l, p, asOf, c.home().Registers())
	}
	if err != nil {
		return err
	}
	if c.JSON {
		return c.printJSON(struct {
			AsOf    vigie.Date       `json:"asOf"`
			Removed bool             `json:"removed"`
			Found   []source.Expired `json:"found"`
		}{asOf, apply, append([]source.Expired{}, found...)})
	}
	if len(found) == 0 {
		fmt.Fprintf(c.out, "As of %s everything may be kept.\n", asOf)
		return nil
	}
	c.printExpired(found)
	if apply {
		fmt.Fprintf(c.out, "Taken out as of %s. Readers have the lake published before until the next `vigie run`.\n", asOf)
	} else {
		fmt.Fprintf(c.out, "As of %s this may not be kept any longer: take it out with --apply.\n", asOf)
	}
	return nil
}

// retain takes out what may not be kept as of the newest extract: a home to which nothing comes any more is for `vigie retention`.
func (c *Config) retain(ctx context.Context, l *lake.Lake, p *pack.Pack) error {
	newest, err := pipeline.NewestExtract(ctx, l)
	if err != nil || newest == 0 {
		return err
	}
	removed, err := pipeline.Retain(ctx, l, p, c.home(), newest)
	if err == nil && len(removed) > 0 && !c.JSON {
		c.printExpired(removed)
		fmt.Fprintf(c.out, "Taken out as of %s: it may not be kept any longer. See `vigie retention --help`.\n", newest)
	}
	return err
}

func (c *Config) printExpired(found []source.Expired) {
	rows := [][]string{{"register", "kept for", "before", "<rows", "<extracts", "<refused rows"}}
	for _, e := range found {
		rows = append(rows, []string{e.Source, e.Retention, e.Before.String(), thousands(e.Rows), thousands(e.Extracts), thousands(e.Rejects)})
	}
	table(c.out, rows)
}
