package pipeline

import (
	"context"

	"vigie"
	"vigie/target"
)

// Candidates are whom a field test may draw in a territory: those whom a model, or an indicator, names, with their reasons where they stand on tonight's list; and all who
// are eligible.
func (s *Snapshot) Candidates(ctx context.Context, model, indicator, territory string) (named, eligible []vigie.Target, err error) {
	if named, eligible, err = target.Pool(ctx, s.Lake, model, indicator, territory, s.Pack.Office().Limits.CoolDownDays); err != nil {
		return nil, nil, err
	}
	listed, err := target.Read(ctx, s.Lake, target.Filter{Model: model, Territory: territory})
	on := map[string]vigie.Target{}
	for _, t := range listed {
		on[t.EntityID] = t
	}
	for i := range named {
		if t, ok := on[named[i].EntityID]; ok && model != "" {
			named[i].Reasons = t.Reasons
		}
	}
	return named, eligible, err
}
