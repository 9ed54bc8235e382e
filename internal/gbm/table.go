package gbm

// group is a set of neighbouring leaves, all those below one node, whose contributions are looked up by the
// pattern of the splits' outcomes: bit i is set when a row goes left at nodes[i].
type group struct {
	*plan
	root    int32
	nodes   []int32
	columns []int32     // the features the group contributes to
	table   [][]float64 // one table a column, one number a pattern
}

func newGroup(p *plan, root int32) *group {
	nodes := p.groupNodes(root)
	return &group{plan: p, root: root, nodes: nodes, columns: p.groupColumns(nodes)}
}

func (g *group) numbers() int { return len(g.columns) << len(g.nodes) }

// build computes all tables of the batch, in the memory handed in.
func (b *batch) build(memory []float64, threads int) {
	clear(memory[:b.numbers])
	var groups []*group
	for _, p := range b.parts {
		for _, g := range p.groups {
			g.table = make([][]float64, len(g.columns))
			for i := range g.table {
				patterns := 1 << len(g.nodes)
				g.table[i], memory = memory[:patterns:patterns], memory[patterns:]
			}
			groups = append(groups, g)
		}
		p.collect()
	}
	inBlocks(len(groups), 16, threads, func() func(from, to int) {
		builder := newBuilder()
		return func(from, to int) {
			for _, g := range groups[from:to] {
				builder.fill(g)
			}
		}
	})
}

// builder computes tables; it owns the scratch memory for one leaf at a time. A leaf's own game is played over
// the different features on its path, and its masks have one bit a feature: set when the row satisfies all
// that the path asks of it.
type builder struct {
	rules     [maxOutcomes + 1]quadrature // by the number of features
	columns   []int32
	part      []float64
	failing   [maxOutcomes][2]uint16 // by split and outcome: the features that outcome fails
	satisfied []uint16               // by the group's pattern: the leaf's mask
	integrand []float64              // by mask, at one point of the quadrature
	failed    []float64              // by mask: what every feature that is failed contributes
}

func newBuilder() *builder {
	b := &builder{
		satisfied: make([]uint16, 1<<maxOutcomes),
		integrand: make([]float64, 1<<maxOutcomes),
		failed:    make([]float64, 1<<maxOutcomes),
	}
	for features := 1; features <= maxOutcomes; features++ {
		b.rules[features] = newQuadrature((features + 1) / 2)
	}
	return b
}

// fill adds up the group's leaves.
func (b *builder) fill(g *group) {
	within := []int32{g.root}
	for len(within) > 0 {
		node := within[len(within)-1]
		within = within[:len(within)-1]
		if g.column[node] >= 0 {
			within = append(within, g.tree.Right[node], g.tree.Left[node])
			continue
		}
		b.readPath(g, node)
		b.play(g.tree.Value[node])
		b.match(len(g.nodes))
		b.spread(g)
	}
}

// leastPart stands for a part of no cover, by which play would divide. What it adds to a value is far below
// the last bit.
const leastPart = 1e-25

// readPath notes, from the leaf upwards, the features on its path and the outcomes that fail them. The node met
// first knows the whole part of the cover that satisfies its feature.
func (b *builder) readPath(g *group, leaf int32) {
	b.columns, b.part, b.failing = b.columns[:0], b.part[:0], [maxOutcomes][2]uint16{}
	for at := leaf; at != 0; at = g.parent[at] {
		split := g.parent[at]
		feature := indexOf(b.columns, g.column[split])
		if feature < 0 {
			feature = len(b.columns)
			b.columns = append(b.columns, g.column[split])
			b.part = append(b.part, max(leastPart, g.part[at]))
		}
		wrong := 1 // going left
		if g.tree.Left[split] == at {
			wrong = 0
		}
		b.failing[indexOf(g.nodes, split)][wrong] |= 1 << feature
	}
}

// play computes the leaf's game for every mask: the integral above Explain, without its first factor, which
// does not depend on t. At each point the integrand is a product with one term a feature, which doubling
// spreads over the masks. For a failed feature the first factor is -z, and its term z·(1-t) is in the product, so
// all failed features have one value. For a satisfied one the value is (1-z)/-z times that of the mask
// without it.
func (b *builder) play(value float64) {
	masks := 1 << len(b.columns)
	failed, integrand := b.failed[:masks], b.integrand[:masks]
	clear(failed)
	rule := &b.rules[len(b.columns)]
	for i, t := range rule.points {
		integrand[0] = -value * rule.weights[i] / (1 - t)
		for feature, z := range b.part {
			cold, hot := z*(1-t), z+(1-z)*t
			low, high := integrand[:1<<feature], integrand[1<<feature:2<<feature]
			for mask, product := range low {
				low[mask], high[mask] = product*cold, product*hot
			}
		}
		for mask, product := range integrand {
			failed[mask] += product
		}
	}
}

// match finds the mask of every pattern, by doubling.
func (b *builder) match(splits int) {
	b.satisfied[0] = 1<<len(b.columns) - 1
	for split := range splits {
		right, left := b.failing[split][0], b.failing[split][1]
		low, high := b.satisfied[:1<<split], b.satisfied[1<<split:2<<split]
		for pattern, mask := range low {
			low[pattern], high[pattern] = mask&^right, mask&^left
		}
	}
}

// spread adds the leaf's values to the group's tables.
func (b *builder) spread(g *group) {
	satisfied := b.satisfied[:1<<len(g.nodes)]
	failed := b.failed[:1<<len(b.columns)]
	for feature, column := range b.columns {
		z := b.part[feature]
		factors := [2]float64{1, (z - 1) / z}
		table := g.table[indexOf(g.columns, column)][:len(satisfied)]
		bit, shift := uint16(1)<<feature, feature&15
		for pattern, mask := range satisfied {
			table[pattern] += failed[mask&^bit] * factors[mask>>shift&1]
		}
	}
}

func indexOf(list []int32, wanted int32) int {
	for i, value := range list {
		if value == wanted {
			return i
		}
	}
	return -1
}
