package gbm

// batch is the part of the work whose tables exist at the same time.
type batch struct {
	parts   []*part
	numbers int // in all tables
}

// part is a batch's share of one tree.
type part struct {
	*plan
	groups []*group
	walk   *walk // nil if no leaf is walked, or if the tree's first part does it
	notes  []note
	adds   []add
}

// note is a pass over a block of rows that notes a split's outcomes.
type note struct {
	keyedSplit
	column   int32
	from, to int // the slots that the outcomes known so far are read from, and written to
	bit      int
}

// add is what one feature gets from some groups.
type add struct {
	column int32
	tables [][]float64
	slots  []int // where the outcomes are by which each table is looked up
}

// partGroups bounds the groups of a part, whose outcomes all lie in memory: with blocks of 4096 rows, 512 KB.
const partGroups = 64

// newBatches plans all trees and cuts the work where the tables get too many. A tree may be cut too.
func newBatches(shapes []*shape, rows int) []*batch {
	current := &batch{}
	batches := []*batch{current}
	for _, s := range shapes {
		p := &part{plan: newPlan(s, rows)}
		if p.walked[0] && p.inner[0] > 0 {
			p.walk = newWalk(p.plan)
		}
		current.parts = append(current.parts, p)
		for _, root := range p.plan.groups(0, nil) {
			g := newGroup(p.plan, root)
			switch {
			case current.numbers+g.numbers() > batchNumbers:

				p = &part{plan: p.plan}
				current = &batch{parts: []*part{p}}
				batches = append(batches, current)
			case len(p.groups) == partGroups:
				p = &part{plan: p.plan}
				current.parts = append(current.parts, p)
			}
			current.numbers += g.numbers()
			p.groups = append(p.groups, g)
		}
	}
	for _, b := range batches {
		for _, p := range b.parts {
			p.order()
		}
	}
	return batches
}

// order writes the part's notes. A split above several groups is noted once, in the slot of its depth, where
// all groups below find it; the splits within a group are noted in the group's own slot.
func (p *part) order() {
	noted := make([]int32, 0, maxOutcomes) // the splits whose outcomes are in slots 1, 2, …
	for i, g := range p.groups {
		above, own := int(p.depth[g.root]), ownSlot(i)
		same := 0
		for same < len(noted) && same < above && noted[same] == g.nodes[same] {
			same++
		}
		noted = append(noted[:same], g.nodes[same:above]...)
		for bit := same; bit < above; bit++ {
			p.notes = append(p.notes, p.note(g.nodes[bit], bit, bit, bit+1))
		}
		if above == len(g.nodes) { // a single leaf: its last split is noted once more
			p.notes = append(p.notes, p.note(g.nodes[above-1], above-1, above-1, own))
		}
		from := above
		for bit := above; bit < len(g.nodes); bit++ {
			p.notes = append(p.notes, p.note(g.nodes[bit], bit, from, own))
			from = own
		}
	}
}

func ownSlot(group int) int { return maxOutcomes + 1 + group }

func (p *part) note(node int32, bit, from, to int) note {
	return note{keyedSplit: newKeyedSplit(p.tree, node), column: p.column[node], from: from, to: to, bit: bit}
}

// collect lists, for every feature, the tables of all groups that contribute to it.
func (p *part) collect() {
	p.adds = p.adds[:0]
	place := map[int32]int{}
	for i, g := range p.groups {
		for j, column := range g.columns {
			at, known := place[column]
			if !known {
				at = len(p.adds)
				place[column] = at
				p.adds = append(p.adds, add{column: column})
			}
			p.adds[at].tables = append(p.adds[at].tables, g.table[j])
			p.adds[at].slots = append(p.adds[at].slots, ownSlot(i))
		}
	}
}
