package target

import (
	"context"
	"database/sql"
	_ "embed"

	"vigie"
	"vigie/lake"
	"vigie/pack"
)

//go:embed sql/part.sql
var partSQL string

// Explain gives the targets of one model their reasons, from what moved their scores, and keeps these in the words in which they are
// delivered.
func Explain(ctx context.Context, l *lake.Lake, p *pack.Pack, m *pack.Model, o Options, targets []vigie.Target) error {
	say, err := newSpeaker(p, o)
	if err != nil {
		return err
	}
	return l.Tx(ctx, func(ctx context.Context, tx *lake.Tx) error {
		parts, err := partsOf(ctx, tx, o.Run, m.ID)
		if err != nil {
			return err
		}
		for i := range targets {
			targets[i].Reasons = say.reasons(parts[targets[i].EntityID])
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
	return parts, rows.Err()
}
