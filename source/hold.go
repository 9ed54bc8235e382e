package source

import (
	"context"

	"vigie/lake"
)

// held are the rows of an extract whose keys came before in it, or may have: they wait until they have been compared with the first ones.
type held struct {
	fields []lake.Field
	rows   *lake.Batch
	firsts []float64        // the lines they may repeat
	raw    map[int64]string // the text of each, by its line
}

// mostHeld bounds their memory.
const mostHeld = 1 << 20

func newHeld(fields []lake.Field) *held {
	return &held{fields: fields, rows: lake.NewBatch(fields), raw: map[int64]string{}}
}

// hold takes the rows whose keys came before out of a piece. Pieces come in the order of the file.
func (l *loading) hold(c *checked) {
	var again []int
	for i, hash := range c.keys {
		if before := l.seen.before(hash, c.lines[i]); before > 0 {
			again = append(again, i)
			l.held.firsts = append(l.held.firsts, float64(before))
			l.held.raw[c.lines[i]] = ""
		}
	}
	if len(again) > 0 {
		l.held.read(l.checker, c.piece)
	}
	for i := len(again) - 1; i >= 0; i-- { // from the last on, so that no row comes in the place of one that is still to be taken
		c.batch.Move(again[i], l.held.rows)
	}
}

// read notes the text of the rows held in a piece.
func (h *held) read(c *checker, p *piece) {
	split := splitter{delim: c.delim, quote: c.quote}
	p.records(func(record []byte, line int64, _ bool) {
		if text, is := h.raw[line]; is && text == "" {
			split.split(record)
			h.raw[line] = c.rawText(record, split.spans)
		}
	})
}

// is tells whether a line is held.
func (h *held) is(line int64) bool {
	_, is := h.raw[line]
	return is
}

// release gives rows that are held to the table after all.
func (l *loading) release(ctx context.Context, tx *lake.Tx) error {
	rows := lake.Batches(l.held.fields, l.held.rows)
	l.held = newHeld(l.held.fields)
	_, err := tx.Insert(ctx, l.table, rows)
	return err
}
