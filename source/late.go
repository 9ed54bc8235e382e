package source

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"vigie"
	"vigie/lake"
	"vigie/pack"
)

// An extract that comes late, after one that was made later, must not override what that one said; nor is it enough to
// add it underneath, because a row that did not change was not stored, and so nothing tells any more that the later
// extract confirmed it. So the later extracts are taken out, and loaded again from the registers folder in their order:
// the lake is then what it would have been had all come in time. Between the two they wait in batch with the status
// waiting, so that a kill in between loses nothing: the next load begins with them.

const waiting = "waiting"

var errLate = errors.New("a later extract is in the lake")

// takeOut takes the extracts whose turn is after one's out of the register, undoes what they corrected and ended, and gives
// them back as files to load.
func takeOut(ctx context.Context, l *lake.Lake, s *pack.Source, e extract, o *Options) ([]extract, error) {
	err := l.Tx(ctx, func(ctx context.Context, tx *lake.Tx) error {
		later := "SELECT batch_id FROM batch WHERE " + afterwards(s, e.on, e.kind)
		for _, statement := range []string{
			strings.ReplaceAll(sqlText("takeout", s, "", 0, 0), "{later}", later),
			fmt.Sprintf("DELETE FROM reject WHERE batch_id IN (%s)", later),
			fmt.Sprintf("UPDATE batch SET status = %s WHERE batch_id IN (%s)", lake.Quote(waiting), later),
			sqlText("until", s, "", 0, 0),
		} {
			if _, err := tx.Exec(ctx, statement); err != nil {
				return fmt.Errorf("take later extracts out: %w", err)
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return takenOut(ctx, l, s, o)
}

// takenOut are the extracts that wait to be loaded again.
func takenOut(ctx context.Context, q lake.Querier, s *pack.Source, o *Options) ([]extract, error) {
	f, err := q.Frame(ctx, "SELECT file, content, extract_on, kind FROM batch WHERE source = ? AND status = ?", s.ID, waiting)
	if err != nil {
		return nil, err
	}
	extracts := make([]extract, f.Rows)
	for i := range extracts {
		name := f.Columns[0].Texts[i]
		path := filepath.Join(o.Registers, f.Columns[1].Texts[i]+extension(name))
		info, err := os.Stat(path)
		if err != nil {
			return nil, vigie.Errorf(vigie.NotFound, "%s was taken out to be loaded again, and its copy is gone: put it back: %w", name, err)
		}
		extracts[i] = extract{path: path, name: name, on: vigie.Date(f.Columns[2].Dates[i]), kind: Kind(f.Columns[3].Texts[i]), size: info.Size()}
	}
	return extracts, nil
}
