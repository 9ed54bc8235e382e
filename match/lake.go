package match

import (
	"context"
	"fmt"

	"vigie/lake"
)

// LakeJudgements are the rows of the table judgement about one spec's records, in the order in which they were said.
func LakeJudgements(ctx context.Context, q lake.Querier, spec string) ([]Judgement, error) {
	rows, err := q.Query(ctx, `SELECT record_a, record_b, verdict, judged_by, strftime(judged_at, '%Y-%m-%d %H:%M:%S'), reason
		FROM judgement WHERE match = ? ORDER BY judged_at, judged_by, record_a, record_b`, spec)
	if err != nil {
		return nil, fmt.Errorf("read judgements of match %s: %w", spec, err)
	}
	defer rows.Close()
	var all []Judgement
	for rows.Next() {
		var j Judgement
		if err := rows.Scan(&j.A, &j.B, &j.Verdict, &j.By, &j.On, &j.Why); err != nil {
			return nil, fmt.Errorf("read judgements of match %s: %w", spec, err)
		}
		all = append(all, j)
	}
	return all, rows.Err()
}

// JudgeInLake adds a row to the table judgement.
func JudgeInLake(ctx context.Context, q lake.Querier, spec string, j Judgement) error {
	if err := j.check(); err != nil {
		return fmt.Errorf("judge %s and %s: %w", j.A, j.B, err)
	}
	_, err := q.Exec(ctx, `INSERT INTO judgement VALUES (?, ?, ?, ?, ?, CAST(? AS TIMESTAMP), ?)`, spec, j.A, j.B, string(j.Verdict), j.By, j.On, j.Why)
	return err
}

// WriteLake puts the entities of all records in the place of those that stand in the table resolved_entity for the spec.
func (x *Index) WriteLake(ctx context.Context, q lake.Querier) error {
	t := x.Result.Table
	if _, err := q.Exec(ctx, `DELETE FROM resolved_entity WHERE match = ?`, t.spec.ID); err != nil {
		return err
	}
	n := t.Rows()
	match, source, record, entity := make([]string, n), make([]string, n), make([]string, n), make([]string, n)
	for rec := range n {
		match[rec], source[rec], record[rec], entity[rec] = t.spec.ID, t.Source(rec), t.ID(rec), x.EntityOf(rec)
	}
	return q.Append(ctx, "resolved_entity", lake.Texts("match", match, nil), lake.Texts("source", source, nil),
		lake.Texts("record", record, nil), lake.Texts("entity", entity, nil))
}
