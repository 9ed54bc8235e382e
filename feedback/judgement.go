package feedback

import (
	"context"

	"vigie"
	"vigie/lake"
)

// BringJudgements writes what people said of pairs of records to the lake, in the place of what stood there.
func BringJudgements(ctx context.Context, l *lake.Lake, from vigie.Casework) error {
	var said []vigie.Judgement
	err := from.Read(ctx, func(b vigie.Books) (err error) {
		said, err = vigie.Judged(ctx, b)
		return err
	})
	if err != nil {
		return vigie.Errorf(vigie.CodeOf(err), "bring judgements to the lake: %w", err)
	}
	return l.Tx(ctx, func(ctx context.Context, tx *lake.Tx) error {
		if err := lake.Schema(ctx, tx); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, "DELETE FROM judgement"); err != nil {
			return err
		}
		for i := range said {
			j := &said[i]
			_, err := tx.Exec(ctx, "INSERT INTO judgement VALUES (?, ?, ?, ?, ?, CAST(? AS TIMESTAMP), ?)",
				j.Match, j.A, j.B, j.Verdict, j.CreatedBy, j.CreatedAt.UTC().Format("2006-01-02 15:04:05.000000"), j.Why)
			if err != nil {
				return err
			}
		}
		return nil
	})
}
