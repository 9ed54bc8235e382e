package pipeline

import (
	"context"
	"slices"
	"sync"

	"vigie"
	"vigie/match"
	"vigie/pack"
)

// Pair is two records that a person should look at.
type Pair struct {
	Match string `json:"match"`
	match.Review
}

// Explanation is what speaks for and against that two records are of one entity, from the weight that every pair begins with.
type Explanation struct {
	Match        string          `json:"match"`
	A            string          `json:"a"`
	B            string          `json:"b"`
	Prior        float64         `json:"prior"`
	Steps        []match.Weighed `json:"steps" nullable:"false"`
	Weight       float64         `json:"weight"`
	Probability  float64         `json:"probability"`
	Rules        []string        `json:"rules,omitempty"`        // that brought the two together
	Contradicted bool            `json:"contradicted,omitempty"` // the identifier in common goes against all the rest
	Past         *PairPast       `json:"past,omitempty"`         // for who has judged it
}

// PairPast is what became of a pair: who judges it for the first time does not see it, since it tells what others said.
type PairPast struct {
	Said  []vigie.Judgement `json:"said" nullable:"false"`
	Stays []match.StayOf    `json:"stays" nullable:"false"` // of which entities the two were: who parts them ends one, and begins another
}

// Past is what became of a pair of which people said this.
func (s *Snapshot) Past(ctx context.Context, e *Explanation, said []vigie.Judgement) (*PairPast, error) {
	stays, err := match.StaysOf(ctx, s.Lake, e.Match, e.A, e.B)
	return &PairPast{append([]vigie.Judgement{}, said...), stays}, err
}

// Pairs are those that a person is still to look at, by one of the pack's specs, or by all; said is what people said up to now, which may
// be more than the snapshot heard.
func (s *Snapshot) Pairs(ctx context.Context, id, by string, said []vigie.Judgement) ([]Pair, error) {
	out := []Pair{}
	for i := range s.Pack.Matches {
		m := &s.Pack.Matches[i]
		if id != "" && m.ID != id {
			continue
		}
		pairs, err := match.ForReview(ctx, s.Lake, m.ID)
		if err != nil {
			return nil, err
		}
		for _, r := range match.ToLookAt(pairs, rowsOf(said, m.ID), by) {
			out = append(out, Pair{m.ID, r})
		}
	}
	return out, nil
}

// rowsOf are the judgements of one spec as match reads them.
func rowsOf(said []vigie.Judgement, id string) []match.Judgement {
	var rows []match.Judgement
	for i := range said {
		if j := &said[i]; j.Match == id {
			rows = append(rows, match.Judgement{A: j.A, B: j.B, Verdict: match.Verdict(j.Verdict), By: j.CreatedBy, On: j.CreatedAt.UTC().Format("2006-01-02 15:04:05.000000"), Why: j.Why})
		}
	}
	return rows
}

// Explain holds two records against each other, field by field. What others said of them is left out: a second look is a second look. It is
// not_found where there are no such records.
func (s *Snapshot) Explain(ctx context.Context, id, a, b string) (*Explanation, error) {
	i := slices.IndexFunc(s.Pack.Matches, func(m pack.Match) bool { return m.ID == id })
	if i < 0 {
		return nil, vigie.NoSuch(vigie.KindPair, id)
	}
	x, err := s.index(ctx, &s.Pack.Matches[i])
	if err != nil {
		return nil, err
	}
	for _, record := range []string{a, b} {
		if x.Result.Table.Has(record) != nil {
			return nil, vigie.NoSuch(vigie.KindPair, id+" "+record)
		}
	}
	s.explaining.Lock() // an index is for one at a time
	defer s.explaining.Unlock()
	e, err := x.Result.Explain(a, b)
	if err != nil {
		return nil, err
	}
	return &Explanation{id, e.A, e.B, e.Prior, append([]match.Weighed{}, e.Steps...), e.Weight, e.Probability, e.Rules, e.Contradicted, nil}, nil
}

// index opens the index of a spec once for a snapshot, for all who ask.
func (s *Snapshot) index(ctx context.Context, m *pack.Match) (*match.Index, error) {
	s.explaining.Lock()
	defer s.explaining.Unlock()
	if x := s.indexes[m.ID]; x != nil {
		return x, nil
	}
	x, err := match.OpenResolved(context.WithoutCancel(ctx), s.Lake, m, s.home.Match(m.ID), "")
	if err != nil {
		return nil, err
	}
	if s.indexes == nil {
		s.indexes = map[string]*match.Index{}
	}
	s.indexes[m.ID] = x
	return x, nil
}

// explained is what explanations need: the indexes that were opened.
type explained struct {
	explaining sync.Mutex
	indexes    map[string]*match.Index
}
