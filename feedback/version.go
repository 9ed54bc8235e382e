package feedback

import (
	"context"
	"slices"

	"vigie"
	"vigie/lake"
)

// BringVersions writes into the lake every step that people took with a trained model, and the state it left it in.
func BringVersions(ctx context.Context, l *lake.Lake, from vigie.Casework, office *vigie.Office) error {
	var model, version, state []string
	var on []int32
	var position []float64
	err := from.Read(ctx, func(b vigie.Books) error {
		versions, err := vigie.All(ctx, b.Versions(), vigie.Query{Scope: vigie.Scope{All: true}})
		if err != nil {
			return err
		}
		for _, v := range versions {
			steps, err := b.Versions().History(ctx, v.ID)
			if err != nil {
				return err
			}
			for _, s := range slices.CompactFunc(steps, func(a, b vigie.ModelVersion) bool { return a.State == b.State }) {
				model, version, state, on = append(model, s.Model), append(version, s.Trained), append(state, s.State), append(on, int32(office.Day(s.ChangedAt)))
				position = append(position, float64(s.Version))
			}
		}
		return nil
	})
	if err != nil {
		return vigie.Errorf(vigie.CodeOf(err), "bring decisions on models to the lake: %w", err)
	}
	return l.Tx(ctx, func(ctx context.Context, tx *lake.Tx) error {
		if err := lake.Schema(ctx, tx); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, "DELETE FROM version"); err != nil {
			return err
		}
		return tx.Append(ctx, "version", lake.Texts("model", model, nil), lake.Texts("version", version, nil), lake.Texts("state", state, nil), lake.Dates("decided_on", on, nil), lake.Numbers("position", position))
	})
}
