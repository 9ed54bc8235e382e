package model

import (
	"context"

	"vigie"
	"vigie/lake"
)

// Score scores whom a list may name, and writes score.
func Score(ctx context.Context, l *lake.Lake, run string, tr *Trained, t *Table) error {
	margins, scores, err := tr.scores(t)
	if err != nil {
		return err
	}
	if err := forget(ctx, l, "score", tr.Model); err != nil {
		return err
	}
	n := t.Len()
	return l.Append(ctx, "score",
		lake.Texts("run_id", same(run, n), nil), lake.Texts("model", same(tr.Model, n), nil), lake.Texts("version", same(tr.Version, n), nil),
		lake.Texts("entity_id", t.Entity, nil), lake.Dates("as_of", days(t.AsOf), nil),
		lake.Numbers("margin", margins), lake.Numbers("score", scores))
}

// scores are the margins and the calibrated probabilities of all rows.
func (tr *Trained) scores(t *Table) (margins, scores []float64, err error) {
	if t, err = tr.columns(t); err != nil {
		return nil, nil, err
	}
	rows := make([]int32, t.Len())
	for i := range rows {
		rows[i] = int32(i)
	}
	margins = tr.Fit.Scorer.Margins(t, rows)
	scores = make([]float64, len(rows))
	for i, m := range margins {
		scores[i] = tr.Fit.Calibration.Probability(m)
	}
	return margins, scores, nil
}

// forget takes what earlier runs left out of the lake that is being built: every published snapshot keeps its own.
func forget(ctx context.Context, l *lake.Lake, table, model string) error {
	_, err := l.Exec(ctx, "DELETE FROM "+table+" WHERE model = ?", model)
	return err
}

func same(s string, n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = s
	}
	return out
}

func days(ds []vigie.Date) []int32 {
	out := make([]int32, len(ds))
	for i, d := range ds {
		out[i] = int32(d)
	}
	return out
}
