package casework

import (
	"context"
	"database/sql"
	"fmt"
	"sync"

	"vigie"
)

// group are lines of the audit log that wait to be kept together. Who finds nobody before it keeps all that came while it waited for
// its turn to write: a hundred readers a second cost a handful of transactions.
type group struct {
	mu   sync.Mutex
	turn sync.Mutex // of who writes
	next *batch
}

type batch struct {
	lines []vigie.Entry
	done  chan struct{}
	err   error
}

// Seen adds lines to the audit log.
func (s *Store) Seen(ctx context.Context, lines ...vigie.Entry) error {
	for i := range lines {
		if err := complete(ctx, &lines[i]); err != nil {
			return err
		}
	}
	b, first := s.seen.join(lines)
	if first {
		s.keepBatch(context.WithoutCancel(ctx), b) // the others' lines must not depend on this one's patience
	}
	select {
	case <-b.done:
		return b.err
	case <-ctx.Done():
		return fmt.Errorf("write to the audit log: %w", ctx.Err())
	}
}

func (g *group) join(lines []vigie.Entry) (b *batch, first bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if first = g.next == nil; first {
		g.next = &batch{done: make(chan struct{})}
	}
	g.next.lines = append(g.next.lines, lines...)
	return g.next, first
}

func (s *Store) keepBatch(ctx context.Context, b *batch) {
	defer close(b.done)
	s.seen.turn.Lock()
	defer s.seen.turn.Unlock()
	s.seen.mu.Lock()
	s.seen.next = nil // who comes now waits for the next turn
	s.seen.mu.Unlock()
	b.err = s.engine.change(ctx, func(tx *sql.Tx) error {
		last, err := lastEntry(ctx, tx)
		if err != nil {
			return err
		}
		books := &books{tx, &work{last: last}}
		for _, line := range b.lines {
			line.At = later(line.At, books.w.last.At)
			if err := books.write(ctx, line); err != nil {
				return err
			}
		}
		return nil
	})
}

// complete fills in from the context what a line does not say, and refuses one that can not be kept.
func complete(ctx context.Context, e *vigie.Entry) error {
	actor, _ := vigie.ActorOf(ctx)
	if e.UserID == "" {
		e.UserID, e.Session = actor.UserID, actor.Session
	}
	if e.Purpose == "" {
		e.Purpose = actor.Purpose
	}
	if e.UserID == "" || e.Action == "" || e.At.IsZero() {
		return vigie.Errorf(vigie.Internal, "write to the audit log: a line says who did what, and when: %q did %q at %s", e.UserID, e.Action, e.At)
	}
	e.Seq, e.Prev, e.Hash = 0, nil, nil
	names := []string{e.UserID, e.Session, string(e.Action)}
	for _, t := range e.Things {
		names = append(names, string(t.Kind), t.ID)
	}
	if err := short(names...); err != nil {
		return fmt.Errorf("write to the audit log: %w", err)
	}
	return writable(e)
}
