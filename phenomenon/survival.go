package phenomenon

import (
	"cmp"
	"math"
	"slices"
)

// Waiting is how long one phenomenon took in one stage, or has been in it.
type Waiting struct {
	Days int
	Open bool // it took at least so long
}

// Quantiles are the days within which half, and nine in ten, are through. Nil: not reached by what has been seen.
type Quantiles struct {
	N      int  `json:"n"`
	Open   int  `json:"open"` // of them still going on
	Median *int `json:"median"`
	P90    *int `json:"p90"`
}

// Survive estimates how long a stage takes from those that are through and those that are not yet, after Kaplan and Meier
// (1958). Leaving the open ones out would flatter: the slow ones are those still going on. At equal days those that are
// through come before those that are censored, as is the custom.
func Survive(w []Waiting) Quantiles {
	w = slices.Clone(w)
	slices.SortFunc(w, func(a, b Waiting) int {
		return cmp.Or(cmp.Compare(a.Days, b.Days), cmp.Compare(open(a), open(b)))
	})
	q := Quantiles{N: len(w)}
	left := 1.0 // the share that is not through yet
	for i, x := range w {
		if x.Open {
			q.Open++
			continue
		}
		left *= 1 - 1/float64(len(w)-i)
		if q.Median == nil && left <= 0.5+1e-12 {
			q.Median = &w[i].Days
		}
		if q.P90 == nil && left <= 0.1+1e-12 {
			q.P90 = &w[i].Days
		}
	}
	return q
}

func open(w Waiting) int {
	if w.Open {
		return 1
	}
	return 0
}

// StageFigures are the quantiles of one stage over many phenomena, in calendar and in working days.
type StageFigures struct {
	Milestone string    `json:"milestone"`
	Calendar  Quantiles `json:"calendar"`
	Working   Quantiles `json:"working"`
}

// Figures are what all clocks say together, stage by stage; the last line is the whole way.
func Figures(clocks []Clock) []StageFigures {
	calendar, working := map[string][]Waiting{}, map[string][]Waiting{}
	add := func(id string, c, w int, open bool) {
		calendar[id] = append(calendar[id], Waiting{c, open})
		working[id] = append(working[id], Waiting{w, open})
	}
	for _, c := range clocks {
		for _, s := range c.Stages {
			add(s.Milestone, s.Calendar, s.Working, s.Open)
		}
		add("whole", c.Calendar, c.Working, c.Open)
	}
	var all []StageFigures
	for _, m := range append(slices.Clone(Milestones[1:]), Milestone{ID: "whole"}) {
		all = append(all, StageFigures{m.ID, Survive(calendar[m.ID]), Survive(working[m.ID])})
	}
	return all
}

// MedianWithin is the 95 % interval of the median: the days at which the curve is not told apart from one half, after Brookmeyer and Crowley
// (1982), with the variance of Greenwood on the complementary log-log scale. What is not reached ends with the longest that was seen.
func MedianWithin(w []Waiting) (low, high int) {
	w = slices.Clone(w)
	slices.SortFunc(w, func(a, b Waiting) int {
		return cmp.Or(cmp.Compare(a.Days, b.Days), cmp.Compare(open(a), open(b)))
	})
	left, greenwood, found := 1.0, 0.0, false
	high = w[len(w)-1].Days
	for i, x := range w {
		if x.Open {
			continue
		}
		at := float64(len(w) - i)
		left *= 1 - 1/at
		if left <= 0 {
			if !found {
				low = x.Days
			}
			return low, min(high, x.Days)
		}
		greenwood += 1 / (at * (at - 1))
		apart := (math.Log(-math.Log(left)) - math.Log(math.Ln2)) / (math.Sqrt(greenwood) / -math.Log(left))
		switch {
		case math.Abs(apart) <= 1.959963984540054 && !found:
			low, found = x.Days, true
		case apart > 1.959963984540054 && found:
			return low, x.Days
		case apart > 1.959963984540054:
			return x.Days, x.Days
		}
	}
	return low, high
}
