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
	steps  []step
}

// step is one pass over a block of rows: it notes the outcomes of a split, and then, if it completes a
// group's outcomes, adds the group's numbers.
type step struct {
	column      int32
	threshold   float32
	missingLeft bool
	set         Set // nil for a numeric split
	from, to    int // the slots the outcomes known so far are read from and written to
	bit         int
	split       bool   // false if there is only a group to add
	group       *group // nil if there is only a split to note
}

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
			if current.numbers+g.numbers() > batchNumbers {
				p = &part{plan: p.plan}
				current = &batch{parts: []*part{p}}
				batches = append(batches, current)
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

// order writes the part's steps. A split above several groups is noted once, in the slot of its depth, where all
// groups below find it.
func (p *part) order() {
	noted := make([]int32, 0, maxOutcomes) // the splits whose outcomes are in slots 1, 2, …
	for _, g := range p.groups {
		above := int(p.depth[g.root])
		same := 0
		for same < len(noted) && same < above && noted[same] == g.nodes[same] {
			same++
		}
		noted = append(noted[:same], g.nodes[same:above]...)
		for bit := same; bit < above; bit++ {
			p.steps = append(p.steps, p.step(g.nodes[bit], bit, bit, bit+1))
		}
		from := above
		for bit := above; bit < len(g.nodes); bit++ {
			p.steps = append(p.steps, p.step(g.nodes[bit], bit, from, above+1))
			from = above + 1
		}
		p.steps = append(p.steps, step{from: from, group: g})
	}
}

func (p *part) step(node int32, bit, from, to int) step {
	t := p.tree
	s := step{
		column: p.column[node], missingLeft: t.DefaultLeft[node],
		split: true, bit: bit, from: from, to: to,
	}
	if set := t.Category[node]; set >= 0 {
		s.set = t.Sets[set]
		if s.set == nil {
			s.set = Set{}
		}
		return s
	}
	s.threshold = ceil32(t.Threshold[node])
	return s
}
