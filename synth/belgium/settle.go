package belgium

import (
	"math"

	"vigie"
)

// settle makes the firms: those that are there when the registers begin, those that are founded later, and when each ends.
func (w *world) settle() error {
	w.deathsAYear = w.assume.of("died-a-year")
	w.firms = append(w.firms[:0], firm{})
	w.people = append(w.people[:0], person{})
	w.hubs = append(w.hubs[:0], place{})
	d := w.dice("settle", 0)
	w.openHubs(&d)
	for s := range w.sectors {
		w.settleSector(s, &d)
	}
	w.shareManagers(&d)
	w.takeOvers(&d)
	employers := 0
	for i := range w.firms {
		if w.firms[i].employer != 0 {
			employers++
			w.firms[i].nsso = scattered(firstNSSO, nssoNumbers, employers)
		}
		if i > 0 {
			w.branch(&w.firms[i], &d)
		}
	}
	w.report.Companies = 0
	for i := range w.firms {
		if i > 0 && w.firms[i].alive(closing) {
			w.report.Companies++
		}
	}
	return nil
}

// openHubs makes the addresses that many firms share.
func (w *world) openHubs(d *dice) {
	companies := float64(w.options.Employers) * (1 + w.assume.of("companies-without-staff"))
	for range max(2, int(companies*w.assume.of("hub-accountant")/w.assume.of("firms-an-accountant"))) {
		w.hubs = append(w.hubs, w.addressIn(w.anyTown(d), d))
	}
	w.centres = len(w.hubs)
	for range max(1, int(companies*w.assume.of("hub-centre")/w.assume.of("firms-a-centre"))) {
		w.hubs = append(w.hubs, w.addressIn(w.anyTown(d), d))
	}
}

// settleSector makes the employers of a sector, and its companies without staff.
func (w *world) settleSector(s int, d *dice) {
	sec := &w.sectors[s]
	there := max(1, int(float64(w.options.Employers)*sec.share+.5))
	sizes := w.sizesOf(sec, there)
	for k := len(sizes) - 1; k > 0; k-- {
		o := d.intn(k + 1)
		sizes[k], sizes[o] = sizes[o], sizes[k]
	}
	yearly := sec.births
	for k := range there {
		age := 30 + 365.25*w.assume.of("age-mean")*d.exp()
		i := w.found(s, history-vigie.Date(min(age, 45*365)), sec.natural, d)
		f := &w.firms[i]
		f.employer = min(f.started+vigie.Date(90*d.exp()), history-5)
		f.staff = sizes[k]
		w.plan(f, history, yearly, d)
	}
	for m := range months {
		for range d.times(float64(there) * yearly / 12) {
			i := w.found(s, firstOf(m)+vigie.Date(d.intn(28)), sec.natural, d)
			f := &w.firms[i]
			f.employer = f.started + vigie.Date(45*d.exp())
			if f.employer > closing {
				f.employer = 0
			}
			f.staff = max(1, sizes[d.intn(len(sizes))]*float32(w.assume.of("newborn-size")))
			w.plan(f, f.started, 1.4*yearly, d) // the young end more often
		}
	}
	w.settleAlone(s, there, d)
}

// settleAlone makes the companies of a sector that never have staff.
func (w *world) settleAlone(s, employers int, d *dice) {
	const yearly = .05
	natural := w.assume.of("natural-without-staff")
	n := int(float64(employers) * w.assume.of("companies-without-staff"))
	for range n {
		age := 30 + 365.25*w.assume.of("age-mean")*d.exp()
		f := &w.firms[w.found(s, history-vigie.Date(min(age, 45*365)), natural, d)]
		w.plan(f, history, yearly, d)
	}
	for m := range months {
		for range d.times(float64(n) * yearly / 12) {
			f := &w.firms[w.found(s, firstOf(m)+vigie.Date(d.intn(28)), natural, d)]
			w.plan(f, f.started, yearly, d)
		}
	}
}

// sizesOf are the sizes of a sector's employers: log-normal, at evenly spaced quantiles, so that the mean of a small country
// does not hang on whether its largest firm was drawn.
func (w *world) sizesOf(sec *sector, n int) []float32 {
	spread := w.assume.of("size-spread")
	if sec.id == "temp-agency" {
		spread = .8
	}
	sizes, sum := make([]float64, n), 0.0
	for k := range sizes {
		z := math.Sqrt2 * math.Erfinv(2*(float64(k)+.5)/float64(n)-1)
		sizes[k] = math.Exp(spread * z)
		sum += sizes[k]
	}
	out := make([]float32, n)
	for k := range sizes {
		out[k] = float32(max(.8, sizes[k]*sec.staff*float64(n)/sum))
	}
	return out
}

// plan draws when a firm ends: at a steady rate, a part of it by bankruptcy.
func (w *world) plan(f *firm, from vigie.Date, yearly float64, d *dice) {
	end := float64(from) + 120 + 365.25/yearly*d.exp()
	if sec := w.sectors[f.sector].id; sec == "temp-agency" || end > float64(closing) {
		return
	}
	f.ended = vigie.Date(end)
	f.bankrupt = d.chance(w.assume.of("bankrupt-share")) && !f.natural
	if f.bankrupt && f.unpaid == 0 {
		f.unpaid = float32(.2 + .6*d.float()) // it could no longer pay
	}
}

// takeOvers lets another firm take over the staff of some that end in peace: an honest firm founded about then, of the same
// sector.
func (w *world) takeOvers(d *dice) {
	bySector := make([][]int32, len(w.sectors))
	for i := range w.firms {
		if f := &w.firms[i]; i > 0 && f.employer > history {
			bySector[f.sector] = append(bySector[f.sector], int32(i))
		}
	}
	for i := range w.firms {
		f := &w.firms[i]
		if f.employer == 0 || f.ended == 0 || f.bankrupt || f.natural || f.staff < 2 || !d.chance(w.assume.of("takeover-share")*2) {
			continue
		}
		for range 80 {
			list := bySector[f.sector]
			if len(list) == 0 {
				break
			}
			k := list[d.intn(len(list))]
			h := &w.firms[k]
			if gap := f.ended - h.employer; k == int32(i) || h.taken || gap < 0 || gap > 90 {
				continue
			}
			h.taken = true
			f.successor, f.moving = k, float32(w.assume.of("takeover-staff"))
			h.staff, h.nace, h.nace2025, h.seat, h.moved = f.staff*float32(.7+.5*d.float()), f.nace, f.nace2025, f.seat, 0
			h.units[0].at = f.units[0].at
			break
		}
	}
}

// shareManagers lets some managers have a second company.
func (w *world) shareManagers(d *dice) {
	for i := range w.firms {
		f := &w.firms[i]
		if i < 50 || f.natural || !d.chance(w.assume.of("shared-manager")) {
			continue
		}
		other := &w.firms[1+d.intn(len(w.firms)-1)]
		if w.towns[other.seat.town].territory == w.towns[f.seat.town].territory {
			f.manager = other.manager
		}
	}
}
