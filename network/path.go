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

// Paths are the ways of two and four ties that bring an entity most of what was found at others, the strongest first. Hubs carry
// nothing and are on none.
func (v *View) Paths(entity string, most int) ([]Path, error) {
	from, err := v.node(entity)
	if err != nil {
		return nil, err
	}
	routes, total := v.routes(from, most)
	paths := []Path{}
	for _, r := range routes {
		end := r.nodes[len(r.nodes)-1]
		p := Path{Found: v.h.entities[end], FoundName: v.name[v.h.entities[end]], FoundOn: v.d.found[end].String(), Share: r.weight / total}
		for i := 0; i+2 < len(r.nodes); i += 2 {
			p.Ties = append(p.Ties, v.tie(r.nodes[i], r.nodes[i+1]), v.tie(r.nodes[i+2], r.nodes[i+1]))
		}
		paths = append(paths, p)
	}
	return paths, nil
}

// routes are the strongest ways of two and four ties to findings, one to each, and what all ways bring together.
func (v *View) routes(from int32, most int) (routes []route, total float64) {
	begin := []route{{nodes: []int32{from}, weight: 1}}
	left := visits
	near := first{most: nearest}
	found := map[int32]route{} // the strongest way to each finding
	add := func(before []route, w way, brings float64) {
		total += brings
		if best, ok := found[w.to]; !ok || brings > best.weight {
			r := longer(before, []way{w})[0]
			r.weight = brings
			found[w.to] = r
		}
	}
	v.walk(begin, &left, everything, func(w way) {
		w.importance = w.weight
		near.add(w)
		if score := v.d.query[w.to]; score > 0 {
			add(begin, w, w.weight*score)
		}
	})
	beside := longer(begin, near.ways)
	v.walk(beside, &left, func(resource int32) bool { return v.hot[resource] }, func(w way) {
		if score := v.d.query[w.to]; score > 0 {
			add(beside, w, w.weight*score*v.pack.Network.Alpha)
		}
	})
	for _, r := range found {
		routes = append(routes, r)
	}
	slices.SortFunc(routes, func(a, b route) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), slices.Compare(a.nodes, b.nodes))
	})
	return routes[:min(len(routes), most)], total
}
