package casework

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"strings"

	"vigie"
)

const entryColumns = "t.seq, t.at, t.by_user, t.session, t.action, t.things, t.purpose, t.detail, t.refused, t.prev, t.hash"

// Entries are the lines of the audit log, in order.
func (b *books) Entries(ctx context.Context, q vigie.EntryQuery) (out []vigie.Entry, err error) {
	w := &where{}
	w.all = append(w.all, "t.seq > "+w.arg(q.After))
	if q.UserID != "" {
		w.all = append(w.all, "t.by_user = "+w.arg(q.UserID))
	}
	switch {
	case q.ID != "":
		w.all = append(w.all, "t.seq IN (SELECT seq FROM entry_thing WHERE kind = "+w.arg(string(q.Kind))+" AND id = "+w.arg(q.ID)+")")
	case q.Kind != "":
		w.all = append(w.all, "t.seq IN (SELECT seq FROM entry_thing WHERE kind = "+w.arg(string(q.Kind))+")")
	}
	query := "SELECT " + entryColumns + " FROM entry t WHERE " + strings.Join(w.all, " AND ") + " ORDER BY t.seq LIMIT " + w.arg(limited(q.Limit))
	err = b.rows(ctx, query, w.args, func(rs *sql.Rows) error {
		e, err := readEntry(rs.Scan)
		out = append(out, e)
		return err
	})
	return out, err
}

// lastEntry is the line that the next one seals; the zero line at the beginning.
func lastEntry(ctx context.Context, tx *sql.Tx) (vigie.Entry, error) {
	e, err := readEntry(tx.QueryRowContext(ctx, "SELECT "+entryColumns+" FROM entry t ORDER BY t.seq DESC LIMIT 1").Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return vigie.Entry{}, nil
	}
	return e, err
}

// readEntry reads a line as it was sealed.
func readEntry(scan func(...any) error) (e vigie.Entry, err error) {
	var at int64
	var things string
	if err := scan(&e.Seq, &at, &e.UserID, &e.Session, &e.Action, &things, &e.Purpose, &e.Detail, &e.Refused, &e.Prev, &e.Hash); err != nil {
		return e, err
	}
	e.At = moment(at)
	if len(e.Prev) == 0 {
		e.Prev = nil // before the first line there is none
	}
	return e, json.Unmarshal([]byte(things), &e.Things)
}

// write adds a line to the audit log.
func (b *books) write(ctx context.Context, e vigie.Entry) error {
	e.Seq = b.w.last.Seq + 1
	if err := e.Seal(b.w.last.Hash); err != nil {
		return err
	}
	things, err := json.Marshal(e.Things)
	if err != nil {
		return err
	}
	if _, err := b.exec(ctx, "INSERT INTO entry (seq, at, by_user, session, action, things, purpose, detail, refused, prev, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
		e.Seq, micros(e.At), e.UserID, e.Session, string(e.Action), string(things), e.Purpose, e.Detail, e.Refused, bytesOf(e.Prev), e.Hash); err != nil {
		return err
	}
	b.w.last = e
	for i, t := range e.Things {
		if named(e.Things[:i], t) {
			continue
		}
		if _, err := b.exec(ctx, "INSERT INTO entry_thing (kind, id, seq) VALUES ($1, $2, $3)", string(t.Kind), t.ID, e.Seq); err != nil {
			return err
		}
	}
	return nil
}

func named(refs []vigie.Ref, t vigie.Ref) bool {
	for _, r := range refs {
		if r.Kind == t.Kind && r.ID == t.ID {
			return true
		}
	}
	return false
}

// bytesOf is no bytes where there are none: before the first line there is no hash.
func bytesOf(b []byte) []byte {
	if b == nil {
		return []byte{}
	}
	return b
}
