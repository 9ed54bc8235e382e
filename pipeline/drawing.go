package pipeline

import (
	"context"

	"vigie/feature"
	"vigie/pack"
)

// What the pack draws of an employer, for who asks here.
type (
	Curve     = feature.Curve
	Place     = feature.Place
	Indicator = pack.Indicator
)

// Draw answers the pack's drawings for an entity.
func (s *Snapshot) Draw(ctx context.Context, entity string) ([]Curve, []Place, error) {
	return feature.Draw(ctx, s.Lake, s.Pack, entity, s.AsOf)
}
