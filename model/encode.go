package model

import (
	"math"
	"slices"

	"vigie/internal/gbm"
)

// Encoder turns a table's values into the numbers a learner wants. It knows only the training rows: a category it has not
// seen there gets a code that stands in no split, so that tomorrow's words change no score of today.
type Encoder struct {
	Features   []string            `json:"features"`
	Categories map[string][]string `json:"categories"` // of the categorical ones, in the order of their codes
}

func newEncoder(t *Table, rows []int32) Encoder {
	e := Encoder{Categories: map[string][]string{}}
	for i, f := range t.Features {
		e.Features = append(e.Features, f.Ref)
		if !f.Categorical() {
			continue
		}
		seen := map[string]bool{}
		for _, r := range rows {
			if v := t.Texts[i][r]; v != "" {
				seen[v] = true
			}
		}
		values := make([]string, 0, len(seen))
		for v := range seen {
			values = append(values, v)
		}
		slices.Sort(values)
		e.Categories[f.Ref] = values
	}
	return e
}

// kinds says how each feature is split.
func (e Encoder) kinds() []gbm.Kind {
	kinds := make([]gbm.Kind, len(e.Features))
	for i, f := range e.Features {
		kinds[i] = gbm.Numeric
		if _, ok := e.Categories[f]; ok {
			kinds[i] = gbm.Categorical
		}
	}
	return kinds
}

// matrix gathers the rows. The table must have the encoder's features, in its order.
func (e Encoder) matrix(t *Table, rows []int32) gbm.Matrix {
	m := gbm.Matrix{Columns: make([][]float32, len(e.Features))}
	for i, f := range e.Features {
		column := make([]float32, len(rows))
		if values, ok := e.Categories[f]; ok {
			for k, r := range rows {
				column[k] = code(values, t.Texts[i][r])
			}
		} else {
			for k, r := range rows {
				column[k] = t.Numbers[i][r]
			}
		}
		m.Columns[i] = column
	}
	return m
}

func code(values []string, v string) float32 {
	if v == "" {
		return float32(math.NaN())
	}
	if at, ok := slices.BinarySearch(values, v); ok {
		return float32(at)
	}
	return float32(len(values))
}
