package main

import (
	"math/rand/v2"

	"vigie"
	"vigie/phenomenon"
)

// world is what a field test would be held in: how often each arm is right, and how those who visit tell. It is invented, and its truth is known.
type world struct {
	rate      float64 // the chance of a hit in current practice, on average over the year
	lift      float64 // how many times that in the tested arm: 1 is a useless model
	season    float64 // by how much both chances rise and fall over the year, as a part of them
	untold    float64 // the share of visits that are never told
	slowHits  int     // days by which a hit is told later than nothing: a report takes longer to write
	sectors   []string
	perWeek   int // visits
	mostWeeks int
}

// hold invents one field test of a plan in a world: each week whole blocks are dealt over the territories in turn, and told day by day.
func (w world) hold(plan *vigie.TrialPlan, r *rand.Rand) (dealt []phenomenon.Dealt) {
	due, turn := 0, r.IntN(len(plan.Territories))
	for week := range w.mostWeeks {
		start := plan.StartOn + vigie.Date(7*week)
		for due += w.perWeek; due >= plan.Block(); due -= plan.Block() {
			x := phenomenon.Dealt{Territory: plan.Territories[turn%len(plan.Territories)], DueOn: start + vigie.Date(plan.DeadlineDays)}
			for _, arm := range phenomenon.Permuted(plan.Arms, r) {
				x.Visits = append(x.Visits, w.visit(arm, start, week, r))
			}
			dealt = append(dealt, x)
			turn++
		}
	}
	return dealt
}

func (w world) visit(arm string, start vigie.Date, week int, r *rand.Rand) phenomenon.Played {
	p := w.rate * (1 + w.season*wave(week))
	switch arm {
	case vigie.ArmTested:
		p *= w.lift
	case vigie.ArmRandom:
		p /= 3
	}
	v := phenomenon.Played{Arm: arm, Sector: w.sectors[r.IntN(len(w.sectors))], Hit: r.Float64() < min(p, 1)}
	if r.Float64() >= w.untold {
		v.ToldOn = start + vigie.Date(2+r.IntN(10))
		if v.Hit {
			v.ToldOn += vigie.Date(w.slowHits)
		}
	}
	return v
}

// wave rises and falls over the weeks of a year, in straight lines.
func wave(week int) float64 {
	at := float64(week%52) / 13 // 0 to 4
	switch {
	case at < 1:
		return at
	case at < 3:
		return 2 - at
	}
	return at - 4
}
