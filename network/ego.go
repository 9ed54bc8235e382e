package network

import (
	"cmp"
	"slices"
)

// Ego is an entity's surroundings: two hops, within a budget of nodes, the most telling ties first.
type Ego struct {
	Entity string `json:"entity"`
	Name   string `json:"name,omitempty"`
	AsOf   string `json:"asOf"`
	Nodes  []Node `json:"nodes"`
	Ties   []Tie  `json:"ties"`
	// Hidden are how many entities within two hops the budget left out, and Hubs how many resources that tie too many to be followed.
	Hidden int `json:"hidden"`
	Hubs   int `json:"hubs"`
}

// Node is an entity or a resource of an ego network.
type Node struct {
	ID      string  `json:"id"`
	Name    string  `json:"name,omitempty"`    // of an entity, as far as it was known
	Kind    string  `json:"kind"`              // entity, or the kind of the resource
	Hops    int     `json:"hops"`              // ties from the entity: 1 and 3 for resources, 2 and 4 for entities
	FoundOn string  `json:"foundOn,omitempty"` // the day of an entity's last known finding
	Ties    int     `json:"ties"`              // how many entities a resource ties; how many resources tie an entity
	Score   float64 `json:"score"`             // what is known of it and around it, against the mean of tied entities
	Hub     bool    `json:"hub,omitempty"`
}

// Ego gives the surroundings of an entity: itself, its resources, the entities that share them, and so on to the second of
// them, no more than budget nodes. A neighbour with a finding comes before one without, a strong tie before a weak one.
func (v *View) Ego(entity string, budget int) (*Ego, error) {
	from, err := v.node(entity)
	if err != nil {
		return nil, err
	}
	e := &Ego{Entity: entity, Name: v.name[entity], AsOf: v.AsOf.String()}
	b := &builder{v: v, e: e, budget: budget, entities: map[int32]bool{}, resources: map[int32]bool{}, tied: map[[2]int32]bool{}}
	b.addEntity(from, 0)
	b.addHubs(from)
	first := v.telling(v.steps(route{nodes: []int32{from}, weight: 1}))
	kept := b.add(first)
	var second []route
	for _, r := range kept[:min(len(kept), nearest)] {
		second = append(second, v.steps(r)...)
	}
	b.add(v.telling(second))
	return e, nil
}

// telling puts routes to findings first, then strong ones.
func (v *View) telling(routes []route) []route {
	rank := func(r route) float64 { return r.weight * (1 + 1000*v.d.query[r.nodes[len(r.nodes)-1]]) }
	slices.SortStableFunc(routes, func(a, b route) int { return cmp.Compare(rank(b), rank(a)) })
	return routes
}

// builder fills an ego network up to its budget.
type builder struct {
	v                   *View
	e                   *Ego
	budget              int
	entities, resources map[int32]bool
	tied                map[[2]int32]bool
}

// add adds the ends of routes and what leads to them, and gives the routes that found room.
func (b *builder) add(routes []route) (kept []route) {
	hidden := map[int32]bool{}
	for _, r := range routes {
		n := len(r.nodes)
		before, resource, end := r.nodes[n-3], r.nodes[n-2], r.nodes[n-1]
		need := 0
		if !b.entities[end] {
			need++
		}
		if !b.resources[resource] {
			need++
		}
		if len(b.e.Nodes)+need > b.budget {
			hidden[end] = true
			continue
		}
		if !b.resources[resource] {
			b.addResource(resource, n-2)
		}
		if !b.entities[end] {
			b.addEntity(end, n-1)
			kept = append(kept, r)
		}
		b.addTie(before, resource)
		b.addTie(end, resource)
	}
	for end := range hidden {
		if !b.entities[end] {
			b.e.Hidden++
		}
	}
	return kept
}

func (b *builder) addEntity(i int32, hops int) {
	b.entities[i] = true
	resources, _ := b.v.d.spread.OfLeft(i)
	n := Node{ID: b.v.h.entities[i], Name: b.v.name[b.v.h.entities[i]], Kind: "entity", Hops: hops, Ties: len(resources), Score: b.v.relative(b.v.d.scores.Left[i])}
	if on := b.v.d.found[i]; on != 0 {
		n.FoundOn = on.String()
	}
	b.e.Nodes = append(b.e.Nodes, n)
}

func (b *builder) addResource(i int32, hops int) {
	b.resources[i] = true
	b.e.Nodes = append(b.e.Nodes, Node{
		ID: b.v.h.resources[i], Kind: b.v.pack.Network.Kinds[b.v.h.kind[i]].Kind, Hops: hops, Ties: int(b.v.d.ties[i]),
		Score: b.v.relative(b.v.d.scores.Right[i]), Hub: b.v.h.hub(b.v.d, b.v.pack.Network, i),
	})
}

// addHubs shows the hubs at the entity itself, which nothing is followed through.
func (b *builder) addHubs(entity int32) {
	for _, t := range b.v.known(entity) {
		if !b.resources[t.resource] && b.v.h.hub(b.v.d, b.v.pack.Network, t.resource) {
			b.e.Hubs++
			if len(b.e.Nodes) < b.budget {
				b.addResource(t.resource, 1)
				b.addTie(entity, t.resource)
			}
		}
	}
}

func (b *builder) addTie(entity, resource int32) {
	key := [2]int32{entity, resource}
	if !b.tied[key] {
		b.tied[key] = true
		b.e.Ties = append(b.e.Ties, b.v.tie(entity, resource))
	}
}

func (v *View) relative(score float64) float64 {
	if v.d.mean == 0 {
		return 0
	}
	return score / v.d.mean
}
