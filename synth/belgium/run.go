package belgium

import (
	"math"

	"vigie"
	"vigie/internal/chance"
)

// run is a firm's month: who left, what its schemes change, who is let go and who is hired.
func (l *labour) run(i int32, f *firm) {
	l.leave(i, f)
	if f.ended != 0 && f.ended <= l.until {
		l.shut(i, f)
		return
	}
	if !f.hiring(l.until) {
		return
	}
	b := &l.bends[i]
	if *b != (bend{}) {
		l.twist(i, f, b)
	} else if len(f.frauds) > 0 {
		l.untwist(i, f)
	}
	l.staff(i, f, b)
	l.casuals(i, f)
}

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

// draw opens a benefit for some of those who are out of work; 0 for the others.
func (l *labour) draw(p int32, from vigie.Date, d *dice) int32 {
	if b := l.state[p].benefit; b != 0 {
		return b // it never stopped drawing
	}
	switch u := d.float(); {
	case u < l.odds.benefit:
		l.startDrawing(p, from, unemployment)
	case u < l.odds.benefit+l.odds.sick:
		l.startDrawing(p, from, sickness)
	}
	return l.state[p].benefit
}

func (l *labour) startDrawing(p int32, from vigie.Date, kind benefitKind) {
	if l.state[p].benefit != 0 {
		return
	}
	l.state[p].benefit = int32(len(l.idle))
	l.idle = append(l.idle, benefit{p, kind, from, forever})
	if t := l.territoryOf(p); kind == unemployment {
		l.drawing[t] = append(l.drawing[t], p)
	}
}

func (l *labour) stopDrawing(p int32, on vigie.Date) {
	if b := l.state[p].benefit; b != 0 {
		if l.dice.chance(l.odds.lingers) { // the office was told late
			on += vigie.Date(l.dice.intn(25))
		}
		l.idle[b].to = max(on, l.idle[b].from-1)
		l.state[p].benefit = 0
	}
}

func (l *labour) ageOf(p int32) int { return int(l.on-vigie.Date(l.people[p].born)) * 100 / 36525 }

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

// staff hires and lets go until a firm has what it wants.
func (l *labour) staff(i int32, f *firm, b *bend) {
	var core, students, flexis int
	for _, k := range l.open[i] {
		switch s := &f.spells[k]; {
		case s.terms&fictitious != 0 || s.worker == ext:
		case s.worker == stu:
			students++
		case s.worker == flx:
			flexis++
		default:
			core++
		}
	}
	core += len(l.crews[i].regular)
	sec := &l.sectors[f.sector]
	want := l.want(f)
	open := 1 - l.crisis[l.month]*boolean(f.exposed) // closed places take on nobody by the hour
	wantCore := whole(want*(1-sec.students-sec.flexi), l.dither(i, 0))
	if core == 0 && wantCore == 0 && want > .5 {
		wantCore = 1
	}
	switch {
	case core < wantCore:
		for range wantCore - core {
			l.hireCore(i, f, b)
		}
	case float64(core) > 1.12*float64(wantCore)+1:
		l.letGo(i, f, core-wantCore)
	}
	for n := whole(want*sec.students*l.studentSeason()*open, l.dither(i, 1)); students < n; students++ {
		l.hireStudent(i, f)
	}
	for n := whole(want*sec.flexi*open, l.dither(i, 2)); flexis < n; flexis++ {
		l.hireFlexi(i, f)
	}
	l.paper(i, f, b)
}

// want is the staff that a firm wants in a month.
func (l *labour) want(f *firm) float64 {
	sec := &l.sectors[f.sector]
	years := float64(l.month) / 12
	want := float64(f.staff) * math.Exp(float64(f.growth)*years) * l.season(sec)
	if at := int16(l.month); at >= f.shock && at < f.shockEnds {
		want *= .6
	}
	if age := l.on - f.employer; age < 365 && f.employer > history {
		want *= .5 + .5*float64(age)/365
	}
	return want
}

// season is how busy a sector is in a month, against its mean.
func (l *labour) season(sec *sector) float64 {
	_, m, _ := l.on.Time().Date()
	return 1 - .5*sec.summer*math.Cos(2*math.Pi*float64(m-1)/12)
}

// studentSeason is how many students work in a month, against the mean.
func (l *labour) studentSeason() float64 {
	switch _, m, _ := l.on.Time().Date(); m {
	case 7, 8:
		return 2.4
	case 6, 9, 12:
		return 1
	}
	return .7
}

// dither is a number in [0, 1) that a firm keeps, so that a want of 1.4 is 1 for some firms and 2 for others, and not now one
// and now the other.
func (l *labour) dither(i int32, what uint64) float64 {
	return float64(chance.Mix(l.salt^uint64(i)<<8^what)>>11) / (1 << 53)
}

func whole(v, dither float64) int { return int(v + dither) }

func boolean(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// letGo ends the jobs of the newest at the end of the month.
func (l *labour) letGo(i int32, f *firm, n int) {
	open := l.open[i]
	for k := len(open) - 1; k >= 0 && n > 0; k-- {
		if s := &f.spells[open[k]]; s.worker == oth && s.terms&(fictitious|partner) == 0 && s.to > l.until && s.from < l.on {
			s.to = l.until
			n--
		}
	}
}
