package match

import (
	"cmp"
	"slices"
)

// Review is a pair that a person should look at.
type Review struct {
	A           string  `json:"a"`
	B           string  `json:"b"`
	Why         string  `json:"why"` // near, contradicted or disputed
	Probability float64 `json:"probability"`
	KnownOn     string  `json:"knownOn,omitempty"` // the day from which both records were known
	known       int32
}

// The reasons to look at a pair.
const (
	reviewNear         = "near"         // between review and accept
	reviewContradicted = "contradicted" // the identifier in common goes against all the rest
	reviewDisputed     = "disputed"     // reviewers disagree
)

// review are the pairs that a person should look at, those whose word is most needed first. What was judged stays among them, for
// a second reviewer.
func (r *Result) review() []Review {
	t := r.Table
	disputed := map[[2]uint32]bool{}
	for _, p := range r.Verdicts.Disputed {
		disputed[[2]uint32{p.A, p.B}] = true
	}
	var out []Review
	add := func(a, b uint32, why string, p float64) {
		if len(t.known) > 0 && t.earlier(b, a) < 0 {
			a, b = b, a
		}
		v := Review{A: t.EntityID(a), B: t.EntityID(b), Why: why, Probability: p}
		if len(t.known) > 0 {
			v.known = max(t.known[a], t.known[b])
		}
		out = append(out, v)
	}
	for _, l := range r.Links {
		switch {
		case disputed[[2]uint32{l.A, l.B}]:
		case l.Contradicted:
			add(l.A, l.B, reviewContradicted, l.Probability())
		case !l.taken(t.spec):
			add(l.A, l.B, reviewNear, l.Probability())
		}
	}
	w := newComparer(r.scoring.comparisons)
	for _, p := range r.Verdicts.Disputed {
		add(p.A, p.B, reviewDisputed, Probability(r.scoring.weight(w, p.A, p.B)))
	}
	order := []string{reviewDisputed, reviewContradicted, reviewNear}
	slices.SortStableFunc(out, func(x, y Review) int {
		return cmp.Or(cmp.Compare(slices.Index(order, x.Why), slices.Index(order, y.Why)), cmp.Compare(y.Probability, x.Probability))
	})
	return out
}
