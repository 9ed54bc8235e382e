package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"vigie/access"
)

func newUsers(c *Config) *cobra.Command {
	users := &cobra.Command{Use: "users", Short: "Help who can not log in any more", Args: cobra.NoArgs}
	users.AddCommand(&cobra.Command{
		Use:   "reset-password LOGIN",
		Short: "Give somebody a password for one log-in, on the machine of the home",
		Long: `Reset-password is for when no administrator can log in any more. It prints a password for one log-in and ends the sessions of that user; the
audit log says that it was done here. It works while the server runs.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			store, err := c.openCasework(cmd.Context())
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, store.Close()) }()
			door, err := access.NewDoor(store)
			if err != nil {
				return err
			}
			once, err := door.ResetLost(cmd.Context(), args[0], c.now())
			if err == nil {
				fmt.Fprintf(c.out, "Log in as %s with %s, and choose another password; it is not said again.\n", args[0], once)
			}
			return err
		},
	})
	return users
}
