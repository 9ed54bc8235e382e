package belgium

import "vigie"

// add enters a job.
func (l *labour) add(i int32, f *firm, s spell) {
	if died := vigie.Date(l.people[s.person].died); died != 0 {
		s.to = min(s.to, died)
	}
	if f.ended != 0 {
		s.to = min(s.to, f.ended)
	}
	if s.to > closing+400 {
		s.to = forever
	}
	s.to = max(s.to, s.from)
	switch {
	case !s.declared():
		s.told = 0
	case s.terms&continued == 0:
		s.told = l.toldOn(i, f, &s)
	}
	l.open[i] = append(l.open[i], int32(len(f.spells)))
	f.spells = append(f.spells, s)
}

// toldOn is the day on which Dimona arrives: before the work begins, or late.
func (l *labour) toldOn(i int32, f *firm, s *spell) vigie.Date {
	d := &l.dice
	if s.from < history {
		return s.from - 1
	}
	if late := l.bends[i].late; late > 0 && d.chance(float64(late)) {
		return s.from + 1 + vigie.Date(8*d.exp())
	}
	late := l.odds.late
	if f.care < .3 {
		late = l.odds.lateUntidy
	}
	switch {
	case d.chance(late):
		return s.from + 1 + vigie.Date(3*d.exp())
	case s.worker == ext || s.worker == flx:
		return s.from - vigie.Date(d.intn(2))
	}
	return s.from - vigie.Date(d.intn(6))
}
