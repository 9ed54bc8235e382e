package harbour

import (
	"math"

	"vigie"
)

// kind is how an employer hides work, if it does.
type kind string

const (
	nothing kind = ""
	cover   kind = "part-time cover"    // full days behind part-time contracts
	absent  kind = "undeclared workers" // workers that are declared nowhere
	phoenix kind = "bankruptcy chain"   // contributions unpaid until bankruptcy; then the same manager starts again
)

// scheme is what an employer would do and what it does.
type scheme struct {
	would   kind    // what it does when it does something
	hazard  float64 // chance a month to begin
	share   float64 // of the real hours that it hides, once it is used to it
	bold    float64 // chance that a finding does not stop it
	now     bool    // it is at it
	since   int     // if so, the month in which it began
	resting int     // lies low until this month
}

// spell is a time in which work was hidden.
type spell struct {
	kind        kind
	from, until vigie.Date // until is 0 when it goes on
	share       float64
}

// tempt makes an employer one that would hide work.
func (w *world) tempt(e *employer) {
	e.hidden = scheme{would: absent, hazard: .042, share: .25 + .38*w.rng.Float64(), bold: .55}
	if w.chance(sectors[e.sector].cover) {
		e.hidden.would = cover
	}
	if w.chance(.5) {
		e.hidden.bold = .8 // a fine is a cost like another
	}
}

// hide begins or ends schemes in a month.
func (w *world) hide(e *employer, month int) {
	h := &e.hidden
	switch {
	case h.would == nothing || month < h.resting:
	case !h.now && w.chance(h.hazard):
		w.begin(e, month)
	case h.now && h.would != phoenix && w.chance(.012): // some stop by themselves
		w.stop(e, firstOf(month))
		h.resting = month + 6
	}
}

func (w *world) begin(e *employer, month int) {
	e.hidden.now, e.hidden.since = true, month
	e.past = append(e.past, spell{kind: e.hidden.would, from: max(e.started, firstOf(month)), share: e.hidden.share})
}

func (w *world) stop(e *employer, on vigie.Date) {
	if e.hidden.now {
		e.past[len(e.past)-1].until = on
	}
	e.hidden.now = false
}

// hiding is the share of real hours that an employer hides in a month. It grows over four months: nobody begins with all.
func (e *employer) hiding(month int) float64 {
	if !e.hidden.now {
		return 0
	}
	return e.hidden.share * math.Min(1, float64(month-e.hidden.since+1)/4)
}

// caught is what a finding does: some stop for good, some lie low for a while and begin again.
func (w *world) caught(e *employer, month int, on vigie.Date) {
	if e.hidden.would == phoenix {
		return // goes on until the bankruptcy
	}
	w.stop(e, on)
	e.hidden.resting = month + 2 + w.rng.IntN(5)
	e.hidden.hazard = .10
	if !w.chance(e.hidden.bold) {
		e.hidden.resting, e.hidden.hazard = months, 0
	}
}
