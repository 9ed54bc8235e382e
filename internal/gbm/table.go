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
	failed    []float64              // by mask: what every failed feature contributes
	values    [][]float64            // by feature and mask: what the feature contributes
}

func newBuilder() *builder {
	b := &builder{
		satisfied: make([]uint16, 1<<maxOutcomes),
		integrand: make([]float64, 1<<maxOutcomes),
		failed:    make([]float64, 1<<maxOutcomes),
		values:    make([][]float64, maxOutcomes),
	}
	for features := 1; features <= maxOutcomes; features++ {
		b.rules[features] = newQuadrature((features + 1) / 2)
		b.values[features-1] = make([]float64, 1<<maxOutcomes)
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
		b.spread(g)
	}
}

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
			b.part = append(b.part, g.part[at])
		}
		wrong := 1 // going left
		if g.tree.Left[split] == at {
			wrong = 0
		}
		b.failing[indexOf(g.nodes, split)][wrong] |= 1 << feature
	}
}

// play computes the leaf's game for every mask: the integral above Explain, for all features at once. At each point
// the integrand without its first factor is a product with one term a feature, which doubling spreads
// over the masks; all failed features contribute the same.
func (b *builder) play(value float64) {
	features := len(b.columns)
	masks := 1 << features
	clear(b.failed[:masks])
	for feature := range features {
		clear(b.values[feature][:masks])
	}
	rule := &b.rules[features]
	for i, t := range rule.points {
		integrand := b.integrand[:masks]
		integrand[0] = value * rule.weights[i]
		for feature, z := range b.part {
			low, high := integrand[:1<<feature], integrand[1<<feature:2<<feature]
			for mask, product := range low {
				low[mask], high[mask] = product*z*(1-t), product*(z+(1-z)*t)
			}
		}
		for mask, product := range integrand {
			b.failed[mask] -= product / (1 - t)
		}
		for feature, z := range b.part {
			gain := (1 - z) / (z + (1-z)*t)
			addWhere(b.values[feature][:masks], integrand, feature, gain)
		}
	}
	for feature := range features {
		copyWhereNot(b.values[feature][:masks], b.failed[:masks], feature)
	}
}

// addWhere adds gain times what to the masks that have the bit.
func addWhere(sums, what []float64, bit int, gain float64) {
	for from := 1 << bit; from < len(sums); from += 2 << bit {
		sums, what := sums[from:from+1<<bit], what[from:from+1<<bit]
		for i, value := range what {
			sums[i] += gain * value
		}
	}
}

// copyWhereNot copies the masks that do not have the bit.
func copyWhereNot(to, from []float64, bit int) {
	for at := 0; at < len(to); at += 2 << bit {
		copy(to[at:at+1<<bit], from[at:at+1<<bit])
	}
}

// spread adds the leaf's values to the group's tables: it finds every pattern's mask by doubling, and looks up.
func (b *builder) spread(g *group) {
	patterns := 1 << len(g.nodes)
	all := uint16(1)<<len(b.columns) - 1
	satisfied := b.satisfied[:patterns]
	satisfied[0] = all
	for split := range g.nodes {
		right, left := b.failing[split][0], b.failing[split][1]
		low, high := satisfied[:1<<split], satisfied[1<<split:2<<split]
		for pattern, mask := range low {
			low[pattern], high[pattern] = mask&^right, mask&^left
		}
	}
	for feature, column := range b.columns {
		table := g.table[indexOf(g.columns, column)]
		values := b.values[feature][:int(all)+1]
		for pattern, mask := range satisfied {
			table[pattern] += values[mask]
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
