package feedback

import (
	"context"
	_ "embed"

	"vigie"
	"vigie/lake"
)

//go:embed sql/judgement.sql
var judgementSQL string

// BringJudgements adds to the lake what people said of pairs of records, and says how much of it was new there. What was said at the lake
// itself stays beside it.
func BringJudgements(ctx context.Context, l *lake.Lake, from vigie.Casework) (added int64, err error) {
	var said []vigie.Judgement
	err = from.Read(ctx, func(b vigie.Books) error {
		q := vigie.Query{Scope: vigie.Scope{All: true}, Sort: "createdAt", Size: page}
		for q.Page = 1; ; q.Page++ {
			got, err := b.Judgements().List(ctx, q)
			if err != nil {
				return err
			}
			said = append(said, got.Items...)
			if len(got.Items) < page {
				return nil
			}
		}
	})
	if err != nil {
		return 0, vigie.Errorf(vigie.CodeOf(err), "bring judgements to the lake: %w", err)
	}
	err = l.Tx(ctx, func(ctx context.Context, tx *lake.Tx) error {
		if err := lake.Schema(ctx, tx); err != nil {
			return err
		}
		for i := range said {
			j := &said[i]
			n, err := tx.Exec(ctx, judgementSQL, j.Match, j.A, j.B, j.Verdict, j.CreatedBy, j.CreatedAt.UTC().Format("2006-01-02 15:04:05.000000"), j.Why)
			if err != nil {
				return err
			}
			added += n
		}
		return nil
	})
	return added, err
}
