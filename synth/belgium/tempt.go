package belgium

import (
	"cmp"
	"slices"

	"vigie"
)

// At any moment fewer are at it than in the course of a year.
const momentary = .76

// begin lets new schemes start until each sector has what it has of each phenomenon. At first they began some time ago.
func (p *plotter) begin(on vigie.Date, first bool) {
	for k := range p.phenomena {
		ph := &p.phenomena[k]
		for s, active := range p.active {
			id := ph.ID + p.sectors[s].id
			wanted := momentary * ph.prevalence(p.sectors[s].id, on) * float64(len(active))
			missing := p.dice.times(max(0, wanted-float64(p.running[id])))
			for range missing {
				if i := p.candidate(ph.ID, active, on); i != 0 {
					from := max(on, ph.start) + vigie.Date(p.dice.intn(28))
					if first {
						from = max(p.firms[i].employer+20, on-vigie.Date(p.dice.intn(500)))
					}
					p.start(ph, i, from)
				}
			}
		}
	}
}

// candidate is a firm that takes to a phenomenon: some are readier than others, and not every firm can.
func (p *plotter) candidate(what string, active []int32, on vigie.Date) int32 {
	if len(active) == 0 {
		return 0
	}
	for range 60 {
		i := active[p.dice.intn(len(active))]
		f, t := &p.firms[i], &p.traits[i]
		if on < t.resting || t.second != 0 || !fits(f, what, on) {
			continue
		}
		ready := float64(t.prone) * districts[p.territory(i)].temptation
		if t.running != 0 {
			ready *= .25 // who is at one thing rarely begins another
		}
		if on-f.employer < 500 {
			ready *= 1.5
		}
		if t.ring != 0 {
			ready *= 1.5
		}
		if p.dice.chance(ready / 1.6) {
			return i
		}
	}
	return 0
}

// fits says whether a firm is of the kind that a phenomenon needs.
func fits(f *firm, what string, on vigie.Date) bool {
	switch what {
	case spider:
		return !f.natural && f.ended == 0 && f.staff >= 2 && on-f.employer > 150
	case subcontractCascade, letterboxPosting, temporaryAbuse, platformWork, bogusSelfEmployment:
		return f.staff >= 2.5
	case exploitation:
		return f.staff >= 4
	case undeclaredHours, occasionalMisuse:
		return f.staff >= 1.5
	case fictitiousEmployment:
		return f.staff < 9 && !f.natural
	}
	return true
}

// start begins a scheme.
func (p *plotter) start(ph *phenomenon, i int32, from vigie.Date) {
	t := &p.traits[i]
	share := float32(ph.Share[0] + (ph.Share[1]-ph.Share[0])*p.dice.float())
	n := int32(len(p.frauds))
	p.frauds = append(p.frauds, fraud{
		firm: i, phenomenon: ph.ID, from: from, intensity: share, skill: t.skill, bend: bendOf(ph.ID, share, t.skill),
	})
	p.running[ph.ID+p.sectors[p.firms[i].sector].id]++
	if t.running == 0 {
		t.running = n
	} else {
		t.second = n
	}
	if p.dice.chance(joins(ph.ID)) {
		p.join(i)
	}
	p.frauds[n].ring = t.ring
	if ph.ID == spider {
		p.doom(i, from)
	}
}

// finish ends a scheme.
func (p *plotter) finish(n int32, until vigie.Date) {
	f := &p.frauds[n]
	f.until = max(until, f.from)
	p.running[f.phenomenon+p.sectors[p.firms[f.firm].sector].id]--
	t := &p.traits[f.firm]
	if t.running == n {
		t.running, t.second = t.second, 0
	} else if t.second == n {
		t.second = 0
	}
}

// stop ends schemes by themselves, or with their firm.
func (p *plotter) stop(on vigie.Date) {
	monthly := map[string]float64{}
	for _, ph := range p.phenomena {
		monthly[ph.ID] = ph.Stops / 12
	}
	for n := int32(1); n < int32(len(p.frauds)); n++ {
		f := &p.frauds[n]
		if f.until != 0 {
			continue
		}
		switch end := p.firms[f.firm].ended; {
		case end != 0 && end < on:
			p.finish(n, end)
		case p.dice.chance(monthly[f.phenomenon]):
			p.finish(n, on)
			p.traits[f.firm].resting = on + 150
		}
	}
}

// resume takes up schemes again that were found some time ago.
func (p *plotter) resume(month int) {
	for _, r := range p.relapses[month] {
		if f := &p.firms[r.firm]; f.hiring(firstOf(month)) && p.traits[r.firm].second == 0 {
			p.start(byID(p.phenomena, p.frauds[r.fraud].phenomenon), r.firm, firstOf(month)+vigie.Date(p.dice.intn(28)))
		}
	}
	delete(p.relapses, month)
}

// sortByStart orders firms by the day on which they began, and those of one day by their place.
func sortByStart(firms []firm, list []int32) {
	slices.SortFunc(list, func(a, b int32) int {
		return cmp.Or(cmp.Compare(firms[a].started, firms[b].started), cmp.Compare(a, b))
	})
}
