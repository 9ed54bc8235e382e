package main

import (
	"context"
	"slices"

	"vigie"
	"vigie/bench/internal/fraud"
	"vigie/model"
	"vigie/pack"
)

// list is what one training put in order on one day.
type list struct {
	variant int
	order   []int32    // entities by their number, from the highest margin on
	kinds   [][]string // what there was to find at each; nil: nothing
}

// rank trains a variant on what was known by the day, as often as asked, and keeps the orders in which it puts those who might be
// visited.
func (b *bench) rank(ctx context.Context, c *comparison, v int, m *pack.Model, day vigie.Date) error {
	labelled, err := model.Labelled(ctx, b.lake, b.pack, m)
	if err != nil {
		return err
	}
	t, rows, kinds, err := b.candidates(ctx, m, labelled, day)
	if err != nil {
		return err
	}
	known := day
	if b.truth == "" {
		known-- // a list of the first day of a step rests on what was known the day before
	}
	for seed := range b.seeds {
		tr, err := model.Train(ctx, labelled, b.pack, m, b.kind, "bench", nil, vigie.Lineage{KnownBy: known, Seed: uint64(seed + 1)})
		if err != nil {
			return err
		}
		c.add(v, t, rows, tr.Fit.Scorer.Margins(t, rows), kinds, uint64(seed))
	}
	return nil
}

// candidates are those who might be visited: whom a list may name on the day, with what they were at; or the cohort's rows of the
// step, with what was found later.
func (b *bench) candidates(ctx context.Context, m *pack.Model, labelled *model.Table, day vigie.Date) (*model.Table, []int32, func(int32) []string, error) {
	if b.truth != "" {
		listed, err := model.Listed(ctx, b.lake, b.pack, m)
		if err != nil {
			return nil, nil, nil, err
		}
		at := fraud.Active(b.frauds, day)
		rows := make([]int32, listed.Len())
		for i := range rows {
			rows[i] = int32(i)
		}
		return listed, rows, func(r int32) []string { return b.counted(at[listed.Entity[r]]) }, nil
	}
	next, err := vigie.Step(b.every).Add(day, 1)
	if err != nil {
		return nil, nil, nil, err
	}
	var rows []int32
	for i, d := range labelled.Inspected {
		if d >= day && d < next {
			rows = append(rows, int32(i))
		}
	}
	return labelled, rows, func(r int32) []string {
		if labelled.Positive[r] {
			return []string{"found"}
		}
		return nil
	}, nil
}

// counted are those of the phenomena that count as found.
func (b *bench) counted(phenomena []string) []string {
	if len(b.only) == 0 {
		return phenomena
	}
	return slices.DeleteFunc(slices.Clone(phenomena), func(p string) bool { return !slices.Contains(b.only, p) })
}
