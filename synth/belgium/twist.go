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
		if b.draws > 0 && l.fate(i, s.person) > 1-b.draws && d.chance(.2) {
			l.drawBeside(f, k)
		}
		if b.overtime > 0 && l.state[s.person].busy != 0 {
			l.stretch(&f.spells[k], b)
		}
	}
}

// drawBeside lets a declared worker draw a benefit besides.
func (l *labour) drawBeside(f *firm, k int32) {
	s := &f.spells[k]
	if s.terms&(hidden|partner|drawn) != 0 || s.to < l.until || l.state[s.person].benefit != 0 {
		return
	}
	kind := unemployment
	if l.dice.chance(.35) {
		kind = sickness
	}
	l.startDrawing(s.person, l.on+vigie.Date(l.dice.intn(20)), kind)
	s.terms |= drawn
}

// untwist brings things back in order, little by little, when a scheme is over.
func (l *labour) untwist(i int32, f *firm) {
	d := &l.dice
	for _, k := range append([]int32(nil), l.open[i]...) {
		s := &f.spells[k]
		if s.worker != oth || s.terms&(continues|fictitious) != 0 || s.from >= l.on || s.to <= l.on+20 || !d.chance(.4) {
			continue
		}
		if s.terms&(hidden|partner|drawn) == drawn {
			l.stopDrawing(s.person, l.until)
			s.terms &^= drawn
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
