package gbm

import "slices"

// piece is a chunk of a node's rows; in a partition, on its way to the node's children.
type piece struct {
	node       int
	begin, end int
	left       int // rows that go left, known after divide
	toLeft     int // where they are to stand
	toRight    int // where the others are to stand
}

func appendPieces(pieces []piece, i int, n *node) []piece {
	for begin := n.begin; begin < n.end; begin += chunkRows {
		pieces = append(pieces, piece{node: i, begin: begin, end: min(begin+chunkRows, n.end)})
	}
	return pieces
}

// partition sends the rows of every node that splits to its children, keeping them in ascending order, so
// that later passes over them read memory forwards. It creates the children.
//
// In a first pass each piece is divided within its own place; when all counts are known, a second pass
// moves the parts to where they belong.
func (g *grower) partition(splits []int) {
	g.pieces = g.pieces[:0]
	for _, i := range splits {
		g.pieces = appendPieces(g.pieces, i, &g.nodes[i])
	}
	g.crew.each(len(g.pieces), func(i int) { g.divide(&g.pieces[i]) })
	g.place(splits)
	g.crew.each(len(g.pieces), func(i int) { g.move(&g.pieces[i]) })
}

// divide splits a piece within its own place in scratch.
func (g *grower) divide(p *piece) {
	split := &g.nodes[p.node].best
	var goesLeft [slots]uint8
	for bin := range goesLeft {
		if split.goesLeft(uint8(bin)) {
			goesLeft[bin] = 1
		}
	}
	block, lane := g.data.blocks[split.position/width], split.position%width
	p.left = divideRows(g.scratch[p.begin:p.end], g.order[p.begin:p.end], block, lane, &goesLeft)
}

// divideRows writes left rows to the front of a place, and the others to its back, in reverse. It writes
// each row to both ends and then advances one of them: whether a row goes left can not be predicted, and a
// wrong guess costs more than a store.
//
//go:noinline
func divideRows(to, order []uint32, block []lanes, lane int, goesLeft *[slots]uint8) (left int) {
	back := len(order) - 1
	for _, row := range order {
		goes := int(goesLeft[block[row][lane&(width-1)]])
		to[left] = row
		to[back] = row
		left += goes
		back += goes - 1
	}
	return left
}

// place creates the children, and gives every piece's parts their places.
func (g *grower) place(splits []int) {
	at := 0
	for _, i := range splits {
		first, left := at, 0
		for at < len(g.pieces) && g.pieces[at].node == i {
			left += g.pieces[at].left
			at++
		}
		g.addChildren(i, left)
		toLeft, toRight := g.nodes[i].begin, g.nodes[i].begin+left
		for j := first; j < at; j++ {
			p := &g.pieces[j]
			p.toLeft, p.toRight = toLeft, toRight
			toLeft += p.left
			toRight += p.end - p.begin - p.left
		}
	}
}

// addChildren appends the two children of a split to the tree.
func (g *grower) addChildren(i, rowsLeft int) {
	n := g.nodes[i]
	left := node{depth: n.depth + 1, begin: n.begin, end: n.begin + rowsLeft, sum: n.best.sum}
	right := node{depth: n.depth + 1, begin: left.end, end: n.end, sum: n.sum - n.best.sum}
	g.splitter.inherit(&n, g.splitter.sign(g.layout.features[n.best.position]), &left, &right)
	g.splitter.begin(&left)
	g.splitter.begin(&right)
	g.nodes[i].left, g.nodes[i].right = len(g.nodes), len(g.nodes)+1
	g.nodes = append(g.nodes, left, right)
}

// move copies a piece's two parts to their places, and with the rows of a child whose histogram will be
// built their pairs, so that every block finds these side by side.
func (g *grower) move(p *piece) {
	n := &g.nodes[p.node]
	left, right := g.scratch[p.begin:p.begin+p.left], g.scratch[p.begin+p.left:p.end]
	slices.Reverse(right)
	copy(g.order[p.toLeft:], left)
	copy(g.order[p.toRight:], right)
	if !g.needed(n) {
		return
	}
	rows, to := left, p.toLeft
	if small, _ := g.bySize(n); small == n.right {
		rows, to = right, p.toRight
	}
	pairs, all := g.near[to:to+len(rows)], g.gradients.pairs
	for i, row := range rows {
		pairs[i] = all[row]
	}
}
