package anytime

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestShareCoversAlways follows arms over a thousand cases, and counts how often the bounds ever left the true chance outside. Clopper and Pearson's bounds, which
// hold at one look, would be left far more often; here the share of those left is held to the level.
func TestShareCoversAlways(t *testing.T) {
	t.Parallel()
	const runs, level = 2000, 0.05
	for _, p := range []float64{0.03, 0.3, 0.8} {
		r := rand.New(rand.NewPCG(3, uint64(1000*p)))
		left, one := 0, 0
		for range runs {
			s, ever := Share{}, false
			for range 1000 {
				s = s.And(Draw(r, 1, p))
				ever = ever || s.whole()-s.likelihood(p) >= math.Log(1/level)
			}
			if ever {
				left++
			}
			if low, high := s.Bounds(level); p < low || p > high {
				one++
				if !ever {
					t.Fatalf("%+v: the bounds leave %v outside, and its evidence does not", s, p)
				}
			}
		}
		most := level*runs + 3*math.Sqrt(level*(1-level)*runs)
		if float64(left) > most {
			t.Errorf("chance %v: left outside in %d of %d, want %v at most", p, left, runs, most)
		}
		if left <= one {
			t.Errorf("chance %v: looking a thousand times left it outside %d times, and looking once %d: this test could not fail", p, left, one)
		}
	}
}

// TestShareBounds are numbers that follow from the formula: with no hit in n, (1-p)^n = level / (n+1).
func TestShareBounds(t *testing.T) {
	t.Parallel()
	for _, n := range []int{1, 10, 100, 5000} {
		_, high := Share{0, n}.Bounds(0.05)
		if want := 1 - math.Pow(0.05/float64(n+1), 1/float64(n)); math.Abs(high-want) > 1e-9 {
			t.Errorf("none in %d: at most %v, want %v", n, high, want)
		}
		low, _ := Share{n, n}.Bounds(0.05)
		if math.Abs(low-(1-high)) > 1e-9 {
			t.Errorf("all of %d: at least %v, want %v", n, low, 1-high)
		}
	}
	if low, high := (Share{}).Bounds(0.05); low != 0 || high != 1 {
		t.Errorf("nothing counted: %v to %v", low, high)
	}
}
