package match

import (
	"context"
	_ "embed"
	"fmt"
	"slices"

	"vigie/lake"
	"vigie/pack"
)

// OpenResolved opens the index in which a pack's matching is kept, with the judgements that hold on a day; all unless it is said.
func OpenResolved(ctx context.Context, q lake.Querier, m *pack.Match, dir, asOf string) (*Index, error) {
	x, err := OpenIndex(dir)
	if err != nil {
		return nil, err
	}
	judged, err := LakeJudgements(ctx, q, m.ID)
	if err != nil {
		return nil, err
	}
	held := slices.DeleteFunc(x.Result.Table.applicable(judged), func(s said) bool { return asOf != "" && s.row.On[:10] > asOf })
	x.Result.Verdicts = verdictsOf(held)
	x.Result.Entity, x.Result.Cuts = cluster(x.Result.Table, x.Result.accepted(), x.Result.Verdicts)
	return x, nil
}

// Estimate learns m, u and lambda of a pack's spec from the records that the lake has, whatever the spec says of them, to be written
// down in it.
func Estimate(ctx context.Context, q lake.Querier, p *pack.Pack, m *pack.Match, threads int) (*Model, error) {
	spec, faults := readSpec(m.YAML(), m.Spec, p.Languages, func(checker) {})
	if len(faults) > 0 {
		return nil, faults
	}
	for i := range spec.Compare {
		spec.Compare[i].M, spec.Compare[i].U = nil, nil
	}
	spec.Lambda = 0
	asked, err := readRecords(ctx, q, p, m, spec)
	if err != nil {
		return nil, err
	}
	rows := make([]int, len(asked.ids))
	for i := range rows {
		rows[i] = i
	}
	t, err := asked.table(rows, asked.sources())
	if err != nil {
		return nil, err
	}
	r, err := Run(t, Options{Seed: estimateSeed, Threads: threads})
	if err != nil {
		return nil, err
	}
	return r.Model, nil
}

//go:embed sql/open.sql
var openSQL string

// ForReview are the pairs that a person is still to look at, see open.sql.
func ForReview(ctx context.Context, q lake.Querier, id, by string) ([]Review, error) {
	rows, err := q.Query(ctx, openSQL, id, by)
	if err != nil {
		return nil, fmt.Errorf("read pairs for review of match %s: %w", id, err)
	}
	defer rows.Close()
	all := []Review{}
	for rows.Next() {
		var r Review
		if err := rows.Scan(&r.A, &r.B, &r.Why, &r.Probability, &r.KnownOn); err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	return all, rows.Err()
}
