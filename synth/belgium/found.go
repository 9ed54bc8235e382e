package belgium

import "vigie"

// Numbers of firms come from ranges that the company register has not reached, so that none is somebody's.
const (
	firstEnterprise = 15_000_000
	enterprises     = 4_999_999
	firstUnit       = 80_000_000
	unitNumbers     = 9_999_991
	firstNSSO       = 1_500_000
	nssoNumbers     = 499_979 // a prime
)

// scattered is a number of a range for the n-th of something: neighbours do not stay neighbours, and none comes twice. The
// sizes of the ranges have no factor in common with the stride.
func scattered(first, size uint32, n int) uint32 {
	const stride = 7_368_787 // a prime
	return first + uint32(uint64(n)*stride%uint64(size))
}

// found makes a firm of a sector that starts on a day, and is a natural person with a chance. It has no staff yet.
func (w *world) found(s int, started vigie.Date, natural float64, d *dice) int32 {
	sec := &w.sectors[s]
	i := len(w.firms)
	town := w.anyTown(d)
	f := firm{
		number: scattered(firstEnterprise, enterprises, i), sector: uint8(s),
		started: started, natural: d.chance(natural), class: sec.class, committee: sec.committee,
		language: w.towns[town].language, exposed: d.chance(sec.crisis),
	}
	if w.towns[town].territory == brussels && d.chance(.15) {
		f.language = nl
	}
	if !f.natural {
		f.form = w.formOf(sec, d)
	}
	n := &sec.naces[d.weighted(sec.totals)]
	f.nace, f.nace2025 = n.code, n.code2025
	f.name = w.nameOf(&f, n, d)
	w.give(&f, sec, d)
	w.house(&f, town, d)
	f.manager = w.newPerson(independent, f.units[0].at.town, started, 24, 58, false, d)
	if d.chance(w.assume.of("renames")) {
		f.renamed, f.formerly = opening+vigie.Date(d.intn(2190)), w.nameOf(&f, n, d)
	}
	w.firms = append(w.firms, f)
	return int32(i)
}

// give draws the traits that have nothing to do with cheating.
func (w *world) give(f *firm, sec *sector, d *dice) {
	f.growth = float32(.01 + .05*d.normal())
	f.partTime = float32(min(.95, max(0, sec.partTime+.16*d.normal())))
	f.pay = float32(max(.88, 1+.08*d.normal()))
	f.care = float32(.3 + .7*d.float())
	if d.chance(w.assume.of("untidy")) {
		f.care = float32(.3 * d.float())
	}
	if d.chance(w.assume.of("struggling")) {
		f.unpaid = float32(.1 + .5*d.float())
	}
	if d.chance(w.assume.of("lodging")) {
		f.lodging = float32(.1 + .3*d.float())
	}
	f.shock = months
	if d.chance(w.assume.of("shock") * 6) {
		f.shock = int16(d.intn(months))
		f.shockEnds = f.shock + int16(d.between(5, 16))
	}
}

// house gives a firm its addresses.
func (w *world) house(f *firm, town uint16, d *dice) {
	own := w.addressIn(town, d)
	f.seat = own
	switch u := d.float(); {
	case f.natural:
	case u < w.assume.of("hub-accountant"):
		f.seat = w.hubs[1+d.intn(w.centres-1)]
	case u < w.assume.of("hub-accountant")+w.assume.of("hub-centre"):
		f.seat = w.hubs[w.centres+d.intn(len(w.hubs)-w.centres)]
	}
	if d.chance(w.assume.of("seat-moves")) {
		f.moved = opening + vigie.Date(d.intn(2190))
		f.before = w.addressIn(w.townIn(int(w.towns[town].territory), d), d)
		if f.moved <= f.started {
			f.moved = 0
		}
	}
	f.units = []unit{{number: w.nextUnit(), started: f.started, at: own}}
}

func (w *world) nextUnit() uint32 {
	w.units++
	return scattered(firstUnit, unitNumbers, w.units)
}

// branch opens further establishments of firms that have the staff for them.
func (w *world) branch(f *firm, d *dice) {
	for n := 1; n < 12 && d.chance(float64(f.staff)/(float64(n)*w.assume.of("workers-a-unit"))-.3); n++ {
		town := f.units[0].at.town
		if d.chance(.4) {
			town = w.anyTown(d)
		} else {
			town = w.townIn(int(w.towns[town].territory), d)
		}
		u := unit{number: w.nextUnit(), started: f.started + vigie.Date(200*d.exp()), at: w.addressIn(town, d)}
		if u.started > closing {
			continue
		}
		if d.chance(.08) {
			if end := max(u.started, opening) + vigie.Date(1500*d.exp()); end < closing {
				u.ended = end
			}
		}
		f.units = append(f.units, u)
	}
}
