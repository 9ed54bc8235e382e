package dossier

import (
	"context"
	"database/sql"
	_ "embed"
	"strings"

	"vigie"
	"vigie/lake"
)

// Search asks for employers.
type Search struct {
	Text        string   // in the name, or the beginning of the number
	Territories []string // of one of these; with All, of any
	All         bool     // else nothing is found without a territory
	Sector      string
	AsOf        vigie.Date
	Page, Size  int
}

//go:embed sql/search.sql
var searchSQL string

// Find returns a page of the employers that a search asks for, by name, and how many there are.
func Find(ctx context.Context, l *lake.Lake, s Search) (vigie.Listing[Employer], error) {
	var out vigie.Listing[Employer]
	args := []any{sql.Named("as_of", s.AsOf.String()), sql.Named("text", "%"+escape(strings.ToLower(s.Text))+"%"), sql.Named("number", escape(s.Text)+"%"),
		sql.Named("any", s.All), sql.Named("territories", "\x1f"+strings.Join(s.Territories, "\x1f")+"\x1f"), sql.Named("sector", s.Sector),
		sql.Named("size", s.Size), sql.Named("skip", (s.Page-1)*s.Size)}
	var err error
	out.Items, err = rows(ctx, l, searchSQL, args, func(r *sql.Rows, e *Employer) error {
		return r.Scan(&e.ID, &e.Name, &e.Kind, &e.Sector, &e.Territory, &e.Lat, &e.Lon, maybe{&e.StartedOn}, maybe{&e.EndedOn}, &out.Total)
	})
	return out, err
}

//go:embed sql/known.sql
var knownSQL string

// Known are the employers of these numbers that were known on the date.
func Known(ctx context.Context, l *lake.Lake, ids []string, asOf vigie.Date) ([]Employer, error) {
	return rows(ctx, l, knownSQL, []any{sql.Named("ids", strings.Join(ids, "\x1f")), sql.Named("as_of", asOf.String())},
		func(r *sql.Rows, e *Employer) error { return scanEmployer(r, e) })
}

// escape keeps the signs that LIKE reads from meaning anything.
func escape(s string) string {
	return strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(s)
}
