package gbm

import "math"

// splitter scores splits: Chen & Guestrin 2016, equations 6 and 7, with an L1 penalty and bounds added.
// Gains are twice theirs, as XGBoost reports them.
type splitter struct {
	p            Params
	unitG, unitH float64
	l2           float64
	plain        bool // neither L1 nor a monotone constraint: weights need not be looked at
}

func newSplitter(p Params, unitG, unitH float64) *splitter {
	s := &splitter{p: p, unitG: unitG, unitH: unitH, l2: p.L2, plain: p.L1 == 0}
	for _, sign := range p.Monotone {
		s.plain = s.plain && sign == 0
	}
	return s
}

// bounds is what a monotone ancestor allows a node's weight to be.
type bounds struct{ low, high float64 }

var free = bounds{math.Inf(-1), math.Inf(1)}

// weight is the best weight for sums g and h within bounds.
func (s *splitter) weight(g, h, l2 float64, b bounds) float64 {
	if h <= 0 {
		return min(max(0, b.low), b.high)
	}
	switch {
	case g > s.p.L1:
		g -= s.p.L1
	case g < -s.p.L1:
		g += s.p.L1
	default:
		g = 0
	}
	return min(max(-g/(h+l2), b.low), b.high)
}

// score is twice what the loss falls by when a node gets weight w.
func (s *splitter) score(g, h, l2, w float64) float64 {
	return -(2*g*w + (h+l2)*w*w + 2*s.p.L1*math.Abs(w))
}

// sides is the sums on both sides of a split.
type sides struct{ gl, hl, gr, hr float64 }

// sides returns the two sides' sums, or not ok when one has too little weight.
func (s *splitter) sides(n *node, left pair) (v sides, ok bool) {
	v.gl, v.hl = s.values(left)
	v.gr, v.hr = s.values(n.sum - left)
	return v, v.hl >= s.p.MinChildWeight && v.hr >= s.p.MinChildWeight
}

// worth is the two sides' score, or -Inf where it would break a monotone constraint.
func (s *splitter) worth(v sides, l2 float64, sign int, b bounds) float64 {
	if s.plain {
		return v.gl*v.gl/(v.hl+l2) + v.gr*v.gr/(v.hr+l2)
	}
	wl, wr := s.weight(v.gl, v.hl, l2, b), s.weight(v.gr, v.hr, l2, b)
	if sign > 0 && wl > wr || sign < 0 && wl < wr {
		return math.Inf(-1)
	}
	return s.score(v.gl, v.hl, l2, wl) + s.score(v.gr, v.hr, l2, wr)
}

// leastGain is what any split must gain, as in XGBoost: less is the noise of rounding.
const leastGain = 1e-6

// begin gives a node its own score, and the candidate that a split has to beat.
func (s *splitter) begin(n *node) {
	g, h := s.values(n.sum)
	n.score = s.score(g, h, s.l2, s.weight(g, h, s.l2, n.bounds))
	gain := max(leastGain, math.Nextafter(s.p.MinGain, 0)) // so that a gain of just MinGain beats it
	n.best = candidate{worth: n.score + gain, position: -1}
}

func (s *splitter) values(sum pair) (g, h float64) {
	return float64(gradOf(sum)) * s.unitG, float64(hessOf(sum)) * s.unitH
}

// leaf is the weight of a node that stays a leaf.
func (s *splitter) leaf(n *node) float64 {
	g, h := s.values(n.sum)
	return s.weight(g, h, s.l2, n.bounds)
}

// inherit gives the children of a split their bounds: neither side may cross the middle of their weights
// afterwards, so that the order of the two holds for all their descendants.
func (s *splitter) inherit(n *node, sign int, left, right *node) {
	left.bounds, right.bounds = n.bounds, n.bounds
	if sign == 0 {
		return
	}
	middle := (s.leaf(left) + s.leaf(right)) / 2
	if sign > 0 {
		left.bounds.high, right.bounds.low = middle, middle
	} else {
		left.bounds.low, right.bounds.high = middle, middle
	}
}

// sign is the monotone constraint on a feature.
func (s *splitter) sign(feature int) int {
	if feature < len(s.p.Monotone) {
		return s.p.Monotone[feature]
	}
	return 0
}
