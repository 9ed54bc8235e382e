package match

import (
	"context"
	"fmt"

	"vigie/lake"
	"vigie/pack"
)

// LakeJudgements are the rows of the table judgement about one spec's records, in the order in which they were said.
func LakeJudgements(ctx context.Context, q lake.Querier, spec string) ([]Judgement, error) {
	rows, err := q.Query(ctx, `SELECT record_a, record_b, verdict, judged_by, strftime(judged_at, '%Y-%m-%d %H:%M:%S'), reason
		FROM judgement WHERE match = ? ORDER BY judged_at, judged_by, record_a, record_b, verdict, reason`, spec)
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

// Declare makes the view of each spec's entities, which queries read as resolved.<id>.
func Declare(ctx context.Context, q lake.Querier, p *pack.Pack) error {
	for i := range p.Matches {
		_, err := q.Exec(ctx, fmt.Sprintf(`CREATE OR REPLACE VIEW resolved.%s AS
			SELECT source, record, entity, known_on, known_until FROM main.resolved_entity WHERE match = %s`, lake.Name(p.Matches[i].ID), lake.Quote(p.Matches[i].ID)))
		if err != nil {
			return fmt.Errorf("declare match %s: %w", p.Matches[i].ID, err)
		}
	}
	return nil
}

// writeStays writes which record was of which entity, when.
func (out *Resolved) writeStays(ctx context.Context, q lake.Querier, id string) error {
	t, n := out.Index.Result.Table, len(out.Stays)
	match, source, record, entity := make([]string, n), make([]string, n), make([]string, n), make([]string, n)
	from, until, ongoing := make([]int32, n), make([]int32, n), make([]bool, n)
	for i, s := range out.Stays {
		match[i], source[i], record[i], entity[i] = id, t.Source(s.Record), t.ID(s.Record), s.Entity
		from[i], until[i], ongoing[i] = s.From, s.Until, s.Ongoing
	}
	return q.Append(ctx, "resolved_entity", lake.Texts("match", match, nil), lake.Texts("source", source, nil), lake.Texts("record", record, nil),
		lake.Texts("entity", entity, nil), lake.Dates("known_on", from, nil), lake.Dates("known_until", until, ongoing))
}

// writeErrors writes what the matching may have got wrong, a row for each source.
func (out *Resolved) writeErrors(ctx context.Context, q lake.Querier, id string) error {
	r := out.Report
	for _, s := range r.Sources {
		invalid := 0
		for _, f := range s.Fields {
			invalid += f.Invalid
		}
		_, err := q.Exec(ctx, `INSERT INTO linkage_error VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, id, s.Source, s.Records, s.Linked, s.Keyless,
			s.Unlinkable, invalid, s.Contradicted, s.Links, s.ExpectedFalse, r.ExpectedMissed, r.NotCompared, r.Completeness)
		if err != nil {
			return err
		}
	}
	return nil
}

func writeReview(ctx context.Context, q lake.Querier, id string, pairs []Review) error {
	n := len(pairs)
	match, a, b, why := make([]string, n), make([]string, n), make([]string, n), make([]string, n)
	probability, known := make([]float64, n), make([]int32, n)
	for i, p := range pairs {
		match[i], a[i], b[i], why[i], probability[i], known[i] = id, p.A, p.B, p.Why, p.Probability, p.known
	}
	return q.Append(ctx, "review", lake.Texts("match", match, nil), lake.Texts("record_a", a, nil), lake.Texts("record_b", b, nil),
		lake.Texts("why", why, nil), lake.Numbers("probability", probability), lake.Dates("known_on", known, nil))
}

// SourceError is what a matching may have got wrong about one source, see lake/schema/resolved_entity.sql.
type SourceError struct {
	Source         string  `json:"source"`
	Records        int     `json:"records"`
	Linked         int     `json:"linked"`
	Keyless        int     `json:"keyless"`
	Unlinkable     int     `json:"unlinkable"`
	Invalid        int     `json:"invalid"`
	Contradicted   int     `json:"contradictedKeys"`
	Links          int     `json:"links"`
	ExpectedFalse  float64 `json:"expectedFalseLinks"`
	ExpectedMissed float64 `json:"expectedMissed"`
	NotCompared    float64 `json:"expectedNotCompared"`
	Completeness   float64 `json:"completeness"`
}

// Errors reads the table linkage_error.
func Errors(ctx context.Context, q lake.Querier, spec string) ([]SourceError, error) {
	rows, err := q.Query(ctx, `SELECT * EXCLUDE (match) FROM linkage_error WHERE match = ? ORDER BY source`, spec)
	if err != nil {
		return nil, fmt.Errorf("read errors of match %s: %w", spec, err)
	}
	defer rows.Close()
	all := []SourceError{}
	for rows.Next() {
		var s SourceError
		if err := rows.Scan(&s.Source, &s.Records, &s.Linked, &s.Keyless, &s.Unlinkable, &s.Invalid, &s.Contradicted, &s.Links, &s.ExpectedFalse,
			&s.ExpectedMissed, &s.NotCompared, &s.Completeness); err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	return all, rows.Err()
}
