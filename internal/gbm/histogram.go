package gbm

// histogram is the summed pairs of every bin of a block's eight features: 16 KB.
type histogram [width][slots]pair

// histograms is one histogram a block.
type histograms []histogram

// addAll adds rows that stand one behind the other.
//
// This loop is where the time goes: a load, an addition to memory, eight times a row. The compiler proves
// every index in range, because arrays have 8 and 256 elements, and a lane is a byte.
func (h *histogram) addAll(rows []lanes, pairs []pair) {
	pairs = pairs[:len(rows)]
	for i := range rows {
		row := &rows[i]
		p := pairs[i]
		h[0][row[0]] += p
		h[1][row[1]] += p
		h[2][row[2]] += p
		h[3][row[3]] += p
		h[4][row[4]] += p
		h[5][row[5]] += p
		h[6][row[6]] += p
		h[7][row[7]] += p
	}
}

// addLanes adds rows to some lanes only: those of features not sampled, or not there, are left out.
func (h *histogram) addLanes(use []int, rows []lanes, pairs []pair) {
	for ; len(use) >= 4; use = use[4:] {
		h.add4([4]int(use), rows, pairs)
	}
	if len(use) >= 2 {
		h.add2([2]int(use), rows, pairs)
		use = use[2:]
	}
	if len(use) == 1 {
		h.add1(use[0], rows, pairs)
	}
}

func (h *histogram) add4(use [4]int, rows []lanes, pairs []pair) {
	a, b, c, d := use[0]&(width-1), use[1]&(width-1), use[2]&(width-1), use[3]&(width-1)
	ha, hb, hc, hd := &h[a], &h[b], &h[c], &h[d]
	pairs = pairs[:len(rows)]
	for i := range rows {
		row := &rows[i]
		p := pairs[i]
		ha[row[a]] += p
		hb[row[b]] += p
		hc[row[c]] += p
		hd[row[d]] += p
	}
}

func (h *histogram) add2(use [2]int, rows []lanes, pairs []pair) {
	a, b := use[0]&(width-1), use[1]&(width-1)
	ha, hb := &h[a], &h[b]
	pairs = pairs[:len(rows)]
	for i := range rows {
		row := &rows[i]
		p := pairs[i]
		ha[row[a]] += p
		hb[row[b]] += p
	}
}

func (h *histogram) add1(use int, rows []lanes, pairs []pair) {
	a := use & (width - 1)
	ha := &h[a]
	pairs = pairs[:len(rows)]
	for i := range rows {
		ha[rows[i][a]] += pairs[i]
	}
}

// build is the histogram of some rows, whose pairs stand in the same order.
//
// Rows deep in a tree lie far apart. They are first copied to a small buffer, in a loop so short that the
// processor has many of its loads under way at once; that is faster than adding from where they lie.
func (h *histogram) build(use []int, block []lanes, order []uint32, pairs []pair) {
	const batch = 512
	var buffer [batch]lanes
	for _, lane := range use {
		h[lane&(width-1)] = [slots]pair{}
	}
	for len(order) > 0 {
		n := min(batch, len(order))
		copyRows(buffer[:n], block, order[:n])
		h.add(use, buffer[:n], pairs[:n])
		order, pairs = order[n:], pairs[n:]
	}
}

// copyRows is a function of its own so that the loop's few variables stay in registers.
//
//go:noinline
func copyRows(to, block []lanes, order []uint32) {
	to = to[:len(order)]
	for i, row := range order {
		to[i] = block[row]
	}
}

// buildAll is the histogram of all rows of a block.
func (h *histogram) buildAll(use []int, block []lanes, pairs []pair) {
	for _, lane := range use {
		h[lane&(width-1)] = [slots]pair{}
	}
	h.add(use, block, pairs)
}

func (h *histogram) add(use []int, rows []lanes, pairs []pair) {
	if len(use) == width {
		h.addAll(rows, pairs)
	} else {
		h.addLanes(use, rows, pairs)
	}
}

// subtract turns a parent's histogram into that of one child, given the other's: the larger child costs no
// pass over its rows.
func (h *histogram) subtract(use []int, other *histogram) {
	for _, lane := range use {
		mine, its := &h[lane&(width-1)], &other[lane&(width-1)]
		for bin := range mine {
			mine[bin] -= its[bin]
		}
	}
}
