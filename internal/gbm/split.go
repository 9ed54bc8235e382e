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
