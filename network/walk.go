package network

import (
	"cmp"
	"slices"
)

// route is a way in numbers.
type route struct {
	nodes  []int32 // entity, resource, entity, …
	weight float64
}

// nearest is over how many ties the walk goes on from an entity: those that pass on most.
const nearest = 50

// visits is how many ties one walk looks at. Around a large employer there are millions within two hops; the strongest come first,
// so that what is left out says least, and an answer takes milliseconds.
const visits = 100_000

// way is a route's next two ties: from an entity over a resource to another.
type way struct {
	from       int // the place of the route that it goes on from
	via, to    int32
	weight     float64
	found      bool    // it leads to a finding, and comes before all that do not, however strong; for who asks for it
	importance float64 // by which the first are kept
}

// first are the most important ways, in their order.
type first struct {
	most int
	ways []way
}

func (f *first) add(w way) {
	if len(f.ways) == f.most {
		if compareWays(f.ways[f.most-1], w) <= 0 {
			return
		}
		f.ways = f.ways[:f.most-1]
	}
	at, _ := slices.BinarySearchFunc(f.ways, w, compareWays)
	f.ways = slices.Insert(f.ways, at, w)
}

// compareWays puts findings first, then the most important, and those of equal importance by their numbers. A finding is a rank and no
// factor: what findings start with adds up to 1, so that among thousands one weighs next to nothing.
func compareWays(a, b way) int {
	switch {
	case a.found && !b.found:
		return -1
	case b.found && !a.found:
		return 1
	}
	return cmp.Or(cmp.Compare(b.importance, a.importance), cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to), cmp.Compare(a.via, b.via))
}

// walk looks at the ties that lead on from routes, in their order, until it has looked at so many as left says, and tells of each
// way. Of resources it takes those that through lets pass.
func (v *View) walk(routes []route, left *int, through func(resource int32) bool, tell func(way)) {
	for at, r := range routes {
		last := r.nodes[len(r.nodes)-1]
		resources, passes := v.d.spread.OfLeft(last)
		*left -= len(resources)
		for k, resource := range resources {
			if *left < 0 {
				return
			}
			if !through(resource) {
				continue
			}
			entities, back := v.d.spread.OfRight(resource)
			*left -= len(entities)
			for j, entity := range entities {
				if entity != last && entity != r.nodes[0] {
					tell(way{from: at, via: resource, to: entity, weight: r.weight * passes[k] * back[j]})
				}
			}
		}
	}
}

// longer are the routes that ways make of routes.
func longer(routes []route, ways []way) []route {
	out := make([]route, len(ways))
	for i, w := range ways {
		out[i] = route{append(slices.Clone(routes[w.from].nodes), w.via, w.to), w.weight}
	}
	return out
}

func everything(int32) bool { return true }
