package anytime

import "math"

// edge keeps chances away from 0 and 1, where a single case would decide all.
const edge = 1e-4

// line is the border of a hypothesis: the tested chance as it follows from the compared one.
type line struct {
	ratio, difference float64
}

func (s Scale) null(limit float64) line {
	if s == Ratio {
		return line{ratio: limit}
	}
	return line{1, limit}
}

// of is the tested chance on the line.
func (l line) of(b float64) float64 { return l.ratio*b + l.difference }

// span are the compared chances for which the line lies within the square of chances.
func (l line) span() (low, high float64) {
	low, high = edge, 1-edge
	low = max(low, (edge-l.difference)/l.ratio)
	high = min(high, (1-edge-l.difference)/l.ratio)
	return low, high
}

// nearest is the compared chance at the point of the line that is nearest to the alternative (a, b), where weight of a block's cases are in
// the tested arm: it makes weight·KL(a, line(q)) + (1-weight)·KL(b, q) smallest. That sum is convex in q, so that its slope has one root, found by halving.
// The half plane behind the line is convex, which is what makes the likelihood ratio against this point an e-value for all of it. It is not ok when
// the alternative itself is behind the line.
func (l line) nearest(a, b, weight float64) (q float64, ok bool) {
	if a <= l.of(b) {
		return 0, false
	}
	low, high := l.span()
	if low >= high {
		return 0, false
	}
	slope := func(q float64) float64 {
		p := l.of(q)
		return weight*l.ratio*(p-a)/(p*(1-p)) + (1-weight)*(q-b)/(q*(1-q))
	}
	for range 60 {
		if m := (low + high) / 2; slope(m) < 0 {
			low = m
		} else {
			high = m
		}
	}
	return (low + high) / 2, true
}

// alternative is a pair of chances that a test hopes to find, and how much of its hope it puts there.
type alternative struct{ a, b, weight float64 }

// The alternatives are spread over compared chances and over distances from the line, in log-odds: from what takes thousands of cases to see, to
// what a few dozen show.
var (
	spreadRates     = steps(logit(0.01), logit(0.97), 30)
	spreadDistances = geometric(0.08, 3.2, 14)
	hopedDistances  = []float64{0.7, 1}
)

// hopedWeight is that of what is hoped for; the wide spread has 1. A test that hopes rightly is then decided with a sixth fewer visits than where both have the same, and one that hopes
// wrongly loses next to nothing (docs/method/fieldtest.md).
const hopedWeight = 4

// alternatives are spread wide, with most of the weight on what is hoped for, where something is.
func alternatives(l line, d Design) (all []alternative) {
	add := func(rate, distance, weight float64) {
		b := expit(rate)
		null := l.of(b)
		switch {
		case null < edge:
			null = edge
		case null > 1-10*edge:
			return
		}
		if a := expit(logit(null) + distance); a < 1-edge && a > l.of(b) {
			all = append(all, alternative{a, b, weight})
		}
	}
	for _, r := range spreadRates {
		for _, x := range spreadDistances {
			add(r, x, 1/float64(len(spreadRates)*len(spreadDistances)))
		}
	}
	if d.Rate <= 0 || d.Rate >= 1 || d.Hoped >= 1 || d.Hoped <= l.of(d.Rate) || l.of(d.Rate) < edge {
		return all
	}
	distance := logit(d.Hoped) - logit(l.of(d.Rate))
	for _, x := range hopedDistances {
		add(logit(d.Rate), distance*x, hopedWeight/float64(len(hopedDistances)))
	}
	return all
}

func logit(p float64) float64 { return math.Log(p / (1 - p)) }
func expit(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

func steps(from, to float64, n int) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = from + (to-from)*float64(i)/float64(n-1)
	}
	return out
}

func geometric(from, to float64, n int) []float64 {
	out := steps(math.Log(from), math.Log(to), n)
	for i := range out {
		out[i] = math.Exp(out[i])
	}
	return out
}
