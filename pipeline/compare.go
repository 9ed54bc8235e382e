package pipeline

import (
	"context"
	"slices"

	"vigie"
	"vigie/pack"
	"vigie/target"
)

// List and Change are what comparing lists shows, for who asks here.
type (
	List   = target.List
	Change = target.Change
)

// Lists are the published lists of a model, the newest first.
func (s *Snapshot) Lists(ctx context.Context, model string) ([]List, error) {
	if !slices.ContainsFunc(s.Pack.Models, func(m pack.Model) bool { return m.ID == model }) {
		return nil, vigie.NoSuch(vigie.KindModel, model)
	}
	return target.Lists(ctx, s.Lake, model)
}

// Changes are what differs between two lists of a model, named by their runs.
func (s *Snapshot) Changes(ctx context.Context, model, before, after string) (from, to List, changes []Change, err error) {
	lists, err := s.Lists(ctx, model)
	if err != nil {
		return from, to, nil, err
	}
	read := func(run string, l *List) ([]vigie.Target, error) {
		i := slices.IndexFunc(lists, func(x List) bool { return x.RunID == run })
		if i < 0 {
			return nil, vigie.Errorf(vigie.NotFound, "compare lists of %s: there is none of run %s: take one that /models/%s/lists gives", model, run, model)
		}
		*l = lists[i]
		return target.Read(ctx, s.Lake, target.Filter{Run: run, Model: model})
	}
	old, err := read(before, &from)
	if err != nil {
		return from, to, nil, err
	}
	young, err := read(after, &to)
	if err != nil {
		return from, to, nil, err
	}
	return from, to, target.Compare(old, young), nil
}
