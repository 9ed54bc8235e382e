package audit

import (
	"context"
	"sync"
	"time"

	"vigie"
)

// Sealer writes checkpoints while the program runs. It remembers the tree, so that each one reads only the lines that are new.
type Sealer struct {
	casework vigie.Casework
	key      *Key
	file     File

	mu     sync.Mutex
	walk   *walk // nil until the log was read once, and after a failure
	signed int64 // lines that the last checkpoint stands for
}

// NewSealer makes one. The first checkpoint reads the whole log.
func NewSealer(c vigie.Casework, k *Key, f File) *Sealer {
	return &Sealer{casework: c, key: k, file: f}
}

// Seal signs a checkpoint of all lines there are, unless the last one does already, and returns it. It refuses to sign a log that is not
// whole, or that an earlier checkpoint contradicts: a signature would make good what somebody did to it.
func (s *Sealer) Seal(ctx context.Context, at time.Time) (c Checkpoint, written bool, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	defer func() {
		if err != nil {
			s.walk = nil
		}
	}()
	r := &Report{}
	var next []Checkpoint
	if s.walk == nil {
		if next, err = s.begin(); err != nil {
			return c, false, err
		}
	}
	err = s.casework.Read(ctx, func(b vigie.Books) error {
		return each(ctx, b, s.walk.lines(), func(e vigie.Entry) error {
			wrong, err := s.walk.step(e)
			if err != nil {
				return err
			}
			if wrong != "" {
				r.fault("%s", wrong)
			}
			return compare(r, s.walk, &next)
		})
	})
	if err != nil {
		return c, false, err
	}
	for _, c := range next {
		r.fault("a checkpoint stands for %d lines, and there are %d: lines were removed at the end", c.Size, s.walk.lines())
	}
	if err := r.Err(); err != nil {
		return c, false, err
	}
	return s.sign(at)
}

// begin starts at the first line, and returns what was signed before, to compare.
func (s *Sealer) begin() ([]Checkpoint, error) {
	signed, err := s.file.All(s.key.Public())
	if err != nil {
		return nil, err
	}
	s.walk, s.signed = newWalk(), 0
	var next []Checkpoint
	for _, c := range signed {
		if c.Size > s.signed {
			s.signed, next = c.Size, append(next, c)
		}
	}
	return next, nil
}

func (s *Sealer) sign(at time.Time) (c Checkpoint, written bool, err error) {
	c = Checkpoint{Size: s.walk.lines(), At: at.UTC().Truncate(time.Second)}
	if c.Root, err = s.walk.root(); err != nil || c.Size == s.signed {
		return c, false, err
	}
	signed, err := s.key.Sign(c)
	if err != nil {
		return c, false, err
	}
	if err := s.file.Add(signed); err != nil {
		return c, false, err
	}
	s.signed = c.Size
	return c, true, nil
}
