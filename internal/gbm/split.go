package gbm

import "math"

// candidate is a way to split a node.
type candidate struct {
	worth       float64 // the score of both sides
	position    int     // of the feature in the layout; -1 for no split
	bin         int     // the last bin that goes left, of a numeric feature
	left        bitset  // the bins that go left, without missingBin
	missingLeft bool
	sum         pair // of the rows that go left
}

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

// numeric looks at every cut of an ordered feature, with missing values on the right and on the left.
//
// Of equal gains the first wins: missing right before left, lower cut before higher. An empty bin makes no
// new split. Where no value is missing, a later missing one goes with the heavier side.
func (s *splitter) numeric(h *[slots]pair, position, bins, sign int, n *node, best *candidate) {
	missing := h[missingBin]
	if missing == 0 {
		s.scan(h, position, bins-1, sign, 0, n, best)
		return
	}
	s.scan(h, position, bins, sign, 0, n, best)
	s.scan(h, position, bins-1, sign, missing, n, best)
}

// scan tries the cuts above bins 0 to end-1. The left side starts with the sum start.
func (s *splitter) scan(h *[slots]pair, position, end, sign int, start pair, n *node, best *candidate) {
	look := s.cut
	if s.plain {
		look = s.plainCut
	}
	worth, bin, left := look(h, min(end, missingBin), sign, start, n, best.worth)
	if bin < 0 {
		return
	}
	*best = candidate{worth: worth, position: position, bin: bin, sum: left}
	for b := range bin + 1 {
		best.left.add(uint8(b))
	}
	best.missingLeft = start != 0 || h[missingBin] == 0 && heavierLeft(n.sum, left)
}

// cut is the first best cut that is worth more than least, with what goes left of it; its bin is -1 when
// there is none.
func (s *splitter) cut(h *[slots]pair, end, sign int, start pair, n *node, least float64) (most float64, found int, sum pair) {
	most, found = least, -1
	left := start
	for bin := range end {
		if h[bin] == 0 {
			continue
		}
		left += h[bin]
		v, ok := s.sides(n, left)
		if !ok {
			continue
		}
		if worth := s.worth(v, s.l2, sign, n.bounds); worth > most {
			most, found, sum = worth, bin, left
		}
	}
	return most, found, sum
}

// plainCut is cut without constraints and L1, where most splits are looked for. It counts in steps of the
// pairs, and divides only when a better cut is found: gl²/hl + gr²/hr > most when gl²·hr + gr²·hl > most·hl·hr.
func (s *splitter) plainCut(h *[slots]pair, end, _ int, start pair, n *node, least float64) (most float64, found int, sum pair) {
	step := s.unitG * s.unitG / s.unitH // what one step of worth is worth
	minimum, l2 := uint32(min(math.Ceil(s.p.MinChildWeight/s.unitH), math.MaxUint32)), s.l2/s.unitH
	most, found = least/step, -1
	all, left := n.sum, start
	for bin, p := range h[:end] {
		if p == 0 {
			continue
		}
		left += p
		right := all - left
		if uint32(left) < minimum {
			continue
		}
		if uint32(right) < minimum {
			break
		}
		gl, gr := float64(int32(left>>32)), float64(int32(right>>32))
		hl, hr := float64(uint32(left))+l2, float64(uint32(right))+l2
		if worth, both := gl*gl*hr+gr*gr*hl, hl*hr; worth > most*both {
			most, found, sum = worth/both, bin, left
		}
	}
	return most * step, found, sum
}

func heavierLeft(all, left pair) bool { return hessOf(left) >= hessOf(all-left) }
