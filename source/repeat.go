package source

import (
	"context"
	"fmt"

	"vigie/lake"
)

// repeated finds the rows that share a key. Of rows that say the same in every declared column the first is taken and the others are
// set aside as repeats. Of rows that differ none is taken: nobody can tell from the extract which one is right.
func (l *loading) repeated(ctx context.Context, tx *lake.Tx) ([]reject, error) {
	if len(l.source.Key) == 0 || l.seen != nil && l.held.repeats.Rows == 0 {
		return nil, nil
	}
	among := l.rows()
	if l.seen != nil {
		if _, err := tx.Exec(ctx, sqlText("suspect", l.source, among, l.batch.ID, l.batch.ExtractOn)); err != nil {
			return nil, fmt.Errorf("suspect: %w", err)
		}
		among = "suspect"
	}
	found, err := l.judgeRepeated(ctx, tx, among)
	if err != nil {
		return nil, fmt.Errorf("look for keys that come twice: %w", err)
	}
	return found, l.acquit(ctx, tx, found)
}

func (l *loading) judgeRepeated(ctx context.Context, q lake.Querier, among string) ([]reject, error) {
	rows, err := q.Query(ctx, sqlText("repeated", l.source, among, l.batch.ID, l.batch.ExtractOn))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []reject
	for rows.Next() {
		var line, first int64
		var same bool
		if err := rows.Scan(&line, &first, &same); err != nil {
			return nil, err
		}
		r := reject{Line: line, Raw: l.held.raw[line]}
		switch {
		case same && line == first:
			continue
		case same:
			r.Repeat, r.Reason = true, fmt.Sprintf("says the same as line %d in every column that is read", first)
		case line == first:
			r.Reason = "another line has the same key and says something else; none of them is taken"
		default:
			r.Reason = fmt.Sprintf("line %d has the same key and says something else; none of them is taken", first)
		}
		out = append(out, r)
	}
	return out, rows.Err()
}

// acquit gives the rows to the others that were held only for a hash that another key has as well.
func (l *loading) acquit(ctx context.Context, tx *lake.Tx, found []reject) error {
	guilty := 0
	for i := range found {
		if l.held.outside(found[i].Line) {
			guilty++
		}
	}
	if l.held.released || guilty == len(l.held.raw) {
		return nil
	}
	if err := l.aside(ctx, tx, found, func(int64) bool { return true }); err != nil {
		return err
	}
	to := l.table
	if l.held.known.Rows > 0 {
		to = "incoming"
	}
	_, err := tx.Exec(ctx, fmt.Sprintf("INSERT INTO %[1]s (%[2]s) SELECT %[2]s FROM repeat ANTI JOIN aside USING (line) ORDER BY line", to, l.names()))
	return err
}

// aside makes the table of the lines of some rejects.
func (l *loading) aside(ctx context.Context, tx *lake.Tx, rejects []reject, which func(line int64) bool) error {
	lines := []float64{}
	for i := range rejects {
		if which(rejects[i].Line) {
			lines = append(lines, float64(rejects[i].Line))
		}
	}
	if _, err := tx.Exec(ctx, "CREATE OR REPLACE TEMP TABLE aside (line BIGINT)"); err != nil {
		return err
	}
	return tx.Append(ctx, "aside", lake.Numbers("line", lines))
}
