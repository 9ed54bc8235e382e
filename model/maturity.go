package model

import (
	"slices"

	"vigie"
)

// Outcomes become known at different speeds: "nothing found" is written up in days, an official report takes weeks. The
// last weeks before any day therefore hold mostly the quick outcomes, and a model that learns from them, or is judged on
// them, takes haste for honesty. So rows count only once nearly all inspections of their age are known.

// ripeShare is the share of outcomes that must have had time to become known.
const ripeShare = .95

// delay is how many days after the inspection that share of outcomes is known, among the inspections known by the day. Old
// inspections are looked at first, because among recent ones only the quick are there: those of the last year are left out
// where others remain.
func (t *Table) delay(day vigie.Date) vigie.Date {
	collect := func(until vigie.Date) []vigie.Date {
		var delays []vigie.Date
		for i, known := range t.Known {
			if known <= day && t.Inspected[i] <= until && !t.corrects(i) {
				delays = append(delays, known-t.Inspected[i])
			}
		}
		return delays
	}
	delays := collect(day - 365)
	if len(delays) < minCount {
		delays = collect(day)
	}
	if len(delays) == 0 {
		return 0
	}
	slices.Sort(delays)
	return delays[min(len(delays)-1, int(ripeShare*float64(len(delays))))]
}

// corrects tells whether the row is a later word about the inspection of the row before it: rows stand in the order in which they were known.
func (t *Table) corrects(i int) bool {
	return i > 0 && t.ID[i] == t.ID[i-1] && t.Inspected[i] == t.Inspected[i-1]
}

// Ripe is what counts as of the day: the rows whose outcome is known by then and that are old enough for nearly all of
// their like to be known as well. It also tells how many known rows were too young, and the age that rows must have. What was known to be
// wrong by the day stays, for those who learnt from it before; what will be corrected later stands, as far as anybody knows.
func (t *Table) Ripe(day vigie.Date) (ripe *Table, young int, age int) {
	wait := t.delay(day)
	var rows []int
	for i, known := range t.Known {
		switch {
		case known > day:
		case t.Inspected[i] > day-wait:
			if t.Until[i] > day {
				young++
			}
		default:
			rows = append(rows, i)
		}
	}
	ripe = t.gather(rows)
	for i, until := range ripe.Until {
		if until > day {
			ripe.Until[i] = stands
		}
	}
	return ripe, young, int(wait)
}
