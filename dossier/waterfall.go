package dossier

import (
	"context"
	"database/sql"
	_ "embed"

	"vigie/lake"
)

// Waterfall is how a score of the newest run comes about: from what is usual on the list, step by step, to the employer's own.
type Waterfall struct {
	Run    string  `json:"run"`
	Model  string  `json:"model"`
	Usual  float64 `json:"usual"`  // the mean score of all whom the list may name
	Score  float64 `json:"score"`  // calibrated probability
	Base   float64 `json:"base"`   // log-odds from which the steps go
	Margin float64 `json:"margin"` // log-odds to which they add up
	Steps  []Step  `json:"steps" nullable:"false"`
}

// Step is how far one feature moved the score, the largest first.
type Step struct {
	Feature string  `json:"feature"` // family.column
	Amount  float64 `json:"amount"`  // log-odds
	Value   string  `json:"value,omitempty"`
	Peer    string  `json:"peer,omitempty"`
}

//go:embed sql/waterfall.sql
var waterfallSQL string

// waterfalls are those of the lists of the newest run on which the employer stands.
func waterfalls(ctx context.Context, l *lake.Lake, by []any) ([]Waterfall, error) {
	type line struct {
		of   Waterfall
		step Step
	}
	lines, err := rows(ctx, l, waterfallSQL, by, func(r *sql.Rows, x *line) error {
		return r.Scan(&x.of.Run, &x.of.Model, &x.of.Usual, &x.of.Score, &x.of.Margin, &x.step.Feature, &x.step.Amount, &x.step.Value, &x.step.Peer)
	})
	if err != nil {
		return nil, err
	}
	out := []Waterfall{}
	for _, x := range lines {
		if n := len(out); n == 0 || out[n-1].Model != x.of.Model {
			x.of.Base = x.of.Margin
			out = append(out, x.of)
		}
		w := &out[len(out)-1]
		w.Base -= x.step.Amount
		w.Steps = append(w.Steps, x.step)
	}
	return out, nil
}
