package belgium

import (
	"sort"

	"vigie"
)

// joins is how often a scheme of a kind is the work of a network.
func joins(what string) float64 {
	switch what {
	case spider:
		return .75
	case subcontractCascade, letterboxPosting:
		return .65
	case fictitiousEmployment, platformWork:
		return .35
	case bogusSelfEmployment, exploitation:
		return .25
	}
	return .06
}

// join makes a firm part of a network: one that still grows, of whatever sector, or a new one. Members get the same people
// behind them, and some the same address.
func (p *plotter) join(i int32) {
	if p.traits[i].ring != 0 {
		return
	}
	r := p.open()
	p.traits[i].ring = r
	ring := &p.rings[r]
	f := &p.firms[i]
	switch {
	case len(ring.members) == 0:
		ring.brain = f.manager
	case !f.natural && p.dice.chance(.35):
		f.manager = ring.brain
	case !f.natural && p.dice.chance(.5): // the manager of another member lends the name
		f.manager = p.firms[ring.members[p.dice.intn(len(ring.members))]].manager
	}
	if len(ring.members) > 0 && p.dice.chance(.3) {
		f.moved = 0
		f.seat = p.firms[ring.members[p.dice.intn(len(ring.members))]].seat
	}
	ring.members = append(ring.members, i)
}

// open is a network that takes members, a new one now and then.
func (p *plotter) open() int32 {
	for n := len(p.rings) - 1; n > 0 && n > len(p.rings)-6; n-- {
		if r := &p.rings[n]; len(r.members) < r.full && p.dice.chance(.7) {
			return int32(n)
		}
	}
	p.rings = append(p.rings, ring{full: 2 + int(2.5*p.dice.exp())})
	return int32(len(p.rings) - 1)
}

// doom plans the bankruptcy of a firm that leaves its debts behind, and the firm that goes on in its place, founded shortly
// before or after.
func (p *plotter) doom(i int32, from vigie.Date) {
	f := &p.firms[i]
	end := from + vigie.Date(p.dice.between(280, 800))
	if end > closing-20 {
		return // after the registers end
	}
	f.ended, f.bankrupt = max(end, f.started+240), true
	heir := p.heir(i)
	if heir == 0 {
		return
	}
	f.successor, f.moving = heir, float32(.3+.5*p.dice.float())
	p.takeOver(i, heir)
	if r := p.traits[i].ring; p.dice.chance(.7) && len(p.rings[r].members) < 10 { // the next one goes the same way
		begin := max(p.firms[heir].employer, f.ended) + vigie.Date(p.dice.between(30, 200))
		if begin < closing-60 && (p.firms[heir].ended == 0 || p.firms[heir].ended > begin+120) {
			p.start(byID(p.phenomena, spider), heir, begin)
		}
	}
}

// takeOver gives a firm what another one leaves: the same people or a straw man, often the address, a like number of staff.
func (p *plotter) takeOver(i, heir int32) {
	f, h := &p.firms[i], &p.firms[heir]
	if p.dice.chance(.6) {
		h.manager = f.manager
	}
	if p.dice.chance(.4) {
		h.seat, h.moved = f.seat, 0
		h.units[0].at = f.units[0].at
	}
	h.taken = true
	h.staff = f.staff * float32(.6+.5*p.dice.float())
	h.nace, h.nace2025 = f.nace, f.nace2025
	if r := p.traits[i].ring; r != 0 && p.traits[heir].ring == 0 {
		p.traits[heir].ring = r
		p.rings[r].members = append(p.rings[r].members, heir)
	}
}

// heir is a firm of the same sector, founded around the end of another, that nobody else took.
func (p *plotter) heir(i int32) int32 {
	f := &p.firms[i]
	list := p.bySector[f.sector]
	low, high := f.ended-240, f.ended+75
	at := sort.Search(len(list), func(k int) bool { return p.firms[list[k]].started >= low })
	best, near := int32(0), false
	for _, k := range list[at:] {
		h := &p.firms[k]
		if h.started > high {
			break
		}
		if k == i || h.natural || h.taken || p.traits[k].running != 0 || h.ended != 0 && h.ended < f.ended+300 {
			continue
		}
		same := p.territory(k) == p.territory(i)
		if best == 0 || same && !near || same == near && p.dice.chance(.3) {
			best, near = k, same
		}
	}
	return best
}
