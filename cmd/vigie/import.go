package main

import (
	"github.com/spf13/cobra"

	"vigie/casework"
)

func newImport(c *Config) *cobra.Command {
	return &cobra.Command{
		Use:   "import FILE",
		Short: "Fill empty casework from an archive",
		Long: `Import fills casework that holds nothing yet from an archive that ` + "`vigie export`" + ` or ` + "`vigie backup`" + ` wrote, all of it or nothing, and
counts and hashes what then stands there. So an office moves from SQLite to PostgreSQL, and back:

  vigie export office.zip
  vigie import office.zip --casework postgres://vigie@db/vigie`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			m, err := casework.Import(cmd.Context(), c.caseworkAt(), c.caseworkOptions(), args[0])
			if err != nil {
				return err
			}
			return c.printManifest("imported "+args[0], m)
		},
	}
}
