package harbour

import (
	"context"
	"math/rand/v2"

	"vigie"
)

// world is the invented country while it lives, month by month.
type world struct {
	rng      *rand.Rand
	scale    int
	everyone []*employer // in the order in which they were founded, past ones too
	active   []*employer
	heirs    map[int][]heir // by month: managers of bankrupt firms who start again

	managers, places      int
	complaints, inspected int

	out    *registers
	report Report
}

// heir is a manager who starts again after a bankruptcy.
type heir struct {
	old   *employer
	again bool // and will do it again
}

func (w *world) chance(p float64) bool { return w.rng.Float64() < p }

// live walks through the months.
func (w *world) live(ctx context.Context, progress func(done, of int)) error {
	w.settle()
	for m := range months {
		if err := ctx.Err(); err != nil {
			return err
		}
		w.born(m)
		for _, e := range w.active {
			w.hide(e, m)
			w.declare(e, m)
		}
		w.complain(m)
		if m >= firstVisit {
			w.inspect(m)
		}
		w.die(m)
		if progress != nil {
			progress(m+1, months)
		}
	}
	return nil
}

// settle makes those who are there when the registers begin, among them managers who left a bankrupt firm behind.
func (w *world) settle() {
	w.heirs = map[int][]heir{}
	for range w.scale {
		e := w.anyone(opening - vigie.Date(30+3200*w.rng.ExpFloat64()))
		e.started = max(e.started, day(1975, 1, 2))
		e.registered = max(e.registered, day(1975, 1, 1))
		if e.hidden.would != nothing && w.chance(.2) { // some are at it already
			w.begin(e, -1-w.rng.IntN(12))
		}
		w.active = append(w.active, e)
	}
	for range w.scale / 28 {
		old := w.found(w.rng.IntN(3), w.drawTerritory(), opening-vigie.Date(900+w.rng.IntN(1500)))
		w.end(old, opening-vigie.Date(60+w.rng.IntN(700)), "bankruptcy")
		w.restart(old, w.rng.IntN(20), w.chance(.6))
	}
}

// born are the new employers of a month.
func (w *world) born(month int) {
	for range w.times(float64(w.scale) * .0062) {
		e := w.anyone(firstOf(month) + vigie.Date(w.rng.IntN(28)))
		if e.hidden.would != nothing {
			e.hidden.hazard = .10 // who begins so, begins soon
		}
		if w.chance(.08) { // a second firm of somebody who has one already, as happens
			e.manager = pick(w.rng, w.active).manager
		}
		w.active = append(w.active, e)
	}
	for _, h := range w.heirs[month] {
		e := w.successor(h.old, firstOf(month)+vigie.Date(w.rng.IntN(28)))
		if h.again {
			e.hidden = scheme{would: phoenix, share: .10 + .22*w.rng.Float64()}
			e.lateness = .4
			w.begin(e, month)
		}
		w.active = append(w.active, e)
	}
}

// restart lets a manager start again some months later, honestly or not.
func (w *world) restart(old *employer, month int, again bool) {
	w.heirs[month] = append(w.heirs[month], heir{old, again})
}

// die ends employers: most close in peace, a few go bankrupt, and a chain ends as it was meant to.
func (w *world) die(month int) {
	left := w.active[:0]
	for _, e := range w.active {
		on := firstOf(month+1) - 1 - vigie.Date(w.rng.IntN(2)) // after all that the month brought
		chained := e.hidden.would == phoenix
		switch {
		case on <= e.started+60:
			left = append(left, e)
		case chained && month-e.hidden.since > 13 && w.chance(.075):
			w.end(e, on, "bankruptcy")
			w.restart(e, month+1+w.rng.IntN(4), w.chance(.85))
		case chained:
			left = append(left, e)
		case w.chance(.0018):
			w.end(e, on, "bankruptcy")
			if w.chance(.4) { // most who fail and try again are honest
				w.restart(e, month+2+w.rng.IntN(10), w.chance(.15))
			}
		case w.chance(.0042):
			w.end(e, on, "closure")
		default:
			left = append(left, e)
		}
	}
	w.active = left
}

func (w *world) end(e *employer, on vigie.Date, cause string) {
	w.stop(e, on)
	e.ended, e.cause = on, cause
	w.close(e)
}

// times is a whole number whose mean is n.
func (w *world) times(n float64) int {
	whole := int(n)
	if w.chance(n - float64(whole)) {
		whole++
	}
	return whole
}
