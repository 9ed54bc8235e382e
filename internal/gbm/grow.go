package gbm

// grower grows trees on one training set. What it needs besides the tree is allocated once.
type grower struct {
	p         Params
	layout    *layout
	data      *binned
	gradients *gradients
	crew      crew

	order   []uint32 // the rows, each node's side by side
	scratch []uint32 // as long as order
	near    []pair   // the pairs of the rows in order, where a histogram is to be built from them
	pieces  []piece  // of a partition
	spare   []histograms
	found   []candidate // the best split of each node and block

	nodes    []node
	splitter *splitter
	seen     int     // rows the tree sees: order[:seen]
	use      [][]int // the lanes the tree may split on, one list a block
}

func newGrower(p Params, l *layout, data *binned, gradients *gradients, c crew) *grower {
	return &grower{
		p: p, layout: l, data: data, gradients: gradients, crew: c,
		order: make([]uint32, data.rows), scratch: make([]uint32, data.rows), near: make([]pair, data.rows),
		use: make([][]int, len(data.blocks)),
	}
}

// grow grows one tree, level by level, on the present gradients.
func (g *grower) grow(round int) {
	g.splitter = newSplitter(g.p, g.gradients.unitG, g.gradients.unitH)
	g.seen = sampleRows(g.order, g.p.RowShare, stream(g.p.Seed, streamRows, uint64(round)))
	g.sampleLanes(stream(g.p.Seed, streamColumns, uint64(round)))
	root := node{end: g.seen, sum: g.rootSum(), bounds: free}
	g.splitter.begin(&root)
	g.nodes = append(g.nodes[:0], root)
	g.searchRoot()
	for splits := g.splits(0); len(splits) > 0; {
		first := len(g.nodes)
		g.partition(splits)
		g.searchChildren(splits, first)
		splits = g.splits(first)
	}
}

func (g *grower) sampleLanes(stream uint64) {
	for i := range g.use {
		g.use[i] = g.use[i][:0]
	}
	for _, position := range sampleColumns(len(g.layout.features), g.p.ColumnShare, stream) {
		g.use[position/width] = append(g.use[position/width], position%width)
	}
}

func (g *grower) rootSum() pair {
	sums := make([]pair, chunksOf(g.seen))
	g.crew.chunks(g.seen, func(chunk, begin, end int) {
		for _, row := range g.order[begin:end] {
			sums[chunk] += g.gradients.pairs[row]
		}
	})
	all := pair(0)
	for _, sum := range sums {
		all += sum
	}
	return all
}

// splits is the nodes from first on for which a split was found.
func (g *grower) splits(first int) []int {
	var splits []int
	for i := first; i < len(g.nodes); i++ {
		if g.nodes[i].best.position >= 0 {
			splits = append(splits, i)
		}
	}
	return splits
}

// splittable tells whether a split of the node could have two children that are heavy enough.
func (g *grower) splittable(n *node) bool {
	_, h := g.splitter.values(n.sum)
	return n.depth < g.p.MaxDepth && n.rows() >= 2 && h >= 2*g.p.MinChildWeight
}

// needed tells whether histograms of a parent's children are needed.
func (g *grower) needed(parent *node) bool {
	return g.splittable(&g.nodes[parent.left]) || g.splittable(&g.nodes[parent.right])
}

// bySize is a parent's children, the one with fewer rows first.
func (g *grower) bySize(parent *node) (small, large int) {
	if g.nodes[parent.left].rows() <= g.nodes[parent.right].rows() {
		return parent.left, parent.right
	}
	return parent.right, parent.left
}

// take is histograms of unknown content, one a block.
func (g *grower) take() histograms {
	if n := len(g.spare); n > 0 {
		h := g.spare[n-1]
		g.spare = g.spare[:n-1]
		return h
	}
	return make(histograms, len(g.data.blocks))
}

// release keeps a node's histograms for another node.
func (g *grower) release(n *node) {
	if n.histograms != nil {
		g.spare = append(g.spare, n.histograms)
		n.histograms = nil
	}
}
