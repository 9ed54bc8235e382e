package belgium

import (
	"vigie"
	"vigie/internal/chance"
)

// The quarterly declarations are those of the quarters that ended before the last extract was made, and of the last quarter of
// 2019, which arrived in January 2020. Quarters are counted from that one.
const declaredQuarters = 24

func quarterStart(q int) vigie.Date { return firstOf(3 * q) }

// work is what is declared of a spell in a quarter.
type work struct {
	from, to      vigie.Date // as far as the spell and the quarter overlap
	days          int
	hours         int // paid, whole
	sick, idle    int // hours
	wage          int64
	contributions int64 // cents
	reductions    int64
	perWeek       int // hundredths of a day
}

// ledger works out what a firm declares.
type ledger struct {
	*world
	firm     int32
	claims   [months]claim
	claimKey uint64
	salt     uint64
	rates    struct{ contributions, sick, long, reduction float64 }
}

func (w *world) newLedger() *ledger {
	l := &ledger{world: w, claimKey: w.key("claim"), salt: w.key("ledger")}
	l.rates.contributions, l.rates.sick = w.assume.of("contributions"), w.assume.of("short-sickness")
	l.rates.long, l.rates.reduction = w.assume.of("long-sickness"), w.assume.of("reduction-share")
	return l
}

// turn opens the ledger of a firm.
func (l *ledger) turn(i int32, f *firm) {
	l.firm, l.claims = i, l.world.claims(i, f, l.claimKey)
}

// of is what is declared of a spell in a quarter.
func (l *ledger) of(s *spell, k, q int) work {
	start, end := quarterStart(q), quarterStart(q+1)-1
	o := work{from: max(s.from, start), to: min(s.to, end)}
	span := int(o.to-o.from) + 1
	o.perWeek = perWeek(s)
	if s.worker == ext {
		o.days, o.hours = span, int(s.hours)*span/28
	} else {
		o.days = max(1, (span*o.perWeek+350)/700)
		o.hours = max(1, span*int(s.hours)/28)
	}
	d := keyed(l.salt^uint64(l.firm)<<32^uint64(k), q)
	l.absences(s, k, q, &o, &d)
	cents := int64(float64(s.wage) * l.raised(s.from, q) * (.995 + .01*d.float()))
	o.wage = cents * int64(o.hours)
	l.charge(s, &o)
	return o
}

// perWeek is the days a week of somebody's regime, in hundredths: those with few hours come on fewer days.
func perWeek(s *spell) int {
	switch share := 100 * int(s.hours) / int(s.reference); {
	case share > 70:
		return 500
	case share > 55:
		return 400
	case share > 38:
		return 300
	case share > 20:
		return 200
	}
	return 100
}

// absences takes out sickness and temporary unemployment.
func (l *ledger) absences(s *spell, k, q int, o *work, d *dice) {
	daily := max(1, int(s.hours)*25/max(100, o.perWeek))
	if s.worker != ext && d.chance(l.rates.sick) {
		o.sick = min(o.hours, daily*(1+d.intn(4)))
	}
	if from, to := l.longSickness(l.firm, s, k); to != 0 {
		if first, end := max(from, o.from), min(to, o.to); end >= first {
			o.sick = min(o.hours, o.hours*int(end-first+1)/(int(o.to-o.from)+1))
		}
	}
	for m := 3 * q; m < 3*q+3; m++ {
		if l.claims[m].reason != noClaim {
			days, _ := l.claims[m].claimed(l.claimKey^uint64(l.firm)<<40, s, m)
			o.idle += days * daily
		}
	}
	o.idle = min(o.idle, o.hours-o.sick)
	absent := o.sick + o.idle
	o.days = max(0, o.days-absent/daily)
	o.hours -= absent
}

// longSickness is a time of more than a month in which a worker was ill; none for most.
func (l *ledger) longSickness(i int32, s *spell, k int) (from, to vigie.Date) {
	if s.worker != oth || s.terms&(hidden|partner|fictitious) != 0 {
		return 0, 0
	}
	first, last := max(s.from, history), min(s.to, closing)
	years := float64(last-first) / 365.25
	u := chance.Mix(l.salt ^ uint64(i)<<32 ^ uint64(k)<<4 ^ 9)
	if float64(u>>11)/(1<<53) >= l.rates.long*years || last-first < 60 {
		return 0, 0
	}
	u = chance.Mix(u)
	from = first + vigie.Date(u>>8%uint64(last-first-30))
	return from, min(from+30+vigie.Date(u>>40%260), last)
}

// charge reckons contributions and reductions.
func (l *ledger) charge(s *spell, o *work) {
	rate := l.rates.contributions
	switch {
	case s.worker == stu:
		rate = .0814
	case s.worker == flx:
		rate = .28
	case s.terms&blue != 0:
		rate *= 1.08 // reckoned on 108 % of the wage
	}
	o.contributions = int64(rate * float64(o.wage))
	u := chance.Mix(l.salt ^ uint64(l.firm)<<24 ^ uint64(s.person))
	if s.worker == oth && float64(u>>11)/(1<<53) < l.rates.reduction {
		o.reductions = min(o.contributions*6/10, int64(400_00+u%750_00)*int64(o.to-o.from+1)/92)
	}
}

// raised is how much a wage rose between the start of a job and a quarter, by the index.
func (l *ledger) raised(from vigie.Date, q int) float64 {
	return inflation(3*q) / inflation(max(0, monthOf(max(from, history))))
}

// inflation is how much wages rose since 2020: they follow the index, and did so in a leap in 2022 and 2023.
func inflation(month int) float64 {
	years := [...]float64{.99, 1, 1.01, 1.04, 1.12, 1.145, 1.17}
	return years[min(max(month+9, 0)/12, len(years)-1)]
}
