package dossier

import (
	"context"
	"database/sql"
	_ "embed"
	"strings"

	"vigie"
	"vigie/lake"
)

var (
	//go:embed sql/territory.sql
	territorySQL string
	//go:embed sql/place.sql
	placeSQL string
)

// Territories are how many employers of each territory were there on the date.
func Territories(ctx context.Context, l *lake.Lake, asOf vigie.Date) (map[string]int, error) {
	counts := map[string]int{}
	_, err := rows(ctx, l, territorySQL, []any{sql.Named("as_of", asOf.String())}, func(r *sql.Rows, _ *struct{}) error {
		var territory string
		var n int
		err := r.Scan(&territory, &n)
		counts[territory] = n
		return err
	})
	return counts, err
}

// Places tells where the employers of territories, or all, were on the date.
func Places(ctx context.Context, l *lake.Lake, asOf vigie.Date, all bool, territories []string, tell func(lat, lon float64)) error {
	_, err := rows(ctx, l, placeSQL, []any{sql.Named("as_of", asOf.String()), sql.Named("any", all), sql.Named("territories", "\x1f"+strings.Join(territories, "\x1f")+"\x1f")},
		func(r *sql.Rows, _ *struct{}) error {
			var lat, lon float64
			err := r.Scan(&lat, &lon)
			tell(lat, lon)
			return err
		})
	return err
}
