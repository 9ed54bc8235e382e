package gbm

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// The flat layout has the plain walk as its witness.
func TestMarginsAreThePlainWalk(t *testing.T) {
	t.Parallel()

	tests := []struct {
		name   string
		forest forest
	}{
		{"Balanced", forest{trees: 5, depth: 6, features: 10}},
		{"Uneven", forest{trees: 5, depth: 16, features: 10, stop: 0.3}},
		{"Categorical", forest{trees: 5, depth: 5, features: 6, categories: 3}},
		{"LeavesOnly", forest{trees: 3, depth: 0, features: 2}},
		{"NoTrees", forest{features: 2}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()

			r := rand.New(rand.NewPCG(1, 2))
			m := test.forest.random(r)
			x := randomMatrix(r, m, 301)
			want := make([]float64, x.Rows())
			for row := range want {
				want[row] = m.Margin(rowOf(x, row))
			}
			for _, threads := range []int{0, 1, 2, 7} {
				if diff := cmp.Diff(want, m.Margins(x, threads)); diff != "" {
					t.Errorf("%d threads: margins (-walk +flat):\n%s", threads, diff)
				}
			}
		})
	}
}

func TestMarginsReadZerosAsMissing(t *testing.T) {
	t.Parallel()

	m := stump(0.5, false)
	m.ZeroMissing = []bool{true}
	x := Matrix{Columns: [][]float32{{0, float32(math.Copysign(0, -1)), 1e-36, 1e-30, 1}}}
	want := []float64{2, 2, 2, 1, 2} // 1 is left, 2 is right and missing
	if diff := cmp.Diff(want, m.Margins(x, 1)); diff != "" {
		t.Errorf("margins (-want +got):\n%s", diff)
	}
	if got := m.Margin([]float32{0}); got != 2 {
		t.Errorf("margin of a zero = %v, want 2", got)
	}
}

func TestPredict(t *testing.T) {
	t.Parallel()

	m := stump(0.5, true)
	x := Matrix{Columns: [][]float32{{0}}}
	if got, want := m.Predict(x, 1)[0], 1/(1+math.Exp(-1)); got != want {
		t.Errorf("logistic: %v, want %v", got, want)
	}
	m.Objective = Squared
	if got := m.Predict(x, 1)[0]; got != 1 {
		t.Errorf("squared: %v, want 1", got)
	}
}

// Keys order floats as floats are ordered, and a rounded threshold parts the floats where the threshold does.
func TestKeysAndThresholds(t *testing.T) {
	t.Parallel()

	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.Float32().Draw(t, "a"), rapid.Float32().Draw(t, "b")
		if (a < b) != (keyOf(a) < keyOf(b)) || (a == b) != (keyOf(a) == keyOf(b)) {
			t.Fatalf("keys of %v and %v are out of order", a, b)
		}
		if a != valueOf(keyOf(a)) {
			t.Fatalf("the key of %v means %v", a, valueOf(keyOf(a)))
		}
		threshold := rapid.OneOf(
			rapid.Float64(),
			rapid.Map(rapid.Float64Range(-1e-9, 1e-9), func(off float64) float64 { return float64(a) * (1 + off) }),
		).Draw(t, "threshold")
		if (float64(a) < threshold) != (a < ceil32(threshold)) {
			t.Fatalf("%v < %v is not %v < %v", a, threshold, a, ceil32(threshold))
		}
	})
}

// The edges of the number line, at which random floats seldom stand.
func TestMarginsAtTheEdges(t *testing.T) {
	t.Parallel()

	inf := math.Inf(1)
	edges := []float64{-inf, -math.MaxFloat64, -math.MaxFloat32, -1e-45, 0, 1e-45, 1e-50, math.MaxFloat32, 1e300, inf}
	column := []float32{float32(-inf), -math.MaxFloat32, -1e-45, float32(math.Copysign(0, -1)), 0, 1e-45, math.MaxFloat32, float32(inf), float32(math.NaN())}
	for _, threshold := range edges {
		for _, missingLeft := range []bool{false, true} {
			m := stump(threshold, missingLeft)
			for row, got := range m.Margins(Matrix{Columns: [][]float32{column}}, 1) {
				if want := m.Margin(column[row : row+1]); got != want {
					t.Errorf("%v < %v (missing left: %v): leaf %v, want %v", column[row], threshold, missingLeft, got, want)
				}
			}
		}
	}
}

// stump is a tree of one split: leaf 1 on the left, leaf 2 on the right.
func stump(threshold float64, missingLeft bool) *Model {
	return &Model{
		Objective: Logistic, Features: []string{"a"}, Kinds: []Kind{Numeric},
		Trees: []Tree{{
			Feature: []int32{0, -1, -1}, Threshold: []float64{threshold, 0, 0},
			Left: []int32{1, 0, 0}, Right: []int32{2, 0, 0}, DefaultLeft: []bool{missingLeft, false, false},
			Category: []int32{-1, -1, -1}, Value: []float64{0, 1, 2}, Cover: []float64{4, 3, 1}, Gain: []float64{1, 0, 0},
		}},
	}
}

func BenchmarkMargins(b *testing.B) {
	r := rand.New(rand.NewPCG(3, 4))
	m := forest{trees: 100, depth: 6, features: 50}.random(r)
	x := randomMatrix(r, m, 20_000)
	for b.Loop() {
		m.Margins(x, 1)
	}
	b.ReportMetric(float64(b.N)*float64(x.Rows())/b.Elapsed().Seconds(), "rows/s")
}
