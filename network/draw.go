package network

import (
	"context"
	"fmt"
	"math"

	"vigie"
	"vigie/internal/graph"
	"vigie/pack"
)

// drawing is the network as it was known on a day.
type drawing struct {
	on        vigie.Date
	graph     *graph.Bipartite
	spread    *graph.Spread
	hubs      []int32      // of an entity: resources left out because they tie too many
	ties      []int32      // of a resource: how many entities it ties
	query     []float64    // of an entity: what its findings start with
	found     []vigie.Date // of an entity: the day of its last known finding; 0: none
	scores    graph.Scores
	mean      float64         // of what tied entities have from others
	component []int32         // of an entity: how many hang together with it
	community []int32         // of an entity: which one it is in
	members   []int32         // of a community: how many
	foundIn   []int32         // of a community: how many with a finding
	pairs     map[uint64]bool // of entities that were held against each other: whether they share two resources
}

const (
	tolerance = 1e-10
	steps     = 500
	rounds    = 8       // of communities; what moves between two of them after so many is at home in both
	faded     = 1. / 64 // a tie or finding that counts less than this counts no more: six half-lives
)

// draw builds the network of a day and lets the findings of that day spread over it.
func (h *history) draw(ctx context.Context, n *pack.Network, day vigie.Date) (*drawing, error) {
	d := &drawing{on: day, pairs: map[uint64]bool{}}
	edges := h.edges(n, day)
	edges = h.withoutHubs(d, n, edges)
	var err error
	if d.graph, err = graph.NewBipartite(len(h.entities), len(h.resources), edges); err != nil {
		return nil, fmt.Errorf("draw the network as of %s: %w", day, err)
	}
	if d.spread, err = graph.NewSpread(d.graph, n.Alpha); err != nil {
		return nil, vigie.Errorf(vigie.Invalid, "network.yaml: %w", err)
	}
	d.query = h.query(d, n, day)
	if d.scores, err = d.spread.Solve(ctx, d.query, tolerance, steps); err != nil {
		return nil, fmt.Errorf("spread findings as of %s: %w", day, err)
	}
	d.component = d.graph.ComponentSizes()
	d.mean = d.meanExposure()
	d.community = d.spread.Communities(rounds)
	d.gather()
	return d, nil
}

// edges are the ties known on the day, one a pair: the strongest of several. A tie that ended fades.
func (h *history) edges(n *pack.Network, day vigie.Date) []graph.Edge {
	var edges []graph.Edge
	fades := fading(n.LinkHalfLifeDays)
	for i, t := range h.ties {
		if !h.counts(i, day) {
			continue
		}
		weight := t.weight
		if t.until < day {
			ago := int(day - t.until)
			if n.LinkHalfLifeDays > 0 {
				if ago >= len(fades) {
					continue
				}
				weight *= fades[ago]
			}
		}
		if last := len(edges) - 1; last >= 0 && edges[last].Left == t.entity && edges[last].Right == t.resource {
			edges[last].Weight = max(edges[last].Weight, weight)
			continue
		}
		edges = append(edges, graph.Edge{Left: t.entity, Right: t.resource, Weight: weight})
	}
	return edges
}

// counts tells whether a tie had begun and was known on the day, in its last version known by then: of rows with the same entity,
// resource and beginning, which stand in the order in which they became known, a later one says how the tie went on.
func (h *history) counts(i int, day vigie.Date) bool {
	t := h.ties[i]
	if t.known > day || t.from > day {
		return false
	}
	if i+1 == len(h.ties) {
		return true
	}
	next := h.ties[i+1]
	return next.entity != t.entity || next.resource != t.resource || next.from != t.from || next.known > day
}

// half is what is left after some days; a half-life of 0 keeps everything.
func half(days vigie.Date, life int) float64 {
	if life == 0 {
		return 1
	}
	return math.Exp2(-float64(days) / float64(life))
}

// fading is what is left after each number of days, as long as it counts.
func fading(life int) []float64 {
	var left []float64
	for days := 0; life > 0 && half(vigie.Date(days), life) >= faded; days++ {
		left = append(left, half(vigie.Date(days), life))
	}
	return left
}

// withoutHubs leaves out resources that tie too many, and those that tie nobody to anybody. It counts the hubs of each entity.
func (h *history) withoutHubs(d *drawing, n *pack.Network, edges []graph.Edge) (kept []graph.Edge) {
	d.ties = make([]int32, len(h.resources))
	for _, e := range edges {
		d.ties[e.Right]++
	}
	d.hubs = make([]int32, len(h.entities))
	kept = edges[:0]
	for _, e := range edges {
		switch {
		case h.hub(d, n, e.Right):
			d.hubs[e.Left]++
		case d.ties[e.Right] > 1:
			kept = append(kept, e)
		}
	}
	return kept
}

func (h *history) hub(d *drawing, n *pack.Network, resource int32) bool {
	limit := n.Kinds[h.kind[resource]].Hub
	return limit > 0 && int(d.ties[resource]) > limit
}

// query is what each entity's findings start with: the strongest of them, faded with time; all of them add up to 1.
func (h *history) query(d *drawing, n *pack.Network, day vigie.Date) []float64 {
	d.found = make([]vigie.Date, len(h.entities))
	query, total := make([]float64, len(h.entities)), 0.
	for _, f := range h.findings {
		if f.known > day || f.on > day || f.until <= day {
			continue
		}
		weight := half(day-f.on, n.FindingHalfLifeDays)
		if weight < faded {
			continue
		}
		d.found[f.entity] = max(d.found[f.entity], f.on)
		if weight > query[f.entity] {
			total += weight - query[f.entity]
			query[f.entity] = weight
		}
	}
	for i := range query {
		if total > 0 {
			query[i] /= total
		}
	}
	return query
}
