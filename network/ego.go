package network

import "math/bits"

// Ego is an entity's surroundings: two hops, within a budget of nodes, the most telling ties first.
type Ego struct {
	Entity string `json:"entity"`
	Name   string `json:"name,omitempty"`
	AsOf   string `json:"asOf"`
	// ScoredOn is the day of the drawing on which scores as of AsOf rest, see View.
	ScoredOn string `json:"scoredOn"`
	Nodes    []Node `json:"nodes"`
	Ties     []Tie  `json:"ties"`
	// Hidden are how many entities within two hops the budget left out, as far as the walk went (visits), and Hubs how many resources that tie too many to be followed.
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
	b := v.builder(entity, budget)
	b.addEntity(from, 0)
	b.addHubs(from)
	left := visits
	begin := []route{{nodes: []int32{from}, weight: 1}}
	kept := b.add(begin, b.telling(begin, &left, everything))
	kept = kept[:min(len(kept), nearest)]
	b.add(kept, b.telling(kept, &left, everything))
	return b.ego(), nil
}

// telling are the ways that lead on from routes over resources that pass: those to findings first, then the strong ones; several may lead
// to one entity.
func (b *builder) telling(routes []route, left *int, through func(resource int32) bool) []way {
	f := first{most: 4 * b.budget}
	b.v.walk(routes, left, through, func(w way) {
		b.reached.set(w.to)
		w.found, w.importance = b.v.d.found[w.to] != 0, w.weight
		f.add(w)
	})
	return f.ways
}

// marks are numbers that were seen.
type marks []uint64

func (m marks) set(i int32) { m[i/64] |= 1 << (i % 64) }

func (m marks) count() (n int) {
	for _, word := range m {
		n += bits.OnesCount64(word)
	}
	return n
}

// builder fills an ego network up to its budget.
type builder struct {
	v                   *View
	e                   *Ego
	budget              int
	entities, resources map[int32]bool
	shown               []int32 // the entities, in their order
	reached             marks   // the entities within reach, as far as the walk went
}

func (v *View) builder(entity string, budget int) *builder {
	e := &Ego{Entity: entity, Name: v.name[entity], AsOf: v.AsOf.String(), ScoredOn: v.ScoredOn.String(), Ties: []Tie{}}
	return &builder{v: v, e: e, budget: budget, entities: map[int32]bool{}, resources: map[int32]bool{}, reached: make(marks, len(v.h.entities)/64+1)}
}

// ego is what was built, with the ties between all that is shown and how much was left out.
func (b *builder) ego() *Ego {
	b.tieAll()
	b.e.Hidden = b.reached.count() - len(b.entities) + 1 // itself is not reached
	return b.e
}

// add adds the ends of ways and what leads to them, and gives the routes to the entities that are new.
func (b *builder) add(routes []route, ways []way) (kept []route) {
	for i, w := range ways {
		need := 0
		if !b.entities[w.to] {
			need++
		}
		if !b.resources[w.via] {
			need++
		}
		if len(b.e.Nodes)+need > b.budget {
			continue
		}
		hops := len(routes[w.from].nodes)
		if !b.resources[w.via] {
			b.addResource(w.via, hops)
		}
		if !b.entities[w.to] {
			b.addEntity(w.to, hops+1)
			kept = append(kept, longer(routes, ways[i:i+1])...)
		}
	}
	return kept
}

// tieAll ties whatever is shown and tied, entity by entity as they are shown.
func (b *builder) tieAll() {
	for _, entity := range b.shown {
		resources, _ := b.v.d.spread.OfLeft(entity)
		for _, r := range resources {
			if b.resources[r] {
				b.e.Ties = append(b.e.Ties, b.v.tie(entity, r))
			}
		}
	}
}

func (b *builder) addEntity(i int32, hops int) {
	b.entities[i] = true
	b.shown = append(b.shown, i)
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
				b.e.Ties = append(b.e.Ties, b.v.tie(entity, t.resource))
			}
		}
	}
}

func (v *View) relative(score float64) float64 {
	if v.d.mean == 0 {
		return 0
	}
	return score / v.d.mean
}
