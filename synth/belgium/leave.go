package belgium

import "vigie"

// leave takes out those whose job ended before this month.
func (l *labour) leave(i int32, f *firm) {
	open := l.open[i]
	kept := open[:0]
	for _, k := range open {
		s := &f.spells[k]
		if s.to >= l.on {
			kept = append(kept, k)
			continue
		}
		switch {
		case s.terms&continues != 0 || s.worker == flx:
		case s.worker == oth && !f.natural && s.terms&(hidden|partner|fictitious) == 0 && l.dice.chance(l.odds.promoted):
			l.stopDrawing(s.person, s.to) // a partner from now on, and in earnest
			l.selfs = append(l.selfs, selfEmployment{s.person, i, "partner", s.to + 1, until(f)})
		default:
			l.exit(s)
		}
	}
	l.open[i] = kept
}

// exit is a person who lost or left a main job: back to work, on a benefit, or gone.
func (l *labour) exit(s *spell) {
	d, p := &l.dice, s.person
	switch person := &l.people[p]; {
	case s.worker == stu || person.kind == outsider:
	case l.ageOf(p) > 64 || person.died != 0 && vigie.Date(person.died) <= l.until:
		l.stopDrawing(p, s.to)
	case s.terms&fictitious != 0: // the point of it was the benefit
		l.startDrawing(p, s.to+1, unemployment)
		l.comeBack(p, l.month+d.between(6, 20))
	case d.chance(l.odds.forGood):
		if l.ageOf(p) > 50 && d.chance(.4) {
			l.startDrawing(p, s.to+1, sickness)
		}
	case d.chance(l.odds.gapNone):
		t := l.territoryOf(p)
		l.pools[t] = append(l.pools[t], p)
	default:
		l.state[p].benefit = l.draw(p, s.to+1, d)
		l.comeBack(p, l.month+1+int(l.odds.gapMean*d.exp()))
	}
}

// shut ends a firm's jobs with the firm. Where another firm goes on in its place, a part of the staff moves there.
func (l *labour) shut(i int32, f *firm) {
	for _, k := range l.open[i] {
		s := &f.spells[k]
		s.to = min(s.to, f.ended)
		if h := f.successor; h != 0 && s.terms&(continues|fictitious) == 0 && s.worker != ext && l.dice.chance(float64(f.moving)) && l.follow(h, f, s) {
			continue
		}
		if s.worker != flx {
			l.exit(s)
		}
	}
	l.open[i] = nil
	delete(l.crews, i)
}

// follow lets a worker move to the firm that goes on, some days later, on like terms.
func (l *labour) follow(h int32, old *firm, s *spell) bool {
	heir := &l.firms[h]
	from := max(old.ended+1+vigie.Date(25*l.dice.exp()), heir.employer)
	if from > old.ended+120 || !heir.hiring(from) || from > closing {
		return false
	}
	next := *s
	next.from, next.to, next.unit = from, from+l.duration(h, heir), 0
	next.terms &^= continued | continues
	l.add(h, heir, next)
	return true
}
