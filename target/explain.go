package target

import (
	"context"
	"database/sql"
	_ "embed"
	"slices"
	"time"

	"vigie"
	"vigie/lake"
	"vigie/pack"
)

//go:embed sql/part.sql
var partSQL string

//go:embed sql/shown.sql
var shownSQL string

// Explain gives the targets of one model their reasons, from what moved their scores, and keeps these in the words in which they are
// delivered.
func Explain(ctx context.Context, l *lake.Lake, p *pack.Pack, m *pack.Model, o Options, targets []vigie.Target) error {
	say, err := newSpeaker(p, o.AsOf)
	if err != nil {
		return err
	}
	return l.Tx(ctx, func(ctx context.Context, tx *lake.Tx) error {
		parts, err := partsOf(ctx, tx, o.Run, m.ID)
		if err != nil {
			return err
		}
		for i := range targets {
			if targets[i].Reasons, err = say.reasons(parts[targets[i].EntityID]); err != nil {
				return err
			}
		}
		if err := forget(ctx, tx, "reason", o.Run, m.ID); err != nil {
			return err
		}
		return appendReasons(ctx, tx, targets)
	})
}

// partsOf reads what moved the scores of a run's targets, by entity.
func partsOf(ctx context.Context, q lake.Querier, run, model string) (map[string][]part, error) {
	rows, err := q.Query(ctx, partSQL, sql.Named("run", run), sql.Named("model", model))
	if err != nil {
		return nil, vigie.Errorf(vigie.Internal, "read what moved the scores: %w", err)
	}
	defer rows.Close()
	parts := map[string][]part{}
	for rows.Next() {
		var entity string
		var pt part
		if err := rows.Scan(&entity, &pt.feature, &pt.amount, &pt.value, &pt.peer, &pt.since, &pt.count, &pt.first); err != nil {
			return nil, err
		}
		parts[entity] = append(parts[entity], pt)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	return parts, show(ctx, q, run, model, parts)
}

// show puts the latest evidence beside the parts that are indicators.
func show(ctx context.Context, q lake.Querier, run, model string, parts map[string][]part) error {
	rows, err := q.Query(ctx, shownSQL, sql.Named("run", run), sql.Named("model", model), sql.Named("most", mostShown))
	if err != nil {
		return vigie.Errorf(vigie.Internal, "read the evidence behind the scores: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var entity, feature string
		var on time.Time
		var s shown
		if err := rows.Scan(&entity, &feature, &on, &s.parameters, &s.records); err != nil {
			return err
		}
		s.on = vigie.DateOf(on.UTC())
		if i := slices.IndexFunc(parts[entity], func(pt part) bool { return pt.feature == feature }); i >= 0 {
			parts[entity][i].shown = append(parts[entity][i].shown, s)
		}
	}
	return rows.Err()
}
