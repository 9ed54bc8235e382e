package gbm

import (
	"cmp"
	"slices"
)

// categorical looks for the set of categories to send left.
//
// For a convex loss the best of all sets is a prefix of the categories ordered by g/h (Fisher 1958;
// Breiman et al. 1984, theorem 4.5), so k categories need k-1 trials and not 2^(k-1). An order learned from
// few rows fits noise; three things work against it, as in Ke et al. 2017 (LightGBM): smoothing draws
// small categories to the middle of the order, sets are scored with a larger L2, and categories with very
// few rows in the node are not ordered at all. These, and unseen ones, stay on the right.
//
// Both ends of the order are tried as the left set, since what is on the right includes the unordered.
func (s *splitter) categorical(h *[slots]pair, position, bins int, n *node, best *candidate) {
	order := s.usable(h, bins, n)
	if len(order) <= s.p.MaxOneHot {
		for _, bin := range order {
			s.trySets(h, position, []uint8{bin}, s.l2, n, best)
		}
		return
	}
	slices.SortStableFunc(order, func(a, b uint8) int {
		return cmp.Compare(s.ratio(h[a]), s.ratio(h[b]))
	})
	l2 := s.l2 + s.p.CategoryL2
	most := min(len(order), s.p.MaxCategories)
	s.trySets(h, position, order[:most], l2, n, best)
	slices.Reverse(order)
	s.trySets(h, position, order[:most], l2, n, best)
}

// usable is the bins of categories with enough rows in the node. A bin's rows are estimated from its share
// of the hessian, as counting them would need a third number a bin; it is one at least.
func (s *splitter) usable(h *[slots]pair, bins int, n *node) []uint8 {
	order := make([]uint8, 0, slots)
	all := hessOf(n.sum)
	for bin := range min(bins, restBin) {
		rows := float64(hessOf(h[bin])) / float64(all) * float64(n.rows())
		if h[bin] != 0 && max(1, rows+0.5) >= float64(s.p.MinCategoryRows) {
			order = append(order, uint8(bin))
		}
	}
	return order
}

func (s *splitter) ratio(p pair) float64 {
	h := float64(hessOf(p))*s.unitH + s.p.CategorySmoothing
	if h <= 0 {
		return 0
	}
	return float64(gradOf(p)) * s.unitG / h
}

// trySets sends the first one, two, three … bins left, with missing values on the right and on the left.
func (s *splitter) trySets(h *[slots]pair, position int, order []uint8, l2 float64, n *node, best *candidate) {
	var set bitset
	missing, left := h[missingBin], pair(0)
	for _, bin := range order {
		set.add(bin)
		left += h[bin]
		s.trySet(position, set, left, missing == 0 && heavierLeft(n.sum, left), l2, n, best)
		if missing != 0 {
			s.trySet(position, set, left+missing, true, l2, n, best)
		}
	}
}

func (s *splitter) trySet(position int, set bitset, left pair, missingLeft bool, l2 float64, n *node, best *candidate) {
	v, ok := s.sides(n, left)
	if !ok {
		return
	}
	if worth := s.worth(v, l2, 0, n.bounds); worth > best.worth {
		*best = candidate{worth: worth, position: position, left: set, missingLeft: missingLeft, sum: left}
	}
}
