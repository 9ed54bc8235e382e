package model

import (
	"cmp"
	"context"
	"math"
	"slices"

	"vigie/lake"
)

// differing is how many features say why a place on the list changes hands.
const differing = 3

// Shadow scores whom a list may name with a version that does not choose, and writes shadow_score.
func Shadow(ctx context.Context, l *lake.Lake, run string, tr *Trained, t *Table) error {
	margins, scores, err := tr.scores(t)
	if err != nil {
		return err
	}
	n := t.Len()
	return l.Append(ctx, "shadow_score",
		lake.Texts("run_id", same(run, n), nil), lake.Texts("model", same(tr.Model, n), nil), lake.Texts("version", same(tr.Version, n), nil),
		lake.Texts("entity_id", t.Entity, nil), lake.Numbers("margin", margins), lake.Numbers("score", scores))
}

// ForgetShadow takes what an earlier run left of a model's shadow out of the lake that is being built.
func ForgetShadow(ctx context.Context, l *lake.Lake, model string) error {
	for _, table := range []string{"shadow_score", "shadow", "shadow_reason"} {
		if err := forget(ctx, l, table, model); err != nil {
			return err
		}
	}
	return nil
}

// ShadowReasons says of everybody who would come or go which features the two versions weigh most differently.
func ShadowReasons(ctx context.Context, l *lake.Lake, run string, champion, challenger *Trained, t *Table) error {
	f, err := l.Frame(ctx, `SELECT entity_id FROM shadow WHERE run_id = ? AND model = ?`, run, champion.Model)
	if err != nil {
		return err
	}
	rows := t.rowsOf(f.Columns[0].Texts)
	now, err := champion.parts(t, rows)
	if err != nil {
		return err
	}
	then, err := challenger.parts(t, rows)
	if err != nil {
		return err
	}
	var entity, feature []string
	var position, a, b []float64
	for i, r := range rows {
		for k, part := range mostDiffering(now[i], then[i]) {
			entity, feature, position = append(entity, t.Entity[r]), append(feature, part), append(position, float64(k+1))
			a, b = append(a, now[i][part]), append(b, then[i][part])
		}
	}
	n := len(entity)
	return l.Append(ctx, "shadow_reason", lake.Texts("run_id", same(run, n), nil), lake.Texts("model", same(champion.Model, n), nil), lake.Texts("entity_id", entity, nil),
		lake.Numbers("position", position), lake.Texts("feature", feature, nil), lake.Numbers("champion", a), lake.Numbers("challenger", b))
}

// parts are what moved some rows' margins, by name.
func (tr *Trained) parts(t *Table, rows []int32) ([]map[string]float64, error) {
	t, err := tr.columns(t)
	if err != nil {
		return nil, err
	}
	e := tr.Fit.Scorer.Explain(t, rows)
	out := make([]map[string]float64, len(rows))
	for i := range rows {
		out[i] = make(map[string]float64, len(e.Parts))
		for p, part := range e.Parts {
			out[i][part] = e.Amount[i][p]
		}
	}
	return out, nil
}

func mostDiffering(a, b map[string]float64) []string {
	parts := map[string]float64{}
	for part, v := range a {
		parts[part] = math.Abs(v - b[part])
	}
	for part, v := range b {
		parts[part] = math.Abs(v - a[part])
	}
	var names []string
	for part, d := range parts {
		if d > 0 {
			names = append(names, part)
		}
	}
	slices.SortFunc(names, func(x, y string) int { return cmp.Or(cmp.Compare(parts[y], parts[x]), cmp.Compare(x, y)) })
	return names[:min(differing, len(names))]
}
