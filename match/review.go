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

// ToLookAt are the pairs that a person is still to look at: of which it says nothing that holds, and fewer than two others do, or they
// disagree. Whoever asks without a name sees what nobody judged. What others said is left out, so that a second look is a second look.
func ToLookAt(pairs []Review, said []Judgement, by string) []Review {
	heard := wordsThatHold(said)
	enough := 2
	if by == "" {
		enough = 1
	}
	out := []Review{}
	for _, p := range pairs {
		words := heard[unordered(p.A, p.B)]
		_, own := words[by]
		if !own && (len(words) < enough || disagree(words)) {
			out = append(out, p)
		}
	}
	return out
}

// wordsThatHold are of each pair the last word of each person that did not take it back.
func wordsThatHold(said []Judgement) map[[2]string]map[string]Verdict {
	heard := map[[2]string]map[string]Verdict{}
	for _, j := range slices.SortedStableFunc(slices.Values(said), func(x, y Judgement) int { return cmp.Compare(x.On, y.On) }) {
		pair := unordered(j.A, j.B)
		if heard[pair] == nil {
			heard[pair] = map[string]Verdict{}
		}
		if j.Verdict == Withdrawn {
			delete(heard[pair], j.By)
			continue
		}
		heard[pair][j.By] = j.Verdict
	}
	return heard
}

func unordered(a, b string) [2]string { return [2]string{min(a, b), max(a, b)} }

func disagree(words map[string]Verdict) bool {
	yes, no := false, false
	for _, v := range words {
		yes, no = yes || v == Positive, no || v == Negative
	}
	return yes && no
}
