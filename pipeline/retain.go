package pipeline

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"vigie"
	"vigie/lake"
	"vigie/pack"
	"vigie/source"
)

// Retain takes out of a home what may not be kept any longer as of a day: rows, extracts as received, and what was made of them: matchings that
// go on from those records, and published lakes in which they stand. The lake that readers have goes when the next is published. What was
// delivered, targets with their reasons, stays: people decided on it.
func Retain(ctx context.Context, l *lake.Lake, p *pack.Pack, home Home, asOf vigie.Date) ([]source.Expired, error) {
	if err := l.Schema(ctx); err != nil {
		return nil, err
	}
	removed, err := source.Retain(ctx, l, p, asOf, source.Options{Registers: home.Registers()})
	if err != nil {
		return nil, err
	}
	var less []string
	for _, e := range removed {
		if e.Rows > 0 {
			less = append(less, e.Source)
		}
	}
	if len(less) == 0 {
		return removed, nil
	}
	for i := range p.Matches {
		m := &p.Matches[i]
		if slices.ContainsFunc(m.Reads, func(name string) bool { return slices.Contains(less, name) }) {
			if err := os.RemoveAll(home.Match(m.ID)); err != nil {
				return removed, err
			}
		}
	}
	return removed, withdraw(ctx, l, home, asOf)
}

// withdraw removes the published lakes, but for the one that readers have: that one is due.
func withdraw(ctx context.Context, l *lake.Lake, home Home, asOf vigie.Date) error {
	current, err := lake.Current(home.Published())
	if err != nil && vigie.CodeOf(err) != vigie.NotFound {
		return err
	}
	published, err := filepath.Glob(filepath.Join(home.Published(), "*.duckdb"))
	if err != nil {
		return err
	}
	for _, path := range published {
		what := "snapshot"
		if path == current {
			what = "due"
		}
		run := strings.TrimSuffix(filepath.Base(path), ".duckdb")
		if _, err := l.Exec(ctx, "INSERT INTO removed SELECT CAST(? AS DATE), ?, ?, NULL, NULL, 1 WHERE NOT EXISTS (FROM removed WHERE what = ? AND of = ?)",
			asOf.String(), what, run, what, run); err != nil {
			return err
		}
		if path != current {
			if err := os.Remove(path); err != nil {
				return err
			}
		}
	}
	return nil
}

// dropDue removes the published lakes that were due, once another one is there.
func dropDue(ctx context.Context, l *lake.Lake, home Home) error {
	f, err := l.Frame(ctx, "SELECT DISTINCT of FROM removed WHERE what = 'due'")
	if err != nil {
		return err
	}
	for _, run := range f.Columns[0].Texts {
		if err := os.Remove(filepath.Join(home.Published(), run+".duckdb")); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	_, err = l.Exec(ctx, "UPDATE removed SET what = 'snapshot' WHERE what = 'due'")
	return err
}
