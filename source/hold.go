package source

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"vigie/lake"
)

// A row is held back while the others go into the register, when its key came before: in the same extract, or in an earlier one. What is
// once in the register's table should stay: DuckDB writes a whole batch a second time, row by row, when a single row is taken
// out of it again before the commit, and that was a quarter of a load.

// held are the rows held back.
type held struct {
	fields   []lake.Field
	repeats  *lake.Batch      // whose keys came before in the extract, or may have
	raw      map[int64]string // the text of each repeat, by its line
	known    *lake.Batch      // whose keys the register may know
	moves    []move
	released bool // the repeats went into the table after all
}

// move is a row on its way out of a piece.
type move struct {
	row int
	to  *lake.Batch
}

const (
	mostSeen  = 64 << 20  // keys of one extract
	mostKnown = 256 << 20 // keys of one register
	mostHeld  = 2 << 20   // rows held back
)

// errManyKnown says that more rows are known than can be held back; the extract is then read again, and staged as a whole.
var errManyKnown = errors.New("more rows are known than can be held back")

func newHeld(fields []lake.Field) *held {
	return &held{fields: fields, repeats: lake.NewBatch(fields), raw: map[int64]string{}, known: lake.NewBatch(fields)}
}

// hold takes the rows whose keys came before out of a piece. Pieces come in the order of the file.
func (l *loading) hold(c *checked) error {
	h, repeats := l.held, l.held.repeats.Rows
	h.moves = h.moves[:0]
	for i, hash := range c.keys {
		again := l.seen != nil && l.seen.add(hash)
		known := l.batch.Kind != Deletes && l.known.add(hash) && l.beside
		switch {
		case again:
			h.moves, h.raw[c.lines[i]] = append(h.moves, move{i, h.repeats}), ""
		case known:
			h.moves = append(h.moves, move{i, h.known})
		}
	}
	for i := len(h.moves) - 1; i >= 0; i-- { // from the last on, so that no row comes in the place of one that is still to be taken
		c.batch.Move(h.moves[i].row, h.moves[i].to)
	}
	if h.repeats.Rows > repeats {
		h.read(l.checker, c.piece)
	}
	if l.beside && (l.known.keys == nil || h.known.Rows > l.mostHeld()) {
		return errManyKnown
	}
	if l.seen != nil && (l.seen.count > mostSeen || h.repeats.Rows > l.mostHeld()) {
		l.seen = nil
	}
	return nil
}

func (l *loading) mostHeld() int { return cmp.Or(l.options.held, mostHeld) }

// read notes the text of the repeats of a piece.
func (h *held) read(c *checker, p *piece) {
	split := splitter{delim: c.delim, quote: c.quote}
	p.records(func(record []byte, line int64, _ bool) {
		if text, is := h.raw[line]; is && text == "" {
			split.split(record)
			h.raw[line] = c.rawText(record, split.spans)
		}
	})
}

// outside tells whether a line is held and not in the table.
func (h *held) outside(line int64) bool {
	_, is := h.raw[line]
	return is && !h.released
}

// release brings what is held into the lake: the known rows to be compared, and the repeats to be judged. When there were too many to
// keep apart, the repeats go where the others are.
func (l *loading) release(ctx context.Context, tx *lake.Tx) error {
	h := l.held
	if h.known.Rows > 0 {
		if _, err := tx.Insert(ctx, "incoming", lake.Batches(h.fields, h.known)); err != nil {
			return err
		}
	}
	if h.repeats.Rows == 0 {
		return nil
	}
	to := "repeat"
	if h.released = l.seen == nil; h.released {
		to = l.table
	} else if err := l.likeRegister(ctx, tx, to); err != nil {
		return err
	}
	_, err := tx.Insert(ctx, to, lake.Batches(h.fields, h.repeats))
	return err
}

// likeRegister makes a temporary table of the register's form.
func (l *loading) likeRegister(ctx context.Context, tx *lake.Tx, name string) error {
	columns, err := tableColumns(l.source)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, fmt.Sprintf("CREATE OR REPLACE TEMP TABLE %s (%s)", name, strings.Join(columns, ", ")))
	return err
}

// rows are the rows of the batch that are not held, as a table in SQL.
func (l *loading) rows() string {
	if l.held.known.Rows == 0 {
		return l.table
	}
	return fmt.Sprintf("(SELECT %[1]s FROM %[2]s WHERE batch_id = %[3]d UNION ALL SELECT %[1]s FROM incoming)", l.names(), l.table, l.batch.ID)
}

// names are the columns that an extract fills.
func (l *loading) names() string {
	return strings.Join(append(columnNames(l.source, ""), batchColumn, lineColumn, knownColumn), ", ")
}
