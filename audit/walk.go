package audit

import (
	"bytes"
	"context"
	"crypto"
	"fmt"

	"github.com/transparency-dev/merkle/compact"
	"github.com/transparency-dev/merkle/rfc6962"

	"vigie"
)

var (
	hasher = rfc6962.New(crypto.SHA256)
	ranges = compact.RangeFactory{Hash: hasher.HashChildren}
)

// walk goes through the log from its first line, and knows the tree over what it has seen. It holds a few dozen hashes, however long the
// log is.
type walk struct {
	last vigie.Entry
	tree *compact.Range
}

func newWalk() *walk { return &walk{tree: ranges.NewEmptyRange(0)} }

// lines is how many have been seen.
func (w *walk) lines() int64 { return int64(w.tree.End()) }

// step takes the next line. It says what is wrong with it, if anything: that it does not follow the one before, or is not what was sealed.
// Its leaf in the tree is computed, not believed.
func (w *walk) step(e vigie.Entry) (wrong string, err error) {
	sealed := e
	if err := sealed.Seal(e.Prev); err != nil {
		return "", err
	}
	switch {
	case e.Seq != w.last.Seq+1:
		wrong = fmt.Sprintf("the line after %d is %d: lines were removed or put elsewhere", w.last.Seq, e.Seq)
	case !bytes.Equal(sealed.Hash, e.Hash):
		wrong = fmt.Sprintf("line %d is not what was sealed: it was altered", e.Seq)
	case !bytes.Equal(e.Prev, w.last.Hash):
		wrong = fmt.Sprintf("line %d does not follow line %d: one of them was altered, removed or put elsewhere", e.Seq, w.last.Seq)
	}
	w.last = e
	if err := w.tree.Append(sealed.Hash, nil); err != nil {
		return "", fmt.Errorf("add line %d to the tree: %w", e.Seq, err)
	}
	return wrong, nil
}

// root is that of the tree over what has been seen.
func (w *walk) root() ([]byte, error) {
	if w.tree.End() == 0 {
		return hasher.EmptyRoot(), nil
	}
	return w.tree.GetRootHash(nil)
}

// page is how many lines are read at once.
const page = 1000

// each hands over the lines after a place, in order.
func each(ctx context.Context, b vigie.Books, after int64, f func(vigie.Entry) error) error {
	for {
		lines, err := b.Entries(ctx, vigie.EntryQuery{After: after, Limit: page})
		if err != nil {
			return fmt.Errorf("read the audit log after line %d: %w", after, err)
		}
		for _, e := range lines {
			if err := f(e); err != nil {
				return err
			}
		}
		if len(lines) == 0 {
			return nil
		}
		after = max(after, lines[len(lines)-1].Seq)
	}
}
