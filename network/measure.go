package network

import (
	"vigie"
)

// standing is where one entity stands in a drawing.
type standing struct {
	resources, hubs                          float64
	neighbours, close, foundNear, foundClose float64
	exposure, worst, sum                     float64
	component                                float64
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
	for _, r := range resources {
		neighbours, _ := d.graph.OfRight(r)
		for _, other := range neighbours {
			if other == entity {
				continue
			}
			if c.shared[other] == 0 {
				c.seen = append(c.seen, other)
			}
			if c.shared[other] < 2 {
				c.shared[other]++
			}
		}
	}
	for _, other := range c.seen {
		s.neighbours++
		found := d.found[other] != 0
		if found {
			s.foundNear++
			s.lastFound = max(s.lastFound, d.found[other])
		}
		if c.shared[other] > 1 {
			s.close++
			if found {
				s.foundClose++
			}
		}
		c.shared[other] = 0
	}
	c.seen = c.seen[:0]
	s.exposure, s.worst, s.sum = d.fromOthers(entity)
	if d.mean > 0 {
		s.exposure, s.worst, s.sum = s.exposure/d.mean, s.worst/d.mean, s.sum/d.mean
	}
	return s
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
