// Package interval says how sure a share is that was counted on a few cases.
package interval

import "math"

// Exact is the interval of Clopper and Pearson (1934) for a share of k in n: it holds the true share at least as often as the level says,
// however small n is. The price is that it is wider than Wilson's; a red flag that is praised too early costs more than that. n is 1 or more.
func Exact(k, n int, level float64) (low, high float64) {
	tail := (1 - level) / 2
	low, high = 0, 1
	if k > 0 {
		low = solve(func(p float64) float64 { return atLeast(k, n, p) }, tail)
	}
	if k < n {
		high = solve(func(p float64) float64 { return 1 - atLeast(k+1, n, p) }, tail)
		return low, high
	}
	return low, high
}

// solve finds the p at which a tail has the wanted size, by halving: the lower tail falls with p and the upper one rises, so the way is
// read off the ends.
func solve(tail func(float64) float64, want float64) float64 {
	a, b := 0.0, 1.0
	rises := tail(0) < tail(1)
	for range 60 {
		m := (a + b) / 2
		if (tail(m) < want) == rises {
			a = m
		} else {
			b = m
		}
	}
	return (a + b) / 2
}

// atLeast is the chance of k or more in n, each with chance p: the regularised incomplete beta function I_p(k, n-k+1).
func atLeast(k, n int, p float64) float64 {
	switch {
	case k <= 0 || p >= 1:
		return 1
	case k > n || p <= 0:
		return 0
	}
	a, b := float64(k), float64(n-k+1)
	front := math.Exp(lgamma(a+b) - lgamma(a) - lgamma(b) + a*math.Log(p) + b*math.Log1p(-p))
	if p < (a+1)/(a+b+2) {
		return front * fraction(a, b, p) / a
	}
	return 1 - front*fraction(b, a, 1-p)/b
}

func lgamma(x float64) float64 {
	v, _ := math.Lgamma(x)
	return v
}

// fraction is the continued fraction of the incomplete beta function (Abramowitz and Stegun 26.5.8), by Lentz's method.
func fraction(a, b, x float64) float64 {
	const tiny = 1e-300
	whole := func(v float64) float64 {
		if math.Abs(v) < tiny {
			return tiny
		}
		return v
	}
	c, d := 1.0, 1/whole(1-(a+b)*x/(a+1))
	h := d
	for m := 1.0; m < 10_000; m++ {
		even := m * (b - m) * x / ((a + 2*m - 1) * (a + 2*m))
		d, c = 1/whole(1+even*d), whole(1+even/c)
		h *= d * c
		odd := -(a + m) * (a + b + m) * x / ((a + 2*m) * (a + 2*m + 1))
		d, c = 1/whole(1+odd*d), whole(1+odd/c)
		step := d * c
		h *= step
		if math.Abs(step-1) < 1e-15 {
			break
		}
	}
	return h
}

// Ratio is how many times larger a share of k in n is than a base whose variance is known, with its interval: on the scale of logarithms, by the
// delta method (Katz and others 1978). A half is added to an empty cell, so that "none of 20" has an interval too. base is above 0.
func Ratio(k, n int, base, variance, level float64) (ratio, low, high float64) {
	ratio = float64(k) / float64(n) / base
	a, m := float64(k), float64(n)
	if k == 0 || k == n {
		a, m = a+.5, m+1
	}
	z := math.Sqrt2 * math.Erfinv(level)
	spread := z * math.Sqrt((1-a/m)/a+variance/(base*base))
	centre := a / m / base
	return ratio, min(ratio, centre*math.Exp(-spread)), max(ratio, centre*math.Exp(spread))
}
