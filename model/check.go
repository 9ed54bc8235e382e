package model

import (
	"context"
	"database/sql"
	"errors"

	"vigie/lake"
	"vigie/pack"
)

// CheckSQL runs the conditions of every model against a lake whose tables are declared and empty, and returns what the
// engine says against them.
func CheckSQL(ctx context.Context, l *lake.Lake, p *pack.Pack) pack.Faults {
	var faults pack.Faults
	for i := range p.Models {
		m := &p.Models[i]
		check := func(pos pack.Pos, what string, run func() error) {
			err := run()
			if err == nil {
				return
			}
			faults = append(faults, pack.Fault{
				Pos: pos, What: "model " + m.ID + ": " + what + ": " + pack.Message(err),
				WayOut: "write an SQL condition over i (inspection) and e (entity); their columns stand in docs/packs.md",
			})
		}
		// One condition at a time, so that each fault is told on its own line.
		only := func(where, positive, active string) *pack.Model {
			part := *m
			part.Evaluation.Holdout.Where = ""
			part.Cohort.Where, part.Label.Positive, part.Cohort.Active = where, positive, active
			return &part
		}
		check(m.Cohort.WherePos, "cohort: where", func() error { return tryOutcome(ctx, l, only(m.Cohort.Where, "", "")) })
		check(m.Label.PositivePos, "label: positive", func() error { return tryOutcome(ctx, l, only("", m.Label.Positive, "")) })
		check(m.Evaluation.Holdout.WherePos, "holdout: where", func() error { return tryOutcome(ctx, l, only(m.Evaluation.Holdout.Where, "", "")) })
		check(m.Cohort.ActivePos, "cohort: active", func() error { return tryList(ctx, l, only("", "", m.Cohort.Active)) })
	}
	return faults
}

// Rehearse labels, lists and reads the rows of every model in a lake whose features were built for an empty cohort: what a run
// will do, on nothing.
func Rehearse(ctx context.Context, l *lake.Lake, p *pack.Pack) pack.Faults {
	var faults pack.Faults
	for i := range p.Models {
		m := &p.Models[i]
		err := errors.Join(Label(ctx, l, m), List(ctx, l, m, 0))
		if err == nil {
			_, err = Labelled(ctx, l, p, m)
		}
		if err == nil {
			_, err = Listed(ctx, l, p, m)
		}
		if err != nil {
			faults = append(faults, pack.Fault{Pos: m.Pos, What: pack.Message(err), WayOut: "the pack's parts are right one by one and do not fit together: look at the names in this message"})
		}
	}
	return faults
}

func tryOutcome(ctx context.Context, l *lake.Lake, m *pack.Model) error {
	return try(ctx, l, fill(outcomeSQL, m), sql.Named("model", m.ID), sql.Named("delay", 0))
}

func tryList(ctx context.Context, l *lake.Lake, m *pack.Model) error {
	return try(ctx, l, fill(listSQL, m), sql.Named("model", m.ID), sql.Named("as_of", "2000-01-01"))
}

func try(ctx context.Context, l *lake.Lake, query string, args ...any) error {
	rows, err := l.Query(ctx, query, args...)
	if err != nil {
		return err
	}
	return errors.Join(rows.Err(), rows.Close())
}
