package model

import (
	"encoding/json"

	"vigie"
)

// Scorer ranks rows and says why. Boosted trees are one; so are the simple baselines, because where the simple one is as
// good it is the one to use, and its targets deserve reasons as well.
type Scorer interface {
	// Kind names the scorer; it is also the name under which the baseline is reported.
	Kind() string
	// Margins scores the rows, on the scale of log-odds.
	Margins(t *Table, rows []int32) []float64
	// Explain gives, for each row, what each part contributed to the margin. The parts and the base sum to the margin.
	Explain(t *Table, rows []int32) Explanation
}

// Explanation is the exact additive account of some rows' margins.
type Explanation struct {
	Parts  []string    // what moved the margin: family.column, or a part of a baseline
	Base   float64     // the margin before any part
	Amount [][]float64 // one slice a row, one element a part
}

// envelope is how a scorer is kept: its kind, and what that kind needs.
type envelope struct {
	Kind string          `json:"kind"`
	Body json.RawMessage `json:"body"`
}

// MarshalScorer writes a scorer so that UnmarshalScorer gives the same scores to the bit.
func MarshalScorer(s Scorer) ([]byte, error) {
	body, err := json.Marshal(s)
	if err != nil {
		return nil, err
	}
	return json.MarshalIndent(envelope{s.Kind(), body}, "", " ")
}

// UnmarshalScorer reads what MarshalScorer wrote.
func UnmarshalScorer(b []byte) (Scorer, error) {
	var e envelope
	if err := json.Unmarshal(b, &e); err != nil {
		return nil, vigie.Errorf(vigie.Invalid, "read scorer: %w", err)
	}
	var s Scorer
	switch e.Kind {
	case "boosting":
		s = &Boosting{}
	case "logistic":
		s = &Logistic{}
	case "own-history":
		s = &OwnHistory{}
	case "sector-rate":
		s = &SectorRate{}
	case "best-feature":
		s = &BestFeature{}
	case "random":
		s = &Chance{}
	default:
		return nil, vigie.Errorf(vigie.Invalid, "read scorer: unknown kind %q: it was written by another version", e.Kind)
	}
	if err := json.Unmarshal(e.Body, s); err != nil {
		return nil, vigie.Errorf(vigie.Invalid, "read scorer %s: %w", e.Kind, err)
	}
	return s, nil
}
