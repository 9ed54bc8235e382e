package interval

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// Published values of the 95 % interval of Clopper and Pearson.
func TestExact(t *testing.T) {
	t.Parallel()

	tests := []struct {
		name      string
		k, n      int
		low, high float64
	}{
		{"NoneOfTen", 0, 10, 0, .3085},
		{"OneOfTen", 1, 10, .0025, .4450},
		{"FiveOfTen", 5, 10, .1871, .8129},
		{"AllOfTen", 10, 10, .6915, 1},
		{"OneOfOne", 1, 1, .025, 1},
		{"FourOfTwenty", 4, 20, .0573, .4366},
		{"TenOfHundred", 10, 100, .0490, .1762},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			low, high := Exact(test.k, test.n, .95)
			if math.Abs(low-test.low) > 6e-5 || math.Abs(high-test.high) > 6e-5 {
				t.Errorf("Exact(%d, %d) = %.4f to %.4f, want %.4f to %.4f", test.k, test.n, low, high, test.low, test.high)
			}
		})
	}
}

// The tail is what adding up the binomial distribution gives.
func TestAtLeastIsTheSum(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 60).Draw(t, "n")
		k := rapid.IntRange(0, n).Draw(t, "k")
		p := rapid.Float64Range(.001, .999).Draw(t, "p")
		sum := 0.0
		for i := k; i <= n; i++ {
			sum += math.Exp(lgamma(float64(n+1)) - lgamma(float64(i+1)) - lgamma(float64(n-i+1)) + float64(i)*math.Log(p) + float64(n-i)*math.Log1p(-p))
		}
		if got := atLeast(k, n, p); math.Abs(got-sum) > 1e-9 {
			t.Fatalf("atLeast(%d, %d, %g) = %.12f, the sum is %.12f", k, n, p, got, sum)
		}
	})
}

// Of samples drawn with a share, at least 95 % of the intervals hold it: counted over all samples by their chance.
func TestExactHoldsTheShare(t *testing.T) {
	t.Parallel()
	for _, n := range []int{5, 12, 40} {
		for _, p := range []float64{.02, .1, .35, .5, .9} {
			holds := 0.0
			for k := 0; k <= n; k++ {
				if low, high := Exact(k, n, .95); low <= p && p <= high {
					holds += atLeast(k, n, p) - atLeast(k+1, n, p)
				}
			}
			if holds < .95 {
				t.Errorf("with %d cases and a share of %g the interval holds it in %.3f of samples", n, p, holds)
			}
		}
	}
}

// Worked by hand: 10 of 100 against 5 of 100; the variance of the logarithm is 0.9/10 + 0.95/5 = 0.28.
func TestRatio(t *testing.T) {
	t.Parallel()
	ratio, low, high := Ratio(10, 100, .05, .05*.95/100, .95)
	if math.Abs(ratio-2) > 1e-9 || math.Abs(low-.709) > .001 || math.Abs(high-5.642) > .001 {
		t.Errorf("Ratio = %.3f, %.3f to %.3f, want 2.000, 0.709 to 5.642", ratio, low, high)
	}
	if _, low, high := Ratio(0, 20, .3, .001, .95); low != 0 || high <= 0 || high > 1.25 {
		t.Errorf("none of 20 against 0.3: %.3f to %.3f, want from 0 to something below 1.25", low, high)
	}
}
