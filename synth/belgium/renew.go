package belgium

import "vigie"

// replace ends a job and begins another of the same person, which Dimona sees end and perhaps begin.
func (l *labour) replace(i int32, f *firm, k int32, change func(*spell)) {
	s := &f.spells[k]
	next := *s
	next.from = l.on + vigie.Date(l.dice.intn(15))
	next.terms &^= continued
	s.to = next.from - 1
	s.terms |= continues // the person does not look for work
	ended := s.terms
	change(&next)
	l.add(i, f, next)
	// For Dimona the employment ended: only the simulation had to know that the person stays.
	f.spells[k].terms = ended &^ continues
	l.forget(i, k)
}

// renew changes the terms of an employment that goes on.
func (l *labour) renew(i int32, f *firm, k int32, change func(*spell)) {
	s := &f.spells[k]
	next := *s
	next.from = l.on
	s.to = l.on - 1
	s.terms |= continues
	next.terms = next.terms&^continues | continued
	change(&next)
	l.add(i, f, next)
	l.forget(i, k)
}

// forget takes a spell out of those that go on.
func (l *labour) forget(i, k int32) {
	open := l.open[i]
	for n := range open {
		if open[n] == k {
			l.open[i] = append(open[:n], open[n+1:]...)
			return
		}
	}
}

// regularise is what a visit does that met undeclared workers: they are declared that day or soon after, too late.
func (l *labour) regularise(month int) {
	if l.visits == nil {
		l.visits = make([][]int32, months)
		for n := range l.inspections {
			if v := &l.inspections[n]; v.undeclared > 0 && v.on >= history && v.on <= closing {
				m := monthOf(v.on)
				l.visits[m] = append(l.visits[m], int32(n))
			}
		}
	}
	for _, n := range l.visits[month] {
		v := &l.inspections[n]
		f, met := &l.firms[v.firm], v.undeclared
		for _, k := range append([]int32(nil), l.open[v.firm]...) {
			s := &f.spells[k]
			if met == 0 || s.terms&hidden == 0 || s.from >= v.on || s.to <= v.on+5 || f.ended != 0 && f.ended <= v.on {
				continue
			}
			met--
			told := v.on + vigie.Date(l.dice.intn(3))
			l.replace(v.firm, f, k, func(next *spell) {
				next.from = v.on
				next.terms &^= hidden | drawn
				l.stopDrawing(next.person, next.from-1)
			})
			f.spells[k].to = v.on - 1
			f.spells[len(f.spells)-1].told = told
		}
	}
}
