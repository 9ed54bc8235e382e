package casework

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"vigie"
)

// kindly is a pointer to a noun.
type kindly[T any] interface {
	*T
	vigie.Noun
}

// shelf keeps one noun in one transaction.
type shelf[T any, P kindly[T]] struct {
	*books
	*noun[T]
}

func on[T any, P kindly[T]](b *books, n *noun[T]) vigie.Shelf[T] { return shelf[T, P]{b, n} }

// Get returns a thing, or not_found.
func (s shelf[T, P]) Get(ctx context.Context, id string) (*T, error) {
	var document string
	err := s.one(ctx, "SELECT r.document FROM "+s.table+` t JOIN revision r ON r.kind = $1 AND r.id = t.id AND r.version = t.version
		WHERE t.id = $2`, []any{string(s.kind), id}, &document)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, vigie.NoSuch(s.kind, id)
	}
	if err != nil {
		return nil, err
	}
	t := new(T)
	return t, s.read(document, t)
}

// read reads a document. What an older program wrote is read as it stands: fields are only ever added to nouns.
func (s shelf[T, P]) read(document string, into *T) error {
	if err := json.Unmarshal([]byte(document), into); err != nil {
		return fmt.Errorf("read a kept %s: %w", s.kind, err)
	}
	return nil
}

// History are all versions of a thing, oldest first.
func (s shelf[T, P]) History(ctx context.Context, id string) ([]T, error) {
	var out []T
	err := s.rows(ctx, "SELECT document FROM revision WHERE kind = $1 AND id = $2 ORDER BY version", []any{string(s.kind), id}, func(rs *sql.Rows) error {
		var document string
		if err := rs.Scan(&document); err != nil {
			return err
		}
		var t T
		err := s.read(document, &t)
		out = append(out, t)
		return err
	})
	if err == nil && len(out) == 0 {
		return nil, vigie.NoSuch(s.kind, id)
	}
	return out, err
}

// Put keeps a new thing, or a change of the version that was read.
func (s shelf[T, P]) Put(ctx context.Context, thing *T) error {
	if s.w == nil {
		return vigie.Errorf(vigie.Internal, "put a %s within Read: use Do", s.kind)
	}
	p := P(thing)
	was, err := s.standing(ctx, p.Kept())
	if err != nil {
		return err
	}
	s.stamp(p.Kept(), was)
	document, err := json.Marshal(p)
	if err != nil {
		return fmt.Errorf("write %s %s: %w", s.kind, p.Kept().ID, err)
	}
	if err := legible(document); err != nil {
		return fmt.Errorf("keep %s: %w", s.kind, err)
	}
	if err := s.keep(ctx, p, document); err != nil {
		return fmt.Errorf("keep %s %s: %w", s.kind, p.Kept().ID, err)
	}
	s.w.touch(vigie.Ref{Kind: s.kind, ID: p.Kept().ID, Version: p.Kept().Version})
	return nil
}

// standing is the record as it is kept, or nothing for a new thing; stale where somebody changed it since it was read.
func (s shelf[T, P]) standing(ctx context.Context, r *vigie.Record) (*vigie.Record, error) {
	if r.ID == "" {
		return nil, nil
	}
	var is vigie.Record
	var created, changed int64
	err := s.one(ctx, "SELECT version, created_at, created_by, changed_at, changed_by FROM "+s.table+" WHERE id = $1", []any{r.ID},
		&is.Version, &created, &is.CreatedBy, &changed, &is.ChangedBy)
	is.CreatedAt, is.ChangedAt = moment(created), moment(changed)
	switch {
	case errors.Is(err, sql.ErrNoRows) && r.Version == 0:
		return nil, nil
	case errors.Is(err, sql.ErrNoRows):
		return nil, vigie.NoSuch(s.kind, r.ID)
	case err != nil:
		return nil, err
	case r.Version == 0:
		return nil, vigie.Errorf(vigie.Conflict, "keep a new %s %s: there is one of that name", s.kind, r.ID)
	case r.Version != is.Version:
		return nil, vigie.Errorf(vigie.Stale, "change %s %s: %s changed it on %s (version %d, you saw %d): look at it again, then decide",
			s.kind, r.ID, is.ChangedBy, is.ChangedAt.Format(time.DateTime+" MST"), is.Version, r.Version)
	}
	return &is, nil
}

// stamp fills in the record, and remembers what it said in case the command fails.
func (s shelf[T, P]) stamp(r, was *vigie.Record) {
	before := *r
	s.w.undo = append(s.w.undo, func() { *r = before })
	if r.ID == "" {
		r.ID = vigie.NewID(s.w.at)
	}
	r.Version++
	r.ChangedAt, r.ChangedBy = s.w.at, s.w.actor.UserID
	r.CreatedAt, r.CreatedBy = r.ChangedAt, r.ChangedBy
	if was != nil {
		r.CreatedAt, r.CreatedBy = was.CreatedAt, was.CreatedBy
	}
}

// keep writes the revision, the row that it is searched by, and what it mentions.
func (s shelf[T, P]) keep(ctx context.Context, p P, document []byte) error {
	r := p.Kept()
	if e, ok := any(p).(*vigie.Evidence); ok {
		if err := s.w.store.files.has(e.Hash); err != nil {
			return err
		}
	}
	if _, err := s.exec(ctx, "INSERT INTO revision (kind, id, version, at, by_user, document) VALUES ($1, $2, $3, $4, $5, $6)",
		string(s.kind), r.ID, r.Version, micros(r.ChangedAt), r.ChangedBy, string(document)); err != nil {
		return err
	}
	if err := s.row(ctx, p); err != nil {
		return err
	}
	return s.mention(ctx, string(s.kind), r.ID, s.mentioned(p), r.Version == 1)
}

// row writes the columns.
func (s shelf[T, P]) row(ctx context.Context, p P) error {
	r := p.Kept()
	columns, values := []string{"id", "version"}, []any{r.ID, r.Version}
	for _, f := range ofRecord {
		columns, values = append(columns, column(f.name)), append(values, kept(f.of(r)))
	}
	for _, f := range s.fields {
		columns, values = append(columns, column(f.name)), append(values, kept(f.of((*T)(p))))
	}
	for i, v := range values {
		if text, ok := v.(string); ok {
			if err := short(text); err != nil {
				return fmt.Errorf("%s: %w", columns[i], err)
			}
		}
	}
	if r.Version == 1 {
		_, err := s.exec(ctx, "INSERT INTO "+s.table+" ("+strings.Join(columns, ", ")+") VALUES "+places(1, len(values)), values...)
		return err
	}
	for i := range columns {
		columns[i] += fmt.Sprintf(" = $%d", i+1)
	}
	n, err := s.exec(ctx, "UPDATE "+s.table+" SET "+strings.Join(columns, ", ")+" WHERE id = $1 AND version = $2 - 1", values...)
	if err == nil && n != 1 {
		return vigie.Errorf(vigie.Stale, "somebody changed it at the same moment: look at it again, then decide")
	}
	return err
}

// places are the parameters of a list of values: ($3, $4).
func places(from, n int) string {
	var out strings.Builder
	for i := range n {
		fmt.Fprintf(&out, ", $%d", from+i)
	}
	return "(" + strings.TrimPrefix(out.String(), ", ") + ")"
}
