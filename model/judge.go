package model

import (
	"math"

	"vigie"
)

// judgement measures one scorer on the rows, all figures on the same resamples.
func judgement(scorer string, j Judged, foundBy vigie.Date, hasFoundBy bool, resamples int, seed uint64) Judgement {
	order, n := j.order(), j.Len()
	top := math.Max(1, math.Round(float64(n)/10))
	ks := depths(n)
	measures := []measure{
		func(w []float64) float64 { return j.auc(order, w) },
		func(w []float64) float64 { return j.aucWithin(order, w) },
		func(w []float64) float64 { return j.averagePrecision(order, w) },
		func(w []float64) float64 { d, _ := j.retrodict(order, w, int32(foundBy)); return d },
		func(w []float64) float64 { _, f := j.retrodict(order, w, int32(foundBy)); return f },
		func(w []float64) float64 { p, _ := j.precisionAt(order, w, top); return p },
		func(w []float64) float64 { _, r := j.precisionAt(order, w, top); return r },
		func(w []float64) float64 { p, _ := j.precisionAt(order, w, top); return p / j.baseRate(w) },
	}
	for _, k := range ks {
		measures = append(measures,
			func(w []float64) float64 { p, _ := j.precisionAt(order, w, float64(k)); return p },
			func(w []float64) float64 { _, r := j.precisionAt(order, w, float64(k)); return r })
	}
	f := intervals(n, resamples, seed, measures...)
	out := Judgement{
		Scorer: scorer, AUC: known(f[0]), AUCWithinGroups: known(f[1]), AveragePrecision: known(f[2]), DaysEarlier: known(f[3]),
		PrecisionTop10: known(f[5]), RecallTop10: known(f[6]), LiftTop10: known(f[7]),
	}
	if hasFoundBy {
		out.FoundInFirstHalf = known(f[4])
	}
	for i, k := range ks {
		if p, r := f[8+2*i], f[9+2*i]; known(p) != nil {
			out.PrecisionAt = append(out.PrecisionAt, AtK{k, p, r})
		}
	}
	return out
}

// depths are the list lengths for which precision is given, as counts: what a small team can visit.
func depths(n int) []int {
	var ks []int
	for _, k := range []int{10, 20, 50, 100, 200, 500, 1000} {
		if k <= n/2 {
			ks = append(ks, k)
		}
	}
	return ks
}

// known is nil for a figure that could not be had.
func known(f vigie.Figure) *vigie.Figure {
	if math.IsNaN(f.Value) {
		return nil
	}
	return &f
}

// period describes the rows.
func period(t *Table, rows []int32) Period {
	p := Period{Rows: len(rows)}
	entities := map[string]bool{}
	first, last := t.Inspected[rows[0]], t.Inspected[rows[0]]
	for _, r := range rows {
		first, last = min(first, t.Inspected[r]), max(last, t.Inspected[r])
		entities[t.Entity[r]] = true
		if t.Positive[r] {
			p.Positives++
		}
	}
	p.From, p.Until, p.Entities = first.String(), last.String(), len(entities)
	p.BaseRate = float64(p.Positives) / float64(p.Rows)
	return p
}
