package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"vigie"
	"vigie/audit"
	"vigie/casework"
)

// auditKey is the name of the secret that signs checkpoints.
const auditKey = "audit"

func newAudit(c *Config) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "audit",
		Short: "Prove that nobody changed the audit log",
		Long: `Every decision, every dossier that was opened and every refusal is a line of the audit log, sealed with the hash of the
line before. A checkpoint is a signed state of the whole log in a few lines of text. Keep some of them outside the house: with one of them
anybody can tell later whether the log still begins with the lines that were signed. How it works: docs/method/audit.md.`,
	}
	cmd.AddCommand(c.auditVerify(), c.auditCheckpoint(), c.auditExport(), c.auditPublic())
	return cmd
}

func (c *Config) auditVerify() *cobra.Command {
	var against string
	cmd := &cobra.Command{
		Use:   "verify",
		Short: "Find lines that were altered, removed or put elsewhere",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return c.withAudit(cmd.Context(), func(a auditing) error {
				checkpoints, err := a.file.All(a.key.Public())
				if err != nil {
					return err
				}
				held, err := a.held(against)
				if err != nil {
					return err
				}
				return c.verifyAudit(cmd.Context(), a.store, append(checkpoints, held...))
			})
		},
	}
	cmd.Flags().StringVar(&against, "against", "", "a file with a checkpoint that was kept elsewhere, to compare with as well")
	return cmd
}

// verifyAudit says what a verification found.
func (c *Config) verifyAudit(ctx context.Context, store vigie.Casework, checkpoints []audit.Checkpoint) error {
	r, err := audit.Verify(ctx, store, checkpoints)
	if err != nil {
		return err
	}
	if c.JSON {
		return errors.Join(c.printJSON(r), r.Err())
	}
	for _, f := range r.Faults {
		fmt.Fprintln(c.err, f)
	}
	if r.More > 0 {
		fmt.Fprintf(c.err, "and %d more\n", r.More)
	}
	if err := r.Err(); err != nil {
		return err
	}
	fmt.Fprintf(c.out, "%s, whole and in order; %s stand for %d of them\n", count(int(r.Lines), "line"), count(r.Checkpoints, "checkpoint"), r.Signed)
	if r.Signed < r.Lines {
		fmt.Fprintf(c.out, "%s not signed yet: whether more were removed after them, nobody can tell\n", count(int(r.Lines-r.Signed), "line"))
	}
	return nil
}

// held reads the checkpoint that somebody kept elsewhere, if a file is named.
func (a auditing) held(path string) ([]audit.Checkpoint, error) {
	if path == "" {
		return nil, nil
	}
	signed, err := os.ReadFile(path)
	if err != nil {
		return nil, vigie.Errorf(vigie.NotFound, "read a kept checkpoint: %w", err)
	}
	c, err := audit.Open(string(signed), a.key.Public())
	return []audit.Checkpoint{c}, err
}

func (c *Config) auditCheckpoint() *cobra.Command {
	return &cobra.Command{
		Use:   "checkpoint",
		Short: "Sign the log as it is, and print the checkpoint to be kept elsewhere",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return c.withAudit(cmd.Context(), func(a auditing) error {
				if _, _, err := a.sealer().Seal(cmd.Context(), c.now()); err != nil {
					return err
				}
				signed, err := a.file.Last()
				fmt.Fprint(c.out, signed)
				return err
			})
		},
	}
}

func (c *Config) auditExport() *cobra.Command {
	var q vigie.EntryQuery
	var of, out, since string
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write lines of the log with proofs that can be checked without this program",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			kind, id, ok := strings.Cut(of, "/")
			if of != "" && !ok {
				return usage("--of %q: write it as kind/id, such as employer/0123456789", of)
			}
			q.Kind, q.ID = vigie.Kind(kind), id
			return c.withAudit(cmd.Context(), func(a auditing) error {
				if _, _, err := a.sealer().Seal(cmd.Context(), c.now()); err != nil {
					return err
				}
				held, err := a.held(since)
				if err != nil {
					return err
				}
				return c.writeTo(out, func(w io.Writer) error { return audit.Export(cmd.Context(), a.store, a.key, a.file, held, q, w) })
			})
		},
	}
	cmd.Flags().StringVar(&q.UserID, "user", "", "only lines of this user")
	cmd.Flags().StringVar(&of, "of", "", "only lines about this thing, as kind/id")
	cmd.Flags().StringVar(&since, "since", "", "a file with a checkpoint that was kept elsewhere: prove that the log begins with it")
	cmd.Flags().StringVarP(&out, "out", "o", "", "write to this file, rather than standard output")
	return cmd
}

func (c *Config) auditPublic() *cobra.Command {
	return &cobra.Command{
		Use:   "key",
		Short: "Print the public key with which others verify checkpoints",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			k, err := c.auditKey()
			if err == nil {
				fmt.Fprintln(c.out, k.Public())
			}
			return err
		},
	}
}

// writeTo writes to a file, or to standard output when none is named.
func (c *Config) writeTo(path string, write func(io.Writer) error) (err error) {
	if path == "" {
		return write(c.out)
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return vigie.Errorf(vigie.Unavailable, "write %s: %w", path, err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return write(f)
}

// auditing is what the commands need.
type auditing struct {
	store *casework.Store
	key   *audit.Key
	file  audit.File
}

func (a auditing) sealer() *audit.Sealer { return audit.NewSealer(a.store, a.key, a.file) }

// withAudit opens the log of a home that has one.
func (c *Config) withAudit(ctx context.Context, f func(auditing) error) (err error) {
	store, err := c.openCasework(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	k, err := c.auditKey()
	if err != nil {
		return err
	}
	return f(auditing{store, k, audit.File(c.home().Checkpoints())})
}

func (c *Config) auditKey() (*audit.Key, error) {
	secret, err := c.home().Secret(auditKey)
	if err != nil {
		return nil, err
	}
	return audit.NewKey(secret)
}
