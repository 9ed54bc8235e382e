package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"vigie"
	"vigie/feature"
	"vigie/network"
	"vigie/pack"
)

const family = "network" // the built-in family whose worth is asked

// variant is one way to use the network.
type variant struct {
	name, meaning string
	except        []string              // features that the model does without, besides its own exceptions
	ties          bool                  // it also does without the families that the pack makes of ties
	network       func(n *pack.Network) // how the network is drawn otherwise; nil: as the pack says
	reveal        func(*reveal)         // which part of the truth is known instead of what inspections found; nil: none
}

// found are the columns of the family that follow from findings; the others say how it is tied, whatever was found. A test holds
// both to what the family has.
var found = []string{
	"found_neighbours", "found_share", "close_found", "found_triangles", "community_found_share", "days_since_found", "exposure", "worst_resource", "mean_resource",
}

var tied = []string{"resources", "hubs", "neighbours", "close_neighbours", "component", "squares", "triangles", "community"}

var all = []variant{
	{name: "alone", meaning: "nothing that follows from ties", except: []string{family}, ties: true},
	{name: "without", meaning: "without the family network", except: []string{family}},
	{name: "with", meaning: "with it, as the pack has it"},
	{name: "ties", meaning: "of the family only how it is tied", except: columns(found)},
	{name: "findings", meaning: "of the family only what follows from findings", except: columns(tied)},
	{name: "no-hubs", meaning: "hubs are not left out", network: func(n *pack.Network) {
		for i := range n.Kinds {
			n.Kinds[i].Hub = 0
		}
	}},
	{name: "half-hubs", meaning: "hubs from half as many ties on", network: func(n *pack.Network) {
		for i := range n.Kinds {
			n.Kinds[i].Hub /= 2
		}
	}},
	{name: "no-decay", meaning: "neither ties nor findings fade", network: func(n *pack.Network) { n.LinkHalfLifeDays, n.FindingHalfLifeDays = 0, 0 }},
	{name: "fast-decay", meaning: "both fade three times as fast", network: func(n *pack.Network) {
		n.LinkHalfLifeDays, n.FindingHalfLifeDays = n.LinkHalfLifeDays/3, n.FindingHalfLifeDays/3
	}},
	{name: "near", meaning: "alpha 0.5: it hardly spreads beyond neighbours", network: func(n *pack.Network) { n.Alpha = .5 }},
	{name: "truth", meaning: "every fraud of others were known from its first day", reveal: func(r *reveal) { r.share = 1 }},
	{name: "truth-few", meaning: "as many employers were known as inspections had found, dealt by lot, from the first day", reveal: func(r *reveal) { r.asFound = true }},
}

func columns(names []string) []string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = family + "." + n
	}
	return out
}

func names() []string {
	out := make([]string, len(all))
	for i := range all {
		out[i] = all[i].name
	}
	return out
}

func choose(list string) ([]variant, error) {
	var out []variant
	for name := range strings.SplitSeq(list, ",") {
		i := slices.IndexFunc(all, func(v variant) bool { return v.name == name })
		if i < 0 {
			return nil, fmt.Errorf("no variant %q: choose of %s", name, strings.Join(names(), ", "))
		}
		out = append(out, all[i])
	}
	return out, nil
}

// variantOf is the model with the variant's features.
func (b *bench) variantOf(m *pack.Model, v variant) *pack.Model {
	out := *m
	out.Features.Except = append(slices.Clone(m.Features.Except), v.except...)
	if v.ties {
		out.Features.Except = append(out.Features.Except, strings.Split(b.ties, ",")...)
	}
	return &out
}

// set computes the family network as the variant has it. What the walk computed is what the pack says, until a variant that says
// otherwise has replaced it.
func (b *bench) set(ctx context.Context, v variant, day vigie.Date) error {
	p := *b.pack
	n := *b.pack.Network
	n.Kinds = slices.Clone(n.Kinds)
	if v.network != nil {
		v.network(&n)
	}
	p.Network = &n
	if v.reveal != nil {
		r := &reveal{}
		v.reveal(r)
		return b.revealed(ctx, &p, r, day)
	}
	if v.network == nil && !b.moved {
		return nil
	}
	b.moved = v.network != nil
	return stand(ctx, b, &p)
}

// stand draws the network and gives the cohort its features.
func stand(ctx context.Context, b *bench, p *pack.Pack) error {
	if err := network.Position(ctx, b.lake, p, nil); err != nil {
		return err
	}
	i := slices.IndexFunc(p.Families, func(f pack.Family) bool { return f.Builtin && f.ID == family })
	return feature.Build(ctx, b.lake, p.Families[i:i+1], nil)
}
