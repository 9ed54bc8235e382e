package caseworktest

import (
	"context"
	"errors"
	"reflect"
	"sync"
	"testing"
	"time"

	"vigie"
)

// oneSignal is a command that keeps a signal.
func oneSignal(t *testing.T, s Store, user string, c vigie.Command) (vigie.Receipt, error) {
	t.Helper()
	ctx := as(t, user)
	return s.Do(ctx, c, func(b vigie.Books) error { return b.Signals().Put(ctx, &vigie.Signal{Title: "once"}) })
}

func sendingTwiceDoesOnce(t *testing.T, s Store) {
	c := vigie.Command{Key: "k1", Action: "signal.add", At: noon, Digest: "d1"}
	first, err := oneSignal(t, s, "anna", c)
	if err != nil {
		t.Fatal(err)
	}
	c.At = noon.Add(time.Hour)
	second, err := oneSignal(t, s, "anna", c)
	if err != nil {
		t.Fatal(err)
	}
	if first.Repeated || !second.Repeated {
		t.Errorf("repeated is %v and %v, want false and true", first.Repeated, second.Repeated)
	}
	second.Repeated = false
	if !reflect.DeepEqual(first, second) || len(first.Changed) != 1 {
		t.Errorf("the second receipt is %+v, want the first one, %+v", second, first)
	}
	if n := list(t, s, vigie.Books.Signals, vigie.Query{Scope: everything}).Total; n != 1 {
		t.Errorf("there are %d signals, want 1", n)
	}
	if n := len(lines(t, s)); n != 1 {
		t.Errorf("the audit log has %d lines, want 1", n)
	}
}

func sameKeyAtOnce(t *testing.T, s Store) {
	var all sync.WaitGroup
	receipts, errs := make([]vigie.Receipt, 8), make([]error, 8)
	for i := range receipts {
		all.Go(func() {
			receipts[i], errs[i] = oneSignal(t, s, "anna", vigie.Command{Key: "k1", Action: "signal.add", At: noon})
		})
	}
	all.Wait()
	first := 0
	for i, r := range receipts {
		if errs[i] != nil {
			t.Errorf("sent at once: %v", errs[i])
		}
		if !r.Repeated {
			first++
		}
	}
	if n := list(t, s, vigie.Books.Signals, vigie.Query{Scope: everything}).Total; n != 1 || first != 1 {
		t.Errorf("there are %d signals of %d first ones, want 1 and 1", n, first)
	}
}

func anotherCommandUnderTheKey(t *testing.T, s Store) {
	first := vigie.Command{Key: "k1", Action: "signal.add", At: noon, Digest: "d1"}
	if _, err := oneSignal(t, s, "anna", first); err != nil {
		t.Fatal(err)
	}
	digest, action := first, first
	digest.Digest, action.Action = "d2", "signal.reject"
	for _, c := range []struct {
		user string
		c    vigie.Command
	}{{"anna", digest}, {"anna", action}, {"bert", first}} { // what another did is not for telling
		_, err := oneSignal(t, s, c.user, c.c)
		code(t, err, vigie.Conflict)
	}
	if n := list(t, s, vigie.Books.Signals, vigie.Query{Scope: everything}).Total; n != 1 {
		t.Errorf("there are %d signals, want 1", n)
	}
}

// allOrNothing lets commands fail after they have put and noted.
func allOrNothing(t *testing.T, s Store) {
	for _, fail := range []func() error{
		func() error { return vigie.Errorf(vigie.Gate, "no") },
		func() error { return errors.New("no") },
	} {
		ctx := as(t, "anna")
		signal := &vigie.Signal{Title: "half"}
		_, err := s.Do(ctx, vigie.Command{Key: "k1", Action: "signal.add", At: noon}, func(b vigie.Books) error {
			if err := errors.Join(b.Signals().Put(ctx, signal), b.Note(ctx, vigie.Event{Kind: vigie.KindSignal, ID: "x", What: "added"})); err != nil {
				return err
			}
			return fail()
		})
		code(t, err, vigie.CodeOf(fail()))
		if signal.ID != "" || signal.Version != 0 {
			t.Errorf("a failed command named what it did not keep: %+v", signal.Record)
		}
	}
	func() {
		defer func() { recover() }() //nolint:errcheck // a programming mistake in a room must not leave half a command
		_, _ = s.Do(as(t, "anna"), vigie.Command{Key: "k1", Action: "signal.add", At: noon}, func(b vigie.Books) error {
			if err := b.Signals().Put(as(t, "anna"), &vigie.Signal{Title: "half"}); err != nil {
				return err
			}
			panic("a mistake")
		})
	}()
	_, err := s.Do(as(t, "anna"), vigie.Command{Key: "k1", Action: "signal.add", At: noon}, func(b vigie.Books) error {
		for range 2 { // the second one fails, and nobody minds
			_ = b.Users().Put(as(t, "anna"), &vigie.User{Login: "anna"})
		}
		_ = b.Signals().Put(as(t, "anna"), &vigie.Signal{Title: "half"})
		return nil
	})
	code(t, err, vigie.Conflict)
	nothing(t, s)
	if r, err := oneSignal(t, s, "anna", vigie.Command{Key: "k1", Action: "signal.add", At: noon}); err != nil || r.Repeated {
		t.Errorf("after it had failed, the command answers %+v, %v", r, err)
	}
}

// nothing holds a store to being empty.
func nothing(t *testing.T, s Store) {
	t.Helper()
	signals := list(t, s, vigie.Books.Signals, vigie.Query{Scope: everything}).Total
	events := read(t, s, func(ctx context.Context, b vigie.Books) ([]vigie.Event, error) {
		return b.Events(ctx, vigie.EventQuery{Scope: everything})
	})
	if n := len(lines(t, s)); signals != 0 || len(events) != 0 || n != 0 {
		t.Errorf("there are %d signals, %d events and %d lines, want nothing", signals, len(events), n)
	}
}

func nobodyDoesNothing(t *testing.T, s Store) {
	never := func(vigie.Books) error { t.Error("it was carried out"); return nil }
	_, err := s.Do(t.Context(), vigie.Command{Action: "x", At: noon}, never)
	code(t, err, vigie.Denied)
	_, err = s.Do(as(t, ""), vigie.Command{Action: "x", At: noon}, never)
	code(t, err, vigie.Denied)
	_, err = s.Do(as(t, "anna"), vigie.Command{Action: "x"}, never)
	code(t, err, vigie.Internal)
	ended, cancel := context.WithCancel(as(t, "anna"))
	cancel()
	if _, err = s.Do(ended, vigie.Command{Action: "x", At: noon}, never); !errors.Is(err, context.Canceled) {
		t.Errorf("a command of who has left answers %v", err)
	}
	nothing(t, s)
}

// What the program does by itself every minute leaves a line when it did something, and only then; a person's command always does.
func idleProgramLeavesNothing(t *testing.T, s Store) {
	ctx := vigie.WithActor(t.Context(), vigie.System)
	run := func(f func(vigie.Books) error) {
		t.Helper()
		if _, err := s.Do(ctx, vigie.Command{Key: "sweep", Action: "sweep", At: noon}, f); err != nil {
			t.Fatal(err)
		}
	}
	run(func(vigie.Books) error { return nil })
	if n := len(lines(t, s)); n != 0 {
		t.Errorf("an idle sweep left %d lines", n)
	}
	run(func(b vigie.Books) error { return b.Signals().Put(ctx, &vigie.Signal{Title: "found"}) }) // no receipt was left either: the key is free
	if n := list(t, s, vigie.Books.Signals, vigie.Query{Scope: everything}).Total; n != 1 || len(lines(t, s)) != 1 {
		t.Errorf("%d signals, %d lines: want one of each", n, len(lines(t, s)))
	}
	do(t, s, "anna", noon, func(context.Context, vigie.Books) error { return nil })
	if n := len(lines(t, s)); n != 2 {
		t.Errorf("%d lines: a person's command leaves one", n)
	}
}

func clockJumpsBack(t *testing.T, s Store) {
	nop := func(context.Context, vigie.Books) error { return nil }
	first := do(t, s, "anna", noon, nop)
	back := do(t, s, "anna", noon.Add(-48*time.Hour), nop)
	forth := do(t, s, "anna", noon.Add(time.Hour).In(time.FixedZone("", 7200)), nop)
	if !back.At.Equal(first.At) || !forth.At.Equal(noon.Add(time.Hour).Truncate(time.Microsecond)) {
		t.Errorf("at %s, back at %s, forth at %s", first.At, back.At, forth.At)
	}
	var last time.Time
	for _, e := range lines(t, s) {
		if e.At.Before(last) {
			t.Errorf("line %d is of %s, before the one before it", e.Seq, e.At)
		}
		last = e.At
	}
}
