package casework

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"vigie"
)

// mention is that a thing bears a value in a field that may have several.
type mention struct{ field, value string }

// The fields of every noun.
const (
	fieldKey        = "key"
	fieldKeyInState = "key in state"
	fieldWord       = "word"
)

// mentioned are a thing's keys, lists and words.
func (s shelf[T, P]) mentioned(p P) map[mention]bool {
	out := map[mention]bool{}
	state, staged := s.state((*T)(p))
	for _, k := range p.Thing().Keys {
		out[mention{fieldKey, string(k)}] = true
		if staged {
			out[mention{fieldKeyInState, keyInState(k, state)}] = true
		}
	}
	for _, l := range s.lists {
		for _, v := range l.of((*T)(p)) {
			out[mention{l.name, v}] = true
		}
	}
	if s.text != nil {
		for _, w := range words(s.text((*T)(p))...) {
			out[mention{fieldWord, w}] = true
		}
	}
	return out
}

// keyInState is a key of access with the state of its thing.
func keyInState(k vigie.Key, state string) string { return string(k) + " " + state }

// mention makes what is mentioned what a thing mentions now. Most changes of a thing change little of it.
func (b *books) mention(ctx context.Context, kind, id string, now map[mention]bool, isNew bool) error {
	for m := range now {
		if err := short(m.value); err != nil {
			return fmt.Errorf("%s: %w", m.field, err)
		}
	}
	if !isNew {
		gone, err := b.mentionedBefore(ctx, kind, id, now)
		if err != nil {
			return err
		}
		for _, m := range gone {
			if _, err := b.exec(ctx, "DELETE FROM mention WHERE kind = $1 AND field = $2 AND value = $3 AND id = $4", kind, m.field, m.value, id); err != nil {
				return err
			}
		}
	}
	return b.addMentions(ctx, kind, id, now)
}

// mentionedBefore takes out of now what stands already, and returns what has to go.
func (b *books) mentionedBefore(ctx context.Context, kind, id string, now map[mention]bool) (gone []mention, err error) {
	err = b.rows(ctx, "SELECT field, value FROM mention WHERE kind = $1 AND id = $2", []any{kind, id}, func(rs *sql.Rows) error {
		var m mention
		if err := rs.Scan(&m.field, &m.value); err != nil {
			return err
		}
		if now[m] {
			delete(now, m)
		} else {
			gone = append(gone, m)
		}
		return nil
	})
	return gone, err
}

// atOnce is how many rows one statement adds.
const atOnce = 200

func (b *books) addMentions(ctx context.Context, kind, id string, add map[mention]bool) error {
	var values strings.Builder
	args := []any{kind, id}
	flush := func() error {
		if len(args) == 2 {
			return nil
		}
		_, err := b.exec(ctx, "INSERT INTO mention (kind, id, field, value) VALUES "+strings.TrimPrefix(values.String(), ", "), args...)
		values.Reset()
		args = args[:2]
		return err
	}
	for m := range add {
		fmt.Fprintf(&values, ", ($1, $2, $%d, $%d)", len(args)+1, len(args)+2)
		if args = append(args, m.field, m.value); len(args) > 2*atOnce {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	return flush()
}
