package belgium

import "vigie"

// fraud is one firm's scheme. It bends what the simulation of labour does with the firm.
type fraud struct {
	firm        int32
	phenomenon  string
	from, until vigie.Date // until is 0 when it goes on
	intensity   float32    // 0 to 1
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
	housed     float32 // workers who live together at one address of the firm
	foreign    float32 // workers who come from outside (BIS numbers), housed or not
	overtime   float32 // hours a week worked beyond those declared, as a share of the declared
	unpaid     float32 // contributions that stay unpaid
	platform   float32 // workers who are self-employed through a platform
	lowWage    float32 // how far below the sector's the hourly wage is
	turnover   float32 // staff that leaves a month beyond what is usual
	unreported float32 // sites that are declared nowhere
}

// plot decides who commits which fraud, from when.
func (w *world) plot() error { return nil }

// scene is what the registers of works, presence, posting, money and inspection are made from.
type scene struct{}
