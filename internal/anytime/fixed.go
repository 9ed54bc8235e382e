package anytime

import "math"

// Fixed is a trial that is looked at once, at its end, by the score test (Farrington and Manning 1990). It is what a confidence sequence is measured
// against, and where the planned size comes from.
type Fixed struct {
	Scale            Scale
	Limit            float64
	Tested, Compared int     // cases of each arm in a block
	Rate, Hoped      float64 // the chances of the compared and the tested arm
	Level            float64 // one-sided
}

// Power is the probability that n cases in both arms together refute the limit, by the normal approximation.
func (f Fixed) Power(n float64) float64 {
	gap, null, real := f.errors()
	if gap <= 0 {
		return f.Level
	}
	root := math.Sqrt(n)
	return phi((gap*root - quantile(1-f.Level)*null) / real)
}

// Size is how many cases in both arms together refute the limit with that power; 0 where no number does.
func (f Fixed) Size(power float64) int {
	gap, null, real := f.errors()
	if gap <= 0 {
		return 0
	}
	root := (quantile(1-f.Level)*null + quantile(power)*real) / gap
	return int(math.Ceil(root * root))
}

// errors are the distance from the limit, and the standard errors of its estimate under the hypothesis and as things are, for one case.
func (f Fixed) errors() (gap, null, real float64) {
	l := f.Scale.null(f.Limit)
	share := float64(f.Tested) / float64(f.Tested+f.Compared)
	gap = f.Hoped - l.of(f.Rate)
	q, ok := l.nearest(f.Hoped, f.Rate, share)
	if !ok {
		return 0, 0, 0
	}
	spread := func(a, b float64) float64 {
		return math.Sqrt(a*(1-a)/share + l.ratio*l.ratio*b*(1-b)/(1-share))
	}
	return gap, spread(l.of(q), q), spread(f.Hoped, f.Rate)
}

// phi is the normal distribution, and quantile its inverse.
func phi(x float64) float64 { return math.Erfc(-x/math.Sqrt2) / 2 }

func quantile(p float64) float64 { return math.Sqrt2 * math.Erfinv(2*p-1) }

// Score is the statistic of the score test of a limit: how many standard errors, as they are under the hypothesis, the estimate is above it. 0 where nothing can be said.
func Score(scale Scale, limit float64, tested, compared Share) float64 {
	l := scale.null(limit)
	if tested.N == 0 || compared.N == 0 {
		return 0
	}
	a, b := tested.Rate(), compared.Rate()
	n, m := float64(tested.N), float64(compared.N)
	q, ok := l.nearest(a, b, n/(n+m))
	if !ok {
		return 0
	}
	p := l.of(q)
	return (a - l.of(b)) / math.Sqrt(p*(1-p)/n+l.ratio*l.ratio*q*(1-q)/m)
}
