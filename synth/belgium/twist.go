package belgium

import (
	"vigie"
	"vigie/internal/chance"
)

// fate is a number in [0, 1) that a person has at a firm: whom a scheme touches, it goes on touching.
func (l *labour) fate(i, p int32) float32 {
	return float32(chance.Mix(l.salt^uint64(i)<<32^uint64(p))>>40) / (1 << 24)
}

// twist bends the terms of those who are at work already, a part of them each month: a scheme does not begin with all at once.
func (l *labour) twist(i int32, f *firm, b *bend) {
	d := &l.dice
	for _, k := range append([]int32(nil), l.open[i]...) {
		s := &f.spells[k]
		if s.worker != oth || s.terms&(continues|fictitious) != 0 || s.from >= l.on || s.to <= l.on+20 {
			continue
		}
		switch u := l.fate(i, s.person); {
		case s.terms&(hidden|partner) != 0:
		case u < b.hidden:
			if d.chance(.2) {
				l.replace(i, f, k, func(next *spell) { l.hide(next, b, d) })
			}
		case u < b.hidden+b.bogus+b.platform:
			if d.chance(.25) {
				l.replace(i, f, k, func(next *spell) { l.disguise(i, f, next) })
			}
		case u < b.hidden+b.bogus+b.platform+b.extras:
			if d.chance(.25) {
				l.enlist(i, f, k)
			}
		case u < b.hidden+b.bogus+b.platform+b.extras+b.cover && s.real == s.hours && int(s.hours)*10 > 7*int(s.reference):
			if d.chance(.3) {
				l.renew(i, f, k, func(next *spell) { l.cover(next, b, d) })
			}
		}
		if b.overtime > 0 && l.state[s.person].busy != 0 {
			l.stretch(&f.spells[k], b)
		}
	}
}

// untwist brings things back in order, little by little, when a scheme is over.
func (l *labour) untwist(i int32, f *firm) {
	d := &l.dice
	for _, k := range append([]int32(nil), l.open[i]...) {
		s := &f.spells[k]
		if s.worker != oth || s.terms&(continues|fictitious) != 0 || s.from >= l.on || s.to <= l.on+20 || !d.chance(.4) {
			continue
		}
		switch {
		case s.terms&(hidden|partner) != 0 && d.chance(.5):
			s.to = l.until
		case s.terms&(hidden|partner) != 0:
			l.replace(i, f, k, func(next *spell) {
				next.terms &^= hidden | partner | drawn
				l.stopDrawing(next.person, next.from-1)
			})
		case s.real > s.hours+8:
			l.renew(i, f, k, func(next *spell) { next.hours = min(next.real, next.reference); next.real = next.hours })
		}
	}
	if len(l.crews[i].regular) > 0 {
		l.disband(i, f)
	}
}

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

// hide puts a job on no paper. Some of those who are hidden draw a benefit meanwhile.
func (l *labour) hide(s *spell, b *bend, d *dice) {
	s.terms |= hidden
	s.terms &^= noisy
	s.hours = s.reference / 2
	s.real = uint8(float64(s.reference) * (.5 + .5*d.float()))
	if l.state[s.person].benefit != 0 {
		s.terms |= drawn
	} else if d.chance(float64(b.benefit)) {
		l.startDrawing(s.person, s.from, unemployment)
		s.terms |= drawn
	}
}

// cover makes a full-time job part-time on paper. Where benefits are part of the scheme, some draw one besides.
func (l *labour) cover(s *spell, b *bend, d *dice) {
	if b.benefit > .5 && d.chance(float64(b.benefit)*.5) {
		l.startDrawing(s.person, s.from, unemployment)
		s.terms |= drawn
	}
	full := max(s.real, s.reference-s.reference/8)
	s.hours = uint8(float64(s.reference) * (.24 + .28*d.float()))
	s.real = max(full, s.hours)
}

// stretch lets people work longer than declared.
func (l *labour) stretch(s *spell, b *bend) {
	if b.overtime > 0 && s.terms&fictitious == 0 && s.real == s.hours {
		s.real = uint8(min(255, float64(s.hours)*(1+float64(b.overtime))))
	}
	if b.lowWage > 0 && s.from >= l.on {
		s.wage = uint16(float64(s.wage) * (1 - float64(b.lowWage)))
	}
}

// disguise makes a worker self-employed on paper.
func (l *labour) disguise(i int32, f *firm, s *spell) {
	s.terms |= partner
	s.terms &^= hidden | noisy
	l.stopDrawing(s.person, s.from-1)
	if l.bends[i].platform > l.bends[i].bogus {
		l.riders = append(l.riders, rider{person: s.person, firm: i, from: s.from, to: min(s.to, until(f))})
		return
	}
	l.selfs = append(l.selfs, selfEmployment{s.person, i, "partner", s.from, min(s.to, until(f))})
}

func until(f *firm) vigie.Date {
	if f.ended != 0 {
		return f.ended
	}
	return forever
}

// lodge lets some workers live together at an address of the firm; a few honest firms have rooms for seasonal staff.
func (l *labour) lodge(i int32, f *firm, s *spell, b *bend, d *dice) {
	if housed := max(b.housed, f.lodging); housed > 0 && d.chance(float64(housed)) {
		at := f.units[0].at
		house := keyed(l.salt, int(i)) // the firm's house for them
		at.street, at.number, at.box = uint16(house.intn(len(l.streets))), uint16(1+house.intn(120)), 0
		l.moves[s.person] = append(l.moves[s.person], move{max(s.from, opening-2000), at})
	}
}
