package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"
)

func newMigrate(c *Config) *cobra.Command {
	return &cobra.Command{
		Use:   "migrate",
		Short: "Bring casework up to this program",
		Long: `Migrate brings the tables of casework up to this program and says where they stand. Every command that opens casework does so as well;
with several server processes, run it once before the new ones start. An SQLite file is copied first, to a file beside
it that bears the old schema's number. Casework that a newer program wrote is refused.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			store, err := c.openCasework(cmd.Context())
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, store.Close()) }()
			schema, err := store.Schema(cmd.Context())
			if err == nil {
				fmt.Fprintf(c.out, "casework is at schema %d, which is this program's\n", schema)
			}
			return err
		},
	}
}
