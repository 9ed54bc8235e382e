package gbm

import "slices"

// sampleRows writes the rows a tree sees in ascending order to the front of order, the others behind them,
// and returns how many it sees. Each row is drawn on its own, so that a row's fate does not depend on how
// many others there are (Friedman 2002, stochastic gradient boosting).
func sampleRows(order []uint32, share float64, stream uint64) int {
	if share >= 1 {
		for i := range order {
			order[i] = uint32(i)
		}
		return len(order)
	}
	limit := uint64(share * (1 << 32))
	front, back := 0, len(order)
	for i := range order {
		if draw(stream, uint64(i))>>32 < limit {
			order[front] = uint32(i)
			front++
		} else {
			back--
			order[back] = uint32(i)
		}
	}
	slices.Reverse(order[front:])
	return front
}

// sampleColumns draws at least one of the features 0 to n-1 without putting back, in ascending order.
func sampleColumns(n int, share float64, stream uint64) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	if share >= 1 || n == 0 {
		return all
	}
	count := max(1, int(share*float64(n)+0.5))
	for i := range count {
		j := i + below(stream, uint64(i), n-i)
		all[i], all[j] = all[j], all[i]
	}
	picked := all[:count]
	slices.Sort(picked)
	return picked
}
