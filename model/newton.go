package model

import (
	"errors"
	"math"
	"sync"
)

// newton is a descent to the minimum of a logistic regression: Newton steps, each solved by conjugate gradients (Komarek & Moore
// 2005). Rows are cut into parts that are summed each by itself and added in their order: the number of processors changes nothing.
//
// Conjugate gradients take hundreds of looks at the rows where terms go along with each other, and features do. So they are led by the
// Hessian of some of the rows, solved exactly (a preconditioner by sketching; Avron, Maymounkov & Toledo 2010): then a dozen are enough.
// It leads the next steps as well, until they take more looks than it costs to make it anew.
type newton struct {
	x              design
	y, weights, w  []float64
	l2             float64
	residual, hess []float64 // of each row
}

const (
	parts      = 4
	mostSteps  = 50
	settled    = 1e-5 // largest move of a weight in the last step: of standard deviations, so nothing a score shows
	closeness  = 1e-1 // of each step to the exact one; the next step mends what is left
	mostProbes = 500
	sketched   = 4000 // rows that lead: enough for some hundred terms
	astray     = 20   // looks at the rows in one step, from which on the lead is made anew: it costs about as many
)

func newNewton(x design, y, weights []float64, l2 float64) *newton {
	return &newton{x: x, y: y, weights: weights, l2: l2, w: make([]float64, x.terms()), residual: make([]float64, len(y)), hess: make([]float64, len(y))}
}

// penalty of a term: none for the intercept, but for a trace that keeps the system solvable.
func (n *newton) penalty(j int) float64 {
	if j == n.x.terms()-1 {
		return 1e-9
	}
	return n.l2
}

func (n *newton) descend() error {
	var lead triangle
	for range mostSteps {
		gradient := n.look()
		if lead == nil {
			lead = n.sketch().factor()
		}
		move, probes, err := n.solve(gradient, lead)
		if err != nil {
			return err
		}
		if probes >= astray {
			lead = nil
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

// look computes where the descent stands: the gradient, and what each row adds to the Hessian.
func (n *newton) look() []float64 {
	level := inner(n.x.rest, n.w)
	gradient := n.sum(func(i int, out []float64) float64 {
		p := sigmoid(level + n.x.along(i, n.w))
		n.residual[i], n.hess[i] = n.weights[i]*(p-n.y[i]), n.weights[i]*p*(1-p)
		n.x.add(i, n.residual[i], out)
		return n.residual[i]
	})
	for j := range gradient[:len(gradient)-1] {
		gradient[j] += n.l2 * n.w[j]
	}
	return gradient
}

// times is the Hessian times v.
func (n *newton) times(v []float64) []float64 {
	level := inner(n.x.rest, v)
	out := n.sum(func(i int, out []float64) float64 {
		scaled := n.hess[i] * (level + n.x.along(i, v))
		n.x.add(i, scaled, out)
		return scaled
	})
	for j := range out {
		out[j] += n.penalty(j) * v[j]
	}
	return out
}

// sketch is the Hessian as rows at equal steps have it.
func (n *newton) sketch() triangle {
	rows := min(len(n.y), sketched)
	h := n.x.gram(n.hess, rows)
	for j := range h {
		h[j][j] += n.penalty(j)
	}
	return h
}

// solve finds the step by conjugate gradients, and tells how often it looked at the rows.
func (n *newton) solve(gradient []float64, lead triangle) (step []float64, probes int, err error) {
	s, r := make([]float64, len(gradient)), append([]float64(nil), gradient...)
	z := lead.solve(r)
	p := append([]float64(nil), z...)
	rest := inner(r, z)
	goal := rest * closeness * closeness
	for probes = range mostProbes {
		if rest <= goal || rest == 0 {
			return s, probes, nil
		}
		h := n.times(p)
		curve := inner(p, h)
		if !(curve > 0) {
			return nil, probes, errors.New("the Hessian is not positive definite")
		}
		length := rest / curve
		for j := range s {
			s[j] += length * p[j]
			r[j] -= length * h[j]
		}
		z = lead.solve(r)
		next := inner(r, z)
		for j := range p {
			p[j] = z[j] + next/rest*p[j]
		}
		rest = next
	}
	return s, mostProbes, nil
}

// sum adds up what the rows give: each adds to its cells, and says how much of every term's rest it adds.
func (n *newton) sum(add func(i int, out []float64) float64) []float64 {
	var sums [parts][]float64
	var levels [parts]float64
	var wait sync.WaitGroup
	rows := len(n.weights)
	for p := range parts {
		wait.Go(func() {
			out, level := make([]float64, n.x.terms()), 0.0
			for i := rows * p / parts; i < rows*(p+1)/parts; i++ {
				level += add(i, out)
			}
			sums[p], levels[p] = out, level
		})
	}
	wait.Wait()
	for p := 1; p < parts; p++ {
		levels[0] += levels[p]
		for j, v := range sums[p] {
			sums[0][j] += v
		}
	}
	for j, rest := range n.x.rest {
		sums[0][j] += levels[0] * rest
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
