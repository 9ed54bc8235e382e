package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"slices"

	"vigie"
	"vigie/bench/internal/fraud"
	"vigie/lake"
	"vigie/model"
	"vigie/pack"
	"vigie/packs"
	"vigie/pipeline"
)

// What a visit finds: of those at fault on the day it finds most and not all, and at a few of the others books that are not in
// order (docs/method/country.md).
const (
	found  = .62
	trifle = .035
)

// read is what was measured before, or measures it and keeps it.
func (a asked) read(ctx context.Context) (*country, error) {
	c := &country{}
	text, err := os.ReadFile(a.employers)
	switch {
	case a.employers != "" && err == nil:
		return c, json.Unmarshal(text, c)
	case a.employers != "" && !errors.Is(err, fs.ErrNotExist):
		return nil, err
	}
	if c, err = a.measure(ctx); err != nil || a.employers == "" {
		return c, err
	}
	if text, err = json.Marshal(c); err != nil {
		return nil, err
	}
	return c, os.WriteFile(a.employers, text, 0o644)
}

// measure trains two scorers on the inspections that were known by the day, as biased as they were, and opens the truth of the day.
func (a asked) measure(ctx context.Context) (c *country, err error) {
	p, _, faults, err := pack.Open(a.pack, packs.FS)
	if err != nil {
		return nil, err
	}
	if len(faults) > 0 {
		return nil, fmt.Errorf("the pack has faults: run vigie check: %v", faults[0])
	}
	day, err := vigie.ParseDate(a.asOf)
	if err != nil {
		return nil, err
	}
	m, err := a.model(p)
	if err != nil {
		return nil, err
	}
	frauds, err := fraud.Read(a.truth)
	if err != nil {
		return nil, err
	}
	home := pipeline.Home(a.home)
	l, err := lake.Open(ctx, home.Build(), lake.Options{MemoryMB: a.memory, TempDir: home.Temp()})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	w := &pipeline.Work{Home: home, Pack: p, Models: []*pack.Model{m}, Run: vigie.Run{AsOf: day, Seed: a.seed, PackID: p.ID, PackHash: p.Hash}}
	if err := w.Walk(ctx, l, pipeline.Preparing); err != nil {
		return nil, err
	}
	labelled, err := model.Labelled(ctx, l, p, m)
	if err != nil {
		return nil, err
	}
	listed, err := model.Listed(ctx, l, p, m)
	if err != nil {
		return nil, err
	}
	margins := map[string][]float64{}
	for _, kind := range []string{"logistic", "boosting"} {
		tr, err := model.Train(ctx, labelled, p, m, kind, "bench", nil, vigie.Lineage{KnownBy: day, Seed: a.seed})
		if err != nil {
			return nil, err
		}
		for _, margin := range tr.Fit.Scorer.Margins(listed, rows(listed.Len())) {
			margins[kind] = append(margins[kind], tr.Fit.Calibration.Slope*margin+tr.Fit.Calibration.Shift)
		}
	}
	return a.invent(listed, margins, fraud.Active(frauds, day)), nil
}

// model is one that looks at everybody, with the label of another.
func (a asked) model(p *pack.Pack) (*pack.Model, error) {
	at := func(id string) int { return slices.IndexFunc(p.Models, func(m pack.Model) bool { return m.ID == id }) }
	of, label := at(a.of), at(a.label)
	if of < 0 || label < 0 {
		return nil, fmt.Errorf("pack %s has no model %q or %q", p.ID, a.of, a.label)
	}
	m := p.Models[of]
	m.Label = p.Models[label].Label
	return &m, nil
}

func rows(n int) []int32 {
	out := make([]int32, n)
	for i := range out {
		out[i] = int32(i)
	}
	return out
}

// invent gives everybody whom a list might name what the simulation needs. Inspectors think as those of the country do: of a hunch, and of what was found before
// (the part that is true follows in the year itself).
func (a asked) invent(t *model.Table, margins map[string][]float64, at map[string][]string) *country {
	rng := rand.New(rand.NewPCG(a.seed, 0x5eed))
	c := &country{}
	sectors, territories := numbers(t.Sector), numbers(t.Territory)
	c.Sectors, c.Territories = len(sectors), len(territories)
	for i, id := range t.Entity {
		e := employer{Territory: territories[t.Territory[i]], Sector: sectors[t.Sector[i]], Margin: margins["logistic"][i], Other: margins["boosting"][i], Chance: trifle}
		if len(at[id]) > 0 {
			e.Chance = found
		}
		e.Worth = .35*rng.NormFloat64() + .55*min(3, max(0, t.Past.Positives[i]))
		c.All = append(c.All, e)
	}
	return c
}

// numbers gives each name one, in their order.
func numbers(names []string) map[string]int {
	all := slices.Clone(names)
	slices.Sort(all)
	out := map[string]int{}
	for i, name := range slices.Compact(all) {
		out[name] = i
	}
	return out
}
