package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"vigie"
	"vigie/derive"
	"vigie/feature"
	"vigie/indicator"
	"vigie/lake"
	"vigie/match"
	"vigie/model"
	"vigie/pack"
	"vigie/source"
)

func newCheck(c *Config) *cobra.Command {
	catalogue := false
	cmd := &cobra.Command{
		Use:   "check PACK",
		Short: "Check a pack: every fault at once, with file, line and the way out",
		Long: `Check reads a pack (a folder, or the name of a built-in one), tries all its SQL against the tables it
declares, and plays the cases of its indicators. It prints every fault at once, each with file, line and the way out, and exits with 3 when there is one.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			p, faults, err := checkPack(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			if c.JSON {
				return errors.Join(c.printJSON(struct {
					Pack   string      `json:"pack"`
					Faults []faultJSON `json:"faults"`
				}{args[0], faultsJSON(faults)}), orNil(faults))
			}
			if len(faults) > 0 {
				return faults
			}
			if catalogue {
				return c.writeCatalogue(args[0], p)
			}
			families, features := own(p)
			fmt.Fprintf(c.out, "%s: no faults: %s, %s, %s, %s, %s in %s, %s\n", p.ID,
				count(len(p.Sources), "source"), count(len(p.Derives), "derived table"), count(len(p.Indicators), "indicator"),
				count(families, "feature family"), count(features, "feature"), count(len(p.Languages), "language"), count(len(p.Models), "model"))
			return nil
		},
	}
	cmd.Flags().BoolVar(&catalogue, "catalogue", false, "write docs/features.md into the pack's folder")
	return cmd
}

// checkPack reads the pack and lets each room try the SQL that it will run.
func checkPack(ctx context.Context, nameOrDir string) (*pack.Pack, pack.Faults, error) {
	p, faults, err := readPack(nameOrDir)
	if err != nil || p == nil {
		return p, faults, err
	}
	found := source.CheckSQL(ctx, p)
	if len(found) == 0 {
		if found, err = checkStages(ctx, p, len(faults) > 0); err != nil {
			return p, nil, err
		}
	}
	faults = append(faults, news(faults, found)...)
	faults.Sort()
	return p, faults, nil
}

// checkStages tries the SQL of families and models against the registers and views. Where the pack has faults already, it
// may be that the tables can not even be declared: what is wrong with them has been said then.
func checkStages(ctx context.Context, p *pack.Pack, faulty bool) (pack.Faults, error) {
	l, err := lake.Open(ctx, lake.Memory, lake.Options{Threads: 1})
	if err != nil {
		return nil, err
	}
	defer l.Close()
	if err := declare(ctx, l, p); err != nil {
		if faulty {
			return nil, nil
		}
		return nil, err
	}
	matched := match.CheckSQL(ctx, l, p)
	found, lost := derive.CheckSQL(ctx, l, p)
	found = append(matched, found...)
	found = append(found, indicator.CheckSQL(ctx, l, without(p, lost))...)
	found = append(found, feature.CheckSQL(ctx, l, without(p, lost))...)
	found = append(found, feature.CheckDrawings(ctx, l, without(p, lost))...)
	found = append(found, model.CheckSQL(ctx, l, p)...)
	if len(found) > 0 {
		return found, nil
	}
	failed, err := indicator.Test(ctx, p)
	if faulty {
		return failed, nil // an error may come of a fault that is told
	}
	if err != nil {
		return nil, err
	}
	if err := feature.Build(ctx, l, p.Families, nil); err != nil {
		return nil, err
	}
	return append(failed, model.Rehearse(ctx, l, p)...), nil
}

// without is the pack less what reads a table that could not be made: that has been said of the table.
func without(p *pack.Pack, lost map[string]bool) *pack.Pack {
	some := *p
	some.Families = slices.DeleteFunc(slices.Clone(p.Families), func(f pack.Family) bool { return !f.Builtin && derive.Reads(f.Reads, lost) })
	some.Drawings = slices.DeleteFunc(slices.Clone(p.Drawings), func(d pack.Drawing) bool { return derive.Reads(d.Reads, lost) })
	some.Indicators = slices.DeleteFunc(slices.Clone(p.Indicators), func(x pack.Indicator) bool { return derive.Reads(x.Reads, lost) })
	return &some
}

// news leaves out what was already said of the same line: the reader's word is clearer than the engine's.
func news(said, found pack.Faults) pack.Faults {
	lines := map[pack.Pos]bool{}
	for _, f := range said {
		lines[f.Pos] = true
	}
	var out pack.Faults
	for _, f := range found {
		if !lines[f.Pos] {
			out = append(out, f)
		}
	}
	return out
}

// declare makes all the tables of a pack, empty.
func declare(ctx context.Context, l *lake.Lake, p *pack.Pack) error {
	if err := l.Schema(ctx); err != nil {
		return err
	}
	if err := source.Declare(ctx, l, p); err != nil {
		return err
	}
	if err := source.BuildContract(ctx, l, p); err != nil {
		return err
	}
	return match.Declare(ctx, l, p)
}

func (c *Config) writeCatalogue(dir string, p *pack.Pack) error {
	if !exists(filepath.Join(dir, "pack.yaml")) {
		return vigie.Errorf(vigie.NotFound, "write the catalogue of %s: a built-in pack can not be written to: name its folder", dir)
	}
	path := filepath.Join(dir, "docs", "features.md")
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return vigie.Errorf(vigie.Unavailable, "write catalogue: %w", err)
	}
	f, err := os.Create(path)
	if err != nil {
		return vigie.Errorf(vigie.Unavailable, "write catalogue: %w", err)
	}
	err = errors.Join(feature.Catalogue(f, p), f.Close())
	if err == nil {
		fmt.Fprintln(c.out, "wrote", path)
	}
	return err
}

// own counts the families of the pack's own, and their features.
func own(p *pack.Pack) (families, features int) {
	for _, f := range p.Families {
		if !f.Builtin {
			families++
			features += len(f.Features)
		}
	}
	return families, features
}

type faultJSON struct {
	File   string `json:"file"`
	Line   int    `json:"line"`
	What   string `json:"what"`
	WayOut string `json:"wayOut"`
}

func faultsJSON(faults pack.Faults) []faultJSON {
	out := make([]faultJSON, len(faults))
	for i, f := range faults {
		out[i] = faultJSON{f.File, f.Line, f.What, f.WayOut}
	}
	return out
}

func orNil(faults pack.Faults) error {
	if len(faults) == 0 {
		return nil
	}
	return faults
}
