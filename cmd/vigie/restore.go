package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"vigie/casework"
)

func newRestore(c *Config) *cobra.Command {
	return &cobra.Command{
		Use:   "restore FILE",
		Short: "Put casework back from a backup",
		Long: `Restore checks a backup, sets the casework that stands in the home aside under a dated name, and fills a new one from the backup. It
is refused while the server runs. In PostgreSQL nothing is set aside: name an empty database with --casework.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return c.restore(cmd.Context(), args[0]) },
	}
}

func (c *Config) restore(ctx context.Context, archive string) error {
	if _, err := casework.Check(ctx, archive); err != nil {
		return err
	}
	at := c.caseworkAt()
	if !casework.IsPostgres(at) && exists(at) {
		to, err := casework.SetAside(ctx, at, ".before-"+c.stamp())
		if err != nil {
			return err
		}
		fmt.Fprintf(c.err, "what stood there is now %s\n", to)
	}
	m, err := casework.Import(ctx, at, c.caseworkOptions(), archive)
	if err != nil {
		return err
	}
	return c.printManifest("restored from "+archive, m)
}
