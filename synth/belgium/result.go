package belgium

import (
	"fmt"
	"math"

	"vigie"
)

// visit makes one inspection and lets it have its effect.
func (p *plotter) visit(i int32, channel string, month vigie.Date, probability float64) {
	f, t := &p.firms[i], &p.traits[i]
	v := inspection{firm: i, channel: channel, probability: probability, on: workday(month + vigie.Date(p.dice.intn(28)))}
	if f.ended != 0 && v.on > f.ended || v.on > closing {
		return
	}
	territory := p.territory(i)
	v.service, v.team = p.sends(channel), fmt.Sprintf("%s-%d", territories[territory], 1+p.dice.intn(districts[territory].teams))
	v.entered = v.on + vigie.Date(p.dice.between(1, 5))
	v.checked = max(1, min(int(math.Ceil(float64(f.staff)*(.35+.4*p.dice.float()))), 60))
	if n := p.finds(i, &v, territory); n != 0 {
		p.established(n, &v)
	} else {
		p.trifle(i, &v)
	}
	t.lastVisit, t.waiting = v.on, 0
	if v.phenomenon != "" {
		t.findings = min(250, t.findings+1)
	}
	p.inspections = append(p.inspections, v)
}

// sends is the service that a channel brings.
func (p *plotter) sends(channel string) string {
	if channel == byOther {
		return []string{"TSW", "NEO", "NEO", "NIHDI", "NISSE"}[p.dice.intn(5)]
	}
	if channel == byJoint {
		return []string{"NSSO", "NSSO", "TSW", "NEO"}[p.dice.intn(4)]
	}
	return []string{"NSSO", "NSSO", "NSSO", "TSW"}[p.dice.intn(4)]
}

// finds is the scheme that a visit finds, if any: detection is not certain, and less so with the careful.
func (p *plotter) finds(i int32, v *inspection, territory int) int32 {
	t := &p.traits[i]
	for _, n := range []int32{t.running, t.second} {
		if n == 0 || !p.frauds[n].at(v.on) {
			continue
		}
		s := &p.frauds[n]
		chance := byID(p.phenomena, s.phenomenon).Detection * (1.12 - .45*float64(s.skill)) * districts[territory].sharp
		switch v.channel {
		case byJoint:
			chance *= 1.15
		case byNewcomer:
			chance *= .8
		}
		if p.dice.chance(min(.92, chance)) {
			return n
		}
	}
	return 0
}

// established writes down what was found, and lets the firm stop, lie low or go on.
func (p *plotter) established(n int32, v *inspection) {
	s := &p.frauds[n]
	f, t := &p.firms[s.firm], &p.traits[s.firm]
	v.phenomenon, v.found = s.phenomenon, true
	v.outcome = ladder(s.phenomenon, p.dice.float())
	v.closed = v.on + vigie.Date(20+45*p.dice.exp())
	switch s.phenomenon {
	case spider, letterboxPosting, subcontractCascade, exploitation:
		v.closed += vigie.Date(40 + 70*p.dice.exp())
	}
	if s.bend.hidden > 0 {
		v.undeclared = max(1, int(float32(v.checked)*s.bend.hidden*float32(.6+.8*p.dice.float())))
	}
	p.assess(s, v)
	switch relapse := byID(p.phenomena, s.phenomenon).Relapse; {
	case s.phenomenon == spider: // goes on until the bankruptcy
	case p.dice.chance(relapse * .55): // a fine is a cost like another
	case p.dice.chance(relapse):
		p.finish(n, v.on+vigie.Date(p.dice.intn(20)))
		back := monthOf(v.on) + p.dice.between(2, 9)
		t.resting = firstOf(back)
		p.relapses[back] = append(p.relapses[back], relapseOf(s.firm, n))
	default:
		p.finish(n, v.on+vigie.Date(p.dice.intn(10)))
		t.resting = v.on + 900
		t.prone *= .4
		f.care = min(1, f.care+.2)
	}
}

func relapseOf(firm, n int32) relapse { return relapse{firm, n} }

// ladder is the outcome for something that was found.
func ladder(what string, u float64) string {
	fourth, third := .30, .40
	switch what {
	case undeclaredWorkers, exploitation:
		fourth, third = .68, .12
	case undeclaredHours, occasionalMisuse:
		fourth, third = .10, .45
	case unreportedSite:
		fourth, third = .05, .60
	}
	switch {
	case u < fourth:
		return "report-4"
	case u < fourth+third:
		return "report-3"
	}
	return "regularisation"
}

// assess puts an amount on it. What is collected is less, and next to nothing from those who leave debts behind.
func (p *plotter) assess(s *fraud, v *inspection) {
	f := &p.firms[s.firm]
	each := 2600.0 // euro for each worker concerned
	paid := .35 + .55*p.dice.float()
	switch s.phenomenon {
	case spider, subcontractCascade, fictitiousEmployment:
		each, paid = 5200, .02+.22*p.dice.float()
	case letterboxPosting, exploitation:
		each, paid = 6800, .05+.4*p.dice.float()
	}
	concerned := max(1, float64(f.staff*s.intensity))
	v.assessed = int(each * math.Pow(concerned, .9) * math.Exp(.7*p.dice.normal()))
	v.collected = int(float64(v.assessed) * paid)
}

// trifle is a visit that finds no scheme: sometimes the books are not in order, as happens to the untidy.
func (p *plotter) trifle(i int32, v *inspection) {
	v.closed = v.on + vigie.Date(5+14*p.dice.exp())
	f := &p.firms[i]
	untidy := .022
	if f.care < .3 {
		untidy = .09
	}
	if id := p.sectors[f.sector].id; id == "horeca" || id == "construction" {
		untidy *= 1.3
	}
	switch u := p.dice.float(); {
	case u < untidy:
		v.outcome, v.phenomenon = "regularisation", undeclaredWorkers
		if v.undeclared = 1; p.dice.chance(.4) {
			v.phenomenon, v.undeclared = undeclaredHours, 0
		}
		v.assessed = int(700 * math.Exp(.6*p.dice.normal()))
		v.collected = int(float64(v.assessed) * (.8 + .2*p.dice.float()))
		v.closed += vigie.Date(20 * p.dice.exp())
	case u < untidy+.07:
		v.outcome = "warning"
	case u < untidy+.20:
		v.outcome = "advice"
	default:
		v.outcome = "none"
	}
}

// workday is the day itself or, mostly, the Monday after a weekend: kitchens are visited on Saturdays too.
func workday(d vigie.Date) vigie.Date {
	if weekday(d) == 0 {
		return d + 1
	}
	return d
}

// weekday is 0 for Sunday to 6 for Saturday.
func weekday(d vigie.Date) int { return int((d%7 + 4 + 7) % 7) }

// monthOf is the month of the simulation in which a day falls.
func monthOf(d vigie.Date) int {
	y, m, _ := d.Time().Date()
	return (y-2019)*12 + int(m) - 10
}
