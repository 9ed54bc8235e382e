package belgium

import (
	"cmp"
	"math"
	"slices"

	"vigie"
)

// Channels through which a firm comes to be visited.
const (
	byInspector = "inspector"     // the inspector's own choice
	byComplaint = "complaint"     // a tip that was kept
	byNewcomer  = "new-employer"  // after the first declarations, systematically
	byJoint     = "joint"         // several services together, street by street
	byChance    = "random"        // drawn, with a known probability
	byOther     = "other-service" // found by a service that looks at something else
)

// visits is the mix: how the visits of a year are divided over groups of sectors, and within each over the channels that
// are not given by events. Horeca had 32 % of inspections, construction 24 % and cleaning 8 %.
var visits = []struct {
	group   string
	sectors []string // empty: all others
	share   float64
	joint   float64 // of the group's visits
	other   float64
	random  float64
	first   float64 // probability that a new employer is visited
}{
	{"construction", []string{"construction"}, .24, .30, .10, .025, .22},
	{"cleaning", []string{"cleaning"}, .08, .30, .10, .030, .22},
	{"horeca", []string{"horeca"}, .32, .34, .07, .022, .22},
	{"others", nil, .36, .10, .18, .018, .10},
}

// usualDensity is visits a year for each employer at work.
const usualDensity = .14

// density is that of the size: more in the small country, so that three models have something to learn from.
func (w *world) density() float64 {
	if w.options.Size == "demo" {
		return .30
	}
	return usualDensity
}

// inspect are the visits of a month.
func (p *plotter) inspect(on vigie.Date) {
	all := 0
	for _, a := range p.active {
		all += len(a)
	}
	weights := make([]float64, len(visits)*len(territories))
	sums := make([]float64, len(visits))
	for g := range visits {
		for t := range territories {
			n := float64(len(p.group(g, t))) * districts[t].zeal * districts[t].temptation
			weights[g*len(territories)+t] = n
			sums[g] += n
		}
	}
	for g := range visits {
		monthly := p.density() / 12 * float64(all) * visits[g].share * season(on)
		for t := range territories {
			if w := weights[g*len(territories)+t]; w > 0 {
				p.tour(g, t, on, monthly*w/sums[g])
			}
		}
	}
}

// season is how many visits a month sees, against 1: few in spring 2020, fewer in summer.
func season(on vigie.Date) float64 {
	y, m, _ := on.Time().Date()
	switch {
	case y == 2020 && (m == 4 || m == 5):
		return .35
	case y == 2020 && (m == 3 || m == 11) || y == 2021 && m < 4:
		return .7
	case m == 7 || m == 8 || m == 12:
		return .75
	}
	return 1.1
}

// group are the active employers of a group of sectors in a territory.
func (p *plotter) group(g, territory int) []int32 {
	var list []int32
	for s := range p.sectors {
		if groupOf(p.sectors[s].id) == g {
			list = append(list, p.cells[s*len(territories)+territory]...)
		}
	}
	return list
}

func groupOf(sector string) int {
	for g := range visits {
		if slices.Contains(visits[g].sectors, sector) {
			return g
		}
	}
	return len(visits) - 1
}

// tour are the visits of a month to a group of sectors in a territory. What events bring comes first; the rest is divided.
func (p *plotter) tour(g, territory int, on vigie.Date, quota float64) {
	mix := &visits[g]
	var free []int32
	for _, i := range p.group(g, territory) {
		switch t := &p.traits[i]; {
		case t.lastVisit != 0 && on-t.lastVisit < 100 && t.waiting == 0:
		case t.waiting != 0 && t.waiting < on && p.dice.chance(.5):
			p.visit(i, byComplaint, on, 0)
			quota--
		case t.lastVisit == 0 && p.isNew(i, on) && p.dice.chance(mix.first):
			p.visit(i, byNewcomer, on, mix.first)
			quota -= .8
		default:
			free = append(free, i)
		}
	}
	if n := p.whole("random", mix.group, territory, quota*mix.random*1.3); n > 0 && len(free) > 0 {
		p.shuffle(free)
		n = min(n, len(free))
		for _, i := range free[:n] {
			p.visit(i, byChance, on, float64(n)/float64(len(free)))
		}
		free = free[n:]
	}
	for _, c := range []struct {
		channel string
		share   float64
	}{{byJoint, mix.joint}, {byOther, mix.other}, {byInspector, 1 - mix.joint - mix.other - mix.random}} {
		n := p.whole(c.channel, mix.group, territory, quota*c.share)
		chosen := p.best(free, n, on, c.channel)
		for _, i := range chosen {
			p.visit(i, c.channel, on, 0)
		}
		free = without(free, chosen)
	}
}

// isNew says whether an employer made its first declaration some time ago: it is then visited once, or not.
func (p *plotter) isNew(i int32, on vigie.Date) bool {
	age := on - p.firms[i].employer
	return age >= 150 && age < 150+31
}

// whole makes a whole number of visits and keeps what is left over for the next month.
func (p *plotter) whole(channel, group string, territory int, n float64) int {
	key := channel + group + territories[territory]
	p.carry[key] += n
	whole := max(0, math.Floor(p.carry[key]))
	p.carry[key] -= whole
	return int(whole)
}

// best are the n that seem most worth a visit. What inspectors see is half true: a fair guess and a biased one, which is why
// what they find says little of the others.
func (p *plotter) best(list []int32, n int, on vigie.Date, channel string) []int32 {
	if n == 0 || len(list) == 0 {
		return nil
	}
	type guess struct {
		firm  int32
		worth float64
	}
	guesses := make([]guess, len(list))
	for k, i := range list {
		gumbel := -math.Log(p.dice.exp()) // a draw with chances that follow the worth
		guesses[k] = guess{i, p.worth(i, on, channel) + gumbel}
	}
	slices.SortFunc(guesses, func(a, b guess) int { return cmp.Or(cmp.Compare(b.worth, a.worth), cmp.Compare(a.firm, b.firm)) })
	var chosen []int32
	for _, g := range guesses[:min(n, len(guesses))] {
		chosen = append(chosen, g.firm)
	}
	return chosen
}

func (p *plotter) shuffle(list []int32) {
	for k := len(list) - 1; k > 0; k-- {
		other := p.dice.intn(k + 1)
		list[k], list[other] = list[other], list[k]
	}
}

// without is a list less some of its members.
func without(list, some []int32) []int32 {
	if len(some) == 0 {
		return list
	}
	gone := make(map[int32]bool, len(some))
	for _, i := range some {
		gone[i] = true
	}
	return slices.DeleteFunc(slices.Clone(list), func(i int32) bool { return gone[i] })
}
