package belgium

import (
	"math"

	"vigie"
)

// quarters are those of the registers, 2020 to 2025.
const quarters = 24

// quarterFrom is the first day of a quarter of the registers.
func quarterFrom(q int) vigie.Date { return firstOf(3 + 3*q) }

// worked are the hours that a firm's people really worked between two days, and those of them that stand on no paper. Who is
// ill for long or temporarily unemployed does not work, unless the claim is false.
func (w *world) worked(f *firm, away *absence, from, to vigie.Date) (real, secret float64) {
	for k := range f.spells {
		s := &f.spells[k]
		if s.from > to {
			break
		}
		first, end := max(s.from, from), min(s.to, to)
		if s.terms&fictitious != 0 || end < first {
			continue
		}
		weeks := float64(end-first+1) / 7
		hours := max(0, weeks-away.weeks(k, s, first, end)) * float64(s.real) / 4
		real += hours
		switch {
		case s.terms&hidden != 0:
			secret += hours
		case s.real > s.hours:
			secret += weeks * float64(s.real-s.hours) / 4
		}
	}
	return real, secret
}

// trade is how a firm earns: what is usual for it, whatever it hides.
type trade struct {
	rate   float64 // turnover an hour, against the sector's
	shares float64 // purchases, as a share of turnover
	cash   float64 // of the turnover of secret hours, what goes into no book
	alone  float64 // turnover a quarter of the owner's own work, euro
	buysIn bool    // has much done by others, honestly
}

func (w *world) tradeOf(i int32) trade {
	d := w.dice("trade", int(i))
	f := &w.firms[i]
	t := trade{rate: math.Exp(.12 * d.normal()), shares: min(.85, max(.1, .42+.12*d.normal())), cash: .05 + .25*d.float()}
	switch w.sectors[f.sector].id {
	case "horeca":
		t.cash += .10
	case "cleaning", "temp-agency", "care":
		t.shares *= .4
	case "retail":
		t.shares = min(.9, t.shares*1.6)
	}
	if t.buysIn = d.chance(.07); t.buysIn {
		t.rate *= 1.25 + .5*d.float()
	}
	t.alone = 6_000 * math.Exp(.7*d.normal())
	return t
}

// prices are what an hour costs, against 2020.
func prices(on vigie.Date) float64 {
	years := float64(on-opening) / 365.25
	if years > 2 {
		return 1 + .02*2 + .085*min(1, years-2) + .03*max(0, years-3)
	}
	return 1 + .02*years
}

// books are a firm's figures of a quarter, euro without VAT.
type books struct{ turnover, purchases float64 }

// quarter makes the books of a quarter: what its own people earned, and what others did for it and it charged on.
func (w *world) quarter(i int32, t *trade, away *absence, q int, d *dice) books {
	from, to := quarterFrom(q), quarterFrom(q+1)-1
	f := &w.firms[i]
	if len(w.ridersOf[i]) > 0 || len(w.sent[i]) > 0 {
		return w.ridden(i, from, to)
	}
	real, secret := w.worked(f, away, from, to)
	rate := w.sectors[f.sector].turnover * t.rate * prices(from)
	part := float64(min(to, last0(f.ended, to))-max(from, f.started)+1) / float64(to-from+1)
	own := (real-secret*t.cash)*rate + t.alone*prices(from)*part
	own *= math.Exp(.06 * d.normal())
	on := w.handedOn(i, from, to)
	b := w.bendOn(i, from+45)
	others := on * 1.1
	if hired := real * float64(b.bogus+b.platform); hired > 0 { // invoices of those who left the payroll
		on += hired * 23
	}
	return books{turnover: own + others, purchases: own*t.shares + on}
}

// last0 is the end of what ends, and another day for what does not.
func last0(end, otherwise vigie.Date) vigie.Date {
	if end == 0 {
		return otherwise
	}
	return end
}

// handedOn is what a firm paid to those it gave works to, between two days.
func (w *world) handedOn(i int32, from, to vigie.Date) float64 {
	sum := 0.0
	for _, g := range w.given[i] {
		c := &w.sites[g.site].contracts[g.contract]
		if first, end := max(c.from, from), min(c.to, to); end >= first {
			sum += float64(c.amount) * float64(end-first+1) / float64(c.to-c.from+1)
		}
	}
	return sum
}

// given is a contract by which a firm gives work on.
type given struct {
	site     int32
	contract int16
}

// gatherGiven lists contracts by who gives and by who gets the work.
func (w *world) gatherGiven() {
	w.given, w.gotten = map[int32][]given{}, map[int32][]given{}
	for n := range w.sites {
		for k := range w.sites[n].contracts {
			c, g := &w.sites[n].contracts[k], given{int32(n), int16(k)}
			w.given[c.principal] = append(w.given[c.principal], g)
			if c.sub != 0 {
				w.gotten[c.sub] = append(w.gotten[c.sub], g)
			}
		}
	}
}
