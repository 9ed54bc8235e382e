package belgium

import "vigie"

// person is whoever works, manages or draws a benefit. It has a number and no name.
type person struct {
	born    int16 // days since 1970
	died    int16 // 0: alive
	counter uint16
	town    uint16 // where it lives at first
	kind    personKind
	bis     bool // a BIS number: not in the national register
}

type personKind uint8

const (
	ordinary    personKind = iota // works for firms
	student                       // works as a student until it is 25
	independent                   // self-employed, a manager or both
	posted                        // works for a foreign employer; stands in no Belgian register of residence
	outsider                      // in no register but on paper: fictitious workers, victims
)

// move is a change of address.
type move struct {
	from vigie.Date
	at   place
}

// firstBorn is the earliest day of birth that anybody has. A person's counter counts down from 997 among those born on one
// day: no day has so many births, so that no number is somebody's.
var firstBorn = day(1940, 1, 1)

// born is the register office: how many numbers each day has given, to men and to women.
type registerOffice [][2]uint16

// newPerson adds a person of about an age on a day.
func (w *world) newPerson(kind personKind, town uint16, on vigie.Date, youngest, oldest float64, bis bool, d *dice) int32 {
	age := youngest + (oldest-youngest)*d.float()
	p := person{kind: kind, town: town, bis: bis}
	p.born, p.counter = w.number(on-vigie.Date(365.25*age), d)
	if at := float64(history) + 365.25*d.exp()/w.deathsAYear; at < float64(closing) && at > float64(on)+30 {
		p.died = int16(at)
	}
	w.people = append(w.people, p)
	return int32(len(w.people) - 1)
}

// number gives the next number of a day of birth, or of a later day if that has none left.
func (w *world) number(born vigie.Date, d *dice) (int16, uint16) {
	born = max(born, firstBorn)
	sex := d.intn(2)
	for {
		i := int(born - firstBorn)
		for len(w.office) <= i {
			w.office = append(w.office, [2]uint16{})
		}
		if n := w.office[i][sex]; n < 498 {
			w.office[i][sex]++
			counter := 997 - 2*n // odd: a man
			if sex == 1 {
				counter = 996 - 2*n
			}
			return int16(born), counter
		}
		born++
	}
}

// townIn draws a town of a territory.
func (w *world) townIn(territory int, d *dice) uint16 {
	return uint16(w.byTerritory[territory][d.weighted(w.weights[territory])])
}

// anyTown draws a town of the country.
func (w *world) anyTown(d *dice) uint16 { return uint16(d.weighted(w.all)) }

// addressIn draws an address of a town.
func (w *world) addressIn(town uint16, d *dice) place {
	p := place{town: town, street: uint16(d.intn(len(w.streets))), number: uint16(1 + int(80*d.exp()))}
	if d.chance(.12) {
		p.box = uint16(1 + d.intn(20))
	}
	return p
}
