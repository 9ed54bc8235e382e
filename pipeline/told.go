package pipeline

import (
	"context"
	_ "embed"

	"vigie/lake"
)

//go:embed sql/told.sql
var toldSQL string

//go:embed sql/double.sql
var doubleSQL string

// addTold adds what inspectors told of targets to the inspections that registers tell.
func addTold(ctx context.Context, l *lake.Lake) error {
	return l.Tx(ctx, func(ctx context.Context, tx *lake.Tx) error {
		if _, err := tx.Exec(ctx, toldSQL); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, doubleSQL)
		return err
	})
}
