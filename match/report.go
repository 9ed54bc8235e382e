package match

import (
	"math/bits"
	"slices"
)

// Report is what a matching came to, and what it may have got wrong.
type Report struct {
	Match         string  `json:"match"`
	Records       int     `json:"records"`
	Entities      int     `json:"entities"`
	Links         int     `json:"links"`         // pairs linked
	PairsCompared int64   `json:"pairsCompared"` // each once
	Seconds       float64 `json:"seconds"`       // reading, estimating, comparing and joining

	*Quality

	// ExpectedFalse are the links that are wrong if the model is right: the sum of what each lacks to certainty. Of identifiers the model
	// knows nothing: links by them are not among these.
	ExpectedFalse float64 `json:"expectedFalseLinks"`
	// ExpectedMissed are the matches among the compared pairs that were not linked, if the model is right.
	ExpectedMissed float64 `json:"expectedMissed"`
	// NotCompared are the matches that no rule brought together, by capture and recapture: about so many.
	NotCompared float64 `json:"expectedNotCompared"`
	// Completeness is the share of all matches that were linked, by these estimates.
	Completeness float64 `json:"completeness"`

	ForReview    int               `json:"forReview"` // pairs between review and accept
	Contradicted int               `json:"contradictedKeys"`
	Cuts         map[CutReason]int `json:"cuts,omitempty"`
	Disputed     int               `json:"disputedJudgements,omitempty"`
	Sources      []SourceReport    `json:"sources"`
	Rules        []RuleReport      `json:"rules"`
	Model        *Model            `json:"model"`
}

// RuleReport is what a blocking rule brought.
type RuleReport struct {
	RuleCost
	New int64 `json:"new"` // pairs that no rule before it made
}

// SourceReport is what can go wrong with the records of one source.
type SourceReport struct {
	Source  string `json:"source"`
	Records int    `json:"records"`
	Linked  int    `json:"linked"` // records in an entity with another
	// Keyless records have no key under any rule: they are compared with nothing.
	Keyless int `json:"keyless"`
	// Unlinkable records say so little that not even a record equal to them would be linked.
	Unlinkable int `json:"unlinkable"`
	// Contradicted records have an identifier in common with one that they are unlike.
	Contradicted int `json:"contradictedKeys"`
	// Links have a record of this source, and ExpectedFalse of them are wrong if the model is right.
	Links         int           `json:"links"`
	ExpectedFalse float64       `json:"expectedFalseLinks"`
	Fields        []FieldReport `json:"fields"`
}

// FieldReport is how well a field is filled in.
type FieldReport struct {
	Field  string  `json:"field"`
	Filled float64 `json:"filled"` // share of the records with a value
	// Invalid are the values whose check digits are wrong; they count as missing.
	Invalid int `json:"invalid,omitempty"`
}

// Report sums up a result.
func (r *Result) Report() *Report {
	accepted := r.accepted()
	out := &Report{
		Match: r.Table.spec.ID, Records: r.Table.Rows(), Links: len(accepted), PairsCompared: r.Pairs, Model: r.Model,
		Disputed: len(r.Verdicts.Disputed), Cuts: map[CutReason]int{}, Sources: r.sources(accepted),
	}
	for rec, e := range r.Entity {
		if int(e) == rec {
			out.Entities++
		}
	}
	if r.Costs == nil {
		r.Costs = r.blocks.cost(r.Table)
	}
	for i, c := range r.Costs {
		out.Rules = append(out.Rules, RuleReport{c, r.byRule[i]})
	}
	for _, l := range r.Links {
		switch {
		case l.Contradicted:
			out.Contradicted++
		case l.taken(r.Table.spec):
			out.ExpectedFalse += l.doubt()
		default:
			out.ForReview++
		}
	}
	for _, c := range r.Cuts {
		out.Cuts[c.Reason]++
	}
	out.ExpectedMissed = max(r.Expected-r.Accepted, 0)
	out.NotCompared = r.notCompared(accepted)
	right := float64(out.Links) - out.ExpectedFalse
	if all := right + out.ExpectedMissed + out.NotCompared; all > 0 {
		out.Completeness = right / all
	}
	return out
}

// doubt is what a link lacks to certainty.
func (l Link) doubt() float64 {
	if l.Key {
		return 0
	}
	return 1 - l.Probability()
}

// notCompared estimates the matches that no rule found, as one counts fish: of the links that one rule finds, the share that
// another, which looks at other fields, finds as well is the share that this one finds of all (Chapman 1951). Where errors go
// together, because a record that is badly written in one field is so in others, the truth is more; where they shun each
// other, less. The estimate is the median over the pairs of rules that share no field.
func (r *Result) notCompared(links []Link) float64 {
	rules := min(len(r.rules), 64)
	one, two := make([]float64, rules), make([][]float64, rules)
	for i := range two {
		two[i] = make([]float64, rules)
	}
	for _, l := range links {
		found := uint64(0)
		for i := range rules {
			if r.blocks.rules[i].list.first(l.A, l.B) != 0 {
				found |= 1 << i
			}
		}
		for x := found; x != 0; x &= x - 1 {
			i := bits.TrailingZeros64(x)
			one[i]++
			for y := x & (x - 1); y != 0; y &= y - 1 {
				two[i][bits.TrailingZeros64(y)]++
			}
		}
	}
	var estimates []float64
	for i := range rules {
		for j := i + 1; j < rules; j++ {
			if !r.share(i, j) && two[i][j] > 0 {
				estimates = append(estimates, (one[i]+1)*(one[j]+1)/(two[i][j]+1)-1)
			}
		}
	}
	if len(estimates) == 0 {
		return 0
	}
	slices.Sort(estimates)
	return max(estimates[len(estimates)/2]-float64(len(links)), 0)
}

// share tells whether two rules look at a common field.
func (r *Result) share(i, j int) bool {
	return slices.ContainsFunc(r.rules[j].terms, func(t term) bool { return r.Table.spec.touches(r.rules[i], t.field) })
}

func (r *Result) sources(accepted []Link) []SourceReport {
	t := r.Table
	out := make([]SourceReport, len(t.sources))
	for i, name := range t.sources {
		out[i].Source = name
	}
	size := make([]uint32, t.Rows())
	for _, e := range r.Entity {
		size[e]++
	}
	contradicted := map[uint32]bool{}
	for _, l := range r.Links {
		if l.Contradicted {
			contradicted[l.A], contradicted[l.B] = true, true
		}
	}
	for _, l := range accepted {
		a, b := t.source[l.A], t.source[l.B]
		out[a].Links, out[a].ExpectedFalse = out[a].Links+1, out[a].ExpectedFalse+l.doubt()
		if a != b {
			out[b].Links, out[b].ExpectedFalse = out[b].Links+1, out[b].ExpectedFalse+l.doubt()
		}
	}
	w, enough := newComparer(r.scoring.comparisons), weightOf(t.spec.Accept)
	for rec := range uint32(t.Rows()) {
		s := &out[t.source[rec]]
		s.Records++
		if size[r.Entity[rec]] > 1 {
			s.Linked++
		}
		if r.keyless(rec) {
			s.Keyless++
		}
		if r.scoring.weight(w, rec, rec) < enough && !r.hasKey(rec) {
			s.Unlinkable++
		}
		if contradicted[rec] {
			s.Contradicted++
		}
	}
	r.fields(out)
	return out
}

func (r *Result) keyless(rec uint32) bool {
	for i := range r.blocks.rules {
		for _, key := range r.blocks.rules[i].list.of(rec) {
			if key != 0 {
				return false
			}
		}
	}
	return true
}

func (r *Result) hasKey(rec uint32) bool {
	return slices.ContainsFunc(r.scoring.keys, func(field int) bool { return r.Table.fields[field].ids[rec] != 0 })
}

func (r *Result) fields(out []SourceReport) {
	t := r.Table
	for i := range t.fields {
		filled := make([]int, len(out))
		for rec, id := range t.fields[i].ids {
			if id != 0 {
				filled[t.source[rec]]++
			}
		}
		for s := range out {
			f := FieldReport{Field: t.spec.Fields[i].Name, Filled: share(int64(filled[s]), int64(out[s].Records))}
			if s < len(t.invalid[i]) {
				f.Invalid = t.invalid[i][s]
			}
			out[s].Fields = append(out[s].Fields, f)
		}
	}
}
