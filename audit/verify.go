package audit

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"vigie"
)

// Report is what a verification found.
type Report struct {
	Lines       int64    `json:"lines"`
	Checkpoints int      `json:"checkpoints"` // that were compared
	Signed      int64    `json:"signed"`      // lines that a checkpoint stands for
	Last        string   `json:"last,omitempty"`
	Faults      []string `json:"faults"` // in the order in which they were met; the first ones
	More        int      `json:"more,omitempty"`
}

// manyFaults is how many a report tells one by one.
const manyFaults = 20

func (r *Report) fault(format string, args ...any) {
	if len(r.Faults) == manyFaults {
		r.More++
		return
	}
	r.Faults = append(r.Faults, fmt.Sprintf(format, args...))
}

// Err is refused when there were faults.
func (r *Report) Err() error {
	if len(r.Faults) == 0 {
		return nil
	}
	return vigie.Errorf(vigie.Refused, "verify the audit log: %s; %d in all: keep the store as it is, and compare it with a backup", r.Faults[0], len(r.Faults)+r.More)
}

// Verify reads the whole log on one consistent view, follows its chain, and compares the tree with each of the checkpoints, which may come
// from the home or from where somebody kept them.
func Verify(ctx context.Context, c vigie.Casework, checkpoints []Checkpoint) (*Report, error) {
	checkpoints = slices.SortedStableFunc(slices.Values(checkpoints), func(a, b Checkpoint) int { return cmp.Compare(a.Size, b.Size) })
	r, w := &Report{Faults: []string{}}, newWalk()
	var last time.Time
	err := c.Read(ctx, func(b vigie.Books) error {
		next := checkpoints
		if err := compare(r, w, &next); err != nil {
			return err
		}
		if err := each(ctx, b, 0, func(e vigie.Entry) error {
			wrong, err := w.step(e)
			if err != nil {
				return err
			}
			if wrong != "" {
				r.fault("%s", wrong)
			}
			last = e.At
			return compare(r, w, &next)
		}); err != nil {
			return err
		}
		for _, c := range next {
			r.fault("the checkpoint of %s stands for %d lines, and there are %d: lines were removed at the end", c.At.Format(time.RFC3339), c.Size, w.lines())
		}
		return nil
	})
	r.Lines = w.lines()
	if !last.IsZero() {
		r.Last = last.UTC().Format(time.RFC3339)
	}
	return r, err
}

// compare compares the tree with the checkpoints of its size, and takes them from those that come next.
func compare(r *Report, w *walk, next *[]Checkpoint) error {
	for len(*next) > 0 && (*next)[0].Size == w.lines() {
		c := (*next)[0]
		*next = (*next)[1:]
		root, err := w.root()
		if err != nil {
			return err
		}
		r.Checkpoints++
		if !bytes.Equal(root, c.Root) {
			r.fault("lines 1 to %d are not those that were signed on %s; up to line %d they are", c.Size, c.At.Format(time.RFC3339), r.Signed)
			continue
		}
		r.Signed = max(r.Signed, c.Size)
	}
	return nil
}
