package phenomenon

import (
	"slices"

	"vigie"
	"vigie/internal/anytime"
)

// whole checks a plan, and works out how many visits it takes: as many as give the wanted power to a test that is looked at after every block, by playing it.
func (d *Desk) whole(p *vigie.TrialPlan) error {
	for _, check := range []func(*vigie.TrialPlan) error{d.named, d.arms, numbers} {
		if err := check(p); err != nil {
			return err
		}
	}
	f, err := Foresee(p)
	if err != nil {
		return err
	}
	p.FixedN, p.PlannedN = f.FixedN, f.PlannedN
	return nil
}

func (d *Desk) named(p *vigie.TrialPlan) error {
	switch {
	case (p.Model == "") == (p.Indicator == ""):
		return vigie.Errorf(vigie.Invalid, "a field test tests one thing: name a model or an indicator")
	case !slices.Contains([]string{vigie.HitAny, vigie.HitPhenomenon}, p.Hit):
		return vigie.Errorf(vigie.Invalid, "hit %q: it is any (an outcome that is positive) or phenomenon (and it was this one)", p.Hit)
	case len(p.Territories) == 0:
		return vigie.Errorf(vigie.Invalid, "a field test has at least one territory: choose of %v", d.Office.Territories)
	case p.StartOn == 0 || p.DeadlineDays < 1 || p.VisitsPerWeek < 1:
		return vigie.Errorf(vigie.Invalid, "a field test has a day on which it starts, days within which a visit is told, and visits a week that can be made for it")
	}
	for _, t := range p.Territories {
		if !slices.Contains(d.Office.Territories, t) {
			return vigie.Errorf(vigie.Invalid, "territory %q: choose one of %v", t, d.Office.Territories)
		}
	}
	if err := vigie.Said(p.Title, "the title"); err != nil {
		return err
	}
	return vigie.Said(p.Hypothesis, "the hypothesis")
}

// mostBlock keeps blocks small: what is in one is known only when all of it has been told.
const mostBlock = 20

func (d *Desk) arms(p *vigie.TrialPlan) error {
	known := []string{vigie.ArmTested, vigie.ArmPractice, vigie.ArmRandom}
	for i, a := range p.Arms {
		twice := slices.ContainsFunc(p.Arms[:i], func(b vigie.Arm) bool { return b.ID == a.ID })
		if !slices.Contains(known, a.ID) || twice || a.Share < 1 {
			return vigie.Errorf(vigie.Invalid, "arm %q with share %d: the arms are %v, each once at most, with one visit of a block or more", a.ID, a.Share, known)
		}
	}
	if p.ShareOf(vigie.ArmTested) == 0 || p.ShareOf(vigie.ArmPractice) == 0 {
		return vigie.Errorf(vigie.Invalid, "a field test compares the arm model with the arm practice: both have a share")
	}
	if p.Block() > mostBlock {
		return vigie.Errorf(vigie.Invalid, "a block of %d visits: the shares add up to %d at most, because nothing of a block is known before all of it has been told", p.Block(), mostBlock)
	}
	return nil
}

func numbers(p *vigie.TrialPlan) error {
	between := func(what string, v, low, high float64) error {
		if v > low && v < high {
			return nil
		}
		return vigie.Errorf(vigie.Invalid, "%s %v: it lies between %v and %v", what, v, low, high)
	}
	for _, err := range []error{
		between("the expected rate of current practice", p.Rate, 0, 1), between("the hoped-for rate of the tested arm (rate times lift)", p.Rate*p.Lift, 0, 1),
		between("the level", p.Level, 0, 0.5), between("the power", p.Power, 0.5, 1), between("the limit of the lift", p.Limits.Lift, 0, 20),
		between("the limit of the burden", p.Limits.Burden, 0, 1), between("the limit of the gap between groups", p.Limits.Gap, 0, 1),
	} {
		if err != nil {
			return err
		}
	}
	switch {
	case p.Lift <= p.Limits.Lift:
		return vigie.Errorf(vigie.Invalid, "a lift of %v is hoped for, and the gate asks for more than %v: no number of visits would show it", p.Lift, p.Limits.Lift)
	case p.Limits.MinN < 1 || p.Limits.MinGroup < 5:
		return vigie.Errorf(vigie.Invalid, "at least one visit an arm is counted, and no group of fewer than five is judged")
	}
	return nil
}

// Foresight is what a plan takes.
type Foresight struct {
	PlannedN   int     `json:"plannedN" doc:"Visits of the tested arm and of current practice together that give the power"`
	MedianN    int     `json:"medianN" doc:"After which half of such tests have been decided, if the hope is true"`
	FixedN     int     `json:"fixedN" doc:"That a test needs which is looked at once"`
	Visits     int     `json:"visits" doc:"Of all arms, for plannedN"`
	Days       int     `json:"days" doc:"Until they are made and told, at the pace of the plan"`
	MedianDays int     `json:"medianDays"`
	Power      float64 `json:"power"`
}

// Foresee works out what a plan takes.
func Foresee(p *vigie.TrialPlan) (Foresight, error) {
	d := design(p)
	f := anytime.Fixed{Scale: anytime.Ratio, Limit: p.Limits.Lift, Tested: d.Tested, Compared: d.Compared, Rate: d.Rate, Hoped: d.Hoped, Level: p.Level}
	size, block := f.Size(p.Power), d.Tested+d.Compared
	if size > 20_000 {
		return Foresight{}, vigie.Errorf(vigie.Invalid, "it would take %d visits at one look to see a lift of %v past %v: hope for more, or ask for less", size, p.Lift, p.Limits.Lift)
	}
	most := max(40, 5*size/block)
	seen := anytime.Foresee(anytime.NewTest(anytime.Ratio, p.Limits.Lift, d), d, p.Level, p.Power, most, 400, 1)
	if seen.Blocks == 0 {
		return Foresight{}, vigie.Errorf(vigie.Invalid, "within %d visits the power is %.2f and not %v: hope for more, or ask for less", most*block, seen.Power, p.Power)
	}
	need := max(seen.Blocks, (p.Limits.MinN+min(d.Tested, d.Compared)-1)/min(d.Tested, d.Compared))
	days := func(blocks int) int { return (7*blocks*p.Block()+p.VisitsPerWeek-1)/p.VisitsPerWeek + p.DeadlineDays }
	return Foresight{PlannedN: need * block, MedianN: seen.Median * block, FixedN: size, Visits: need * p.Block(), Days: days(need), MedianDays: days(seen.Median), Power: seen.Power}, nil
}

func design(p *vigie.TrialPlan) anytime.Design {
	return anytime.Design{Tested: p.ShareOf(vigie.ArmTested), Compared: p.ShareOf(vigie.ArmPractice), Rate: p.Rate, Hoped: p.Rate * p.Lift}
}

// ForeseePlan checks a plan that is not kept, and works out what it takes.
func (d *Desk) ForeseePlan(p *vigie.TrialPlan) (Foresight, error) {
	if err := d.whole(p); err != nil {
		return Foresight{}, err
	}
	return Foresee(p)
}

// looksFor says whether what is tested is among what looks for the phenomenon.
func looksFor(p *vigie.Phenomenon, plan vigie.TrialPlan) bool {
	if plan.Model != "" {
		return slices.Contains(p.Models, plan.Model)
	}
	return slices.Contains(p.Indicators, plan.Indicator)
}
