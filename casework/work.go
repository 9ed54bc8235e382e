package casework

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"vigie"
)

// work is one command while it is carried out.
type work struct {
	at      time.Time
	actor   vigie.Actor
	store   *Store
	last    vigie.Entry // of the audit log
	event   int64       // last one that was kept; -1 until asked for
	broken  error       // of the first statement that failed
	wrote   bool        // something was kept
	changed []vigie.Ref
	undo    []func() // gives records back what they said before
}

// Do carries out one command.
func (s *Store) Do(ctx context.Context, c vigie.Command, f func(vigie.Books) error) (vigie.Receipt, error) {
	actor, ok := vigie.ActorOf(ctx)
	switch {
	case !ok || actor.UserID == "":
		return vigie.Receipt{}, vigie.Errorf(vigie.Denied, "%s: nobody asks for it", c.Action)
	case c.Action == "":
		return vigie.Receipt{}, vigie.Errorf(vigie.Internal, "carry out a command without an action")
	case c.At.IsZero():
		return vigie.Receipt{}, vigie.Errorf(vigie.Internal, "%s: a command says when it is given", c.Action)
	}
	if c.Key == "" {
		c.Key = vigie.NewID(c.At)
	}
	if err := errors.Join(short(c.Key, c.Digest, actor.UserID, actor.Session), writable(c), writable(actor)); err != nil {
		return vigie.Receipt{}, fmt.Errorf("%s: %w", c.Action, err)
	}
	var r vigie.Receipt
	w := &work{}
	err := s.engine.change(ctx, func(tx *sql.Tx) (err error) {
		w.giveBack() // of a try before this one
		w = &work{actor: actor, store: s, event: -1}
		r, err = w.carryOut(ctx, tx, c, f)
		return err
	})
	if err != nil {
		w.giveBack()
		return vigie.Receipt{}, err
	}
	return r, nil
}

func (w *work) carryOut(ctx context.Context, tx *sql.Tx, c vigie.Command, f func(vigie.Books) error) (r vigie.Receipt, err error) {
	if r, found, err := receiptOf(ctx, tx, c, w.actor); found || err != nil {
		return r, err
	}
	if w.last, err = lastEntry(ctx, tx); err != nil {
		return r, err
	}
	w.at = later(c.At, w.last.At)
	b := &books{tx, w}
	if err := f(b); err != nil {
		return r, err
	}
	if w.broken != nil {
		return r, w.broken // even where f has not minded
	}
	r = vigie.Receipt{Key: c.Key, At: w.at, Changed: w.changed}
	if !w.wrote && w.actor.UserID == vigie.System.UserID {
		return r, nil // the program looked, and there was nothing to do: it is not worth a line a minute
	}
	e := vigie.Entry{At: w.at, UserID: w.actor.UserID, Session: w.actor.Session, Action: c.Action, Things: w.changed, Purpose: w.actor.Purpose}
	if err := b.write(ctx, e); err != nil {
		return r, err
	}
	return r, b.keepReceipt(ctx, c, r)
}

// later is when something is done: not before what was kept last, even where the clock jumped back, and to the microsecond,
// which is what both databases keep.
func later(at, last time.Time) time.Time {
	at = at.UTC().Truncate(time.Microsecond)
	if at.Before(last) {
		return last
	}
	return at
}

// giveBack undoes what Put wrote into records, when nothing of it was kept.
func (w *work) giveBack() {
	for i := len(w.undo) - 1; i >= 0; i-- {
		w.undo[i]()
	}
}

// touch notes that a thing stands in a version now.
func (w *work) touch(ref vigie.Ref) {
	for i, have := range w.changed {
		if have.Kind == ref.Kind && have.ID == ref.ID {
			w.changed[i] = ref
			return
		}
	}
	w.changed = append(w.changed, ref)
}

// receiptOf finds what came of a command that was carried out before under the same key, by the same person.
func receiptOf(ctx context.Context, tx *sql.Tx, c vigie.Command, actor vigie.Actor) (r vigie.Receipt, found bool, err error) {
	var action, digest, by, changed string
	var at int64
	err = tx.QueryRowContext(ctx, "SELECT action, digest, by_user, at, changed FROM receipt WHERE key = $1", c.Key).Scan(&action, &digest, &by, &at, &changed)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return r, false, nil
	case err != nil:
		return r, false, err
	case by != actor.UserID || action != string(c.Action) || digest != c.Digest:
		return r, false, vigie.Errorf(vigie.Conflict, "%s: another command was carried out under the key %q: choose a new key for a new command", c.Action, c.Key)
	}
	r = vigie.Receipt{Key: c.Key, At: moment(at), Repeated: true}
	return r, true, json.Unmarshal([]byte(changed), &r.Changed)
}

func (b *books) keepReceipt(ctx context.Context, c vigie.Command, r vigie.Receipt) error {
	changed, err := json.Marshal(r.Changed)
	if err != nil {
		return err
	}
	_, err = b.exec(ctx, "INSERT INTO receipt (key, action, digest, by_user, at, changed) VALUES ($1, $2, $3, $4, $5, $6)",
		c.Key, string(c.Action), c.Digest, b.w.actor.UserID, micros(r.At), string(changed))
	return err
}

// micros and moment keep times as both databases do: microseconds since 1970 in UTC, 0 for none.
func micros(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}

func moment(us int64) time.Time {
	if us == 0 {
		return time.Time{}
	}
	return time.UnixMicro(us).UTC()
}
