package harbour

import (
	"math"
	"strconv"

	"vigie"
)

// declare is what an employer lets the registers see of a month: staff and hours to the social security register, and each
// quarter its turnover to the tax register.
func (w *world) declare(e *employer, month int) {
	s := sectors[e.sector]
	first := firstOf(month)
	if e.started > first+20 {
		return // begins with the next month
	}
	w.change(e)
	season := 1 + .5*s.summer*math.Cos(2*math.Pi*float64(month%12)/12) // month 0 is a July
	hidden := e.hiding(month)
	real := e.staff * season * e.week * (1 - .45*e.partTime) * math.Exp(.06*w.rng.NormFloat64())
	workers, partTime, hours := e.declared(season, hidden, real)
	w.writeDeclaration(e, first, workers, int(math.Round(partTime*float64(workers))), hours, w.declaredOn(e, month))

	e.known.hours += hours
	// A part of what hidden work earns is hidden as well.
	e.known.turnover += real * s.turnover * e.rate * (1 - .25*hidden) * math.Exp(.12*w.rng.NormFloat64())
	if month%3 == 2 {
		w.fileTurnover(e, firstOf(month+1)-1)
	}
}

// change is what happens to an honest business too: staff comes and goes, a contract is lost or won, opening hours change and
// contracts become part-time. All of it shows in the declarations; unlike with hidden work, turnover goes with it.
func (w *world) change(e *employer) {
	e.staff = clamp(e.staff*math.Exp(.02*w.rng.NormFloat64()), 1, 400)
	if w.chance(.010) {
		e.staff = clamp(e.staff*math.Exp(.4*w.rng.NormFloat64()), 1, 400)
	}
	if w.chance(.012) {
		e.partTime = clamp(e.partTime+.28*w.rng.NormFloat64(), 0, .97)
	}
}

// declared is what is said of a month: all of it, or what the scheme leaves.
func (e *employer) declared(season, hidden, real float64) (workers int, partTime, hours float64) {
	staff, partTime := e.staff*season, e.partTime
	switch e.hidden.would {
	case cover: // everybody is declared, but for fewer hours
		partTime += (1 - partTime) * math.Min(.9, 1.5*hidden)
	case absent: // some are declared nowhere
		staff *= 1 - hidden
	case phoenix: // a little of both
		staff *= 1 - hidden/2
		partTime += (1 - partTime) * hidden / 2
	}
	workers = max(1, int(math.Round(staff)))
	hours = math.Max(8, math.Round(real*(1-hidden)))
	return workers, partTime, math.Min(hours, float64(workers)*190)
}

// declaredOn is the day of a declaration. The last day of the next month is in time.
func (w *world) declaredOn(e *employer, month int) vigie.Date {
	due := firstOf(month+2) - 1
	late := e.lateness
	if hidden := e.hiding(month); hidden > 0 {
		late = math.Min(.7, late+.5*hidden)
	}
	if w.chance(late) {
		e.known.late += 4
		return due + 1 + vigie.Date(w.rng.IntN(60))
	}
	e.known.late = max(0, e.known.late-1)
	return due - vigie.Date(w.rng.IntN(24))
}

func (w *world) fileTurnover(e *employer, quarterEnd vigie.Date) {
	k := &e.known
	if k.hours >= 100 {
		k.perHour = k.turnover / k.hours / sectors[e.sector].turnover
		filed := quarterEnd + 12 + vigie.Date(w.rng.IntN(22))
		if w.chance(.05) {
			filed += vigie.Date(w.rng.IntN(50))
		}
		w.writeTurnover(e, quarterEnd, k.turnover, filed)
	}
	k.hours, k.turnover = 0, 0
}

// complaintKinds are what people complain about, with how often.
var complaintKinds = []struct {
	kind           string
	honest, hiding float64
}{
	{"undeclared work", .30, .60}, {"unpaid wages", .25, .25}, {"unsafe work", .25, .07}, {"unfair competition", .20, .08},
}

// complain are the complaints of a month. Those of workers and neighbours of firms that hide work are more frequent, but
// most complaints are about firms that hide nothing.
func (w *world) complain(month int) {
	for _, e := range w.active {
		if e.started > firstOf(month) {
			continue
		}
		hidden := e.hiding(month)
		rate := .017 * math.Sqrt(e.staff/5)
		if hidden > 0 {
			rate += .04 + .22*hidden
		}
		if w.chance(rate) {
			on := firstOf(month) + vigie.Date(w.rng.IntN(26))
			w.complaints++
			w.writeComplaint("T"+strconv.Itoa(100_000+w.complaints), e, on, w.complaintKind(hidden > 0))
			// Of the signals of the Belgian contact point in 2022, 63 % were kept; the others said too little.
			if w.chance(.63) && e.known.open == 0 {
				e.known.open = on
			}
		}
	}
}

func (w *world) complaintKind(hiding bool) string {
	u := w.rng.Float64()
	for _, k := range complaintKinds {
		p := k.honest
		if hiding {
			p = k.hiding
		}
		if u -= p; u < 0 {
			return k.kind
		}
	}
	return complaintKinds[0].kind
}
