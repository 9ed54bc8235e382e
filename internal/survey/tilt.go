package survey

import "math"

// tilt is a family of populations, one for each share of hits: all guesses moved together on the scale of log-odds. The interval holds
// those shares under which what was seen is not too strange (the score interval, of which Wilson's is the case of equal weights and
// equal guesses). Its width follows from what the share would be, not from the few hits that happened to be drawn, so that it stays
// honest with none of them (a plug-in variance says that nothing seen is nothing there).
//
//  1. At a tilt, unit i hits with chance q_i. The share that belongs to it is offset + the weighted mean of q.
//  2. Its variance is the linearised one of the ratio for draws that are independent of each other (Poisson sampling; Hájek 1964):
//     the sum of w²(1-chance)(q(1-q) + e²) over the square of the weights' sum, with e what the unit's expectation lies off the mean.
//     (1-chance) is the correction for a finite population: who is visited for certain is not a sample of anything.
//  3. Draws of a fixed number are surer than independent ones, so where it errs it errs on the wide side.
type tilt struct {
	w        weighted
	logit    []float64
	expected float64 // NaN: no guess is leant on
	offset   float64 // what the guesses expect of the population beyond those visited
	finite   bool
	q        []float64 // of the tilt that is looked at
}

// sure keeps guesses from being certainties that no tilt moves.
const sure = .002

// The tilts that are looked at, and how often their range is halved: to a hundred-thousandth of log-odds.
const (
	widest   = 14.0
	halvings = 21
)

func newTilt(w weighted, expected float64, finite bool) *tilt {
	t := &tilt{w: w, logit: make([]float64, len(w.units)), q: make([]float64, len(w.units)), expected: expected, finite: finite}
	for i := range t.logit {
		if g := t.guess(i); g > 0 {
			t.logit[i] = logit(g)
		}
	}
	if !math.IsNaN(expected) {
		t.offset = expected - w.mean(func(i int) float64 { return w.units[i].Guess })
	}
	return t
}

func (t *tilt) guess(i int) float64 {
	if g := t.w.units[i].Guess; g > 0 {
		return min(1-sure, max(sure, g))
	}
	return 0
}

// at is the share of a tilt, and its standard error.
func (t *tilt) at(delta float64) (share, err float64) {
	q := t.q
	mean := 0.0
	for i, l := range t.logit {
		if i == 0 || l != t.logit[i-1] {
			q[i] = expit(l + delta)
		} else {
			q[i] = q[i-1]
		}
		mean += t.w.weight[i] * q[i]
	}
	mean /= t.w.sum
	share = t.offset + mean
	off := func(i int) float64 { return q[i] - mean }
	if !math.IsNaN(t.expected) {
		off = func(i int) float64 { return q[i] - t.w.units[i].Guess - (share - t.expected) }
	}
	variance := 0.0
	for i, w := range t.w.weight {
		v := q[i]*(1-q[i]) + off(i)*off(i)
		if t.finite {
			v *= 1 - t.w.units[i].Chance
		}
		variance += w * w * v
	}
	return share, math.Sqrt(variance) / t.w.sum
}

// interval are the shares that are as far from the value as the level allows.
func (t *tilt) interval(value, level float64) (low, high float64) {
	z := math.Sqrt2 * math.Erfinv(level)
	low = t.cross(func(share, err float64) bool { return share+z*err < value })
	high = t.cross(func(share, err float64) bool { return share-z*err <= value })
	return min(1, max(0, min(low, value))), min(1, max(0, high, value))
}

// cross is the share at the tilt up to which something holds, found by halving.
func (t *tilt) cross(holds func(share, err float64) bool) float64 {
	a, b := -widest, widest
	if !holds(t.at(a)) {
		return 0
	}
	if holds(t.at(b)) {
		return 1
	}
	for range halvings {
		if m := (a + b) / 2; holds(t.at(m)) {
			a = m
		} else {
			b = m
		}
	}
	share, _ := t.at((a + b) / 2)
	return share
}

func logit(p float64) float64 { return math.Log(p / (1 - p)) }

func expit(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
