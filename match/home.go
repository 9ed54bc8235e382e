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

//go:embed sql/review.sql
var reviewSQL string

// ForReview are the pairs that the last matching by a spec left for a person, whether somebody judged them since or not.
func ForReview(ctx context.Context, q lake.Querier, id string) ([]Review, error) {
	rows, err := q.Query(ctx, reviewSQL, id)
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

//go:embed sql/stay.sql
var staySQL string

// StaysOf are the entities that two records of a spec were of, the earlier first.
func StaysOf(ctx context.Context, q lake.Querier, id, a, b string) ([]StayOf, error) {
	rows, err := q.Query(ctx, staySQL, id, a, b)
	if err != nil {
		return nil, fmt.Errorf("read the entities of records of match %s: %w", id, err)
	}
	defer rows.Close()
	all := []StayOf{}
	for rows.Next() {
		var s StayOf
		if err := rows.Scan(&s.Record, &s.Entity, &s.KnownOn, &s.KnownUntil); err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	return all, rows.Err()
}

// StayOf is a time in which a record was of an entity, as the lake keeps it.
type StayOf struct {
	Record     string `json:"record"`
	Entity     string `json:"entity"`
	KnownOn    string `json:"knownOn"`
	KnownUntil string `json:"knownUntil,omitempty"` // nothing: it still is of this one
}
