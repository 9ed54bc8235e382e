package belgium

import (
	"context"

	"vigie"
	"vigie/synth/extract"
)

const (
	declarationColumns = "Quarter NLOSSRegistrationNbr CompanyID WorkersNbr ContributionAmount ReceivedOn Origin"
	workerColumns      = `Quarter NLOSSRegistrationNbr CompanyID INSS WorkerRecordNbr EmployerClass WorkerCode RemunAmount ContributionAmount
		ReductionAmount ReceivedOn`
	occupationColumns = `Quarter NLOSSRegistrationNbr CompanyID INSS WorkerRecordNbr OccupationSequenceNbr OccupationStartingDate
		OccupationEndingDate JointCommissionNbr WorkingDaysSystem ContractType MeanWorkingHours RefMeanWorkingHours Status LocalUnitID
		ServiceNbrDays ServiceNbrHours TempUnemploymentHours SicknessHours ReceivedOn`
)

// dmfa is the quarterly declaration while it is written: three registers with one content.
type dmfa struct {
	*ledger
	declarations, workers, occupations *extract.Series
	buffer                             []uint64
	odds                               struct{ late, lateStruggling, exOfficio, corrected, missing float64 }
}

func writeDmfa(ctx context.Context, w *world, s *shelf) error {
	r := &dmfa{ledger: w.newLedger()}
	r.odds.late, r.odds.lateStruggling = w.assume.of("late-dmfa"), w.assume.of("late-dmfa-struggling")
	r.odds.exOfficio, r.odds.corrected, r.odds.missing = w.assume.of("ex-officio"), w.assume.of("corrected-dmfa"), w.assume.of("missing-dmfa")
	days := w.periodic()
	var err error
	if r.declarations, err = s.open("dmfa/declaration-%.csv", declarationColumns, days, dirt(often, 1, 5, 6)); err != nil {
		return err
	}
	if r.workers, err = s.open("dmfa/worker-%.csv.zst", workerColumns, days, dirt(seldom, 3, 10, 6)); err != nil {
		return err
	}
	if r.occupations, err = s.open("dmfa/occupation-%.csv.zst", occupationColumns, days, dirt(seldom, 3, 6, 8)); err != nil {
		return err
	}
	return w.eachFirm(ctx, "dmfa", func(i int32, f *firm, d dice) {
		if len(f.spells) > 0 {
			r.firm(i, f, &d)
		}
	})
}

// firm writes the declarations of a firm, quarter by quarter.
func (r *dmfa) firm(i int32, f *firm, d *dice) {
	r.turn(i, f)
	r.buffer = f.entries(r.buffer)
	for list := r.buffer; len(list) > 0; {
		q := entryOf(list[0]).quarter
		n := 1
		for n < len(list) && entryOf(list[n]).quarter == q {
			n++
		}
		r.quarter(f, q, list[:n], d)
		list = list[n:]
	}
}

// quarter writes one declaration with its lines.
func (r *dmfa) quarter(f *firm, q int, list []uint64, d *dice) {
	received, origin := r.receivedOn(f, q, d)
	workers, contributions, line := 0, int64(0), 0
	for before := int32(-1); len(list) > 0; {
		e := entryOf(list[0])
		n := 1
		for n < len(list) {
			if next := entryOf(list[n]); next.person != e.person || next.code != e.code {
				break
			}
			n++
		}
		if line++; e.person != before {
			workers, line, before = workers+1, 1, e.person
		}
		contributions += r.line(f, q, line, list[:n], received, d)
		list = list[n:]
	}
	row := identify(r.declarations.Begin(received).Int(quarterOf(quarterStart(q))), f)
	row.Int(workers).Hundredths(contributions).Date(received).Text(origin).End()
}

// receivedOn is when a declaration arrives: by the end of the month after the quarter, or late.
func (r *dmfa) receivedOn(f *firm, q int, d *dice) (vigie.Date, string) {
	end := quarterStart(q + 1)
	late := r.odds.late
	if f.unpaid > 0 {
		late = r.odds.lateStruggling
	} else if f.care < .3 {
		late *= 4
	}
	if !d.chance(late) {
		return end + vigie.Date(8+d.intn(22)), "employer"
	}
	if d.chance(r.odds.exOfficio) {
		return end + vigie.Date(150+d.intn(120)), "exofficio"
	}
	return end + 31 + vigie.Date(1+25*d.exp()), "employer"
}

// line writes a worker line with its occupations, and now and then a correction of it later. It says the contributions.
func (r *dmfa) line(f *firm, q, number int, list []uint64, received vigie.Date, d *dice) int64 {
	if d.chance(r.odds.missing) { // forgotten, and added later
		received += vigie.Date(30 + d.intn(150))
	}
	var sum work
	code := entryOf(list[0]).code
	if code == occasional {
		sum = r.occasionalDays(f, q, number, list, received)
	} else {
		for k, key := range list {
			n := entryOf(key).spell
			o := r.of(&f.spells[n], n, q)
			r.occupation(f, &f.spells[n], q, number, k+1, &o, received)
			sum.wage, sum.contributions, sum.reductions = sum.wage+o.wage, sum.contributions+o.contributions, sum.reductions+o.reductions
		}
	}
	person := entryOf(list[0]).person
	r.worker(f, person, q, number, code, &sum, received)
	if d.chance(r.odds.corrected) {
		right := sum
		right.wage += right.wage * int64(d.between(-9, 12)) / 100
		right.contributions = right.contributions * max(1, right.wage) / max(1, sum.wage)
		r.worker(f, person, q, number, code, &right, r.workers.Later(received, received+vigie.Date(25+d.intn(180))))
	}
	return sum.contributions
}

// occasionalDays writes the days of an occasional worker as one occupation.
func (r *dmfa) occasionalDays(f *firm, q, number int, list []uint64, received vigie.Date) work {
	var sum work
	for k, key := range list {
		n := entryOf(key).spell
		o := r.of(&f.spells[n], n, q)
		if k == 0 {
			sum.from, sum.perWeek = o.from, o.perWeek
		}
		sum.to = o.to
		sum.days, sum.hours = sum.days+o.days, sum.hours+o.hours
		sum.wage, sum.contributions = sum.wage+o.wage, sum.contributions+o.contributions
	}
	r.occupation(f, &f.spells[entryOf(list[0]).spell], q, number, 1, &sum, received)
	return sum
}

func (r *dmfa) worker(f *firm, person int32, q, number int, code workerCode, o *work, received vigie.Date) {
	row := r.workers.Begin(received)
	if !row.Seen() {
		return
	}
	identify(row.Int(quarterOf(quarterStart(q))), f)
	r.someone(row, person)
	class := f.class
	if code == occasional && class == "017" {
		class = "317" // occasional workers of horeca
	}
	row.Int(number).Text(class).Text(workerCodes[code]).Hundredths(o.wage).Hundredths(o.contributions).Hundredths(o.reductions)
	row.Date(received).End()
}

func (r *dmfa) occupation(f *firm, s *spell, q, number, sequence int, o *work, received vigie.Date) {
	row := r.occupations.Begin(received)
	if !row.Seen() {
		return
	}
	identify(row.Int(quarterOf(quarterStart(q))), f)
	r.someone(row, s.person)
	from, to := s.from, s.to
	if s.worker == ext {
		from, to = o.from, o.to
	} else if to > o.to {
		to = 0 // goes on after the quarter
	}
	row.Int(number).Int(sequence).Date(from).DateOrNone(to).Text(r.committeeOf(f, s)).Hundredths(int64(o.perWeek))
	hours, status := int64(s.hours)*25, ""
	switch s.worker {
	case ext:
		hours, status = int64(s.reference)*25, "E"
	case flx:
		status = "F"
	case stu:
		status = "S"
	}
	part := 0
	if hours < int64(s.reference)*25 {
		part = 1
	}
	row.Int(part).Hundredths(hours).Hundredths(int64(s.reference) * 25).Text(status)
	row.Append(func(b []byte) []byte { return appendEnterprise(b, f.units[s.unit].number) })
	row.Int(o.days).Int(o.hours).Int(o.idle).Int(o.sick).Date(received).End()
}
