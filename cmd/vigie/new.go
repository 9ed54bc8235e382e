package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"

	"github.com/spf13/cobra"

	"vigie"
	"vigie/indicator"
	"vigie/pack"
)

func newNew(c *Config) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "new",
		Short: "Write a skeleton into a pack",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return usage("what is to be new? Write `vigie new indicator NAME --pack DIR`")
		},
	}
	cmd.AddCommand(newNewIndicator(c))
	return cmd
}

func newNewIndicator(c *Config) *cobra.Command {
	dir := "."
	cmd := &cobra.Command{
		Use:   "indicator NAME",
		Short: "Write the folder of a new indicator: a question, its query and two cases, which pass `vigie check`",
		Long: `New indicator writes indicator/NAME into the pack: def.yaml with a small question, query.sql with its evidence, and
test.txtar with two cases. They pass ` + "`vigie check`" + ` as they are; change them until they ask what you want to know.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			written, err := writeIndicator(dir, args[0])
			if err != nil {
				return err
			}
			if c.JSON {
				return c.printJSON(struct {
					Written []string `json:"written"`
				}{written})
			}
			c.printWritten(written)
			fmt.Fprintf(c.out, "\nAsk what you want to know, then `vigie check %[1]s` and `vigie backtest indicator %[2]s --pack %[1]s`. A home takes the pack over with `vigie load --pack %[1]s`.\n", dir, args[0])
			return nil
		},
	}
	cmd.Flags().StringVar(&dir, "pack", dir, "the pack's folder")
	return cmd
}

var indicatorName = regexp.MustCompile(`^[a-z][a-z0-9_-]{0,62}$`)

func writeIndicator(dir, id string) ([]string, error) {
	if !indicatorName.MatchString(id) {
		return nil, usage("%q is no name: begin with a letter and use small letters, digits, _ and -, at most 63", id)
	}
	if !exists(filepath.Join(dir, "pack.yaml")) {
		return nil, vigie.Errorf(vigie.NotFound, "write indicator %s: %s holds no pack.yaml: name the pack's folder with --pack", id, dir)
	}
	p, _ := pack.Read(os.DirFS(dir)) // what is wrong elsewhere is for vigie check
	folder := filepath.Join(dir, "indicator", id)
	if exists(folder) {
		return nil, vigie.Errorf(vigie.Conflict, "write indicator %s: %s is there already: choose another name", id, folder)
	}
	written, err := sayPositive(dir, p)
	if err != nil {
		return nil, err
	}
	files, err := indicator.Skeleton(p, id)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, vigie.Errorf(vigie.Unavailable, "write indicator %s: %w", id, err)
	}
	for _, name := range []string{"def.yaml", "query.sql", "test.txtar"} {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, files[name], 0o644); err != nil {
			return nil, vigie.Errorf(vigie.Unavailable, "write indicator %s: %w", id, err)
		}
		written = append(written, path)
	}
	return written, nil
}

// sayPositive adds to pack.yaml what counts as a finding, where it does not say so yet: as the pack's first model has it.
func sayPositive(dir string, p *pack.Pack) (written []string, err error) {
	if p.Positive != "" {
		return nil, nil
	}
	path := filepath.Join(dir, "pack.yaml")
	if len(p.Models) == 0 || p.Models[0].Label.Positive == "" {
		return nil, vigie.Errorf(vigie.Invalid, "write an indicator: %s does not say what counts as a finding: add a line such as positive: i.outcome = 'fault'", path)
	}
	f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return nil, vigie.Errorf(vigie.Unavailable, "write an indicator: %w", err)
	}
	_, err = fmt.Fprintf(f, "\n# What counts as a finding when an indicator is held against inspections; as model %s has it.\npositive: %s\n",
		p.Models[0].ID, strconv.Quote(p.Models[0].Label.Positive))
	if err = errors.Join(err, f.Close()); err != nil {
		return nil, vigie.Errorf(vigie.Unavailable, "write an indicator: %w", err)
	}
	return []string{path}, nil
}
