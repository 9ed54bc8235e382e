package belgium

import "vigie"

// absence says who of a firm's workers is not there: on temporary unemployment, or ill for long. Unless the firm is at
// something: then they may be there all the same.
type absence struct {
	*ledger
	month int
	sick  map[int][2]vigie.Date // by place in firm.spells: the long illness of those who have one
}

func (w *world) absences(i int32) *absence {
	a := &absence{ledger: w.newLedger(), sick: map[int][2]vigie.Date{}}
	f := &w.firms[i]
	a.turn(i, f)
	for k := range f.spells {
		s := &f.spells[k]
		if from, to := a.longSickness(i, s, k); to != 0 && !(s.person%2 == 0 && w.schemeOn(i, benefitCumulation, from+20) != nil) {
			a.sick[k] = [2]vigie.Date{from, to}
		}
	}
	return a
}

// from tells a day to those who ask next.
func (a *absence) from(on vigie.Date) { a.month = monthOf(on) }

// on says whether a worker is away on a day of the month told. Temporary unemployment is at the end of a month.
func (a *absence) on(k int, s *spell, on vigie.Date) bool {
	if ill, ok := a.sick[k]; ok && ill[0] <= on && on <= ill[1] {
		return true
	}
	c := &a.claims[a.month]
	if c.reason == noClaim {
		return false
	}
	days, worked := c.claimed(a.claimKey^uint64(a.firm)<<40, s, a.month)
	return days > 0 && !worked && on > firstOf(a.month+1)-1-vigie.Date(days*7/5+1)
}

// weeks are those of a time that a worker was away.
func (a *absence) weeks(k int, s *spell, from, to vigie.Date) float64 {
	weeks := 0.0
	if ill, ok := a.sick[k]; ok {
		weeks += float64(max(0, min(to, ill[1])-max(from, ill[0])+1)) / 7
	}
	for m := monthOf(from); m <= monthOf(to); m++ {
		c := &a.claims[m]
		if c.reason == noClaim {
			continue
		}
		if days, worked := c.claimed(a.claimKey^uint64(a.firm)<<40, s, m); !worked {
			weeks += float64(days) / 5
		}
	}
	return weeks
}
