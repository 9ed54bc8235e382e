package pack

import "cmp"

// What a pack may leave out is filled in here, once, so that no room has a default of its own. Read calls it after
// the checks, which need to know what was said.

func fillSource(s *Source) {
	f := &s.Format
	f.Delimiter = cmp.Or(f.Delimiter, ",")
	f.Quote = cmp.Or(f.Quote, `"`)
	f.Encoding = cmp.Or(f.Encoding, "utf-8")
	f.Decimal = cmp.Or(f.Decimal, ".")
	f.Date = cmp.Or(f.Date, "%Y-%m-%d")
	f.Timestamp = cmp.Or(f.Timestamp, "%Y-%m-%d %H:%M:%S")
	for i := range s.Columns {
		c := &s.Columns[i]
		c.From = cmp.Or(c.From, c.Name)
	}
}

func fillIndicator(x *Indicator) {
	x.FollowUp = cmp.Or(x.FollowUp, "P1Y")
	if len(x.Threshold) == 0 {
		x.Threshold = Changes{{Value: 1}}
	}
}

func fillNetwork(d *document, n *Network) {
	if !d.has("alpha") {
		n.Alpha = .85
	}
	n.Every = cmp.Or(n.Every, "quarter")
	for i := range n.Kinds {
		n.Kinds[i].Weight = cmp.Or(n.Kinds[i].Weight, 1)
	}
}

// fillModel leaves the learner alone: its zero values take the learner's own defaults.
func fillModel(d *document, m *Model) {
	m.Learner.Kind = cmp.Or(m.Learner.Kind, "boosting")
	m.Learner.Bags = cmp.Or(m.Learner.Bags, 1)
	m.Evaluation.Bootstrap = cmp.Or(m.Evaluation.Bootstrap, 1000)
	c := &m.Campaign
	c.NearWindow = cmp.Or(c.NearWindow, 5)
	// A share of zero is an answer, so the shares are filled in only when none of them was given.
	if !d.has("campaign.ranked") && !d.has("campaign.near") && !d.has("campaign.random") && !d.has("campaign.estimate") {
		c.Ranked, c.Near, c.Random = .85, .10, .05
	}
}
