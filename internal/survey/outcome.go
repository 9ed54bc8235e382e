package survey

import "math"

// Outcome is a small logistic regression of hits on a few columns, with a ridge: what the doubly robust estimate guesses by.
type Outcome struct{ weights []float64 } // the intercept first

// ridge is the penalty of every weight but the intercept's: worth about a visit, so that columns that hardly occur stay small.
const ridge = 1.0

// Learn fits an outcome model by Newton steps. Each row of x is one visit's columns.
func Learn(x [][]float64, hit []bool) Outcome {
	if len(x) == 0 {
		return Outcome{}
	}
	k := len(x[0]) + 1
	o := Outcome{make([]float64, k)}
	positive := 1.0
	for _, h := range hit {
		positive += of(h)
	}
	o.weights[0] = logit(positive / float64(len(hit)+2))
	for range 30 {
		gradient, hessian := o.look(x, hit)
		step := solve(hessian, gradient)
		largest := 0.0
		for j, s := range step {
			s = max(-2, min(2, s)) // a full step overshoots where guesses are too sure
			o.weights[j] -= s
			largest = max(largest, math.Abs(s))
		}
		if largest < 1e-8 {
			break
		}
	}
	return o
}

// Guess is the chance of a hit.
func (o Outcome) Guess(row []float64) float64 {
	if len(o.weights) == 0 {
		return .5
	}
	m := o.weights[0]
	for j, v := range row {
		m += o.weights[j+1] * v
	}
	return expit(m)
}

func (o Outcome) look(x [][]float64, hit []bool) (gradient []float64, hessian [][]float64) {
	k := len(o.weights)
	gradient, hessian = make([]float64, k), make([][]float64, k)
	for j := range hessian {
		hessian[j] = make([]float64, k)
	}
	row := make([]float64, k)
	row[0] = 1
	for i := range x {
		copy(row[1:], x[i])
		p := o.Guess(x[i])
		d, h := p-of(hit[i]), p*(1-p)
		for a, va := range row {
			if va == 0 {
				continue
			}
			gradient[a] += d * va
			for b, vb := range row[:a+1] {
				hessian[a][b] += h * va * vb
			}
		}
	}
	for a := range k {
		if a > 0 {
			gradient[a] += ridge * o.weights[a]
			hessian[a][a] += ridge
		}
		hessian[a][a] += 1e-9
	}
	return gradient, hessian
}

// solve is the solution of a symmetric positive system, of which the lower half is given, by Cholesky's factors.
func solve(a [][]float64, b []float64) []float64 {
	k := len(b)
	for i := range k {
		for j := range i + 1 {
			sum := a[i][j]
			for m := range j {
				sum -= a[i][m] * a[j][m]
			}
			if i == j {
				a[i][i] = math.Sqrt(max(sum, 1e-12))
			} else {
				a[i][j] = sum / a[j][j]
			}
		}
	}
	x := append([]float64(nil), b...)
	for i := range k {
		for m := range i {
			x[i] -= a[i][m] * x[m]
		}
		x[i] /= a[i][i]
	}
	for i := k - 1; i >= 0; i-- {
		for m := i + 1; m < k; m++ {
			x[i] -= a[m][i] * x[m]
		}
		x[i] /= a[i][i]
	}
	return x
}

func of(hit bool) float64 {
	if hit {
		return 1
	}
	return 0
}

// CrossFit guesses for each visit by a model that learnt from the others: visits with the same fold are guessed together. It also gives
// the models, one a fold, by which the rest of the population is guessed.
func CrossFit(x [][]float64, hit []bool, fold []int, folds int) (guesses []float64, models []Outcome) {
	guesses, models = make([]float64, len(x)), make([]Outcome, folds)
	for f := range folds {
		var rows [][]float64
		var hits []bool
		for i := range x {
			if fold[i] != f {
				rows, hits = append(rows, x[i]), append(hits, hit[i])
			}
		}
		models[f] = Learn(rows, hits)
		for i := range x {
			if fold[i] == f {
				guesses[i] = models[f].Guess(x[i])
			}
		}
	}
	return guesses, models
}
