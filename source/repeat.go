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

// mayRepeat tells whether two keys of a batch may be equal, from their hashes. When it says no there are none, which
// for most extracts spares the lake a count over all keys (a fifth of the whole load at ten million rows). It sorts the
// hashes by their first bits into parts that fit the processor's cache.
func mayRepeat(hashes []uint64) bool {
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
	var found atomic.Bool
	var done sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		done.Go(func() {
			for i := next.Add(1) - 1; i < 1<<bits && !found.Load(); i = next.Add(1) - 1 {
				part := sorted[starts[i]:starts[i+1]]
				slices.Sort(part)
				for j := 1; j < len(part); j++ {
					if part[j] == part[j-1] {
						found.Store(true)
						return
					}
				}
			}
		})
	}
	done.Wait()
	return found.Load()
}

// repeated finds the rows that share a key. Of rows that say the same in every declared column the first is taken and the others are
// set aside as repeats. Of rows that differ none is taken: nobody can tell from the extract which one is right.
func (l *loading) repeated(ctx context.Context, q lake.Querier) ([]reject, error) {
	if len(l.source.Key) == 0 || l.hashes != nil && !mayRepeat(l.hashes) {
		return nil, nil
	}
	rows, err := q.Query(ctx, sqlText("repeated", l.source, l.table, l.batch.ID, l.batch.ExtractOn))
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
