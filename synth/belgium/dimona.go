package belgium

import (
	"context"

	"vigie"
	"vigie/synth/extract"
)

const dimonaColumns = `DimonaDeclarationId DimonaPeriodId Action NLOSSRegistrationNbr CompanyID INSS JointCommissionNbr WorkerType
	StartingDate EndingDate PlannedHoursNbr UserCompanyID ReceivedAt Result`

// dimona is the register of immediate declarations while it is written.
type dimona struct {
	*world
	series                *extract.Series
	declarations, periods int
	odds                  struct{ cancelled, refused, warned, updated float64 }
}

func writeDimona(ctx context.Context, w *world, s *shelf) error {
	series, err := s.open("dimona/dimona-%.csv.zst", dimonaColumns, w.periodic(), dirt(seldom, 5, 8, 2))
	if err != nil {
		return err
	}
	r := &dimona{world: w, series: series}
	r.odds.cancelled, r.odds.refused = w.assume.of("cancelled-dimona"), w.assume.of("refused-dimona")
	r.odds.warned, r.odds.updated = w.assume.of("warned-dimona"), w.assume.of("updated-dimona")
	return w.eachFirm(ctx, "dimona", func(_ int32, f *firm, d dice) {
		for k := range f.spells {
			if s := &f.spells[k]; s.declared() && s.terms&continued == 0 {
				r.employment(f, k, &d)
			}
		}
	})
}

// notice is one declaration.
type notice struct {
	action   string
	period   int
	from, to vigie.Date // to is 0 when the end is open
	received vigie.Date
	result   string
}

// employment is what is declared of one employment: its begin, its end if that was open, and what went wrong on the way.
func (r *dimona) employment(f *firm, k int, d *dice) {
	s := &f.spells[k]
	to := lastDay(f, k)
	if d.chance(r.odds.cancelled) && s.from > history { // somebody who did not come
		r.periods++
		start := s.from - vigie.Date(3+d.intn(20))
		r.tell(f, s, notice{"IN", r.periods, start, 0, start - 1, "A"}, d)
		r.tell(f, s, notice{"CANCEL", r.periods, start, 0, start + vigie.Date(d.intn(4)), "A"}, d)
	}
	if d.chance(r.odds.refused) {
		r.tell(f, s, notice{"IN", 0, s.from, 0, s.told, "B"}, d)
	}
	r.periods++
	in := notice{"IN", r.periods, s.from, 0, s.told, "A"}
	if d.chance(r.odds.warned) {
		in.result = "W"
	}
	fixed := fixedEnd(f, s, to, d)
	if fixed {
		in.to = to
	}
	if fixed && to > s.from+10 && to < closing && d.chance(r.odds.updated*2) { // it was to end earlier, or later
		in.to = max(s.from, to-vigie.Date(d.between(-20, 20)))
		update := min(in.to, to) - vigie.Date(d.intn(3))
		r.tell(f, s, in, d)
		r.tell(f, s, notice{"UPDATE", in.period, s.from, to, max(update, s.told), "A"}, d)
		return
	}
	r.tell(f, s, in, d)
	if !fixed && to <= closing {
		r.tell(f, s, notice{"OUT", in.period, s.from, to, max(to+vigie.Date(d.between(-3, 4)), s.told), "A"}, d)
	}
}

// lastDay is when an employment ends, over all its terms.
func lastDay(f *firm, k int) vigie.Date {
	s := &f.spells[k]
	for n := k + 1; s.terms&continues != 0 && n < len(f.spells); n++ {
		if next := &f.spells[n]; next.person == s.person && next.terms&continued != 0 && next.from == s.to+1 {
			s = next
		}
	}
	return s.to
}

// fixedEnd says whether the end was declared with the begin.
func fixedEnd(f *firm, s *spell, to vigie.Date, d *dice) bool {
	if to == forever {
		return false
	}
	switch s.worker {
	case ext, stu, flx:
		return true
	}
	return f.committee == "32200" || to < s.from+150 && s.from > history && d.chance(.6)
}

// tell writes a declaration.
func (r *dimona) tell(f *firm, s *spell, n notice, d *dice) {
	r.declarations++
	second := 6*3600 + d.intn(15*3600)
	row := r.series.Begin(n.received)
	if !row.Seen() {
		return
	}
	row.Int(300_000_000_000 + r.declarations)
	if n.period == 0 {
		row.None()
	} else {
		row.Int(200_000_000_000 + n.period)
	}
	identify(row.Text(n.action), f)
	r.someone(row, s.person)
	row.Text(r.committeeOf(f, s)).Text(r.typeOf(f, s)).Date(n.from).DateOrNone(n.to)
	switch {
	case (s.worker == ext || s.worker == stu) && s.to != forever:
		row.Int(int(s.hours) * int(s.to-s.from+1) / 28)
	default:
		row.None()
	}
	r.company(row, s.user)
	row.Timestamp(n.received, second).Text(n.result).End()
}

// typeOf is the worker type. Manual workers of the building trade have their own; a few are in training.
func (w *world) typeOf(f *firm, s *spell) string {
	switch {
	case s.worker == oth && f.committee == "12400" && s.terms&blue != 0:
		return workerTypes[bcw]
	case s.worker == oth && s.person%211 == 0:
		return workerTypes[ivt]
	}
	return workerTypes[s.worker]
}
