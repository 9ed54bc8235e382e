package belgium

import "vigie"

// crew are people who work for a firm without a contract that lasts.
type crew struct {
	regular []int32 // who would be ordinary workers if the law were kept
	casual  []int32 // who come now and then
}

// hireStudent hires a student: for the summer, or for some months of weekends.
func (l *labour) hireStudent(i int32, f *firm) {
	d := &l.dice
	s := l.terms(i, f, d)
	s.worker = stu
	s.from = max(l.on, f.employer) + vigie.Date(d.intn(12))
	_, m, _ := l.on.Time().Date()
	if m == 7 || m == 8 {
		s.to = s.from + vigie.Date(12+d.intn(40))
	} else {
		s.hours = uint8(24 + d.intn(24))
		s.to = s.from + vigie.Date(min(250, 30+110*d.exp()))
	}
	s.real = s.hours
	s.wage = s.wage * 9 / 10
	t := int(l.towns[f.units[s.unit].at.town].territory)
	s.person = l.studentIn(t, s.from, d)
	l.state[s.person].busy = s.to
	l.add(i, f, s)
}

// studentIn finds a student who is free, or a new one.
func (l *labour) studentIn(t int, from vigie.Date, d *dice) int32 {
	list := l.students[t]
	for range 6 {
		if len(list) == 0 || d.chance(.08) {
			break
		}
		k := d.intn(len(list))
		p := list[k]
		switch {
		case l.ageOf(p) > 24: // graduated: looks for work
			l.people[p].kind = ordinary
			list[k] = list[len(list)-1]
			list = list[:len(list)-1]
			l.students[t] = list
			l.comeBack(p, l.month+1)
		case l.state[p].busy < from:
			return p
		}
	}
	p := l.newPerson(student, l.townIn(t, d), l.on, 16, 23.5, false, d)
	l.state = append(l.state, state{})
	l.students[t] = append(l.students[t], p)
	return p
}

// hireFlexi gives a flexi-job to somebody who has a job elsewhere.
func (l *labour) hireFlexi(i int32, f *firm) {
	d := &l.dice
	s := l.terms(i, f, d)
	s.worker, s.terms = flx, s.terms|blue
	s.hours = uint8(16 + d.intn(40))
	s.real = s.hours
	s.from = max(l.on, f.employer) + vigie.Date(d.intn(15))
	s.to = s.from + vigie.Date(20+90*d.exp())
	s.person = l.moonlighter(f, d)
	l.add(i, f, s)
}

// moonlighter is somebody who has a main job.
func (l *labour) moonlighter(f *firm, d *dice) int32 {
	t := int(l.towns[f.units[0].at.town].territory)
	for range 6 {
		if list := l.working[t]; len(list) > 0 {
			if p := list[d.intn(len(list))]; l.state[p].busy > l.until && l.ageOf(p) < 64 {
				return p
			}
		}
	}
	return l.newWorker(l.townIn(t, d), 25, 60, d)
}

// casuals are the occasional workers of a month: some weekends of people who come now and then; and, where regular staff is
// declared by the day, two days and again two days.
func (l *labour) casuals(i int32, f *firm) {
	sec, c := &l.sectors[f.sector], l.crews[i]
	if sec.extras == 0 && len(c.regular) == 0 {
		return
	}
	d := &l.dice
	open := 1 - l.crisis[l.month]*boolean(f.exposed)
	n := d.times(sec.extras * float64(f.staff) * l.season(sec) * open)
	for range n {
		if len(c.casual) == 0 || len(c.casual) < 3+int(f.staff/2) && d.chance(.2) {
			c.casual = append(c.casual, l.moonlighter(f, d))
		}
		p := c.casual[d.intn(len(c.casual))]
		if l.ageOf(p) > 64 || l.people[p].died != 0 {
			continue
		}
		l.day(i, f, p, max(l.on, f.employer)+vigie.Date(d.intn(int(l.until-max(l.on, f.employer))+1)), d.intn(2), ext)
	}
	if len(c.regular) > 0 {
		worker := ext
		if sec.id != "horeca" && sec.id != "agriculture" {
			worker = flx
		}
		for _, p := range c.regular {
			for at := max(l.on, f.employer) + vigie.Date(d.intn(3)); at < l.until-1; at += vigie.Date(3 + d.intn(3)) {
				if open == 1 || d.chance(open) {
					l.day(i, f, p, at, 1, worker)
				}
			}
			l.state[p].busy = l.until + 60
		}
		if d.chance(.04) { // people come and go
			k := d.intn(len(c.regular))
			l.comeBack(c.regular[k], l.month+2)
			c.regular = append(c.regular[:k], c.regular[k+1:]...)
		}
	}
	if n > 0 || len(c.regular) > 0 {
		l.crews[i] = c
	}
}

// day enters occasional work of a day or two.
func (l *labour) day(i int32, f *firm, p int32, from vigie.Date, more int, worker workerType) {
	sec := &l.sectors[f.sector]
	hours := uint8(7 * 4 * (6 + l.dice.intn(4))) // 6 to 9 hours a day, as if every day of the week
	s := spell{
		person: p, from: from, to: min(from+vigie.Date(more), l.until), worker: worker, terms: blue, reference: sec.reference,
		hours: hours, real: hours, unit: 0, wage: uint16(100 * sec.wage * float64(f.pay) * inflation(l.month)),
	}
	l.add(i, f, s)
	l.open[i] = l.open[i][:len(l.open[i])-1] // over before the month is
}

// enlist ends a worker's contract: from now on it comes by the day.
func (l *labour) enlist(i int32, f *firm, k int32) {
	s := &f.spells[k]
	s.to = l.on + vigie.Date(l.dice.intn(10))
	l.forget(i, k)
	c := l.crews[i]
	c.regular = append(c.regular, s.person)
	l.crews[i] = c
	l.state[s.person].busy = l.until + 60
}

// disband gives those who came by the day a contract again, or lets them go.
func (l *labour) disband(i int32, f *firm) {
	d, c := &l.dice, l.crews[i]
	for _, p := range c.regular {
		if d.chance(.6) {
			s := l.terms(i, f, d)
			s.person, s.from = p, max(l.on, f.employer)
			s.to = s.from + l.duration(i, f)
			l.take(p, s.from, s.to)
			l.add(i, f, s)
		} else {
			l.comeBack(p, l.month+1)
		}
	}
	c.regular = nil
	l.crews[i] = c
}

// paper adds workers who are on paper only, for the benefit that comes after. They are people who would otherwise be out of
// work, or who are in no other register.
func (l *labour) paper(i int32, f *firm, b *bend) {
	if b.paper == 0 {
		return
	}
	d, n := &l.dice, 0
	for _, k := range l.open[i] {
		if f.spells[k].terms&fictitious != 0 {
			n++
		}
	}
	for want := 1 + int(float64(b.paper)*max(3, float64(f.staff))); n < want && d.chance(.7); n++ {
		s := l.terms(i, f, d)
		s.from = max(l.on, f.employer) + vigie.Date(d.intn(20))
		s.to = s.from + vigie.Date(90+d.intn(140))
		s.person = l.someone(f, &s, &bend{}, d)
		s.terms = s.terms&^noisy | fictitious
		s.hours, s.real = s.reference, 0
		l.take(s.person, s.from, s.to)
		l.add(i, f, s)
	}
}
