package model

import (
	"cmp"
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

// ranking is judged rows in the order of their scores, with what a thousand resamples need and need not find out again.
type ranking struct {
	Judged
	order  []int32 // rows from the highest score to the lowest, equal scores in the order of Tie
	byDay  []int32 // rows from the first inspection to the last
	group  []int32 // of a row; -1 when not known
	groups int
}

func (j Judged) ranked() ranking {
	r := ranking{Judged: j, order: make([]int32, j.Len()), byDay: make([]int32, j.Len()), group: make([]int32, j.Len())}
	codes := map[string]int32{}
	for i := range r.order {
		r.order[i], r.byDay[i], r.group[i] = int32(i), int32(i), -1
		g := j.Group[i]
		if g == "" {
			continue
		}
		if _, ok := codes[g]; !ok {
			codes[g] = int32(len(codes))
		}
		r.group[i] = codes[g]
	}
	r.groups = len(codes)
	slices.SortFunc(r.order, func(a, b int32) int {
		switch {
		case j.Score[a] > j.Score[b]:
			return -1
		case j.Score[a] < j.Score[b]:
			return 1
		}
		return cmp.Or(cmp.Compare(j.Tie[a], j.Tie[b]), cmp.Compare(a, b))
	})
	slices.SortStableFunc(r.byDay, func(a, b int32) int { return cmp.Compare(j.Day[a], j.Day[b]) })
	return r
}

// auc is the probability that a positive stands above a negative, ties counting half (the Mann–Whitney statistic).
// times says how often each row counts, which is how the bootstrap resamples without sorting again.
func (r ranking) auc(times []float64) float64 {
	var above, pos, neg float64
	for i := 0; i < len(r.order); {
		k, p, n := i, 0.0, 0.0
		for ; k < len(r.order) && r.Score[r.order[k]] == r.Score[r.order[i]]; k++ {
			if row := r.order[k]; r.Positive[row] {
				p += times[row]
			} else {
				n += times[row]
			}
		}
		above += n * (pos + p/2) // each of these negatives has pos positives above it and p beside it
		pos, neg = pos+p, neg+n
		i = k
	}
	if pos*neg == 0 {
		return math.NaN()
	}
	return above / (pos * neg)
}

// tally counts one group on the way down: pairs in order, those passed, and those of the score being passed.
type tally struct{ above, pos, neg, p, n float64 }

func (t *tally) settle() {
	t.above += t.n * (t.pos + t.p/2)
	t.pos, t.neg, t.p, t.n = t.pos+t.p, t.neg+t.n, 0, 0
}

// aucWithin is the AUC inside each group, averaged with the number of pairs as weight: what is left of a ranking when
// who inspects is held fixed.
func (r ranking) aucWithin(times []float64) float64 {
	groups := make([]tally, r.groups)
	for i := 0; i < len(r.order); {
		k := i
		for ; k < len(r.order) && r.Score[r.order[k]] == r.Score[r.order[i]]; k++ {
			row := r.order[k]
			switch g := r.group[row]; {
			case g < 0:
			case r.Positive[row]:
				groups[g].p += times[row]
			default:
				groups[g].n += times[row]
			}
		}
		for _, row := range r.order[i:k] {
			if g := r.group[row]; g >= 0 {
				groups[g].settle() // the second time it has nothing left to settle
			}
		}
		i = k
	}
	var above, pairs float64
	for _, g := range groups {
		above += g.above
		pairs += g.pos * g.neg
	}
	if pairs == 0 {
		return math.NaN()
	}
	return above / pairs
}

// averagePrecision is the mean of the precision at each positive (the area under the step-wise precision–recall curve).
func (r ranking) averagePrecision(times []float64) float64 {
	var seen, pos, sum float64
	for _, row := range r.order {
		w := times[row]
		if w == 0 {
			continue
		}
		if r.Positive[row] {
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
func (r ranking) precisionAt(times []float64, k float64) (precision, recall float64) {
	var seen, hits, pos float64
	for _, row := range r.order {
		w := times[row]
		take := min(w, max(0, k-seen))
		seen += take
		if r.Positive[row] {
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
func (r ranking) retrodict(times []float64, by int32) (earlier, found float64) {
	next, left := 0, 0.0 // the place in the calendar, and how many inspections of that row's day are left
	var gained, inTime, pos float64
	for _, row := range r.order {
		for w := times[row]; w > 0; {
			for ; left == 0; next++ {
				left = times[r.byDay[next]]
			}
			take, day := min(w, left), r.Day[r.byDay[next-1]]
			if r.Positive[row] {
				gained += take * float64(r.Day[row]-day)
				if day <= by {
					inTime += take
				}
				pos += take
			}
			w, left = w-take, left-take
		}
	}
	if pos == 0 {
		return math.NaN(), math.NaN()
	}
	return gained / pos, inTime / pos
}

// baseRate is the share of positives.
func (r ranking) baseRate(times []float64) float64 {
	var n, pos float64
	for row, p := range r.Positive {
		n += times[row]
		if p {
			pos += times[row]
		}
	}
	return pos / n
}
