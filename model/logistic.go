package model

import (
	"math"

	"vigie"
)

// Logistic is L2-regularised logistic regression on standardised numbers, with an indicator for a missing value and one
// for each frequent category. It is a baseline beside every model, and the learner of a model that asks for it.
type Logistic struct {
	Encoder   Encoder   `json:"encoder"`
	Terms     []term    `json:"terms"`
	Weights   []float64 `json:"weights"` // one a term
	Intercept float64   `json:"intercept"`
}

// term is one column of the design: a standardised number, a missing indicator, or a category.
type term struct {
	Feature  int     `json:"feature"` // index into the encoder's features
	Of       string  `json:"of"`      // number, missing or category
	Code     float32 `json:"code,omitempty"`
	Mean     float64 `json:"mean"`
	Scale    float64 `json:"scale"`    // standard deviation; the term is divided by it
	Fallback float64 `json:"fallback"` // what a missing number counts as: the mean of the others
}

// minCount is how many training rows a category or a missing value must have to get a term of its own.
const minCount = 20

// Kind names it.
func (*Logistic) Kind() string { return "logistic" }

// fitLogistic minimises the weighted log loss plus l2/2·|w|²; the intercept is not penalised.
func fitLogistic(t *Table, rows []int32, weights []float64, l2 float64) (*Logistic, error) {
	if l2 <= 0 {
		l2 = 10
	}
	rows, weights = thinned(rows, weights, mostLogistic)
	m := &Logistic{Encoder: newEncoder(t, rows)}
	m.Terms = m.design(t, rows)
	y := make([]float64, len(rows))
	for i, r := range rows {
		y[i] = truth(t.Positive[r])
	}
	x := m.Encoder.matrix(t, rows)
	n := newNewton(newDesign(m.Terms, len(rows), func(j int) []float64 { return m.Terms[j].raws(x.Columns[m.Terms[j].Feature]) }), y, weights, l2)
	if err := n.descend(); err != nil {
		return nil, vigie.Errorf(vigie.Internal, "fit logistic regression: %w", err)
	}
	last := len(m.Terms)
	m.Weights, m.Intercept = n.w[:last], n.w[last]
	return m, nil
}

// mostLogistic is from how many rows it learns at most: it has some hundred weights, and more rows move them little.
const mostLogistic = 20_000

// thinned keeps rows at equal steps, so that all times have their part.
func thinned(rows []int32, weights []float64, most int) ([]int32, []float64) {
	if len(rows) <= most {
		return rows, weights
	}
	fewer, w := make([]int32, most), make([]float64, most)
	for i := range fewer {
		at := i * len(rows) / most
		fewer[i], w[i] = rows[at], weights[at]
	}
	return fewer, w
}

// design decides the terms on the training rows, and centres and scales each.
func (m *Logistic) design(t *Table, rows []int32) []term {
	var terms []term
	x := m.Encoder.matrix(t, rows)
	for i, name := range m.Encoder.Features {
		var sum, count, missing float64
		for _, v := range x.Columns[i] {
			if v != v {
				missing++
			} else {
				sum, count = sum+float64(v), count+1
			}
		}
		if values, ok := m.Encoder.Categories[name]; ok {
			for c := range values {
				terms = append(terms, term{Feature: i, Of: "category", Code: float32(c)})
			}
		} else if count > 0 {
			terms = append(terms, term{Feature: i, Of: "number", Fallback: sum / count})
		}
		if missing >= minCount && count >= minCount {
			terms = append(terms, term{Feature: i, Of: "missing"})
		}
	}
	kept := terms[:0]
	for _, tm := range terms {
		var sum, squares, ones float64
		for _, v := range x.Columns[tm.Feature] {
			raw := tm.raw(v)
			sum, squares = sum+raw, squares+raw*raw
			if raw != 0 {
				ones++
			}
		}
		n := float64(len(rows))
		tm.Mean, tm.Scale = sum/n, math.Sqrt(max(0, squares/n-(sum/n)*(sum/n)))
		if tm.Scale > 1e-9 && (tm.Of == "number" || ones >= minCount) {
			kept = append(kept, tm)
		}
	}
	return kept
}

// raw is the term's value before it is centred and scaled.
func (tm term) raw(v float32) float64 {
	missing := v != v
	switch tm.Of {
	case "missing":
		return truth(missing)
	case "category":
		return truth(v == tm.Code)
	}
	if missing {
		return tm.Fallback
	}
	return float64(v)
}

func (tm term) raws(column []float32) []float64 {
	out := make([]float64, len(column))
	for i, v := range column {
		out[i] = tm.raw(v)
	}
	return out
}

func (tm term) value(v float32) float64 { return (tm.raw(v) - tm.Mean) / tm.Scale }

func (m *Logistic) columns(t *Table, rows []int32) [][]float64 {
	x := m.Encoder.matrix(t, rows)
	columns := make([][]float64, len(m.Terms))
	for j, tm := range m.Terms {
		columns[j] = make([]float64, len(rows))
		for i, v := range x.Columns[tm.Feature] {
			columns[j][i] = tm.value(v)
		}
	}
	return columns
}

// Margins are the log-odds.
func (m *Logistic) Margins(t *Table, rows []int32) []float64 {
	out := make([]float64, len(rows))
	for i := range out {
		out[i] = m.Intercept
	}
	for j, column := range m.columns(t, rows) {
		for i, v := range column {
			out[i] += m.Weights[j] * v
		}
	}
	return out
}

// Explain adds up a feature's terms. With centred terms this is the exact SHAP value of a linear model whose features are
// taken as independent (Lundberg & Lee 2017, corollary 1).
func (m *Logistic) Explain(t *Table, rows []int32) Explanation {
	e := Explanation{Parts: m.Encoder.Features, Base: m.Intercept, Amount: make([][]float64, len(rows))}
	for i := range e.Amount {
		e.Amount[i] = make([]float64, len(e.Parts))
	}
	for j, column := range m.columns(t, rows) {
		for i, v := range column {
			e.Amount[i][m.Terms[j].Feature] += m.Weights[j] * v
		}
	}
	return e
}

func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

func logit(p float64) float64 {
	const edge = 1e-6
	p = min(max(p, edge), 1-edge)
	return math.Log(p / (1 - p))
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
