package belgium

import "vigie"

// someone finds a person for a job: from the pool of the province or of another one, or somebody new to the labour market.
func (l *labour) someone(f *firm, s *spell, b *bend, d *dice) int32 {
	town := f.units[s.unit].at.town
	t := int(l.towns[town].territory)
	if b.foreign > 0 && d.chance(float64(b.foreign)) {
		p := l.newPerson(ordinary, l.townIn(t, d), l.on, 19, 48, true, d)
		l.state = append(l.state, state{})
		return p
	}
	if d.chance(l.odds.commuters) {
		t = d.intn(len(territories))
	}
	if b.hidden > 0 && d.chance(float64(b.benefit)*.5) {
		if p := l.drawer(t, s.from, d); p != 0 {
			return p
		}
	}
	for pool := l.pools[t]; len(pool) > 0; pool = l.pools[t] {
		k := d.intn(len(pool))
		p := pool[k]
		pool[k] = pool[len(pool)-1]
		l.pools[t] = pool[:len(pool)-1]
		if person := &l.people[p]; l.state[p].busy < s.from && l.ageOf(p) < 64 && (person.died == 0 || vigie.Date(person.died) > s.from+10) {
			return p
		}
	}
	if l.month == 0 {
		return l.newWorker(l.townIn(t, d), 19, 61, d)
	}
	return l.newWorker(l.townIn(t, d), 18, 38, d)
}

// drawer is somebody who draws an unemployment benefit and would work besides; 0 if nobody is found.
func (l *labour) drawer(t int, from vigie.Date, d *dice) int32 {
	list := l.drawing[t]
	for range 8 {
		if len(list) == 0 {
			return 0
		}
		k := d.intn(len(list))
		p := list[k]
		if l.state[p].benefit == 0 { // no longer
			list[k] = list[len(list)-1]
			list = list[:len(list)-1]
			l.drawing[t] = list
			continue
		}
		if l.state[p].busy < from && l.idle[l.state[p].benefit].from <= from {
			return p
		}
	}
	return 0
}

// take says that a person is at work, and no longer draws a benefit.
func (l *labour) take(p int32, from, to vigie.Date) {
	l.state[p].busy = max(l.state[p].busy, to)
	l.stopDrawing(p, from-1)
	if t := l.territoryOf(p); len(l.working[t]) < 64+l.options.Employers/20 {
		l.working[t] = append(l.working[t], p)
	} else {
		l.working[t][l.dice.intn(len(l.working[t]))] = p
	}
}
