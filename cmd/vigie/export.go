package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"vigie"
	"vigie/casework"
)

func newExport(c *Config) *cobra.Command {
	return &cobra.Command{
		Use:   "export FILE",
		Short: "Write all casework into one archive",
		Long: `Export writes everything that people decided, as it is at one moment, into a zip file that any Vigie can import, whether it keeps
casework in SQLite or in PostgreSQL: all versions, events, the audit log, receipts and evidence files, with counts and
hashes. The server may go on meanwhile. Log-ins are left out: everybody logs in anew. The archive holds all that casework
holds: keep it as safe.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			store, err := c.openCasework(cmd.Context())
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, store.Close()) }()
			m, err := store.Export(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			return c.printManifest("exported to "+args[0], m)
		},
	}
}

// printManifest says what an archive holds, and fails when files were lost before it was made.
func (c *Config) printManifest(done string, m casework.Manifest) error {
	if c.JSON {
		if err := c.printJSON(m); err != nil {
			return err
		}
	} else {
		var rows, size int64
		for _, t := range m.Tables {
			rows += t.Rows
		}
		for _, f := range m.Files {
			size += f.Size
		}
		fmt.Fprintf(c.out, "%s: %d rows of %s, %s of evidence (%d bytes), schema %d\n", done, rows, count(len(m.Tables), "table"), count(len(m.Files), "file"), size, m.Schema)
	}
	if len(m.Missing) > 0 {
		return vigie.Errorf(vigie.Refused, "%s of evidence that casework names were lost before: put them back from an older backup: %v", count(len(m.Missing), "file"), m.Missing)
	}
	return nil
}
