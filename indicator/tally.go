package indicator

import (
	"slices"

	"vigie"
	"vigie/internal/interval"
)

// Few is the smallest number of inspections on which a share is told. On fewer the interval says nothing that a reader does not
// read too much into, and in a small cell a single employer could be told from its outcome.
const Few = 5

// level of all intervals.
const level = .95

// Tally is what inspections say of an indicator in some part of them.
type Tally struct {
	Inspected int `json:"inspected"` // on whose eve it fired
	Confirmed int `json:"confirmed"` // that found something
	Own       int `json:"own"`       // that found its own phenomenon
	Refuted   int `json:"refuted"`   // that found nothing
	Others    int `json:"others"`    // inspections of the same sectors on whose eve it did not fire

	Precision *vigie.Figure `json:"precision,omitempty"` // nil: too few to say
	Base      *float64      `json:"base"`                // the share of positive ones among Others, weighted to the same sectors
	Lift      *vigie.Figure `json:"lift,omitempty"`      // precision over base
	LeadDays  *float64      `json:"leadDays,omitempty"`  // median days from the first day of the firing to an inspection that found something
}

// place is where and when an inspection was.
type place struct {
	sector, territory, channel string
	year                       int
}

// hit is an inspection on whose eve the indicator fired.
type hit struct {
	place
	positive, own bool
	lead          float64
}

// counts are all inspections of a place.
type counts struct {
	place
	n, positive int
}

// tally counts the hits of a part and holds them against the other inspections of the same part and sectors.
func tally(hits []hit, all []counts, in func(place) bool) Tally {
	var t Tally
	var leads []float64
	type cell struct{ fired, found, n, positive int }
	sectors := map[string]*cell{}
	of := func(p place) *cell {
		if sectors[p.sector] == nil {
			sectors[p.sector] = &cell{}
		}
		return sectors[p.sector]
	}
	for _, h := range hits {
		if !in(h.place) {
			continue
		}
		c := of(h.place)
		c.fired++
		t.Inspected++
		if !h.positive {
			continue
		}
		c.found++
		t.Confirmed++
		leads = append(leads, h.lead)
		if h.own {
			t.Own++
		}
	}
	t.Refuted = t.Inspected - t.Confirmed
	for _, a := range all {
		if in(a.place) {
			c := of(a.place)
			c.n += a.n
			c.positive += a.positive
		}
	}
	base, variance, weighed := 0.0, 0.0, 0
	for _, name := range sorted(sectors) { // in order: floating point adds up the same way each time
		c := sectors[name]
		others := c.n - c.fired
		if c.fired == 0 || others == 0 {
			continue
		}
		t.Others += others
		weighed += c.fired
		share := float64(c.positive-c.found) / float64(others)
		w := float64(c.fired)
		base += w * share
		variance += w * w * share * (1 - share) / float64(others)
	}
	t.judge(base, variance, weighed)
	if len(leads) >= Few {
		m := median(leads)
		t.LeadDays = &m
	}
	return t
}

// judge fills in what enough inspections allow to say. The base is that of the sectors of the hits, in their proportions.
func (t *Tally) judge(base, variance float64, weighed int) {
	if t.Inspected < Few {
		return
	}
	low, high := interval.Exact(t.Confirmed, t.Inspected, level)
	t.Precision = &vigie.Figure{Value: float64(t.Confirmed) / float64(t.Inspected), Low: low, High: high}
	if t.Others < Few || 2*weighed < t.Inspected {
		return // nothing like it was inspected without the indicator
	}
	base /= float64(weighed)
	t.Base = &base
	if base > 0 {
		ratio, low, high := interval.Ratio(t.Confirmed, t.Inspected, base, variance/float64(weighed)/float64(weighed), level)
		t.Lift = &vigie.Figure{Value: ratio, Low: low, High: high}
	}
}

func median(values []float64) float64 {
	slices.Sort(values)
	n := len(values)
	return (values[(n-1)/2] + values[n/2]) / 2
}

func sorted[V any](m map[string]V) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
