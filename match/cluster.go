package match

import "slices"

// Cut is a link that was strong enough and was given up all the same, with the reason.
type Cut struct {
	Link   Link
	Reason CutReason
	// Told is the judgement that the link would have gone against.
	Told    *Judgement
	Between [2]uint32 // the two records that it would have put together
}

// CutReason is why a link was given up.
type CutReason string

const (
	CutJudgement CutReason = "judgement"  // it would join two records that a person told apart
	CutOneToOne  CutReason = "one_to_one" // one of the two has a stronger partner in the other's source
)

// clustering joins records to entities. Links are taken from the strongest on; each joins two groups, unless that would put
// two records together that must not be. Whatever the order of the input, the same links give the same entities.
type clustering struct {
	parent  []uint32
	size    []uint32
	sources []uint64            // of a group, as bits, for one-to-one
	told    map[uint32][]pairOf // negative judgements with a record in the group, by its root
	cuts    []Cut
}

// cluster returns the entity of each record, named by its first record, and the links that were given up. The links are
// sorted, and are those to take.
func cluster(t *Table, links []Link, v Verdicts) ([]uint32, []Cut) {
	if t.spec.OneToOne && t.spec.Task == link {
		links = assigned(t, links, v)
	}
	c := newClustering(t, v)
	for _, p := range v.positive {
		c.take(Link{A: p.A, B: p.B, Weight: 1 << 10}, false)
	}
	for _, l := range links {
		c.take(l, t.spec.OneToOne)
	}
	entity := make([]uint32, len(c.parent))
	for r := range entity {
		entity[r] = c.root(uint32(r))
	}
	return entity, c.cuts
}

func newClustering(t *Table, v Verdicts) *clustering {
	n := t.Rows()
	c := &clustering{parent: make([]uint32, n), size: make([]uint32, n), told: map[uint32][]pairOf{}}
	for r := range c.parent {
		c.parent[r], c.size[r] = uint32(r), 1
	}
	if t.spec.OneToOne {
		c.sources = make([]uint64, n)
		for r, s := range t.source {
			c.sources[r] = 1 << (s & 63)
		}
	}
	for _, p := range v.negative {
		c.told[p.A] = append(c.told[p.A], p)
		c.told[p.B] = append(c.told[p.B], p)
	}
	return c
}

// root is the smallest record of a group.
func (c *clustering) root(r uint32) uint32 {
	for c.parent[r] != r {
		c.parent[r] = c.parent[c.parent[r]]
		r = c.parent[r]
	}
	return r
}

func (c *clustering) take(l Link, oneToOne bool) {
	a, b := c.root(l.A), c.root(l.B)
	if a == b {
		return
	}
	if p := c.toldApart(a, b); p != nil {
		c.cuts = append(c.cuts, Cut{Link: l, Reason: CutJudgement, Told: &p.Row, Between: [2]uint32{p.A, p.B}})
		return
	}
	if oneToOne && c.sources[a]&c.sources[b] != 0 {
		c.cuts = append(c.cuts, Cut{Link: l, Reason: CutOneToOne})
		return
	}
	c.join(min(a, b), max(a, b))
}

// toldApart is the judgement that speaks against joining two groups.
func (c *clustering) toldApart(a, b uint32) *pairOf {
	few, other := c.told[a], b
	if len(c.told[b]) < len(few) {
		few, other = c.told[b], a
	}
	for i := range few {
		if c.root(few[i].A) == other || c.root(few[i].B) == other {
			return &few[i]
		}
	}
	return nil
}

// join puts group b to group a, whose root stays: the first record names the entity.
func (c *clustering) join(a, b uint32) {
	c.parent[b] = a
	c.size[a] += c.size[b]
	if c.sources != nil {
		c.sources[a] |= c.sources[b]
	}
	if told := c.told[b]; told != nil {
		c.told[a] = append(c.told[a], told...)
		delete(c.told, b)
	}
}

// LinkOf is a link that was found elsewhere, with its probability.
func LinkOf(a, b uint32, probability float64) Link {
	return Link{A: min(a, b), B: max(a, b), Weight: weightOf(min(max(probability, 1e-12), 1-1e-12))}
}

// Entities are those that the links make from a probability on, without judgements.
func (t *Table) Entities(links []Link, from float64) []uint32 {
	var taken []Link
	for _, l := range links {
		if !l.Contradicted && (l.Key || l.Probability() >= from) {
			taken = append(taken, l)
		}
	}
	slices.SortFunc(taken, strongest)
	entity, _ := cluster(t, taken, Verdicts{})
	return entity
}
