package audit

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"time"

	"vigie"
)

// Exported is one line of an export. The first lines are checkpoints, oldest first, each with the proof that it begins with the one before;
// then come lines of the log, each with the proof that it is in the last of these checkpoints.
type Exported struct {
	Checkpoint  string   `json:"checkpoint,omitempty"`  // signed
	Key         string   `json:"key,omitempty"`         // public, that signed it
	Consistency [][]byte `json:"consistency,omitempty"` // with the checkpoint before
	Line        string   `json:"line,omitempty"`        // as it was sealed; its hash is SHA-256 of a zero byte and this text
	Inclusion   [][]byte `json:"inclusion,omitempty"`   // in the last checkpoint
}

// Export writes the lines that q asks for, up to the last checkpoint, with proofs. Which lines those are does not matter to the proofs: of a
// log of a million lines, one can be handed out and proved alone. Of the checkpoints it has the last of each day, and those of since, which
// the reader holds already: the log is proved to begin with them.
func Export(ctx context.Context, c vigie.Casework, k *Key, f File, since []Checkpoint, q vigie.EntryQuery, w io.Writer) error {
	checkpoints, err := f.All(k.Public())
	if err != nil {
		return err
	}
	if checkpoints = together(daily(checkpoints), since); len(checkpoints) == 0 {
		return vigie.Errorf(vigie.NotFound, "export the audit log: there is no checkpoint to prove lines by; write one with `vigie audit checkpoint`")
	}
	last := checkpoints[len(checkpoints)-1]
	return c.Read(ctx, func(b vigie.Books) error {
		t, err := grow(ctx, b, last.Size)
		if err != nil {
			return err
		}
		out := json.NewEncoder(w)
		if err := exportCheckpoints(out, t, k, checkpoints); err != nil {
			return err
		}
		return exportLines(ctx, b, out, t, q, last.Size)
	})
}

// grow builds the tree over the first lines.
func grow(ctx context.Context, b vigie.Books, size int64) (*tree, error) {
	t, n := &tree{}, int64(0)
	err := each(ctx, b, 0, func(e vigie.Entry) error {
		if n == size {
			return nil
		}
		if err := e.Seal(e.Prev); err != nil {
			return err
		}
		n++
		t.add(e.Hash)
		return nil
	})
	if err == nil && n < size {
		err = vigie.Errorf(vigie.Refused, "export the audit log: a checkpoint stands for %d lines, and there are %d: run `vigie audit verify`", size, n)
	}
	return t, err
}

func exportCheckpoints(out *json.Encoder, t *tree, k *Key, checkpoints []Checkpoint) (err error) {
	before := int64(0)
	for _, c := range checkpoints {
		line := Exported{Key: k.Public()}
		if line.Checkpoint, err = k.Sign(c); err != nil { // Ed25519 signs the same text with the same signature
			return err
		}
		if before > 0 {
			if line.Consistency, err = t.consistency(before, c.Size); err != nil {
				return err
			}
		}
		if err := out.Encode(line); err != nil {
			return fmt.Errorf("export the audit log: %w", err)
		}
		before = c.Size
	}
	return nil
}

func exportLines(ctx context.Context, b vigie.Books, out *json.Encoder, t *tree, q vigie.EntryQuery, size int64) error {
	for {
		q.Limit = page
		lines, err := b.Entries(ctx, q)
		if err != nil || len(lines) == 0 {
			return err
		}
		for _, e := range lines {
			if q.After = e.Seq; e.Seq > size {
				return nil
			}
			text, err := e.Sealed()
			if err != nil {
				return err
			}
			line := Exported{Line: string(text)}
			if line.Inclusion, err = t.inclusion(e.Seq-1, size); err != nil {
				return err
			}
			if err := out.Encode(line); err != nil {
				return fmt.Errorf("export the audit log: %w", err)
			}
		}
	}
}

// daily are the last checkpoint of each day, with more lines than the one before: as many as a reader needs who comes once a day.
func daily(all []Checkpoint) []Checkpoint {
	var kept []Checkpoint
	for _, c := range all {
		n := len(kept)
		switch {
		case n == 0 && c.Size > 0, n > 0 && c.Size > kept[n-1].Size && day(c) != day(kept[n-1]):
			kept = append(kept, c)
		case n > 0 && c.Size > kept[n-1].Size:
			kept[n-1] = c
		}
	}
	return kept
}

// together puts two lists in the order of their sizes; of the same size, the reader's own is the one to prove.
func together(ours, theirs []Checkpoint) []Checkpoint {
	all := slices.Concat(theirs, ours)
	slices.SortStableFunc(all, func(a, b Checkpoint) int { return cmp.Compare(a.Size, b.Size) })
	return slices.CompactFunc(all, func(a, b Checkpoint) bool { return a.Size == b.Size })
}

func day(c Checkpoint) string { return c.At.UTC().Format(time.DateOnly) }
