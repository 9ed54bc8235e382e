package model

import (
	"math"

	"vigie"
	"vigie/pack"
)

// judgement measures one scorer on the rows, all figures on the same resamples. A capacity of more than half the rows is not
// measured: such a list leaves nothing to choose.
func judgement(scorer string, j Judged, foundBy *vigie.Date, capacity, resamples int, seed uint64) Judgement {
	by := vigie.Date(math.MaxInt32)
	if foundBy != nil {
		by = *foundBy
	}
	r, n := j.ranked(), j.Len()
	top := math.Max(1, math.Round(float64(n)/10))
	ks := depths(n)
	measured := capacity > 0 && capacity <= n/2
	f := intervals(n, resamples, seed, func(w []float64) []float64 {
		earlier, found := r.retrodict(w, int32(by))
		precision, recall := r.precisionAt(w, top)
		out := []float64{r.auc(w), r.aucWithin(w), r.averagePrecision(w), earlier, found, precision, recall, precision / r.baseRate(w)}
		for _, k := range ks {
			precision, recall := r.precisionAt(w, float64(k))
			out = append(out, precision, recall)
		}
		if measured {
			precision, recall := r.precisionAt(w, float64(capacity))
			out = append(out, precision, recall, precision/r.baseRate(w))
		}
		return out
	})
	out := Judgement{
		Scorer: scorer, AUC: known(f[0]), AUCWithinGroups: known(f[1]), AveragePrecision: known(f[2]), DaysEarlier: known(f[3]),
		PrecisionTop10: known(f[5]), RecallTop10: known(f[6]), LiftTop10: known(f[7]),
	}
	if foundBy != nil {
		out.FoundInFirstHalf = known(f[4])
	}
	for i, k := range ks {
		if p, r := f[8+2*i], f[9+2*i]; known(p) != nil {
			out.PrecisionAt = append(out.PrecisionAt, AtK{k, p, r})
		}
	}
	if last := len(f) - 3; measured && known(f[last]) != nil {
		out.AtCapacity = &AtCapacity{capacity, f[last], f[last+1], f[last+2]}
	}
	return out
}

// capacity is how many visits one list asks for in the territories of the rows.
func capacity(c pack.Campaign, t *Table, rows []int32) int {
	seen, visits := map[string]bool{}, 0
	for _, r := range rows {
		territory := t.Territory[r]
		if seen[territory] {
			continue
		}
		seen[territory] = true
		visits += c.Visits(territory)
	}
	return visits
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
