package source

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"vigie/lake"
)

// repeats gives the hashes that come more than once, in order. When there are none, no two keys of a batch are equal, which for
// most extracts spares the lake a count over all keys (a fifth of the whole load at ten million rows); otherwise it
// counts only the rows with these. The hashes are sorted by their first bits into parts that fit the processor's cache.
func repeats(hashes []uint64) []uint64 {
	const bits = 12
	var starts [1<<bits + 1]int
	for _, h := range hashes {
		starts[h>>(64-bits)+1]++
	}
	for i := range 1 << bits {
		starts[i+1] += starts[i]
	}
	sorted, at := make([]uint64, len(hashes)), starts
	for _, h := range hashes {
		part := h >> (64 - bits)
		sorted[at[part]] = h
		at[part]++
	}
	var next atomic.Int64
	var mu sync.Mutex
	var found []uint64
	var done sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		done.Go(func() {
			for i := next.Add(1) - 1; i < 1<<bits; i = next.Add(1) - 1 {
				part := sorted[starts[i]:starts[i+1]]
				slices.Sort(part)
				for j := 1; j < len(part); j++ {
					if part[j] == part[j-1] {
						mu.Lock()
						found = append(found, part[j])
						mu.Unlock()
					}
				}
			}
		})
	}
	done.Wait()
	slices.Sort(found)
	return slices.Compact(found)
}

// suspects fills the table suspect with the rows whose keys may come twice, and gives the table in which to look: that one,
// or all rows when they are too many to keep apart. It gives none when no key comes twice.
func (l *loading) suspects(ctx context.Context, q lake.Querier) (table string, err error) {
	if l.hashes == nil {
		return l.table, nil
	}
	twice := repeats(l.hashes)
	if len(twice) == 0 {
		return "", nil
	}
	if len(twice) > mostSuspects {
		return l.table, nil
	}
	var lines []float64
	for i, h := range l.hashes {
		if _, is := slices.BinarySearch(twice, h); is {
			lines = append(lines, float64(l.lines[i]))
		}
	}
	if _, err := q.Exec(ctx, "CREATE OR REPLACE TEMP TABLE aside (line BIGINT)"); err != nil {
		return "", err
	}
	if err := q.Append(ctx, "aside", lake.Numbers("line", lines)); err != nil {
		return "", err
	}
	_, err = q.Exec(ctx, fmt.Sprintf("CREATE OR REPLACE TEMP TABLE suspect AS SELECT r.* FROM %s AS r SEMI JOIN aside AS a ON a.line = r.line WHERE r.batch_id = %d", l.table, l.batch.ID))
	return "suspect", err
}

// mostSuspects bounds what suspects looks for one by one.
const mostSuspects = 1 << 20

// repeated finds the rows that share a key. Of rows that say the same in every declared column the first is taken and the others are
// set aside as repeats. Of rows that differ none is taken: nobody can tell from the extract which one is right.
func (l *loading) repeated(ctx context.Context, q lake.Querier) ([]reject, error) {
	if len(l.source.Key) == 0 {
		return nil, nil
	}
	table, err := l.suspects(ctx, q)
	if err != nil || table == "" {
		return nil, err
	}
	rows, err := q.Query(ctx, sqlText("repeated", l.source, table, l.batch.ID, l.batch.ExtractOn))
	if err != nil {
		return nil, fmt.Errorf("look for keys that come twice: %w", err)
	}
	defer rows.Close()
	var out []reject
	for rows.Next() {
		var line, first int64
		var same bool
		if err := rows.Scan(&line, &first, &same); err != nil {
			return nil, err
		}
		switch {
		case same && line != first:
			out = append(out, reject{Line: line, Repeat: true, Reason: fmt.Sprintf("says the same as line %d in every column that is read", first)})
		case !same && line == first:
			out = append(out, reject{Line: line, Reason: "another line has the same key and says something else; none of them is taken"})
		case !same:
			out = append(out, reject{Line: line, Reason: fmt.Sprintf("line %d has the same key and says something else; none of them is taken", first)})
		}
	}
	return out, rows.Err()
}
