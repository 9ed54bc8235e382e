package belgium

import "vigie"

// complaints is how often a year a scheme makes somebody write, by phenomenon. Victims complain, and competitors; who is in
// it together does not.
var complaints = map[string]float64{
	exploitation: .34, undeclaredWorkers: .24, undeclaredHours: .13, spider: .15, subcontractCascade: .12, bogusSelfEmployment: .11,
	letterboxPosting: .10, platformWork: .20, benefitCumulation: .12, occasionalMisuse: .08, unreportedSite: .08,
	temporaryAbuse: .07, fictitiousEmployment: .04,
}

// topics is what a tip about a phenomenon says it is about, most often.
var topics = map[string]string{
	exploitation: "social dumping", undeclaredWorkers: "undeclared work", undeclaredHours: "undeclared work", spider: "unpaid wages",
	subcontractCascade: "unfair competition", bogusSelfEmployment: "undeclared work", letterboxPosting: "social dumping",
	platformWork: "unfair competition", benefitCumulation: "undeclared work", occasionalMisuse: "undeclared work",
	unreportedSite: "unfair competition", temporaryAbuse: "undeclared work", fictitiousEmployment: "domicile",
}

// Reasons for which tips are put aside, with their counts of 2022 (633, 633, 555 and 623).
var (
	rejections      = []string{"address-insufficient", "counterparty-insufficient", "already-handled", "inopportune"}
	rejectionTotals = []float64{633, 1266, 1821, 2444}
	idleTopics      = []string{"undeclared work", "undeclared work", "undeclared work", "domicile", "unpaid wages", "unfair competition", "unsafe work"}
)

// quarrels is how often a year somebody complains of a firm that is at nothing.
const quarrels = .011

// complain lets the tips of a month come in and decides on them.
func (p *plotter) complain(on vigie.Date) {
	for s, active := range p.active {
		for _, i := range active {
			rate, about := quarrels*grudge(p.sectors[s].id), ""
			if n := p.traits[i].running; n != 0 && p.frauds[n].at(on) {
				rate, about = complaints[p.frauds[n].phenomenon]*(1.5-.7*float64(p.frauds[n].skill)), p.frauds[n].phenomenon
			}
			if p.dice.chance(rate / 12 * p.density() / usualDensity) {
				p.tip(i, uint8(s), about, on+vigie.Date(p.dice.intn(28)))
			}
		}
	}
}

// grudge is how much a sector is complained of without ground: where customers and neighbours see it, more.
func grudge(sector string) float64 {
	switch sector {
	case "horeca", "construction":
		return 1.8
	case "cleaning", "retail", "agriculture":
		return 1.2
	}
	return .6
}

func (p *plotter) tip(i int32, sector uint8, about string, on vigie.Date) {
	t := tip{firm: i, town: p.firms[i].seat.town, sector: sector, received: on, decided: on + vigie.Date(p.dice.between(2, 60))}
	keep := .58
	if t.kind = topics[about]; about != "" {
		keep = .82
	}
	if t.kind == "" || p.dice.chance(.25) {
		t.kind = idleTopics[p.dice.intn(len(idleTopics))]
	}
	if p.dice.chance(.14) { // nobody knows the firm's number
		t.firm, keep = 0, .35
	}
	if t.kept = p.dice.chance(keep); !t.kept {
		t.why = rejections[p.dice.weighted(rejectionTotals)]
	}
	p.tips = append(p.tips, t)
	if t.kept && t.firm != 0 {
		p.traits[i].waiting = t.decided
	}
}
