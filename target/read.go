package target

import (
	"context"
	"database/sql"
	_ "embed"
	"encoding/json"
	"errors"
	"time"

	"vigie"
	"vigie/lake"
)

//go:embed sql/target.sql
var targetSQL string

//go:embed sql/reason.sql
var reasonSQL string

// Filter narrows what is read; its zero value is the newest list of every model.
type Filter struct {
	Territory, Model string
	Run              string // this run, instead of each model's newest
	AsOf             string // lists as of this day, instead of the newest
	Top              int    // only the first so many of each list
}

// Read gives the targets, with their reasons as they were delivered.
func Read(ctx context.Context, l *lake.Lake, f Filter) ([]vigie.Target, error) {
	rows, err := l.Query(ctx, targetSQL, sql.Named("territory", f.Territory), sql.Named("model", f.Model), sql.Named("top", f.Top),
		sql.Named("run", f.Run), sql.Named("as_of", f.AsOf))
	if err != nil {
		return nil, vigie.Errorf(vigie.Internal, "read targets: %w", err)
	}
	defer rows.Close()
	var targets []vigie.Target
	for rows.Next() {
		var t vigie.Target
		var asOf time.Time
		if err := rows.Scan(&t.RunID, &t.Model, &t.Version, &asOf, &t.EntityID, &t.Name, &t.Sector, &t.Territory,
			&t.Score, &t.Rank, &t.Eligible, &t.Channel, &t.Probability); err != nil {
			return nil, err
		}
		t.AsOf = vigie.DateOf(asOf.UTC())
		targets = append(targets, t)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	return targets, readReasons(ctx, l, targets)
}

func readReasons(ctx context.Context, l *lake.Lake, targets []vigie.Target) error {
	type key struct{ run, model, entity string }
	at := map[key]*vigie.Target{}
	for i := range targets {
		at[key{targets[i].RunID, targets[i].Model, targets[i].EntityID}] = &targets[i]
	}
	rows, err := l.Query(ctx, reasonSQL)
	if err != nil {
		return vigie.Errorf(vigie.Internal, "read reasons: %w: if the lists are of an older version, `vigie run` makes new ones", err)
	}
	defer rows.Close()
	for rows.Next() {
		var k key
		var r vigie.Reason
		var said [3]string // as JSON
		if err := rows.Scan(&k.run, &k.model, &k.entity, &r.Feature, &r.Contribution, &r.Value, &r.Peer, &r.Date, &r.Stance, &said[0], &said[1], &said[2]); err != nil {
			return err
		}
		t := at[k]
		if t == nil {
			continue
		}
		if err := errors.Join(json.Unmarshal([]byte(said[0]), &r.Sentence), json.Unmarshal([]byte(said[1]), &r.Innocent), json.Unmarshal([]byte(said[2]), &r.Shown)); err != nil {
			return vigie.Errorf(vigie.Internal, "read the reasons of %s in run %s: %w", k.entity, k.run, err)
		}
		t.Reasons = append(t.Reasons, r)
	}
	return rows.Err()
}
