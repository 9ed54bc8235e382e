package model

import (
	"math"
	"slices"
)

// Judged is a set of rows that were scored before their outcome was known. All slices have one element a row.
type Judged struct {
	Score    []float64 // higher is more likely positive
	Positive []bool
	Day      []int32  // the day of the inspection, since 1970-01-01
	Group    []string // who inspected; "" when not known
	Tie      []uint64 // breaks equal scores, seeded, so that an order never depends on how rows were stored
}

// Len is the number of rows.
func (j Judged) Len() int { return len(j.Score) }

// order gives the rows from the highest score to the lowest, equal scores in the order of Tie.
func (j Judged) order() []int32 {
	rows := make([]int32, j.Len())
	for i := range rows {
		rows[i] = int32(i)
	}
	slices.SortFunc(rows, func(a, b int32) int {
		switch {
		case j.Score[a] > j.Score[b]:
			return -1
		case j.Score[a] < j.Score[b]:
			return 1
		case j.Tie[a] < j.Tie[b]:
			return -1
		case j.Tie[a] > j.Tie[b]:
			return 1
		}
		return int(a - b)
	})
	return rows
}

// auc is the probability that a positive stands above a negative, ties counting half (the Mann–Whitney statistic).
// times says how often each row counts, which is how the bootstrap resamples without sorting again.
func (j Judged) auc(order []int32, times []float64) float64 {
	var above, pairs, pos, neg float64
	for i := 0; i < len(order); {
		k, p, n := i, 0.0, 0.0
		for ; k < len(order) && j.Score[order[k]] == j.Score[order[i]]; k++ {
			if r := order[k]; j.Positive[r] {
				p += times[r]
			} else {
				n += times[r]
			}
		}
		above += n * (pos + p/2) // each of these negatives has pos positives above it and p beside it
		pos, neg = pos+p, neg+n
		i = k
	}
	if pairs = pos * neg; pairs == 0 {
		return math.NaN()
	}
	return above / pairs
}

// aucWithin is the AUC inside each group, averaged with the number of pairs as weight: what is left of a ranking when
// who inspects is held fixed.
func (j Judged) aucWithin(order []int32, times []float64) float64 {
	type tally struct{ above, pos, neg, p, n float64 }
	groups := map[string]*tally{}
	settle := func(g *tally) {
		g.above += g.n * (g.pos + g.p/2)
		g.pos, g.neg = g.pos+g.p, g.neg+g.n
		g.p, g.n = 0, 0
	}
	for i, r := range order {
		if i > 0 && j.Score[r] != j.Score[order[i-1]] {
			for _, g := range groups {
				if g.p != 0 || g.n != 0 {
					settle(g)
				}
			}
		}
		if j.Group[r] == "" {
			continue
		}
		g := groups[j.Group[r]]
		if g == nil {
			g = &tally{}
			groups[j.Group[r]] = g
		}
		if j.Positive[r] {
			g.p += times[r]
		} else {
			g.n += times[r]
		}
	}
	names := make([]string, 0, len(groups))
	for name := range groups {
		names = append(names, name)
	}
	slices.Sort(names) // sums of floats must not depend on the order of a map
	var above, pairs float64
	for _, name := range names {
		g := groups[name]
		settle(g)
		above += g.above
		pairs += g.pos * g.neg
	}
	if pairs == 0 {
		return math.NaN()
	}
	return above / pairs
}

// averagePrecision is the mean of the precision at each positive (the area under the step-wise precision–recall curve).
func (j Judged) averagePrecision(order []int32, times []float64) float64 {
	var seen, pos, sum float64
	for _, r := range order {
		w := times[r]
		if w == 0 {
			continue
		}
		if j.Positive[r] {
			for k := 1.0; k <= w; k++ { // w copies of a row stand in a row, each with its own precision
				sum += (pos + k) / (seen + k)
			}
			pos += w
		}
		seen += w
	}
	if pos == 0 {
		return math.NaN()
	}
	return sum / pos
}

// precisionAt is the share of positives among the first k of the order, and recallAt the share of all positives there.
func (j Judged) precisionAt(order []int32, times []float64, k float64) (precision, recall float64) {
	var seen, hits, pos float64
	for _, r := range order {
		w := times[r]
		take := min(w, max(0, k-seen))
		seen += take
		if j.Positive[r] {
			pos += w
			hits += take
		}
	}
	if seen == 0 || pos == 0 {
		return math.NaN(), math.NaN()
	}
	return hits / seen, hits / pos
}

// retrodict replays the period: the real inspection days are handed out again in the order of the scores, and for each
// positive we count how many days earlier it would have been found, and whether by the given day.
// (Chicago's food inspection evaluation, 2015, judged its model this way.)
func (j Judged) retrodict(order []int32, times []float64, by int32) (earlier, found float64) {
	type dated struct {
		day int32
		n   float64
	}
	days := make([]dated, 0, len(order))
	for _, r := range order {
		if times[r] > 0 {
			days = append(days, dated{j.Day[r], times[r]})
		}
	}
	slices.SortFunc(days, func(a, b dated) int { return int(a.day - b.day) })
	next := 0
	var gained, inTime, pos float64
	for _, r := range order {
		for w := times[r]; w > 0; {
			take := min(w, days[next].n)
			if j.Positive[r] {
				gained += take * float64(j.Day[r]-days[next].day)
				if days[next].day <= by {
					inTime += take
				}
				pos += take
			}
			w -= take
			if days[next].n -= take; days[next].n == 0 {
				next++
			}
		}
	}
	if pos == 0 {
		return math.NaN(), math.NaN()
	}
	return gained / pos, inTime / pos
}

// baseRate is the share of positives.
func (j Judged) baseRate(times []float64) float64 {
	var n, pos float64
	for r, p := range j.Positive {
		n += times[r]
		if p {
			pos += times[r]
		}
	}
	return pos / n
}
