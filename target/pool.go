package target

import (
	"context"
	"database/sql"
	_ "embed"
	"time"

	"vigie"
	"vigie/lake"
)

//go:embed sql/pool.sql
var poolSQL string

// Pool is everybody whom a list of tonight may name in a territory, for a field test to draw from: those whom the model scores, or for whom the indicator fires, in their order
// of rank; and all who are eligible, whatever is said of them. Reasons are known of those alone who stand on tonight's list.
func Pool(ctx context.Context, l *lake.Lake, model, indicator, territory string, coolDown int) (named, eligible []vigie.Target, err error) {
	rows, err := l.Query(ctx, poolSQL, sql.Named("model", model), sql.Named("indicator", indicator), sql.Named("territory", territory),
		sql.Named("cool_down", coolDown))
	if err != nil {
		return nil, nil, vigie.Errorf(vigie.Internal, "read who may be visited in %s: %w", territory, err)
	}
	defer rows.Close()
	for rows.Next() {
		t := vigie.Target{Model: model, Territory: territory, Channel: vigie.Random}
		if model == "" {
			t.Model = "indicator." + indicator
		}
		var asOf time.Time
		var is bool
		if err := rows.Scan(&t.EntityID, &t.Name, &t.Sector, &asOf, &t.RunID, &t.Version, &t.Score, &is); err != nil {
			return nil, nil, err
		}
		t.AsOf, t.Rank = vigie.DateOf(asOf.UTC()), len(eligible)+1
		eligible = append(eligible, t)
		if t.Channel = vigie.Ranked; is {
			named = append(named, t)
		}
	}
	for i := range eligible {
		eligible[i].Eligible, eligible[i].Probability = len(eligible), 1/float64(len(eligible))
	}
	for i := range named {
		named[i].Eligible, named[i].Probability = len(eligible), 1
	}
	return named, eligible, rows.Err()
}
