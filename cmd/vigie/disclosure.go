package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"vigie"
	"vigie/audit"
	"vigie/disclosure"
)

func newDisclosure(c *Config) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "disclosure",
		Short: "Verify what another inspectorate was given as a file",
		Long: `A disclosure is taken along as a zip file with a signed manifest. Whoever has the public key can tell that nothing in it was added,
left out or changed since it was written, without this house and its server.`,
	}
	cmd.AddCommand(c.disclosureVerify(), c.disclosurePublic())
	return cmd
}

func (c *Config) disclosureVerify() *cobra.Command {
	var key string
	cmd := &cobra.Command{
		Use:   "verify FILE",
		Short: "Find what was added, left out or changed",
		Args:  cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if key == "" {
				own, err := c.disclosureKey()
				if err != nil {
					return err
				}
				key = own.Public()
			}
			v, err := verifyFile(args[0], key)
			if err != nil {
				return fmt.Errorf("verify %s: %w", args[0], err)
			}
			if c.JSON {
				return c.printJSON(v)
			}
			fmt.Fprintf(c.out, "%s for %s, whole as it was written at %s: disclosure %s, until %s\n", count(v.Targets, "target"), v.Service, v.WrittenAt, v.Disclosure, v.ExpiresOn)
			return nil
		},
	}
	cmd.Flags().StringVar(&key, "key", "", "the public key, as the house that wrote the file says it; the home's own unless said")
	return cmd
}

func verifyFile(path, key string) (v *disclosure.Verified, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, vigie.Errorf(vigie.NotFound, "open it: %w", err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	return disclosure.Verify(f, info.Size(), key)
}

func (c *Config) disclosurePublic() *cobra.Command {
	return &cobra.Command{
		Use:   "key",
		Short: "Print the public key with which others verify the files",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			k, err := c.disclosureKey()
			if err == nil {
				fmt.Fprintln(c.out, k.Public())
			}
			return err
		},
	}
}

// disclosureKey signs disclosures. It is made by itself in each home.
func (c *Config) disclosureKey() (*audit.Key, error) {
	secret, err := c.home().Secret("disclosure")
	if err != nil {
		return nil, err
	}
	return audit.NamedKey(disclosure.KeyName, secret)
}
