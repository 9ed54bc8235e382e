package gbm

const (
	// maxOutcomes bounds the nodes whose outcomes a table is looked up by: 2^12 numbers a feature at most.
	maxOutcomes = 12

	// batchNumbers bounds the numbers of all tables that exist at a time: 32 MB. Trees whose tables do not fit
	// together are worked through in several batches.
	batchNumbers = 4 << 20
)

// Costs in nanoseconds, roughly those of a 2.6 GHz server core; only their ratios matter. With 1 to 1000 rows and depths 4 to
// 10 the plan made by them was never slower than twice the better of walking all and looking all up.
const (
	costAdd   = 0.6 // looking up and adding one number for one row
	costBuild = 2.0 // computing one number for one leaf
	costEdge  = 6.0 // walking one edge for one row, and
	costPoint = 2.5 // more for each point of the quadrature
)

// plan divides a tree's leaves between groups with tables and the walk.
type plan struct {
	*shape
	rows   float64
	cost   []float64 // of the cheapest way for the subtree
	group  []bool    // the subtree is best made one group
	walked []bool    // the subtree has leaves for the walk
}

// newPlan finds the cheapest division, from the leaves upwards: a subtree is one group, or what its
// two children are. Few rows do not pay for tables, and then everything is walked.
func newPlan(s *shape, rows int) *plan {
	n := len(s.column)
	p := &plan{shape: s, rows: float64(rows), cost: make([]float64, n), group: make([]bool, n), walked: make([]bool, n)}
	for node := int32(n - 1); node >= 0; node-- {
		p.walked[node] = s.column[node] < 0
		if s.column[node] >= 0 {
			for _, child := range [2]int32{s.tree.Left[node], s.tree.Right[node]} {
				p.cost[node] += p.cost[child] + p.edge(child)
				p.walked[node] = p.walked[node] || p.walked[child]
			}
		}
		outcomes := int(s.depth[node] + s.inner[node])
		if outcomes == 0 || outcomes > maxOutcomes {
			continue
		}
		if cost := p.table(node, outcomes); p.walked[node] && node > 0 && cost < p.cost[node]+p.edge(node) ||
			cost < p.cost[node] {
			p.cost[node], p.group[node], p.walked[node] = cost, true, false
		}
	}
	return p
}

// edge is the cost of walking down to a node.
func (p *plan) edge(node int32) float64 {
	if !p.walked[node] {
		return 0
	}
	return p.rows * (costEdge + costPoint*float64((p.widest+1)/2))
}

// table is the cost of making the subtree one group.
func (p *plan) table(node int32, outcomes int) float64 {
	patterns := float64(int(1) << outcomes)
	features := float64(len(p.groupColumns(p.groupNodes(node))))
	leaves := float64(p.inner[node] + 1)
	return features * (p.rows*costAdd + patterns*leaves*costBuild)
}

// groupNodes is the splits whose outcomes decide what a group of leaves contributes: those above it, from the
// root down, and those within.
func (p *plan) groupNodes(root int32) []int32 {
	nodes := make([]int32, p.depth[root], maxOutcomes)
	for at := root; at != 0; at = p.parent[at] {
		nodes[p.depth[at]-1] = p.parent[at]
	}
	within := []int32{root}
	for len(within) > 0 {
		node := within[len(within)-1]
		within = within[:len(within)-1]
		if p.column[node] >= 0 {
			nodes = append(nodes, node)
			within = append(within, p.tree.Right[node], p.tree.Left[node])
		}
	}
	return nodes
}

// groupColumns is the different features the nodes split on.
func (p *plan) groupColumns(nodes []int32) []int32 {
	columns := make([]int32, 0, maxOutcomes)
	for _, node := range nodes {
		columns = appendNew(columns, p.column[node])
	}
	return columns
}

func appendNew(columns []int32, column int32) []int32 {
	for _, known := range columns {
		if known == column {
			return columns
		}
	}
	return append(columns, column)
}

// groups is the groups' roots, from left to right.
func (p *plan) groups(node int32, roots []int32) []int32 {
	switch {
	case p.group[node]:
		return append(roots, node)
	case p.column[node] < 0:
		return roots
	}
	return p.groups(p.tree.Right[node], p.groups(p.tree.Left[node], roots))
}
