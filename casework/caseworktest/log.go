package caseworktest

import (
	"bytes"
	"context"
	"fmt"
	"reflect"
	"sync"
	"testing"
	"time"

	"vigie"
)

// lines is the whole audit log.
func lines(t *testing.T, s Store) []vigie.Entry {
	t.Helper()
	return read(t, s, func(ctx context.Context, b vigie.Books) ([]vigie.Entry, error) {
		return b.Entries(ctx, vigie.EntryQuery{Limit: 10_000})
	})
}

// Chain returns the first fault of an audit log: a line that does not seal the one before it.
func Chain(entries []vigie.Entry) error { return ChainAfter(0, nil, entries) }

// ChainAfter does so for lines after the one of that number and hash.
func ChainAfter(seq int64, prev []byte, entries []vigie.Entry) error {
	for _, e := range entries {
		want := e
		if err := want.Seal(prev); err != nil {
			return err
		}
		if seq++; e.Seq != seq || !bytes.Equal(e.Prev, prev) || !bytes.Equal(e.Hash, want.Hash) {
			return fmt.Errorf("line %d of the audit log is not what follows line %d", e.Seq, seq-1)
		}
		prev = e.Hash
	}
	return nil
}

func eventsInOrder(t *testing.T, s Store) {
	var all sync.WaitGroup
	for i := range 6 {
		all.Go(func() {
			do(t, s, fmt.Sprint("user", i), noon, func(ctx context.Context, b vigie.Books) error {
				for _, what := range []string{"first", "second"} {
					e := vigie.Event{Kind: vigie.KindSignal, ID: fmt.Sprint(i), What: what, PhenomenonID: fmt.Sprint("p", i%2), Directorate: "d", Data: map[string]string{"n": fmt.Sprint(i)},
						Keys: []vigie.Key{"b", "a", "b"}, At: noon.Add(-time.Hour), By: "mallory", Seq: 99}
					if err := b.Note(ctx, e); err != nil {
						return err
					}
				}
				return nil
			})
		})
	}
	all.Wait()
	ask := func(q vigie.EventQuery) []vigie.Event {
		q.Scope = everything
		return read(t, s, func(ctx context.Context, b vigie.Books) ([]vigie.Event, error) { return b.Events(ctx, q) })
	}
	events := ask(vigie.EventQuery{})
	if len(events) != 12 {
		t.Fatalf("there are %d events, want 12", len(events))
	}
	for i, e := range events {
		want := vigie.Event{Seq: int64(i + 1), Kind: vigie.KindSignal, ID: e.ID, What: []string{"first", "second"}[i%2], PhenomenonID: e.PhenomenonID, Directorate: "d",
			At: noon.Truncate(time.Microsecond), By: "user" + e.ID, Keys: []vigie.Key{"a", "b"}, Data: map[string]string{"n": e.ID}}
		if !reflect.DeepEqual(e, want) || (i%2 == 1 && events[i-1].ID != e.ID) {
			t.Errorf("event %d is %+v, want %+v", i+1, e, want)
		}
	}
	for _, test := range []struct {
		n int
		q vigie.EventQuery
	}{
		{2, vigie.EventQuery{After: 10}}, {6, vigie.EventQuery{PhenomenonID: "p1"}}, {3, vigie.EventQuery{Limit: 3}}, {0, vigie.EventQuery{Kind: vigie.KindTarget}},
		{1, vigie.EventQuery{Kind: vigie.KindSignal, ID: events[11].ID, After: 11}}, {6, vigie.EventQuery{What: []string{"second"}}},
		{2, vigie.EventQuery{What: []string{"first", "second", "third"}, First: true}}, {2, vigie.EventQuery{What: []string{"first", "second"}, First: true, PhenomenonID: "p1"}},
		{1, vigie.EventQuery{What: []string{"second"}, First: true, After: 6}},
		{1, vigie.EventQuery{Last: true}}, {0, vigie.EventQuery{Last: true, After: 12}},
	} {
		got := ask(test.q)
		if len(got) != test.n {
			t.Errorf("%+v finds %d events, want %d", test.q, len(got), test.n)
		}
		if test.q.First && test.q.After == 0 && test.q.PhenomenonID == "" && got[0].Seq != 1 {
			t.Errorf("the first event is %d", got[0].Seq)
		}
	}
}

func logIsAChain(t *testing.T, s Store) {
	signal := &vigie.Signal{Title: "x"}
	ctx := vigie.WithActor(t.Context(), vigie.Actor{UserID: "anna", Session: "s1", Purpose: "to <check> & “see”"})
	for i := range 3 {
		_, err := s.Do(ctx, vigie.Command{Action: "signal.add", At: noon.Add(time.Duration(i) * time.Minute)}, func(b vigie.Books) error {
			if err := b.Signals().Put(ctx, signal); err != nil {
				return err
			}
			return b.Signals().Put(ctx, signal)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	err := s.Seen(ctx, vigie.Entry{Action: "target.read", At: noon, Things: []vigie.Ref{{Kind: vigie.KindTarget, ID: "t"}, {Kind: vigie.KindTarget, ID: "t"}}, Refused: "not yours"})
	if err != nil {
		t.Fatal(err)
	}
	log := lines(t, s)
	if err := Chain(log); err != nil {
		t.Error(err)
	}
	want := vigie.Entry{Seq: 2, At: noon.Add(time.Minute).Truncate(time.Microsecond), UserID: "anna", Session: "s1", Action: "signal.add", Purpose: "to <check> & “see”",
		Things: []vigie.Ref{{Kind: vigie.KindSignal, ID: signal.ID, Version: 4}}, Prev: log[0].Hash, Hash: log[1].Hash}
	if !reflect.DeepEqual(log[1], want) {
		t.Errorf("line 2 is %+v, want %+v", log[1], want)
	}
	for n, q := range map[int]vigie.EntryQuery{3: {Kind: vigie.KindSignal, ID: signal.ID}, 1: {Kind: vigie.KindTarget}, 4: {UserID: "anna"}, 0: {UserID: "bert"}, 2: {After: 2}} {
		if got := read(t, s, func(ctx context.Context, b vigie.Books) ([]vigie.Entry, error) { return b.Entries(ctx, q) }); len(got) != n {
			t.Errorf("%+v finds %d lines, want %d", q, len(got), n)
		}
	}
	log[1].Purpose = "none"
	if Chain(log) == nil {
		t.Error("a line was changed, and the chain holds")
	}
}

// logOfReading lets many read at once: every line is there when Seen returns.
func logOfReading(t *testing.T, s Store) {
	const many, each = 20, 10
	var all sync.WaitGroup
	for i := range many {
		all.Go(func() {
			ctx := as(t, fmt.Sprint("user", i))
			for j := range each {
				line := vigie.Entry{Action: "target.read", At: noon, Things: []vigie.Ref{{Kind: vigie.KindTarget, ID: fmt.Sprint(i, "/", j)}}}
				if err := s.Seen(ctx, line, line); err != nil {
					t.Error(err)
				}
			}
			mine := read(t, s, func(ctx context.Context, b vigie.Books) ([]vigie.Entry, error) {
				return b.Entries(ctx, vigie.EntryQuery{UserID: fmt.Sprint("user", i)})
			})
			if len(mine) != 2*each {
				t.Errorf("%d lines were acknowledged, and %d are there", 2*each, len(mine))
			}
		})
	}
	all.Wait()
	log := lines(t, s)
	if err := Chain(log); err != nil || len(log) != 2*many*each {
		t.Errorf("%d lines, want %d: %v", len(log), 2*many*each, err)
	}
	code(t, s.Seen(t.Context(), vigie.Entry{Action: "target.read", At: noon}), vigie.Internal) // nobody
	code(t, s.Seen(as(t, "anna"), vigie.Entry{Action: "target.read", At: noon, Detail: "a\x00b"}), vigie.Invalid)
}
