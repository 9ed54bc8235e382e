package model

import (
	"errors"
	"math"
	"sync"
)

// newton is a descent to the minimum of a logistic regression: Newton steps, each solved by conjugate gradients (Komarek & Moore
// 2005), so that no matrix of all pairs of terms is ever made. Rows are cut into parts that are summed each by itself and added in
// their order: the number of processors changes nothing.
type newton struct {
	x              []float64 // the design by rows, the intercept's 1 last
	k              int       // terms, the intercept among them
	y, weights, w  []float64
	l2             float64
	residual, hess []float64 // of each row
}

const (
	parts      = 4
	mostSteps  = 50
	settled    = 1e-5 // largest move of a weight in the last step: of standard deviations, so nothing a score shows
	closeness  = 1e-2 // of each step to the exact one; the next step mends what is left
	mostProbes = 500
)

func newNewton(columns [][]float64, weights []float64, l2 float64) *newton {
	k := len(columns) + 1
	n := &newton{k: k, weights: weights, w: make([]float64, k), l2: l2, x: make([]float64, len(weights)*k), residual: make([]float64, len(weights)), hess: make([]float64, len(weights))}
	for i := range weights {
		row := n.row(i)
		for j, c := range columns {
			row[j] = c[i]
		}
		row[k-1] = 1
	}
	return n
}

func (n *newton) row(i int) []float64 { return n.x[i*n.k : (i+1)*n.k] }

// penalty of a term: none for the intercept, but for a trace that keeps the system solvable.
func (n *newton) penalty(j int) float64 {
	if j == n.k-1 {
		return 1e-9
	}
	return n.l2
}

func (n *newton) descend() error {
	for range mostSteps {
		gradient, diagonal := n.look()
		move, err := n.solve(gradient, diagonal)
		if err != nil {
			return err
		}
		largest := 0.0
		for j, m := range move {
			n.w[j] -= m
			largest = max(largest, math.Abs(m))
		}
		if largest < settled {
			return nil
		}
	}
	return errors.New("the descent does not settle: give the learner a larger l2")
}

// look computes where the descent stands: the gradient, the diagonal of the Hessian, and what each row adds to it.
func (n *newton) look() (gradient, diagonal []float64) {
	sums := n.sum(2*n.k, func(i int, row, out []float64) {
		margin := inner(row, n.w)
		p := sigmoid(margin)
		n.residual[i], n.hess[i] = n.weights[i]*(p-n.y[i]), n.weights[i]*p*(1-p)
		g, d := out[:n.k], out[n.k:]
		r, h := n.residual[i], n.hess[i]
		for j, v := range row {
			g[j] += r * v
			d[j] += h * v * v
		}
	})
	gradient, diagonal = sums[:n.k], sums[n.k:]
	for j := range gradient {
		if j < n.k-1 {
			gradient[j] += n.l2 * n.w[j]
		}
		diagonal[j] += n.penalty(j)
	}
	return gradient, diagonal
}

// times is the Hessian times v.
func (n *newton) times(v []float64) []float64 {
	out := n.sum(n.k, func(i int, row, out []float64) {
		scaled := n.hess[i] * inner(row, v)
		for j, x := range row {
			out[j] += scaled * x
		}
	})
	for j := range out {
		out[j] += n.penalty(j) * v[j]
	}
	return out
}

// solve finds the step by conjugate gradients, each term scaled by its own diagonal.
func (n *newton) solve(gradient, diagonal []float64) ([]float64, error) {
	s, r, p := make([]float64, n.k), append([]float64(nil), gradient...), make([]float64, n.k)
	z := make([]float64, n.k)
	for j := range z {
		z[j] = r[j] / diagonal[j]
	}
	copy(p, z)
	rest := inner(r, z)
	goal := rest * closeness * closeness
	for range mostProbes {
		if rest <= goal || rest == 0 {
			return s, nil
		}
		h := n.times(p)
		curve := inner(p, h)
		if !(curve > 0) {
			return nil, errors.New("the Hessian is not positive definite")
		}
		along := rest / curve
		for j := range s {
			s[j] += along * p[j]
			r[j] -= along * h[j]
			z[j] = r[j] / diagonal[j]
		}
		next := inner(r, z)
		for j := range p {
			p[j] = z[j] + next/rest*p[j]
		}
		rest = next
	}
	return s, nil
}

// sum adds up what the rows give.
func (n *newton) sum(size int, add func(i int, row, out []float64)) []float64 {
	var sums [parts][]float64
	var wait sync.WaitGroup
	rows := len(n.weights)
	for p := range parts {
		wait.Go(func() {
			sums[p] = make([]float64, size)
			for i := rows * p / parts; i < rows*(p+1)/parts; i++ {
				add(i, n.row(i), sums[p])
			}
		})
	}
	wait.Wait()
	for p := 1; p < parts; p++ {
		for j, v := range sums[p] {
			sums[0][j] += v
		}
	}
	return sums[0]
}

func inner(a, b []float64) float64 {
	sum := 0.0
	b = b[:len(a)]
	for j, v := range a {
		sum += v * b[j]
	}
	return sum
}
