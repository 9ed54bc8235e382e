package belgium

import "vigie"

// fraud is one firm's scheme. It bends what the simulation of labour does with the firm.
type fraud struct {
	firm        int32
	phenomenon  string
	from, until vigie.Date // until is 0 when it goes on
	intensity   float32    // 0 to 1
	skill       float32    // 0 careless to 1: how well it is hidden, from registers and from visits
	ring        int32      // of a network; 0: alone
	bend        bend
}

// at says whether a scheme runs on a day.
func (f *fraud) at(on vigie.Date) bool { return f.from <= on && (f.until == 0 || on <= f.until) }

// bend is how a scheme changes a firm's labour while it runs. Shares are of workers; zero changes nothing.
type bend struct {
	cover      float32 // contracts that are part-time on paper while the days are full
	hidden     float32 // workers who are declared nowhere
	late       float32 // workers whose Dimona comes days after they began
	extras     float32 // work done by the same people as occasional workers or flexi-jobs, day after day
	bogus      float32 // workers who are on paper self-employed partners of the firm
	idle       float32 // workers for whom temporary unemployment is claimed while they work
	paper      float32 // workers on paper only, as a share of staff
	benefit    float32 // hidden workers who draw a benefit
	draws      float32 // declared workers who draw a benefit all the same
	housed     float32 // workers who live together at one address of the firm
	foreign    float32 // workers who come from outside (BIS numbers), housed or not
	overtime   float32 // hours a week worked beyond those declared, as a share of the declared
	unpaid     float32 // contributions that stay unpaid
	platform   float32 // workers who are self-employed through a platform
	lowWage    float32 // how far below the sector's the hourly wage is
	turnover   float32 // staff that leaves a month beyond what is usual
	unreported float32 // sites that are declared nowhere
}

// bendOf is what a phenomenon does to a firm's work when a share k of it is touched.
func bendOf(what string, k, skill float32) bend {
	seen := 1 - .5*skill // careful people leave fewer traces
	switch what {
	case undeclaredHours:
		return bend{cover: k * seen * 1.3, overtime: .15 * k, benefit: .05 * k, hidden: .08 * k}
	case undeclaredWorkers:
		return bend{hidden: k, late: (.25 + .6*k) * seen, benefit: .2, foreign: .15 * k, turnover: .04 * seen}
	case occasionalMisuse:
		return bend{extras: k * seen, late: .05}
	case unreportedSite:
		return bend{unreported: k, hidden: .25 * k * seen, late: .1 * seen}
	case subcontractCascade:
		return bend{unpaid: .2 * k, hidden: .15 * k, late: .15 * seen, turnover: .02}
	case spider:
		return bend{unpaid: k, late: .15 * seen, hidden: .1 * k, turnover: .03}
	case letterboxPosting:
		return bend{foreign: .1 * k}
	case bogusSelfEmployment:
		return bend{bogus: k * seen}
	case temporaryAbuse:
		return bend{idle: k * seen}
	case fictitiousEmployment:
		return bend{paper: k, unpaid: .6 * k, late: .35 * seen, turnover: .05}
	case benefitCumulation:
		return bend{hidden: .3 * k, benefit: .9, cover: .3 * k, draws: k * seen}
	case platformWork:
		return bend{platform: k * seen}
	case exploitation:
		return bend{housed: k * seen, foreign: k, lowWage: .12 * k, overtime: .5 * k, hidden: .15 * k, turnover: .04}
	}
	return bend{}
}

// with is two schemes at once. Shares can not pass nine tenths.
func (b bend) with(o bend) bend {
	add := func(x, y float32) float32 { return min(x+y, .9) }
	return bend{
		cover: add(b.cover, o.cover), hidden: add(b.hidden, o.hidden), late: add(b.late, o.late), extras: add(b.extras, o.extras),
		bogus: add(b.bogus, o.bogus), idle: add(b.idle, o.idle), paper: add(b.paper, o.paper), benefit: add(b.benefit, o.benefit), draws: add(b.draws, o.draws),
		housed: add(b.housed, o.housed), foreign: add(b.foreign, o.foreign), overtime: add(b.overtime, o.overtime),
		unpaid: add(b.unpaid, o.unpaid), platform: add(b.platform, o.platform), lowWage: add(b.lowWage, o.lowWage),
		turnover: add(b.turnover, o.turnover), unreported: add(b.unreported, o.unreported),
	}
}
