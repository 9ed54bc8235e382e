package network

import (
	"cmp"
	"math"
	"slices"

	"vigie"
)

// standing is where one entity stands in a drawing.
type standing struct {
	resources, hubs                          float64
	neighbours, close, foundNear, foundClose float64
	squares, triangles, foundTriangles       float64
	exposure, worst, sum                     float64
	component, community, foundCommunity     float64
	lastFound                                vigie.Date // 0: none
}

// counter counts neighbours, and is clean again after each entity.
type counter struct {
	shared []uint16 // with each entity, how many resources
	seen   []int32
}

func (d *drawing) standing(entity int32, c *counter) standing {
	s := standing{hubs: float64(d.hubs[entity]), component: float64(d.component[entity])}
	resources, _ := d.graph.OfLeft(entity)
	s.resources = float64(len(resources))
	d.share(entity, c)
	var circle []int32 // those that share two resources at least
	for _, other := range c.seen {
		s.neighbours++
		found := d.found[other] != 0
		if found {
			s.foundNear++
			s.lastFound = max(s.lastFound, d.found[other])
		}
		n := float64(c.shared[other])
		s.squares += n * (n - 1) / 2
		if n > 1 {
			circle = append(circle, other)
			if found {
				s.foundClose++
			}
		}
	}
	s.close = float64(len(circle))
	s.triangles, s.foundTriangles = d.triangles(nearestOf(circle, c.shared))
	c.clear()
	s.community, s.foundCommunity = d.communityOf(entity)
	s.exposure, s.worst, s.sum = d.fromOthers(entity)
	if d.mean > 0 {
		s.exposure, s.worst, s.sum = s.exposure/d.mean, s.worst/d.mean, s.sum/d.mean
	}
	return s
}

// share counts how many resources an entity shares with each other one.
func (d *drawing) share(entity int32, c *counter) {
	resources, _ := d.graph.OfLeft(entity)
	for _, r := range resources {
		neighbours, _ := d.graph.OfRight(r)
		for _, other := range neighbours {
			if other == entity {
				continue
			}
			if c.shared[other] == 0 {
				c.seen = append(c.seen, other)
			}
			if c.shared[other] < math.MaxUint16 {
				c.shared[other]++
			}
		}
	}
}

func (c *counter) clear() {
	for _, other := range c.seen {
		c.shared[other] = 0
	}
	c.seen = c.seen[:0]
}

// circleSize is among how many of its closest neighbours an entity's triangles are counted: pairs of them are held against each other.
const circleSize = 12

// nearestOf are those that share most, of equal ones the first by number.
func nearestOf(circle []int32, shared []uint16) []int32 {
	slices.SortFunc(circle, func(a, b int32) int { return cmp.Or(cmp.Compare(shared[b], shared[a]), cmp.Compare(a, b)) })
	return circle[:min(len(circle), circleSize)]
}

// triangles are the pairs of close neighbours that are close to each other, and those of them of which one has a finding.
func (d *drawing) triangles(circle []int32) (all, found float64) {
	for i, a := range circle {
		for _, b := range circle[:i] {
			if !d.areClose(a, b) {
				continue
			}
			all++
			if d.found[a] != 0 || d.found[b] != 0 {
				found++
			}
		}
	}
	return all, found
}

// areClose tells whether two entities share two resources at least. Each pair is asked about by all who are close to both, and so
// is remembered.
func (d *drawing) areClose(a, b int32) bool {
	key := uint64(min(a, b))<<32 | uint64(max(a, b))
	if is, ok := d.pairs[key]; ok {
		return is
	}
	is := d.shareTwo(a, b)
	d.pairs[key] = is
	return is
}

func (d *drawing) shareTwo(a, b int32) bool {
	x, _ := d.graph.OfLeft(a)
	y, _ := d.graph.OfLeft(b)
	shared := 0
	for i, j := 0, 0; i < len(x) && j < len(y); {
		switch {
		case x[i] < y[j]:
			i++
		case x[i] > y[j]:
			j++
		default:
			if shared++; shared > 1 {
				return true
			}
			i, j = i+1, j+1
		}
	}
	return false
}

// communityOf is how many are in an entity's community, and how many of the others have a finding.
func (d *drawing) communityOf(entity int32) (members, found float64) {
	c := d.community[entity]
	members, found = float64(d.members[c]), float64(d.foundIn[c])
	if d.found[entity] != 0 {
		found--
	}
	return members, found
}

// gather counts the members of the communities, and those with a finding.
func (d *drawing) gather() {
	d.members, d.foundIn = make([]int32, len(d.community)), make([]int32, len(d.community))
	for i, c := range d.community {
		d.members[c]++
		if d.found[i] != 0 {
			d.foundIn[c]++
		}
	}
}

// fromOthers is what an entity's resources bring it, what it gave them itself left out: in all, from the worst, and their sum.
func (d *drawing) fromOthers(entity int32) (all, worst, sum float64) {
	own := d.scores.Left[entity]
	resources, passes := d.spread.OfLeft(entity)
	for k, r := range resources {
		score := max(0, d.scores.Right[r]-passes[k]*own)
		all += passes[k] * score
		worst = max(worst, score)
		sum += score
	}
	return all, worst, sum
}

func (d *drawing) meanExposure() float64 {
	total, tied := 0., 0
	for i := range d.graph.Lefts() {
		if resources, _ := d.graph.OfLeft(int32(i)); len(resources) > 0 {
			all, _, _ := d.fromOthers(int32(i))
			total += all
			tied++
		}
	}
	if tied == 0 {
		return 0
	}
	return total / float64(tied)
}
