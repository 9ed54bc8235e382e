package model

import (
	"errors"
	"math"
	"sync"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas64"
	"gonum.org/v1/gonum/mat"

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

// fitLogistic minimises the weighted log loss plus l2/2·|w|² by Newton steps; the intercept is not penalised.
func fitLogistic(t *Table, rows []int32, weights []float64, l2 float64) (*Logistic, error) {
	if l2 <= 0 {
		l2 = 10
	}
	m := &Logistic{Encoder: newEncoder(t, rows)}
	m.Terms = m.design(t, rows)
	n := newton{x: m.columns(t, rows), w: make([]float64, len(m.Terms)+1), l2: l2, weights: weights}
	for _, r := range rows {
		n.y = append(n.y, truth(t.Positive[r]))
	}
	for range 50 {
		largest, err := n.step()
		if err != nil {
			return nil, vigie.Errorf(vigie.Internal, "fit logistic regression: %w", err)
		}
		if largest < 1e-8 {
			break
		}
	}
	last := len(m.Terms)
	m.Weights, m.Intercept = n.w[:last], n.w[last]
	return m, nil
}

// newton holds a descent: the design by column, the outcomes, and the weights found so far, the intercept last.
type newton struct {
	x             [][]float64
	y, weights, w []float64
	l2            float64
}

// blockRows is how many rows are put side by side for one matrix product: enough for it to be fast, few enough to stay in
// the cache.
const blockRows = 256

// step moves the weights once, and tells by how much the one that moved most did.
func (n *newton) step() (largest float64, err error) {
	k := len(n.w)
	hessian, gradient := n.sums(k)
	for j := range k - 1 {
		gradient[j] += n.l2 * n.w[j]
		hessian.SetSym(j, j, hessian.At(j, j)+n.l2)
	}
	hessian.SetSym(k-1, k-1, hessian.At(k-1, k-1)+1e-9)
	var factor mat.Cholesky
	if !factor.Factorize(hessian) {
		return 0, errors.New("the Hessian is not positive definite")
	}
	move := mat.NewVecDense(k, nil)
	if err := factor.SolveVecTo(move, mat.NewVecDense(k, gradient)); err != nil {
		return 0, err
	}
	for j := range n.w {
		n.w[j] -= move.AtVec(j)
		largest = max(largest, math.Abs(move.AtVec(j)))
	}
	return largest, nil
}

// parts is into how many stretches the rows are cut. Each is summed by itself and the sums are added in their order, so that the
// number of processors changes nothing.
const parts = 4

// sums are the Hessian and the gradient over all rows, without the penalty.
func (n *newton) sums(k int) (*mat.SymDense, []float64) {
	var hessians [parts]*mat.SymDense
	var gradients [parts][]float64
	blocks := (len(n.y) + blockRows - 1) / blockRows
	var wait sync.WaitGroup
	for p := range parts {
		wait.Go(func() {
			hessians[p], gradients[p] = mat.NewSymDense(k, nil), make([]float64, k)
			for b := blocks * p / parts; b < blocks*(p+1)/parts; b++ {
				n.add(hessians[p], gradients[p], b*blockRows, min((b+1)*blockRows, len(n.y)))
			}
		})
	}
	wait.Wait()
	for p := 1; p < parts; p++ {
		hessians[0].AddSym(hessians[0], hessians[p])
		for j, g := range gradients[p] {
			gradients[0][j] += g
		}
	}
	return hessians[0], gradients[0]
}

// add adds some rows' part of the gradient and the Hessian.
func (n *newton) add(hessian *mat.SymDense, gradient []float64, from, until int) {
	k := len(n.w)
	block := blas64.General{Rows: until - from, Cols: k, Stride: k, Data: make([]float64, (until-from)*k)}
	for i := from; i < until; i++ {
		row := block.Data[(i-from)*k : (i-from+1)*k]
		row[k-1] = 1
		margin := n.w[k-1]
		for j := range n.x {
			row[j] = n.x[j][i]
			margin += n.w[j] * row[j]
		}
		p := sigmoid(margin)
		residual, root := n.weights[i]*(p-n.y[i]), math.Sqrt(n.weights[i]*p*(1-p))
		for j, v := range row {
			gradient[j] += residual * v
			row[j] = root * v
		}
	}
	blas64.Syrk(blas.Trans, 1, block, 1, hessian.RawSymmetric())
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
