package network

import (
	"cmp"
	"slices"
)

// Path is one way on which a finding at another entity reaches this one.
type Path struct {
	// Ties lead from the entity to the one with the finding, two for each step: to the resource, and from it.
	Ties      []Tie  `json:"ties"`
	Found     string `json:"found"` // the entity with the finding
	FoundName string `json:"foundName,omitempty"`
	FoundOn   string `json:"foundOn"` // the day of its last finding
	// Share is how much of what reaches the entity over its two or four nearest ties comes this way, 0 to 1.
	Share float64 `json:"share"`
}

// route is a path in numbers.
type route struct {
	nodes  []int32 // entity, resource, entity, …
	weight float64
}

// nearest is how many neighbours a path of four ties may go through: those that pass on most.
const nearest = 50

// Paths are the ways of two and four ties that bring an entity most of what was found at others, the strongest first. Hubs carry
// nothing and are on none.
func (v *View) Paths(entity string, most int) ([]Path, error) {
	from, err := v.node(entity)
	if err != nil {
		return nil, err
	}
	routes := v.routes(from)
	total := 0.
	for _, r := range routes {
		total += r.weight
	}
	var paths []Path
	reached := map[int32]bool{}
	for _, r := range routes {
		end := r.nodes[len(r.nodes)-1]
		if len(paths) == most {
			break
		}
		if reached[end] {
			continue // another way to the same finding tells nothing new
		}
		reached[end] = true
		p := Path{Found: v.h.entities[end], FoundName: v.name[v.h.entities[end]], FoundOn: v.d.found[end].String(), Share: r.weight / total}
		for i := 0; i+2 < len(r.nodes); i += 2 {
			p.Ties = append(p.Ties, v.tie(r.nodes[i], r.nodes[i+1]), v.tie(r.nodes[i+2], r.nodes[i+1]))
		}
		paths = append(paths, p)
	}
	return paths, nil
}

// routes are all ways of two ties to a finding, and those of four over the nearest neighbours, the strongest first.
func (v *View) routes(from int32) []route {
	direct := v.steps(route{nodes: []int32{from}, weight: 1})
	var routes []route
	for i, r := range direct {
		if found := v.d.query[r.nodes[2]]; found > 0 {
			routes = append(routes, route{r.nodes, r.weight * found})
		}
		if i >= nearest {
			continue
		}
		for _, far := range v.steps(r) {
			if found := v.d.query[far.nodes[4]]; found > 0 && far.nodes[4] != from {
				routes = append(routes, route{far.nodes, far.weight * found * v.pack.Network.Alpha})
			}
		}
	}
	slices.SortFunc(routes, func(a, b route) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), slices.Compare(a.nodes, b.nodes))
	})
	return routes
}

// steps lengthen a route by a resource and an entity, the strongest first.
func (v *View) steps(r route) []route {
	last := r.nodes[len(r.nodes)-1]
	var out []route
	resources, passes := v.d.spread.OfLeft(last)
	for k, resource := range resources {
		entities, back := v.d.spread.OfRight(resource)
		for j, entity := range entities {
			if entity != last {
				out = append(out, route{append(slices.Clone(r.nodes), resource, entity), r.weight * passes[k] * back[j]})
			}
		}
	}
	slices.SortFunc(out, func(a, b route) int { return cmp.Or(cmp.Compare(b.weight, a.weight), slices.Compare(a.nodes, b.nodes)) })
	return out
}
