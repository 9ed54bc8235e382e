package belgium

import "vigie"

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
