package belgium

import "vigie"

// spell is a time in which a firm is at a phenomenon.
type spell struct {
	what  string // id of the phenomenon
	from  vigie.Date
	to    vigie.Date // the first day on which it no longer is; 0: still at it when the registers end
	share float64    // of the work that is touched
	skill float64    // 0 careless to 1: how well it is hidden, from registers and from visits
	ring  int        // 0: alone; otherwise the network it belongs to
	found vigie.Date // day of the visit that ended it; 0: it was never found, or went on
}

// on says whether the spell covers a day.
func (s *spell) on(day vigie.Date) bool { return s.from <= day && (s.to == 0 || day < s.to) }

// strength is the share that is touched on a day. It grows over four months: nobody begins with all.
func (s *spell) strength(day vigie.Date) float64 {
	if !s.on(day) {
		return 0
	}
	return s.share * min(1, .3+float64(day-s.from)/170)
}

// bend is what a firm's phenomena do to its work on a day, all shares of 0 to 1. Labour is simulated with it, and every
// register follows from that labour; no register is painted by hand.
type bend struct {
	hiddenHours      float64 // of the hours really worked: behind contracts that are shorter
	undeclared       float64 // of those who work: declared nowhere
	late             float64 // of new workers: declared after they started
	casual           float64 // of regular workers: declared as occasional (EXT) or flexi (FLX)
	unpaid           float64 // of contributions: never paid
	tempUnemployment float64 // of workers: temporarily unemployed on paper, at work in truth
	fictitious       float64 // persons on paper, as a share of the staff, who do not work and claim benefits after
	cumulation       float64 // of workers: benefit of unemployment or sickness while they work
	outsourced       float64 // of the staff: left the payroll and works on as "self-employed", or is replaced by such people
	housed           float64 // of workers: live at one address of the employer
	lowWage          float64 // 0 to 1: how near the minimum wages are
}

// bendOn adds up a firm's spells on a day.
func bendOn(spells []spell, day vigie.Date) bend {
	var b bend
	for i := range spells {
		if k := spells[i].strength(day); k > 0 {
			b.add(&spells[i], k)
		}
	}
	return b
}

func (b *bend) add(s *spell, k float64) {
	seen := 1 - .5*s.skill // careful people leave fewer traces
	switch s.what {
	case undeclaredHours:
		b.hiddenHours += k * seen
		b.cumulation += .05 * k
	case undeclaredWorkers:
		b.undeclared += k
		b.late += (.25 + .5*k) * seen
	case occasionalMisuse:
		b.casual += k * seen
	case unreportedSite:
		b.undeclared += .2 * k
	case subcontractCascade:
		b.unpaid += .25 * k
		b.late += .15 * k * seen
	case spider:
		b.unpaid += k
		b.late += .15 * seen
		b.undeclared += .1 * k
	case bogusSelfEmployment, platformWork:
		b.outsourced += k * seen
	case temporaryAbuse:
		b.tempUnemployment += k * seen
	case fictitiousEmployment:
		b.fictitious += k
		b.unpaid += .6 * k
		b.late += .35 * seen
	case benefitCumulation:
		b.cumulation += k * seen
		b.hiddenHours += .25 * k
	case exploitation:
		b.housed += k * seen
		b.lowWage += k
		b.hiddenHours += .4 * k
		b.undeclared += .15 * k
	}
	b.clamp()
}

func (b *bend) clamp() {
	for _, v := range []*float64{&b.hiddenHours, &b.undeclared, &b.late, &b.casual, &b.unpaid, &b.tempUnemployment, &b.cumulation, &b.outsourced, &b.housed, &b.lowWage} {
		*v = min(*v, .9)
	}
}
