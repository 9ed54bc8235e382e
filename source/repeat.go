package source

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"vigie/lake"
)

// suspects fills the table suspect with the rows whose keys may come twice, and gives the table in which to look: that one,
// or all rows when they are too many to keep apart. It gives none when no key comes twice.
func (l *loading) suspects(ctx context.Context, tx *lake.Tx) (table string, err error) {
	if l.seen == nil {
		return l.table, l.release(ctx, tx)
	}
	if l.held.rows.Rows == 0 {
		return "", nil
	}
	if err := l.aside(ctx, tx, l.held.firsts); err != nil {
		return "", err
	}
	if _, err := tx.Exec(ctx, fmt.Sprintf("CREATE OR REPLACE TEMP TABLE suspect AS SELECT r.* FROM %s AS r SEMI JOIN aside AS a ON a.line = r.line WHERE r.batch_id = %d", l.table, l.batch.ID)); err != nil {
		return "", err
	}
	_, err = tx.Insert(ctx, "suspect", lake.Batches(l.held.fields, l.held.rows))
	return "suspect", err
}

// aside makes the table of some lines of the batch.
func (l *loading) aside(ctx context.Context, tx *lake.Tx, lines []float64) error {
	if _, err := tx.Exec(ctx, "CREATE OR REPLACE TEMP TABLE aside (line BIGINT)"); err != nil {
		return err
	}
	return tx.Append(ctx, "aside", lake.Numbers("line", lines))
}

// repeated finds the rows that share a key. Of rows that say the same in every declared column the first is taken and the others are
// set aside as repeats. Of rows that differ none is taken: nobody can tell from the extract which one is right.
func (l *loading) repeated(ctx context.Context, tx *lake.Tx) ([]reject, error) {
	if len(l.source.Key) == 0 {
		return nil, nil
	}
	table, err := l.suspects(ctx, tx)
	if err != nil || table == "" {
		return nil, err
	}
	found, err := l.judgeRepeated(ctx, tx, table)
	if err != nil {
		return nil, fmt.Errorf("look for keys that come twice: %w", err)
	}
	return found, l.acquit(ctx, tx, found)
}

func (l *loading) judgeRepeated(ctx context.Context, q lake.Querier, table string) ([]reject, error) {
	rows, err := q.Query(ctx, sqlText("repeated", l.source, table, l.batch.ID, l.batch.ExtractOn))
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
		case same && line != first:
			r.Repeat, r.Reason = true, fmt.Sprintf("says the same as line %d in every column that is read", first)
		case !same && line == first:
			r.Reason = "another line has the same key and says something else; none of them is taken"
		case !same:
			r.Reason = fmt.Sprintf("line %d has the same key and says something else; none of them is taken", first)
		default:
			continue
		}
		out = append(out, r)
	}
	return out, rows.Err()
}

// acquit gives the rows to the table that were held for a hash that another key has as well.
func (l *loading) acquit(ctx context.Context, tx *lake.Tx, found []reject) error {
	guilty := map[int64]bool{}
	for i := range found {
		guilty[found[i].Line] = true
	}
	var lines []float64
	for line := range l.held.raw {
		if !guilty[line] {
			lines = append(lines, float64(line))
		}
	}
	if lines == nil {
		return nil
	}
	slices.Sort(lines)
	if err := l.aside(ctx, tx, lines); err != nil {
		return err
	}
	names := strings.Join(append(columnNames(l.source, ""), batchColumn, lineColumn, knownColumn), ", ")
	_, err := tx.Exec(ctx, fmt.Sprintf("INSERT INTO %[1]s (%[2]s) SELECT %[2]s FROM suspect WHERE line IN (SELECT line FROM aside) ORDER BY line", l.table, names))
	return err
}
