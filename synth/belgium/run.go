package belgium

import "vigie"

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

func (l *labour) ageOf(p int32) int { return int(l.on-vigie.Date(l.people[p].born)) * 100 / 36525 }

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
