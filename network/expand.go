package network

import (
	"cmp"
	"slices"

	"vigie"
	"vigie/pack"
)

// Relation is one kind of tie of an entity, with what following it would bring: so that somebody knows before asking.
type Relation struct {
	Kind      string `json:"kind"`
	Resources int    `json:"resources"` // that tie it or tied it, as known on the day, and ever tied another too
	Shared    int    `json:"shared"`    // of them, those that lead to another entity now
	Others    int    `json:"others"`    // the entities that they lead to
	Hubs      int    `json:"hubs"`      // of the resources, those that tie so many that they are not followed
}

// Relations are the kinds of ties of an entity, in the pack's order; kinds that do not tie it are left out.
func (v *View) Relations(entity string) ([]Relation, error) {
	from, err := v.node(entity)
	if err != nil {
		return nil, err
	}
	out := make([]Relation, len(v.pack.Network.Kinds))
	others := make([]map[int32]bool, len(out))
	for i := range out {
		out[i].Kind, others[i] = v.pack.Network.Kinds[i].Kind, map[int32]bool{}
	}
	last := int32(-1)
	for _, t := range v.known(from) {
		if t.resource == last {
			continue // the same tie, taken up again
		}
		last = t.resource
		k := v.h.kind[t.resource]
		out[k].Resources++
		if v.h.hub(v.d, v.pack.Network, t.resource) {
			out[k].Hubs++
			continue
		}
		out[k].Shared += v.behind(t.resource, from, others[k])
	}
	for i := range out {
		out[i].Others = len(others[i])
	}
	return slices.DeleteFunc(out, func(r Relation) bool { return r.Resources == 0 }), nil
}

// behind notes the entities that a resource ties to one, and counts 1 where there are any.
func (v *View) behind(resource, from int32, others map[int32]bool) (shared int) {
	entities, _ := v.d.spread.OfRight(resource)
	for _, e := range entities {
		if e != from {
			others[e], shared = true, 1
		}
	}
	return shared
}

// Along is which ties an entity is expanded by: all of a kind, or those over one resource.
type Along struct{ Kind, Resource string }

// Expand gives what an entity shares along a relation and with whom, no more than budget nodes, the most telling first.
func (v *View) Expand(entity string, along Along, budget int) (*Ego, error) {
	from, err := v.node(entity)
	if err != nil {
		return nil, err
	}
	through, err := v.through(along)
	if err != nil {
		return nil, err
	}
	b := v.builder(entity, budget)
	b.addEntity(from, 0)
	left := visits
	begin := []route{{nodes: []int32{from}, weight: 1}}
	b.add(begin, b.telling(begin, &left, through))
	return b.ego(), nil
}

// through lets the resources of a relation pass.
func (v *View) through(along Along) (func(int32) bool, error) {
	if along.Resource == "" {
		place := slices.IndexFunc(v.pack.Network.Kinds, func(k pack.NetworkKind) bool { return k.Kind == along.Kind })
		if place < 0 {
			return nil, vigie.Errorf(vigie.Invalid, "expand by %q: the pack's network.yaml knows no such tie", along.Kind)
		}
		return func(r int32) bool { return int(v.h.kind[r]) == place }, nil
	}
	at := slices.Index(v.h.resources, along.Resource)
	if at < 0 {
		return nil, vigie.Errorf(vigie.NotFound, "expand over %s: it ties nobody", along.Resource)
	}
	return func(r int32) bool { return int(r) == at }, nil
}

// Way is the shortest way between two entities.
type Way struct {
	Ties []Tie `json:"ties"` // two for each step: to the resource, and from it; none when no way was found
	// Whole says that the whole of what hangs together was looked at, so that no way found means that there is none.
	Whole bool `json:"whole"`
}

// looked is how many ties the search for a way looks at, from both ends together: some tens of milliseconds.
const looked = 2_000_000

// Between is the shortest way of dated ties from one entity to another. Hubs are on none. Of several of the same length, it is the one
// that meets at the entity named first.
func (v *View) Between(from, to string) (*Way, error) {
	a, err := v.node(from)
	if err != nil {
		return nil, err
	}
	b, err := v.node(to)
	if err != nil {
		return nil, err
	}
	way := &Way{Ties: []Tie{}, Whole: true}
	if a == b {
		return way, nil
	}
	ends := [2]*search{newSearch(a), newSearch(b)}
	left := looked
	for len(ends[0].front) > 0 && len(ends[1].front) > 0 {
		near, far := ends[0], ends[1]
		if len(far.front) < len(near.front) {
			near, far = far, near
		}
		met, ok := v.step(near, far, &left)
		if ok {
			way.Ties = v.way(ends[0], ends[1], met)
			return way, nil
		}
		if left < 0 {
			way.Whole = false
			return way, nil
		}
	}
	return way, nil
}

// search is what was reached from one end.
type search struct {
	by    map[int32]hop // of each entity: how it was reached
	over  map[int32]bool
	front []int32
}

type hop struct {
	from, over int32
	ties       int
}

func newSearch(at int32) *search {
	return &search{by: map[int32]hop{at: {from: -1}}, over: map[int32]bool{}, front: []int32{at}}
}

// step goes one step further from one end, and says where it meets what was reached from the other.
func (v *View) step(near, far *search, left *int) (met int32, ok bool) {
	var next, meets []int32
	for _, at := range near.front {
		resources, _ := v.d.spread.OfLeft(at)
		for _, r := range resources {
			if near.over[r] {
				continue
			}
			near.over[r] = true
			entities, _ := v.d.spread.OfRight(r)
			if *left -= len(entities); *left < 0 {
				return 0, false
			}
			for _, e := range entities {
				if _, seen := near.by[e]; seen {
					continue
				}
				near.by[e] = hop{from: at, over: r, ties: near.by[at].ties + 1}
				next = append(next, e)
				if _, there := far.by[e]; there {
					meets = append(meets, e)
				}
			}
		}
	}
	near.front = next
	if len(meets) == 0 {
		return 0, false
	}
	return slices.MinFunc(meets, func(a, b int32) int { return cmp.Or(cmp.Compare(far.by[a].ties, far.by[b].ties), cmp.Compare(a, b)) }), true
}

// way are the dated ties from the first end over where they met to the second.
func (v *View) way(from, to *search, met int32) []Tie {
	ties := []Tie{}
	for at := met; from.by[at].from >= 0; at = from.by[at].from {
		h := from.by[at]
		ties = append(ties, v.tie(at, h.over), v.tie(h.from, h.over))
	}
	slices.Reverse(ties)
	for at := met; to.by[at].from >= 0; at = to.by[at].from {
		h := to.by[at]
		ties = append(ties, v.tie(at, h.over), v.tie(h.from, h.over))
	}
	return ties
}

// Pair names a tie.
type Pair struct {
	Entity   string `json:"entity" maxLength:"64"`
	Resource string `json:"resource" maxLength:"300"`
}

// Ties are the ties of these names that were known on the day; those that were not are left out.
func (v *View) Ties(pairs []Pair) []Tie {
	at := make(map[string]int32, len(v.h.resources))
	for i, r := range v.h.resources {
		at[r] = int32(i)
	}
	out := []Tie{}
	for _, p := range pairs {
		entity, err := v.node(p.Entity)
		if resource, ok := at[p.Resource]; err == nil && ok && len(v.between(entity, resource)) > 0 {
			out = append(out, v.tie(entity, resource))
		}
	}
	return out
}
