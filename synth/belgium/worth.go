package belgium

import "vigie"

// nose is how well a channel smells what is there, against a firm that is at nothing (logarithm of odds).
var nose = map[string]float64{byInspector: 1.65, byJoint: 2.0, byOther: 1.5}

// worth is how much a firm seems to deserve a visit: its past, its looks, what is said of it, and the half of that which is
// true. Inspectors know some phenomena by sight and hardly see others.
func (p *plotter) worth(i int32, on vigie.Date, channel string) float64 {
	f, t := &p.firms[i], &p.traits[i]
	worth := .35*float64(t.hunch) + .55*float64(min(3, t.findings))
	if f.care < .3 {
		worth += .35 // late declarations are seen
	}
	if on-f.employer < 730 {
		worth += .25
	}
	if f.staff < 1.5 {
		worth -= .5
	}
	worth += .3 * float64(min(3, f.partTime*2))
	if t.ring != 0 && t.findings > 0 {
		worth += .3 // a known name
	}
	for _, n := range []int32{t.running, t.second} {
		if n != 0 && p.frauds[n].at(on+14) {
			s := &p.frauds[n]
			worth += nose[channel] * sight(s.phenomenon, channel) * (1.35 - .9*float64(s.skill))
		}
	}
	return worth
}

// sight is how visible a phenomenon is to those who choose.
func sight(what, channel string) float64 {
	if channel == byOther {
		switch what {
		case benefitCumulation, temporaryAbuse, bogusSelfEmployment, fictitiousEmployment:
			return 1.8 // what the offices of unemployment, sickness and the self-employed look for
		}
		return .8
	}
	switch what {
	case undeclaredWorkers, undeclaredHours, occasionalMisuse, benefitCumulation, exploitation:
		return 1.1
	case unreportedSite, temporaryAbuse, bogusSelfEmployment, subcontractCascade:
		return .9
	case platformWork:
		return .8 // nobody knows yet what to look at
	}
	return .6
}
