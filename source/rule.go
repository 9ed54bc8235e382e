package source

import (
	"context"
	"fmt"
	"strings"

	"vigie"
	"vigie/lake"
	"vigie/pack"
)

// faulty runs the batch rules. Each sees the rows that are left as the view batch, with their line and known_on.
func (l *loading) faulty(ctx context.Context, q *lake.Tx) ([]reject, error) {
	if len(l.source.Rules) == 0 {
		return nil, nil
	}
	if err := batchView(ctx, q, l.source, l.rows(), l.batch.ID); err != nil {
		return nil, err
	}
	var out []reject
	seen := map[int64]bool{}
	for _, rule := range l.source.Rules {
		found, err := runRule(ctx, q, &rule)
		if err != nil {
			return nil, vigie.Errorf(vigie.Invalid, "rule %s (%s): %w", rule.ID, rule.Pos.File, err)
		}
		for _, r := range found {
			if !seen[r.Line] {
				seen[r.Line] = true
				out = append(out, r)
			}
		}
	}
	_, err := q.Exec(ctx, "DROP VIEW temp.batch")
	return out, err
}

// batchView is what a rule calls batch. It hides the lake's own table of that name as long as it is there.
func batchView(ctx context.Context, q lake.Querier, s *pack.Source, table string, batchID int64) error {
	_, err := q.Exec(ctx, fmt.Sprintf("CREATE OR REPLACE TEMP VIEW batch AS SELECT %s, line, known_on FROM %s WHERE batch_id = %d",
		strings.Join(columnNames(s, ""), ", "), table, batchID))
	return err
}

func runRule(ctx context.Context, q lake.Querier, rule *pack.BatchRule) ([]reject, error) {
	rows, err := q.Query(ctx, "SELECT line, any_value(reason ORDER BY reason) FROM (\n"+statement(rule.SQL)+"\n) GROUP BY line ORDER BY line")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []reject
	for rows.Next() {
		r := reject{}
		var reason *string
		if err := rows.Scan(&r.Line, &reason); err != nil {
			return nil, err
		}
		r.Reason = "rule " + rule.ID
		if reason != nil {
			r.Reason += ": " + *reason
		}
		out = append(out, r)
	}
	return out, rows.Err()
}

// statement is an SQL text without the semicolon at its end, so that it can stand in another one.
func statement(sql string) string { return strings.TrimRight(sql, " \t\r\n;") }

// looksAtItself tells whether a rule reads the register it is a rule of; the batch must then not be in it yet.
func looksAtItself(s *pack.Source) bool {
	for _, r := range s.Rules {
		if strings.Contains(r.SQL, s.ID) {
			return true
		}
	}
	return false
}
