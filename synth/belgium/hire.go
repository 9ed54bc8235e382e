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
		s.from = max(s.from, history-500) // schemes are younger than some jobs
		l.hide(&s, b, d)
	case u < b.hidden+b.bogus+b.platform:
		s.from = max(s.from, history-1-vigie.Date(d.intn(500)))
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
