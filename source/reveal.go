package source

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"sync/atomic"

	"vigie"
	"vigie/lake"
	"vigie/pack"
)

// Reveal finds the value behind a pseudonym. Nobody keeps a table of them: it looks for an extract in which the pseudonym stands, and goes through that
// extract as it was received, until a value has this pseudonym. Of the options it needs Registers and Keys. Who may ask for it, and whether it is written down, is for the caller.
func Reveal(ctx context.Context, q lake.Querier, p *pack.Pack, o Options, pseudonym string) (string, error) {
	for i := range p.Sources {
		s := &p.Sources[i]
		for _, c := range s.Columns {
			if !c.Pseudonym {
				continue
			}
			b, err := standsIn(ctx, q, s, c.Name, pseudonym)
			if err != nil || b == nil {
				if err != nil {
					return "", err
				}
				continue
			}
			return b.search(ctx, o, pseudonym)
		}
	}
	return "", vigie.NoSuch(vigie.KindPseudonym, pseudonym)
}

// kept is an extract as it was received.
type kept struct {
	source        *pack.Source
	file, content string
	extractOn     vigie.Date
}

// standsIn finds the newest extract that brought the pseudonym in a column; nil when none did.
func standsIn(ctx context.Context, q lake.Querier, s *pack.Source, column, pseudonym string) (*kept, error) {
	k := &kept{source: s}
	var day string
	err := q.QueryRow(ctx, fmt.Sprintf("SELECT b.file, b.content, CAST(b.extract_on AS VARCHAR) FROM batch b WHERE b.batch_id = (SELECT max(batch_id) FROM register.%s WHERE %s = ?)",
		lake.Name(s.ID), lake.Name(column)), pseudonym).Scan(&k.file, &k.content, &day)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil //nolint:nilnil // there is none
	}
	if err != nil {
		return nil, fmt.Errorf("look for a pseudonym in %s: %w", s.ID, err)
	}
	k.extractOn, err = vigie.ParseDate(day)
	return k, err
}

// search reads the extract once more, and stops where the value is found.
func (k *kept) search(ctx context.Context, o Options, pseudonym string) (string, error) {
	secret, err := pseudonymKey(o.Keys)
	if err != nil {
		return "", err
	}
	c, err := newChecker(k.source, k.extractOn, 0, secret)
	if err != nil {
		return "", err
	}
	c.sought = &sought{pseudonym: []byte(pseudonym)}
	in, err := openKept(ctx, filepath.Join(o.Registers, k.content+extension(k.file)), k.file, c)
	if err != nil {
		return "", vigie.Errorf(vigie.Unavailable, "turn a pseudonym back: the extract %s (%s) is not where it was kept: %w", k.file, k.content[:12], err)
	}
	defer in.Close()
	f, _, err := newFlow(c, in, func(*checked) error { return nil })
	if err != nil {
		return "", err
	}
	f.start(ctx)
	defer f.stop()
	var done *lake.Batch
	for c.sought.value.Load() == nil {
		if done, err = f.Next(ctx, done); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return "", err
		}
	}
	if v := c.sought.value.Load(); v != nil {
		return *v, nil
	}
	return "", vigie.Errorf(vigie.Conflict, "turn a pseudonym back: %s does not hold it: it was made with another key", k.file)
}

// sought is a pseudonym that is looked for, and the value it was found to stand for.
type sought struct {
	pseudonym []byte
	value     atomic.Pointer[string]
}

// meets is told of each value and its pseudonym.
func (s *sought) meets(value, pseudonym []byte) {
	if bytes.Equal(pseudonym, s.pseudonym) {
		text := string(value)
		s.value.Store(&text)
	}
}
