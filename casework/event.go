package casework

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"vigie"
)

// Note keeps that something happened. The time and who did it are the command's.
func (b *books) Note(ctx context.Context, e vigie.Event) error {
	if b.w == nil {
		return vigie.Errorf(vigie.Internal, "note an event within Read: use Do")
	}
	if err := noteworthy(e); err != nil {
		return fmt.Errorf("note %s of %s: %w", e.What, e.Kind, err)
	}
	if e.Data == nil {
		e.Data = map[string]string{}
	}
	data, err := json.Marshal(e.Data)
	if err != nil {
		return err
	}
	if e.Seq, err = b.nextEvent(ctx); err != nil {
		return err
	}
	if _, err := b.exec(ctx, "INSERT INTO event (seq, kind, id, what, phenomenon, directorate, at, by_user, data) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
		e.Seq, string(e.Kind), e.ID, e.What, e.PhenomenonID, e.Directorate, micros(b.w.at), b.w.actor.UserID, string(data)); err != nil {
		return err
	}
	keys := slices.Clone(e.Keys)
	slices.Sort(keys)
	for _, k := range slices.Compact(keys) {
		if _, err := b.exec(ctx, "INSERT INTO event_key (key, seq) VALUES ($1, $2)", string(k), e.Seq); err != nil {
			return err
		}
	}
	return nil
}

// noteworthy refuses an event that can not be kept, or found again.
func noteworthy(e vigie.Event) error {
	names := []string{string(e.Kind), e.ID, e.What, e.PhenomenonID, e.Directorate}
	for _, k := range e.Keys {
		names = append(names, string(k))
	}
	return errors.Join(short(names...), writable(names), writable(e))
}

// nextEvent is the next place in the order of events. Commands go in one after the other, so that nobody else takes it.
func (b *books) nextEvent(ctx context.Context) (int64, error) {
	if b.w.event < 0 {
		if err := b.one(ctx, "SELECT coalesce(max(seq), 0) FROM event", nil, &b.w.event); err != nil {
			return 0, err
		}
	}
	b.w.event++
	return b.w.event, nil
}

// Events are what happened, in order.
func (b *books) Events(ctx context.Context, q vigie.EventQuery) ([]vigie.Event, error) {
	w := &where{}
	w.all = append(w.all, "t.seq > "+w.arg(q.After))
	for _, c := range []struct{ column, value string }{{"kind", string(q.Kind)}, {"id", q.ID}, {"phenomenon", q.PhenomenonID}} {
		if c.value != "" {
			w.all = append(w.all, "t."+c.column+" = "+w.arg(c.value))
		}
	}
	if len(q.What) > 0 {
		w.all = append(w.all, happened(w, q))
	}
	if !q.Scope.All {
		var any []string
		if len(q.Scope.Keys) > 0 {
			any = append(any, fmt.Sprintf("t.seq IN (SELECT seq FROM event_key WHERE %s AND seq > %s)", oneOf(w, "key", q.Scope.Keys), w.arg(q.After)))
		}
		w.all = append(w.all, either(append(any, oneOf(w, "t.id", q.Scope.IDs))))
	}
	if q.Last {
		w.all = append(w.all, "t.seq = (SELECT max(seq) FROM event)")
	}
	out, err := b.events(ctx, w, q.Limit)
	if err != nil {
		return nil, err
	}
	return out, b.keysOf(ctx, out)
}

// happened narrows to some kinds of happening. The first of each is looked up where it stands, so that it takes no longer when there are many.
func happened(w *where, q vigie.EventQuery) string {
	if !q.First {
		return oneOf(w, "t.what", q.What)
	}
	firsts := make([]string, len(q.What))
	for i, what := range q.What {
		narrow := "seq > " + w.arg(q.After) + " AND what = " + w.arg(what)
		if q.PhenomenonID != "" {
			narrow += " AND phenomenon = " + w.arg(q.PhenomenonID)
		}
		firsts[i] = "(SELECT min(seq) FROM event WHERE " + narrow + ")"
	}
	return among("t.seq", firsts)
}

func (b *books) events(ctx context.Context, w *where, limit int) (out []vigie.Event, err error) {
	query := "SELECT t.seq, t.kind, t.id, t.what, t.phenomenon, t.directorate, t.at, t.by_user, t.data FROM event t WHERE " + strings.Join(w.all, " AND ") + " ORDER BY t.seq LIMIT " + w.arg(limited(limit))
	err = b.rows(ctx, query, w.args, func(rs *sql.Rows) error {
		var e vigie.Event
		var at int64
		var data string
		if err := rs.Scan(&e.Seq, &e.Kind, &e.ID, &e.What, &e.PhenomenonID, &e.Directorate, &at, &e.By, &data); err != nil {
			return err
		}
		e.At = moment(at)
		err := json.Unmarshal([]byte(data), &e.Data)
		out = append(out, e)
		return err
	})
	return out, err
}

// keysOf fills in who was concerned by events.
func (b *books) keysOf(ctx context.Context, events []vigie.Event) error {
	for part := range slices.Chunk(events, atOnce) {
		place, w := map[int64]int{}, &where{}
		places := make([]string, len(part))
		for i, e := range part {
			place[e.Seq], places[i] = i, w.arg(e.Seq)
		}
		err := b.rows(ctx, "SELECT seq, key FROM event_key WHERE "+among("seq", places)+" ORDER BY seq, key", w.args, func(rs *sql.Rows) error {
			var seq int64
			var key vigie.Key
			err := rs.Scan(&seq, &key)
			if err == nil {
				e := &part[place[seq]]
				e.Keys = append(e.Keys, key)
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// limited is how many events or lines are read at once.
func limited(n int) int { return min(cmp.Or(max(n, 0), 1000), 10_000) }
