package match

// Report is what a matching came to, and what it may have got wrong.
type Report struct {
	Match         string  `json:"match"`
	Records       int     `json:"records"`
	Entities      int     `json:"entities"`
	Links         int     `json:"links"`         // pairs linked
	PairsCompared int64   `json:"pairsCompared"` // each once
	Seconds       float64 `json:"seconds"`       // reading, estimating, comparing and joining

	*Quality

	Rules []RuleReport `json:"rules"`
	Model *Model       `json:"model"`
}

// RuleReport is what a blocking rule brought.
type RuleReport struct {
	RuleCost
	New int64 `json:"new"` // pairs that no rule before it made
}

// Report sums up a result.
func (r *Result) Report() *Report {
	out := &Report{Match: r.Table.spec.ID, Records: r.Table.Rows(), Links: len(r.accepted()), PairsCompared: r.Pairs, Model: r.Model}
	for rec, e := range r.Entity {
		if int(e) == rec {
			out.Entities++
		}
	}
	for i, c := range r.Costs {
		out.Rules = append(out.Rules, RuleReport{c, r.byRule[i]})
	}
	return out
}
