package anytime

import "math"

// Share is what was counted in one arm.
type Share struct {
	Hits int `json:"hits"`
	N    int `json:"n"`
}

// Rate is the share itself; 0 where nothing was counted.
func (s Share) Rate() float64 {
	if s.N == 0 {
		return 0
	}
	return float64(s.Hits) / float64(s.N)
}

// And is the share of both together.
func (s Share) And(t Share) Share { return Share{s.Hits + t.Hits, s.N + t.N} }

// Bounds are a confidence sequence for the chance of a hit: with probability 1-level it lies between them at every count at once. They are
// where Robbins' (1970) mixture of likelihood ratios, over the uniform prior, stays below 1/level:
//
//	B(1+hits, 1+misses) / (p^hits (1-p)^misses) < 1/level
//
// The mixture is a martingale when each case is a hit with chance p, whatever came before, so that by Ville's inequality it reaches 1/level with
// probability level at most.
func (s Share) Bounds(level float64) (low, high float64) {
	if s.N == 0 {
		return 0, 1
	}
	top, whole := math.Log(1/level), s.whole()
	refuted := func(p float64) bool { return whole-s.likelihood(p) >= top }
	low, high = 0, 1
	if s.Hits > 0 {
		low = border(0, s.Rate(), refuted)
	}
	if s.Hits < s.N {
		high = border(1, s.Rate(), refuted)
	}
	return low, high
}

// whole is the logarithm of the likelihood over all chances alike, and likelihood that of one chance.
func (s Share) whole() float64 {
	hits, misses := float64(s.Hits), float64(s.N-s.Hits)
	return lgamma(1+hits) + lgamma(1+misses) - lgamma(2+hits+misses)
}

func (s Share) likelihood(p float64) (l float64) {
	if s.Hits > 0 {
		l = float64(s.Hits) * math.Log(p)
	}
	if misses := s.N - s.Hits; misses > 0 {
		l += float64(misses) * math.Log1p(-p)
	}
	return l
}

// border halves its way from a refuted end to what is not refuted, and returns the last refuted point: the bound errs to the wide side.
func border(refutedEnd, inside float64, refuted func(float64) bool) float64 {
	a, b := refutedEnd, inside
	for range 52 {
		if m := (a + b) / 2; refuted(m) {
			a = m
		} else {
			b = m
		}
	}
	return a
}

func lgamma(x float64) float64 {
	v, _ := math.Lgamma(x)
	return v
}
