package harbour

import (
	"math"

	"vigie"
)

// employer is one employer as it is, of which the registers see a part.
type employer struct {
	number, name      string
	form              string // company, or sole trader
	sector            int
	territory         int
	lat, lon          float64
	started           vigie.Date
	registered        vigie.Date
	ended             vigie.Date // 0: at work
	cause             string     // closure or bankruptcy
	manager, premises int        // numbers of the codes

	honest         // how it works
	hidden scheme  // what it hides
	past   []spell // what it hid before

	known known // what inspectors noticed of it
}

// honest are the traits that have nothing to do with hiding work, and make telling it apart hard.
type honest struct {
	staff    float64 // people really at work
	partTime float64 // share of them
	week     float64 // hours a month of a full-time contract
	rate     float64 // turnover an hour, against its sector
	lateness float64 // how often a declaration is late
}

// known is what an inspectorate that keeps no data mining knows of an employer by heart.
type known struct {
	lastVisit vigie.Date
	findings  int
	open      vigie.Date // an open complaint came in on this day; 0: none
	hunch     float64    // what neighbours say, half of it true
	late      int        // declarations that were late in the last months, decaying
	// of the quarter under way, and of the last one that is complete
	hours, turnover float64
	perHour         float64
}

// found makes an employer of a sector and territory that starts on a day.
func (w *world) found(sector, territory int, started vigie.Date) *employer {
	w.managers++
	w.places++
	t := territories[territory]
	e := &employer{
		number: numberOf(len(w.everyone)), name: nameOf(w.rng, sectors[sector].id), form: "company",
		sector: sector, territory: territory, started: started, registered: started - vigie.Date(w.rng.IntN(12)),
		lat: t.lat + .045*w.rng.NormFloat64(), lon: t.lon + .06*w.rng.NormFloat64(),
		manager: w.managers, premises: w.places,
	}
	if w.chance(.22) {
		e.form = "sole trader"
	}
	w.give(e)
	w.everyone = append(w.everyone, e)
	return e
}

// anyone makes an employer like those that are there.
func (w *world) anyone(started vigie.Date) *employer {
	return w.found(w.drawSector(), w.drawTerritory(), started)
}

// successor is a firm that the manager of an earlier one starts, often where that one was.
func (w *world) successor(old *employer, started vigie.Date) *employer {
	e := w.found(old.sector, old.territory, started)
	e.manager, e.hidden = old.manager, scheme{}
	if w.chance(.6) {
		e.premises, e.lat, e.lon = old.premises, old.lat, old.lon
	}
	return e
}

// give draws the traits.
func (w *world) give(e *employer) {
	s := sectors[e.sector]
	e.staff = math.Max(1, s.staff*math.Exp(.75*w.rng.NormFloat64()))
	if e.form == "sole trader" {
		e.staff = math.Max(1, e.staff/3)
	}
	e.partTime = clamp(s.partTime+.13*w.rng.NormFloat64(), 0, .95)
	e.week = 160 * math.Exp(.14*w.rng.NormFloat64())
	e.rate = math.Exp(.18 * w.rng.NormFloat64())
	if w.chance(.06) { // gives work to subcontractors, or is simply good: much turnover with few hours, and nothing hidden
		e.rate *= 1.3 + .5*w.rng.Float64()
	}
	e.lateness = .04
	if w.chance(.08) { // untidy, and nothing else
		e.lateness = .35
	}
	e.known.hunch = w.rng.NormFloat64()
	if w.chance(s.tempted) {
		w.tempt(e)
	}
}

func (w *world) drawSector() int {
	u := w.rng.Float64()
	for i, s := range sectors {
		if u -= s.share; u < 0 {
			return i
		}
	}
	return 0
}

func (w *world) drawTerritory() int {
	u := w.rng.Float64()
	for i, t := range territories {
		if u -= t.share; u < 0 {
			return i
		}
	}
	return 0
}

func clamp(v, low, high float64) float64 { return math.Min(high, math.Max(low, v)) }
