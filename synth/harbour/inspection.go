package harbour

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"vigie"
)

// How inspectors choose. About 66 visits in 100 are targeted by experience, 22 follow a complaint, 6 are first visits to new
// employers and 6 are drawn at random: Ireland reported about 5 % of its tax audits, Albania plans 30 % of its labour inspections.
const (
	visits      = .069 // a month and employer at work
	atRandom    = .06  // of all visits
	newEmployer = .80  // chance of a first visit some months after the start, whatever the employer looks like
)

// visit is one inspection to come.
type visit struct {
	e       *employer
	channel string
	chance  float64 // of being selected; 0: nobody knows
}

// inspect are the visits of a month.
func (w *world) inspect(month int) {
	due := w.complaintVisits(month)
	due = append(due, w.firstVisits(month)...)
	for t := range territories {
		due = append(due, w.territoryVisits(t, month, due)...)
	}
	for _, v := range due {
		w.visit(v, month)
	}
}

// complaintVisits follow the complaints that were kept, after a few weeks.
func (w *world) complaintVisits(month int) []visit {
	var due []visit
	for _, e := range w.active {
		switch waited := firstOf(month) - e.known.open; {
		case e.known.open == 0 || waited < 5:
		case waited > 120:
			e.known.open = 0 // overtaken by events
		case w.chance(.6):
			due = append(due, visit{e, "complaint", 0})
		}
	}
	return due
}

// firstVisits go to new employers half a year after their start, whatever they look like.
func (w *world) firstVisits(month int) []visit {
	var due []visit
	for _, e := range w.active {
		if age := firstOf(month) - e.started; age >= 180 && age < 211 && e.known.lastVisit == 0 && w.chance(newEmployer) {
			due = append(due, visit{e, "new-employer", newEmployer})
		}
	}
	return due
}

// territoryVisits are those drawn at random and those that the inspectors of a territory choose.
func (w *world) territoryVisits(t, month int, due []visit) []visit {
	taken := map[*employer]bool{}
	for _, v := range due {
		if v.e.territory == t {
			taken[v.e] = true
		}
	}
	var here []*employer
	for _, e := range w.active {
		if e.territory == t && !taken[e] && e.started < firstOf(month) {
			here = append(here, e)
		}
	}
	all := visits * float64(len(here)+len(taken)) * math.Exp(.5*territories[t].liking)
	drawn := w.times(all * atRandom)
	w.rng.Shuffle(len(here), func(i, j int) { here[i], here[j] = here[j], here[i] })
	drawn = min(drawn, len(here))
	var chosen []visit
	for _, e := range here[:drawn] {
		chosen = append(chosen, visit{e, "random", float64(drawn) / float64(len(here))})
	}
	return append(chosen, w.targeted(here[drawn:], w.times(math.Max(0, all-float64(drawn+len(taken)))), month)...)
}

// targeted are the n that experience finds most worth a visit: by sector, by what was found before, by turnover when it is
// glaring, by what neighbours say. It is a fair guess and a biased one: that is why what it finds says little of the others.
func (w *world) targeted(here []*employer, n, month int) []visit {
	type guess struct {
		e     *employer
		worth float64
	}
	var guesses []guess
	for _, e := range here {
		if e.known.lastVisit != 0 && firstOf(month)-e.known.lastVisit < 150 {
			continue
		}
		g := sectors[e.sector].liking + .45*math.Min(3, float64(e.known.findings)) + .25*e.known.hunch + .09*float64(e.known.late)
		if e.hiding(month) > 0 {
			g += .4 // the half of the hunch that is true
		}
		if e.known.perHour > 0 {
			g += 1.7 * clamp(math.Log(e.known.perHour), -.6, 1)
		}
		guesses = append(guesses, guess{e, g + .7*w.rng.NormFloat64()})
	}
	slices.SortStableFunc(guesses, func(a, b guess) int { return cmp.Compare(b.worth, a.worth) })
	var chosen []visit
	for _, g := range guesses[:min(n, len(guesses))] {
		chosen = append(chosen, visit{g.e, "targeted", 0})
	}
	return chosen
}

// visit makes one inspection and lets it have its effect.
func (w *world) visit(v visit, month int) {
	e := v.e
	on := firstOf(month) + vigie.Date(w.rng.IntN(26))
	team := pick(w.rng, territories[e.territory].teams[:])
	r := w.result(e, month, strictness[team])
	closed := on + 6 + vigie.Date(w.rng.IntN(40))
	if r.positive() {
		closed += vigie.Date(w.rng.IntN(45)) // there is more to write
	}
	w.inspected++
	w.writeInspection(fmt.Sprintf("V%06d", w.inspected), v, on, closed, r, fmt.Sprintf("team %d", team))
	e.known.lastVisit, e.known.open = on, 0
	if r.positive() {
		e.known.findings++
		w.caught(e, month, on)
	}
}
