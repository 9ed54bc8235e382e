package gbm

// searchRoot finds the root's split. Each block is a task: with more threads than blocks some of them wait
// here, which on the machines we know is not worth histograms that have to be merged.
func (g *grower) searchRoot() {
	root := &g.nodes[0]
	if !g.splittable(root) {
		return
	}
	root.histograms = g.take()
	whole := g.seen == g.data.rows
	if !whole {
		g.gather(g.near[:g.seen], g.order[:g.seen])
	}
	blocks := len(g.data.blocks)
	g.found = resize(g.found, blocks)
	g.crew.each(blocks, func(block int) {
		h := &root.histograms[block]
		if whole {
			h.buildAll(g.use[block], g.data.blocks[block], g.gradients.pairs)
		} else {
			h.build(g.use[block], g.data.blocks[block], g.order[:g.seen], g.near[:g.seen])
		}
		g.found[block] = g.searchBlock(block, h, root)
	})
	g.settle(0)
}

func (g *grower) gather(near []pair, order []uint32) {
	g.crew.chunks(len(order), func(_, begin, end int) {
		for i := begin; i < end; i++ {
			near[i] = g.gradients.pairs[order[i]]
		}
	})
}

// searchChildren finds the splits of the nodes from first on, the children of parents.
//
// One task is one block of one pair of siblings: it builds the smaller child's histogram, subtracts it from
// the parent's, which becomes the larger child's, and searches both while they are in cache. Tasks run
// block by block, because all nodes of a level together read all of a block.
func (g *grower) searchChildren(parents []int, first int) {
	parents = g.prepare(parents)
	blocks := len(g.data.blocks)
	g.found = resize(g.found, (len(g.nodes)-first)*blocks)
	g.crew.each(blocks*len(parents), func(i int) {
		block, parent := i/len(parents), &g.nodes[parents[i%len(parents)]]
		s, l := g.bySize(parent)
		small, large := &g.nodes[s], &g.nodes[l]
		mine, its := &small.histograms[block], &large.histograms[block]
		mine.build(g.use[block], g.data.blocks[block], g.order[small.begin:small.end], g.near[small.begin:small.end])
		its.subtract(g.use[block], mine)
		g.found[(s-first)*blocks+block] = g.searchBlock(block, mine, small)
		g.found[(l-first)*blocks+block] = g.searchBlock(block, its, large)
	})
	g.settle(first)
}

// prepare hands the parents' histograms on, and returns the parents whose children need any.
func (g *grower) prepare(parents []int) []int {
	needed := parents[:0]
	for _, i := range parents {
		parent := &g.nodes[i]
		if !g.needed(parent) {
			g.release(parent)
			continue
		}
		needed = append(needed, i)
		small, large := g.bySize(parent)
		g.nodes[small].histograms = g.take()
		g.nodes[large].histograms, parent.histograms = parent.histograms, nil
	}
	return needed
}

// searchBlock is the best split of a node on a block's features.
func (g *grower) searchBlock(block int, h *histogram, n *node) candidate {
	best := n.best
	if !g.splittable(n) {
		return best
	}
	for _, lane := range g.use[block] {
		position := block*width + lane
		b := g.layout.binners[position]
		if b.kind == Categorical {
			g.splitter.categorical(&h[lane], position, b.bins, n, &best)
		} else {
			sign := g.splitter.sign(g.layout.features[position])
			g.splitter.numeric(&h[lane], position, b.bins, sign, n, &best)
		}
	}
	return best
}

// settle gives the nodes from first on the best of all blocks; of equal ones, that of the first feature.
func (g *grower) settle(first int) {
	blocks := len(g.data.blocks)
	for i := first; i < len(g.nodes); i++ {
		n := &g.nodes[i]
		if n.histograms == nil {
			continue
		}
		for _, c := range g.found[(i-first)*blocks : (i-first+1)*blocks] {
			if c.worth > n.best.worth {
				n.best = c
			}
		}
		if n.best.position < 0 {
			g.release(n)
		}
	}
}

func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}
