package gbm

// node is a node while its tree grows. Its rows are order[begin:end] of the grower.
type node struct {
	depth       int
	begin, end  int
	sum         pair // of its rows
	bounds      bounds
	score       float64
	best        candidate
	left, right int        // children, by number; 0 for a leaf
	histograms  histograms // while its split is looked for, and until its children take them
}

func (n *node) rows() int { return n.end - n.begin }

// descend is the number of the leaf that a row of a binned matrix reaches.
func (g *grower) descend(b *binned, row int) int {
	i := 0
	for g.nodes[i].left != 0 {
		split := &g.nodes[i].best
		if split.goesLeft(b.blocks[split.position/width][row][split.position%width]) {
			i = g.nodes[i].left
		} else {
			i = g.nodes[i].right
		}
	}
	return i
}

func (c *candidate) goesLeft(bin uint8) bool {
	if bin == missingBin {
		return c.missingLeft
	}
	return c.left.has(bin)
}

// tree is the grown tree as the model keeps it.
func (g *grower) tree() Tree {
	n := len(g.nodes)
	t := Tree{
		Feature: make([]int32, n), Threshold: make([]float64, n),
		Left: make([]int32, n), Right: make([]int32, n), DefaultLeft: make([]bool, n),
		Category: make([]int32, n), Value: make([]float64, n), Cover: make([]float64, n), Gain: make([]float64, n),
	}
	for i := range g.nodes {
		n := &g.nodes[i]
		_, t.Cover[i] = g.splitter.values(n.sum)
		t.Feature[i], t.Category[i] = -1, -1
		if n.left == 0 {
			t.Value[i] = g.p.LearningRate * g.splitter.leaf(n)
			continue
		}
		b := g.layout.binners[n.best.position]
		t.Feature[i] = int32(g.layout.features[n.best.position])
		t.Left[i], t.Right[i] = int32(n.left), int32(n.right)
		t.DefaultLeft[i] = n.best.missingLeft
		t.Gain[i] = n.best.worth - n.score
		if b.kind == Categorical {
			t.Category[i] = int32(len(t.Sets))
			t.Sets = append(t.Sets, b.set(n.best.left))
		} else {
			t.Threshold[i] = b.threshold(n.best.bin)
		}
	}
	return t
}

// addTo adds the grown tree's values, one a node, to the margins of the training set's rows. Rows that the
// tree saw stand with their leaf; the others, left out of its sample, descend.
func (g *grower) addTo(margins, values []float64) {
	g.pieces = g.pieces[:0]
	for i := range g.nodes {
		if g.nodes[i].left == 0 {
			g.pieces = appendPieces(g.pieces, i, &g.nodes[i])
		}
	}
	g.crew.each(len(g.pieces), func(i int) {
		p := &g.pieces[i]
		value := values[p.node]
		for _, row := range g.order[p.begin:p.end] {
			margins[row] += value
		}
	})
	unseen := g.order[g.seen:]
	g.crew.chunks(len(unseen), func(_, begin, end int) {
		for _, row := range unseen[begin:end] {
			margins[row] += values[g.descend(g.data, int(row))]
		}
	})
}
