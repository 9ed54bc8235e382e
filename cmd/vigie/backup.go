package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"vigie"
	"vigie/casework"
)

func newBackup(c *Config) *cobra.Command {
	var keep int
	cmd := &cobra.Command{
		Use:   "backup FOLDER",
		Short: "Keep a dated archive of casework, read back and checked",
		Long: `Backup exports casework into a dated archive in FOLDER, while the server goes on, reads it back to the end and holds it to its
hashes. With --keep it then removes older archives; never before the new one was found whole. The keys of the home
and signed checkpoints are not in it: back up the rest of the home as well.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if keep < 0 {
				return usage("--keep is not negative")
			}
			return c.backup(cmd.Context(), args[0], keep)
		},
	}
	cmd.Flags().IntVar(&keep, "keep", 0, "keep so many archives in the folder, the newest (default: all)")
	return cmd
}

func (c *Config) backup(ctx context.Context, folder string, keep int) (err error) {
	store, err := c.openCasework(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return vigie.Errorf(vigie.Unavailable, "back up: %w", err)
	}
	to := filepath.Join(folder, "casework-"+c.stamp()+".zip")
	if _, err := store.Export(ctx, to); err != nil {
		return err
	}
	m, err := casework.Check(ctx, to)
	if err != nil {
		return err
	}
	if err := c.printManifest("backed up to "+to, m); err != nil {
		return err // older archives may hold what is missing in this one
	}
	return clearOld(folder, keep)
}

// stamp is the present as a name that sorts by age.
func (c *Config) stamp() string { return c.now().UTC().Format("20060102T150405.000Z") }

// clearOld removes all archives but the newest.
func clearOld(folder string, keep int) error {
	old, err := filepath.Glob(filepath.Join(folder, "casework-*Z.zip"))
	if err != nil || keep == 0 || len(old) <= keep {
		return err
	}
	slices.Sort(old)
	for _, path := range old[:len(old)-keep] {
		if err := os.Remove(path); err != nil {
			return vigie.Errorf(vigie.Unavailable, "remove an old backup: %w", err)
		}
	}
	return nil
}
