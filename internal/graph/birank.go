package graph

import (
	"context"
	"fmt"
	"math"
)

// Spread is a propagation of scores: BiRank (He, Gao, Kan & Wang 2017), as used on fraud by Óskarsdóttir et al. (2022).
//
//	c = α S p + (1−α) c₀        p = Sᵀ c        S = D⁻½ A E⁻½
//
// c are the scores of the left nodes, p of the right ones, A the weights of the ties, D and E the degrees. Since S is
// normalised on both sides, a right node that ties thousands passes on little to each: a hub is damped by its degree.
//
// The recursion has one fixed point, the solution of (I − α S Sᵀ) c = (1−α) c₀. The matrix is symmetric and its eigenvalues lie
// between 1−α and 1, so conjugate gradients find it in a quarter of the steps (Hestenes & Stiefel 1952).
type Spread struct {
	graph  *Bipartite
	alpha  float64
	byLeft []float64 // S by rows of the left side
	byRow  []float64 // and by rows of the right side
}

// NewSpread prepares the propagation. Alpha, the share that comes from neighbours, lies between 0 and 1; 0.85 is usual.
func NewSpread(g *Bipartite, alpha float64) (*Spread, error) {
	if !(alpha >= 0 && alpha < 1) {
		return nil, fmt.Errorf("alpha is %v: it lies in [0, 1)", alpha)
	}
	s := &Spread{graph: g, alpha: alpha, byLeft: make([]float64, g.Edges()), byRow: make([]float64, g.Edges())}
	scale(g.left, g.right, s.byLeft)
	scale(g.right, g.left, s.byRow)
	return s, nil
}

func scale(from, to side, out []float64) {
	inverse := make([]float64, len(to.degree))
	for i, d := range to.degree {
		if d > 0 {
			inverse[i] = 1 / math.Sqrt(d)
		}
	}
	parallel(len(from.degree), func(low, high int) {
		for i := low; i < high; i++ {
			own := 1 / math.Sqrt(from.degree[i])
			for k := from.start[i]; k < from.start[i+1]; k++ {
				out[k] = from.weight[k] * own * inverse[from.neighbor[k]]
			}
		}
	})
}

// Scores are the result of a propagation.
type Scores struct {
	Left, Right []float64
	Steps       int
	Residual    float64 // of the equation, against the query's norm
}

// Solve propagates the query c₀, one number for each left node, until the residual is below the tolerance, relative to the query's
// norm. It returns an error if ctx ends, or if steps do not suffice: scores that have not settled are not scores.
func (s *Spread) Solve(ctx context.Context, query []float64, tolerance float64, steps int) (Scores, error) {
	return s.solve(ctx, query, nil, tolerance, steps)
}

// Again propagates a query that differs little from one that was solved, beginning from its scores: one label changes few of
// them, and takes a fraction of the steps. It is as exact as Solve and the same on any number of threads, but not the same to the bit
// as Solve of the same query: what is kept, or compared from run to run, is solved anew.
func (s *Spread) Again(ctx context.Context, before Scores, query []float64, tolerance float64, steps int) (Scores, error) {
	if len(before.Left) != s.graph.Lefts() {
		return Scores{}, fmt.Errorf("the scores before are of %d left nodes, the graph has %d", len(before.Left), s.graph.Lefts())
	}
	return s.solve(ctx, query, before.Left, tolerance, steps)
}

func (s *Spread) solve(ctx context.Context, query, from []float64, tolerance float64, steps int) (Scores, error) {
	n := s.graph.Lefts()
	if len(query) != n {
		return Scores{}, fmt.Errorf("the query has %d numbers, the graph %d left nodes", len(query), n)
	}
	c, r := make([]float64, n), make([]float64, n)
	for i, q := range query { // start at (1−α) c₀, whose residual needs one step
		r[i] = (1 - s.alpha) * q
	}
	at := s.counting(query, from)
	goal := dot(at, r, r)
	out := Scores{Left: c, Right: make([]float64, s.graph.Rights())}
	if goal == 0 {
		return out, nil
	}
	if copy(c, from) == 0 {
		copy(c, r)
	}
	p, product := make([]float64, n), make([]float64, n)
	s.apply(p, c, out.Right)
	for i := range r {
		r[i] -= p[i]
	}
	copy(p, r)
	rest := dot(at, r, r)
	for ; rest > tolerance*tolerance*goal; out.Steps++ {
		if err := ctx.Err(); err != nil {
			return Scores{}, err
		}
		if out.Steps == steps {
			return Scores{}, fmt.Errorf("not settled after %d steps: the residual is %.1e, asked are %.1e", steps, math.Sqrt(rest/goal), tolerance)
		}
		s.apply(product, p, out.Right)
		along := rest / dot(at, p, product)
		before := rest
		rest = step(at, c, r, p, product, along)
		turn(p, r, rest/before)
	}
	s.across(out.Right, c)
	out.Residual = math.Sqrt(rest / goal)
	return out, nil
}

// apply gives (I − α S Sᵀ) x.
func (s *Spread) apply(out, x, middle []float64) {
	s.across(middle, x)
	g := s.graph.left
	parallel(len(out), func(low, high int) {
		for i := low; i < high; i++ {
			sum := 0.0
			for k := g.start[i]; k < g.start[i+1]; k++ {
				sum += s.byLeft[k] * middle[g.neighbor[k]]
			}
			out[i] = x[i] - s.alpha*sum
		}
	})
}

// across gives Sᵀ x.
func (s *Spread) across(out, x []float64) {
	g := s.graph.right
	parallel(len(out), func(low, high int) {
		for i := low; i < high; i++ {
			sum := 0.0
			for k := g.start[i]; k < g.start[i+1]; k++ {
				sum += s.byRow[k] * x[g.neighbor[k]]
			}
			out[i] = sum
		}
	})
}

// counting are the left nodes that have anything to add to a sum: those that are tied, and those with a score of their own. Sums are taken
// over these, block by block, so that a node that is not tied yet moves no bit of the others' scores.
func (s *Spread) counting(query, from []float64) []int32 {
	at := make([]int32, 0, len(query))
	for i, q := range query {
		if q != 0 || s.graph.left.start[i] < s.graph.left.start[i+1] || from != nil && from[i] != 0 {
			at = append(at, int32(i))
		}
	}
	return at
}

// step goes along p and gives the new residual's square.
func step(at []int32, c, r, p, product []float64, along float64) float64 {
	return blocks(len(at), func(low, high int) float64 {
		sum := 0.0
		for _, i := range at[low:high] {
			c[i] += along * p[i]
			r[i] -= along * product[i]
			sum += r[i] * r[i]
		}
		return sum
	})
}

func turn(p, r []float64, by float64) {
	parallel(len(p), func(low, high int) {
		for i := low; i < high; i++ {
			p[i] = r[i] + by*p[i]
		}
	})
}

func dot(at []int32, a, b []float64) float64 {
	return blocks(len(at), func(low, high int) float64 {
		sum := 0.0
		for _, i := range at[low:high] {
			sum += a[i] * b[i]
		}
		return sum
	})
}

// OfLeft are the neighbours of a left node and the share of a score that passes along each tie. The slices are the graph's own.
func (s *Spread) OfLeft(i int32) ([]int32, []float64) {
	g := s.graph.left
	return g.neighbor[g.start[i]:g.start[i+1]], s.byLeft[g.start[i]:g.start[i+1]]
}

// OfRight are those of a right node.
func (s *Spread) OfRight(i int32) ([]int32, []float64) {
	g := s.graph.right
	return g.neighbor[g.start[i]:g.start[i+1]], s.byRow[g.start[i]:g.start[i+1]]
}
