package belgium

import "vigie"

// rider is a person whom a platform sends to a firm, in the place of staff.
type rider struct {
	person, firm int32
	from, to     vigie.Date
	own          int32 // the enterprise in its name; 0 until it is registered
	platform     int32
}

// register gives those whom platforms send an enterprise of their own, in the weeks in which they begin. Beside them are
// people who do the same for private customers: nothing is wrong with those.
func (w *world) register() {
	start := byID(w.phenomena, platformWork).start
	w.openPlatforms(start)
	d := w.dice("rider", 0)
	for n := range w.riders {
		r := &w.riders[n]
		r.from = max(r.from, start)
		w.enterprise(r, &d)
	}
	for range 2 + w.options.Employers/40 { // deliveries and small jobs for households
		from := start + vigie.Date(d.intn(int(closing-start)))
		to := from + vigie.Date(40+200*d.exp())
		if to > closing {
			to = forever
		}
		r := rider{person: w.newPerson(independent, w.anyTown(&d), from, 19, 45, d.chance(.2), &d), from: from, to: to}
		w.enterprise(&r, &d)
		w.riders = append(w.riders, r)
	}
	w.custodian()
}

// openPlatforms founds the platforms: companies without staff.
func (w *world) openPlatforms(start vigie.Date) {
	d := w.dice("platform", 0)
	for range 1 + w.options.Employers/12_000 {
		i := w.found(w.sectorOf("other"), start-vigie.Date(d.between(60, 200)), 0, &d)
		f := &w.firms[i]
		f.natural, f.form, f.employer, f.ended, f.staff = false, 0, 0, 0, 0
		w.platforms = append(w.platforms, i)
	}
}

// enterprise registers a rider as self-employed, with an enterprise of natural person that begins some days before.
func (w *world) enterprise(r *rider, d *dice) {
	r.platform = w.platforms[d.intn(len(w.platforms))]
	r.own = w.found(w.sectorOf("transport"), r.from-vigie.Date(d.intn(9)), 1, d)
	f := &w.firms[r.own]
	f.natural, f.form, f.manager, f.employer, f.staff = true, 0, r.person, 0, 0
	if r.firm != 0 {
		f.sector, f.nace, f.nace2025 = w.firms[r.firm].sector, w.firms[r.firm].nace, w.firms[r.firm].nace2025
	}
	if r.to < closing {
		f.ended = r.to + vigie.Date(d.between(0, 60))
	}
	kind := "secondary"
	if d.chance(.45) {
		kind = "main"
	}
	w.selfs = append(w.selfs, selfEmployment{r.person, r.own, kind, r.from, r.to})
}

// custodian keeps what belongs to firms by their place as long as the list of firms.
func (w *world) custodian() {
	for len(w.traits) < len(w.firms) {
		w.traits = append(w.traits, trait{})
	}
	w.ridersOf, w.sent = map[int32][]int32{}, map[int32][]int32{}
	for n := range w.riders {
		r := &w.riders[n]
		w.ridersOf[r.own] = append(w.ridersOf[r.own], int32(n))
		if r.firm != 0 {
			w.sent[r.platform] = append(w.sent[r.platform], int32(n))
		}
	}
}

// throughPlatform are the sales of platform work: riders sell to the platform, and it to the firms.
func (w *world) throughPlatform(i int32, first, end vigie.Date, sold map[int32]float64) {
	const week = 7.0
	earned := func(r *rider, rate float64) float64 {
		return max(0, float64(min(r.to, end)-max(r.from, first)+1)) / week * 24 * rate
	}
	for _, n := range w.ridersOf[i] {
		sold[w.riders[n].platform] += earned(&w.riders[n], 17)
	}
	for _, n := range w.sent[i] {
		sold[w.riders[n].firm] += earned(&w.riders[n], 24)
	}
}

// ridden are the books of a rider, or of a platform.
func (w *world) ridden(i int32, from, to vigie.Date) books {
	sold := map[int32]float64{}
	w.throughPlatform(i, from, to, sold)
	var b books
	for _, amount := range sold {
		b.turnover += float64(int(amount)) // whole euros: sums do not depend on the order
	}
	if b.purchases = b.turnover * .1; len(w.sent[i]) > 0 {
		b.purchases = b.turnover * 17 / 24
	}
	return b
}
