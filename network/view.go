package network

import (
	"cmp"
	"context"
	"slices"

	"vigie"
	"vigie/lake"
	"vigie/pack"
)

// View is the network as it was known on a day, held in memory to be looked at: from many places, by many at once.
type View struct {
	AsOf vigie.Date
	// ScoredOn is the day of the drawing on which scores as of AsOf rest: the network is drawn for them once a step, at its beginning,
	// and what became known since is in this view and not in them. A view of that day shows what they saw.
	ScoredOn vigie.Date

	pack *pack.Pack
	h    *history
	d    *drawing
	name namesOf
	of   []int32 // where an entity's ties begin in the history
	hot  []bool  // of a resource: somebody tied to it has a finding
}

// Open draws the network of a day. It reads the contract's views; an empty cohort will do.
func Open(ctx context.Context, l *lake.Lake, p *pack.Pack, day vigie.Date) (*View, error) {
	if p.Network == nil {
		return nil, vigie.Errorf(vigie.Invalid, "pack %s has no network.yaml: write one to say over what findings spread", p.ID)
	}
	h, err := read(ctx, l, p, p.Network)
	if err != nil {
		return nil, err
	}
	v := &View{AsOf: day, pack: p, h: h, name: namesOf{}, of: make([]int32, len(h.entities)+1)}
	if v.ScoredOn, err = drawnOn(p.Network, day); err != nil {
		return nil, err
	}
	if err := v.name.from(ctx, l, "network_entity", day); err != nil {
		return nil, err
	}
	if v.d, err = h.draw(ctx, p.Network, day); err != nil {
		return nil, err
	}
	v.hot = make([]bool, len(h.resources))
	for i, score := range v.d.query {
		if score > 0 {
			resources, _ := v.d.graph.OfLeft(int32(i))
			for _, r := range resources {
				v.hot[r] = true
			}
		}
	}
	for _, t := range h.ties {
		v.of[t.entity+1]++
	}
	for i := range h.entities {
		v.of[i+1] += v.of[i]
	}
	return v, nil
}

// node is an entity's number.
func (v *View) node(entity string) (int32, error) {
	i, ok := slices.BinarySearch(v.h.entities, entity)
	if !ok {
		return 0, vigie.Errorf(vigie.NotFound, "entity %s is not in the network: nothing ties it, and it was never inspected", entity)
	}
	return int32(i), nil
}

// Tie is what binds an entity to a resource, with its dates.
type Tie struct {
	Entity   string `json:"entity"`
	Name     string `json:"name,omitempty"` // of the entity, as far as it was known
	Resource string `json:"resource"`
	Kind     string `json:"kind"`
	From     string `json:"from"`
	To       string `json:"to,omitempty"` // nothing: it goes on
	KnownOn  string `json:"knownOn"`
	Hub      bool   `json:"hub,omitempty"` // the resource ties so many that it says nothing
}

// tie is the latest known tie between the two.
func (v *View) tie(entity, resource int32) Tie {
	var best tie
	for _, t := range v.between(entity, resource) {
		if best.weight == 0 || t.until > best.until {
			best = t
		}
	}
	out := Tie{
		Entity: v.h.entities[entity], Name: v.name[v.h.entities[entity]], Resource: v.h.resources[resource], Kind: v.pack.Network.Kinds[v.h.kind[resource]].Kind,
		From: best.from.String(), KnownOn: best.known.String(), Hub: v.h.hub(v.d, v.pack.Network, resource),
	}
	if best.until != forever {
		out.To = best.until.String()
	}
	return out
}

// between are the ties of an entity to a resource that were known on the day. An entity's ties stand in the order of resources.
func (v *View) between(entity, resource int32) []tie {
	from, until := int(v.of[entity]), int(v.of[entity+1])
	at, _ := slices.BinarySearchFunc(v.h.ties[from:until], resource, func(t tie, r int32) int { return cmp.Compare(t.resource, r) })
	var out []tie
	for i := from + at; i < until && v.h.ties[i].resource == resource; i++ {
		if v.h.counts(i, v.AsOf) {
			out = append(out, v.h.ties[i])
		}
	}
	return out
}

// known are an entity's ties that were known on the day, faded ones too.
func (v *View) known(entity int32) []tie {
	var out []tie
	for i := v.of[entity]; i < v.of[entity+1]; i++ {
		if v.h.counts(int(i), v.AsOf) {
			out = append(out, v.h.ties[i])
		}
	}
	return out
}
