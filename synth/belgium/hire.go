package belgium

import "vigie"

// hireCore hires somebody for a firm's ordinary work, on paper or not, as its schemes have it.
func (l *labour) hireCore(i int32, f *firm, b *bend) {
	d := &l.dice
	s := l.terms(i, f, d)
	s.from = l.startIn(f, d)
	s.to = s.from + l.duration(i, f)
	s.person = l.someone(f, &s, b, d)
	if s.from < history { // who is there already when the simulation begins
		s.from = max(s.from, min(history-1, vigie.Date(l.people[s.person].born)+18*365+5))
		s.to = history + l.duration(i, f)
	}
	switch u := l.fate(i, s.person); {
	case *b == (bend{}):
	case u < b.hidden:
		l.hide(&s, b, d)
	case u < b.hidden+b.bogus+b.platform:
		l.disguise(i, f, &s)
	case u < b.hidden+b.bogus+b.platform+b.extras:
		c := l.crews[i]
		c.regular = append(c.regular, s.person)
		l.crews[i] = c
		l.take(s.person, s.from, l.until+60)
		return
	case d.chance(float64(b.cover)):
		l.cover(&s, b, d)
	}
	l.stretch(&s, b)
	if s.terms&drawn == 0 {
		l.take(s.person, s.from, s.to)
	} else {
		l.state[s.person].busy = s.to
	}
	l.add(i, f, s)
	l.lodge(i, f, &s, b, d)
}

// startIn is the first day of a job that begins this month. In the first month, firms take on the staff that they have long
// had.
func (l *labour) startIn(f *firm, d *dice) vigie.Date {
	if l.month == 0 {
		years := .9 / l.sectors[f.sector].churn
		return max(f.employer, history-1-vigie.Date(365*years*d.exp()), history-12000)
	}
	from := max(l.on, f.employer) + vigie.Date(d.intn(int(l.until-max(l.on, f.employer))+1))
	if d.chance(.45) {
		from = max(l.on, f.employer) // months begin on the first
	}
	return from
}

// terms are the terms of an ordinary job at a firm.
func (l *labour) terms(i int32, f *firm, d *dice) spell {
	sec := &l.sectors[f.sector]
	s := spell{reference: sec.reference, hours: sec.reference, unit: l.unitOf(f, d), worker: oth}
	if d.chance(sec.blue) {
		s.terms |= blue
	}
	if d.chance(l.odds.wrongCommittee) {
		s.terms |= noisy
	}
	if d.chance(float64(f.partTime)) {
		shares := [...]float64{.33, .5, .5, .6, .66, .8, .8}
		s.hours = uint8(float64(s.reference)*shares[d.intn(len(shares))] + .5)
	}
	s.real = s.hours
	s.wage = uint16(100*sec.wage*float64(f.pay)*(.94+.22*d.float()*d.float())*inflation(l.month) + .5)
	if sec.id == "temp-agency" {
		s.user = l.user(i, d)
	}
	return s
}

// unitOf draws the establishment of a new worker; the main one has the most.
func (l *labour) unitOf(f *firm, d *dice) uint8 {
	if len(f.units) == 1 || d.chance(.4) {
		return 0
	}
	k := d.intn(len(f.units))
	if u := &f.units[k]; u.started > l.on || u.ended != 0 && u.ended < l.until+90 {
		return 0
	}
	return uint8(k)
}

// user is a firm that a temp agency sends somebody to: often one of its regular ones.
func (l *labour) user(agency int32, d *dice) int32 {
	for range 20 {
		k := l.users[d.intn(len(l.users))]
		if d.chance(.7) {
			regular := keyed(l.salt^uint64(agency), d.intn(40))
			k = l.users[regular.intn(len(l.users))]
		}
		if l.firms[k].hiring(l.on) && k != agency {
			return k
		}
	}
	return 0
}

// duration draws how long a job lasts: some are short, the others so long that a sector's share ends in a year.
func (l *labour) duration(i int32, f *firm) vigie.Date {
	d, churn := &l.dice, l.sectors[f.sector].churn
	if extra := l.bends[i].turnover; extra > 0 {
		churn += 12 * float64(extra)
	}
	const short, mean = .35, .2 // share of short jobs, and their mean in years
	if d.chance(short) {
		return vigie.Date(3 + 365*min(mean, .6/churn)*d.exp())
	}
	long := max(.12, (1/churn-short*mean)/(1-short))
	return vigie.Date(20 + 365*long*d.exp())
}

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
