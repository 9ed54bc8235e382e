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

// envelope is how a fit is kept: its calibration, the kind of its scorer, and what that kind needs.
type envelope struct {
	Calibration Calibration     `json:"calibration"`
	Kind        string          `json:"kind"`
	Body        json.RawMessage `json:"body"`
}

// MarshalFit writes a fit so that UnmarshalFit gives the same scores to the bit.
func MarshalFit(f Fit) ([]byte, error) {
	body, err := json.Marshal(f.Scorer)
	if err != nil {
		return nil, err
	}
	return json.MarshalIndent(envelope{f.Calibration, f.Scorer.Kind(), body}, "", " ")
}

// UnmarshalFit reads what MarshalFit wrote.
func UnmarshalFit(b []byte) (Fit, error) {
	var e envelope
	if err := json.Unmarshal(b, &e); err != nil {
		return Fit{}, vigie.Errorf(vigie.Invalid, "read scorer: %w", err)
	}
	kinds := map[string]Scorer{
		"boosting": &Boosting{}, "logistic": &Logistic{}, "own-history": &OwnHistory{}, "sector-rate": &SectorRate{},
		"best-feature": &BestFeature{}, "best-indicator": &BestFeature{}, "random": &Chance{},
	}
	s, ok := kinds[e.Kind]
	if !ok {
		return Fit{}, vigie.Errorf(vigie.Invalid, "read scorer: unknown kind %q: it was written by another version", e.Kind)
	}
	if err := json.Unmarshal(e.Body, s); err != nil {
		return Fit{}, vigie.Errorf(vigie.Invalid, "read scorer %s: %w", e.Kind, err)
	}
	return Fit{s, e.Calibration}, nil
}
