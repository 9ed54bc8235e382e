package gbm

import (
	"fmt"
	"math"
	"math/bits"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// The witness: Shapley's definition, word for word. A feature's value is the mean, over the orders in which
// features become known, of what knowing it changes in the expected margin; while a feature is unknown, a
// split on it is left to the training rows' covers.
func bruteForce(m *Model, row []float32) []float64 {
	n := len(m.Features)
	expected := make([]float64, 1<<n)
	for known := range expected {
		for i := range m.Trees {
			expected[known] += conditional(m, &m.Trees[i], 0, row, known)
		}
	}
	phi := make([]float64, n)
	for feature := range phi {
		for known := range expected {
			if known>>feature&1 == 0 {
				size := bits.OnesCount(uint(known))
				weight := factorial(size) * factorial(n-size-1) / factorial(n)
				phi[feature] += weight * (expected[known|1<<feature] - expected[known])
			}
		}
	}
	return phi
}

func conditional(m *Model, t *Tree, node int32, row []float32, known int) float64 {
	if t.Feature[node] < 0 {
		return t.Value[node]
	}
	l, r := t.Left[node], t.Right[node]
	feature := t.Feature[node]
	if known>>feature&1 == 1 {
		if t.goesLeft(node, m.read(feature, row[feature])) {
			return conditional(m, t, l, row, known)
		}
		return conditional(m, t, r, row, known)
	}
	left := 0.5
	if both := t.Cover[l] + t.Cover[r]; both > 0 {
		left = t.Cover[l] / both
	}
	return left*conditional(m, t, l, row, known) + (1-left)*conditional(m, t, r, row, known)
}

func factorial(n int) float64 {
	product := 1.0
	for i := 2; i <= n; i++ {
		product *= float64(i)
	}
	return product
}

// manyRows makes tables pay, however few rows a test has.
const manyRows = 1_000_000

// Both ways of summing are held to the witness: the plan for one row is to walk, for many to look up.
func TestExplainIsShapley(t *testing.T) {
	t.Parallel()

	tests := []struct {
		name    string
		planned int
	}{
		{"Walk", 1},
		{"Tables", manyRows},
		{"Both", 2000},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()

			rapid.Check(t, func(t *rapid.T) {
				r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
				m := forest{
					trees: rapid.IntRange(1, 3).Draw(t, "trees"), depth: rapid.IntRange(0, 7).Draw(t, "depth"),
					features: rapid.IntRange(1, 5).Draw(t, "features"), categories: rapid.IntRange(0, 1).Draw(t, "categories"),
					stop: 0.3, empty: 0.1,
				}.random(r)
				if rapid.Bool().Draw(t, "zero missing") {
					m.ZeroMissing = make([]bool, len(m.Features))
					m.ZeroMissing[0] = true
				}
				x := randomMatrix(r, m, 2)
				x.Columns[0][0] = 0
				e := m.explain(x, 2, test.planned)
				for row := range x.Rows() {
					want := bruteForce(m, rowOf(x, row))
					if diff := cmp.Diff(want, e.Row(row), cmpopts.EquateApprox(0, 1e-12)); diff != "" {
						t.Fatalf("row %d (-brute force +explain):\n%s", row, diff)
					}
				}
			})
		})
	}
}

func TestExplainAddsUpToTheMargin(t *testing.T) {
	t.Parallel()

	tests := []struct {
		name   string
		rows   int
		forest forest
	}{
		{"Depth6", 1500, forest{trees: 20, depth: 6, features: 50}},
		{"Depth6OneRow", 1, forest{trees: 20, depth: 6, features: 50}},
		{"Depth8", 1500, forest{trees: 5, depth: 8, features: 50, categories: 5}},
		{"Depth16", 50, forest{trees: 2, depth: 16, features: 50, stop: 0.2}},
		{"Depth16Repeated", 50, forest{trees: 2, depth: 16, features: 3, stop: 0.2}},
		{"Depth40", 50, forest{trees: 3, depth: 40, features: 60, stop: 0.47}},
		{"EmptyNodes", 500, forest{trees: 20, depth: 7, features: 9, empty: 0.3}},
		{"LeavesOnly", 10, forest{trees: 2, depth: 0, features: 3}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()

			r := rand.New(rand.NewPCG(5, 6))
			m := test.forest.random(r)
			x := randomMatrix(r, m, test.rows)
			e := m.Explain(x, 1)
			for row, want := range m.Margins(x, 1) {
				got := e.Bias
				for _, value := range e.Row(row) {
					got += value
				}
				if !(math.Abs(got-want) <= 1e-10*(1+math.Abs(want))) {
					t.Fatalf("row %d: bias and values add up to %v, the margin is %v", row, got, want)
				}
			}
			if diff := cmp.Diff(e, m.Explain(x, 3)); diff != "" {
				t.Errorf("another number of threads gives other values (-1 +3):\n%s", diff)
			}
		})
	}
}

// The two ways agree also where brute force is out of reach.
func TestTablesAgreeWithTheWalk(t *testing.T) {
	t.Parallel()

	tests := []struct {
		name   string
		forest forest
	}{
		{"Depth8", forest{trees: 2, depth: 8, features: 50, categories: 10}},
		{"Depth10", forest{trees: 2, depth: 10, features: 20, stop: 0.2, empty: 0.05}},
		{"Depth16", forest{trees: 4, depth: 16, features: 12, stop: 0.4}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()

			r := rand.New(rand.NewPCG(7, 8))
			m := test.forest.random(r)
			x := randomMatrix(r, m, 70)
			walked, looked := m.explain(x, 1, 1), m.explain(x, 1, manyRows)
			if diff := cmp.Diff(walked, looked, cmpopts.EquateApprox(0, 1e-12)); diff != "" {
				t.Errorf("(-walk +tables):\n%s", diff)
			}
		})
	}
}

func TestQuadratureIsExact(t *testing.T) {
	t.Parallel()

	for n := 1; n <= 40; n++ {
		q := newQuadrature(n)
		for degree := range 2 * n {
			got := 0.0
			for i, point := range q.points {
				got += q.weights[i] * math.Pow(point, float64(degree))
			}
			if want := 1 / float64(degree+1); math.Abs(got-want) > 1e-14 {
				t.Errorf("%d points: the integral of t^%d is %v, want %v", n, degree, got, want)
			}
		}
	}
}

func BenchmarkExplain(b *testing.B) {
	for _, depth := range []int{3, 6, 8, 10, 12} {
		for _, rows := range []int{1, 1000, 20_000} {
			b.Run(fmt.Sprintf("depth=%d/rows=%d", depth, rows), func(b *testing.B) {
				r := rand.New(rand.NewPCG(3, 4))
				m := forest{trees: 100 >> max(0, depth-8), depth: depth, features: 50}.random(r)
				x := randomMatrix(r, m, rows)
				for b.Loop() {
					m.Explain(x, 1)
				}
				b.ReportMetric(float64(b.N)*float64(rows*len(m.Trees))/100/b.Elapsed().Seconds(), "rows/s/100trees")
			})
		}
	}
}
