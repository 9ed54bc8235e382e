// Package caseworktest is what every casework store has to do: one suite, run on each.
package caseworktest

import (
	"context"
	"testing"
	"time"

	"vigie"
)

// Store is what is tested: casework and its files.
type Store interface {
	vigie.Casework
	vigie.Files
}

// Run holds the stores that open makes, each empty, to all that casework promises.
func Run(t *testing.T, open func(*testing.T) Store) {
	for _, c := range []struct {
		name string
		test func(*testing.T, Store)
	}{
		{"KeepsEveryNoun", keepsEveryNoun},
		{"KeepsEveryVersion", keepsEveryVersion},
		{"NobodyOverwritesSilently", nobodyOverwritesSilently},
		{"TwoDecideAtOnce", twoDecideAtOnce},
		{"ReadsOneMoment", readsOneMoment},
		{"WritesInDoOnly", writesInDoOnly},

		{"ListsFilterSortPage", listsFilterSortPage},
		{"ListsByRange", listsByRange},
		{"ListsRefuseUnknownFields", listsRefuseUnknownFields},
		{"ScopeIsTheSameEverywhere", scopeIsTheSameEverywhere},
		{"TextFindsWords", textFindsWords},

		{"SendingTwiceDoesOnce", sendingTwiceDoesOnce},
		{"SameKeyAtOnce", sameKeyAtOnce},
		{"AnotherCommandUnderTheKey", anotherCommandUnderTheKey},
		{"AllOrNothing", allOrNothing},
		{"NobodyDoesNothing", nobodyDoesNothing},
		{"ClockJumpsBack", clockJumpsBack},
		{"IdleProgramLeavesNothing", idleProgramLeavesNothing},

		{"EventsInOrder", eventsInOrder},
		{"LogIsAChain", logIsAChain},
		{"LogOfReading", logOfReading},

		{"HostileTexts", hostileTexts},
		{"TextsNobodyKeeps", textsNobodyKeeps},
		{"EvidenceByContent", evidenceByContent},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			c.test(t, open(t))
		})
	}
}

// noon is when the tests begin.
var noon = time.Date(2026, 3, 2, 12, 0, 0, 123456789, time.UTC)

// as is the context of a user.
func as(t *testing.T, user string) context.Context {
	return vigie.WithActor(t.Context(), vigie.Actor{UserID: user, Session: "session of " + user})
}

// do carries out a command that has to succeed.
func do(t *testing.T, s Store, user string, at time.Time, f func(context.Context, vigie.Books) error) vigie.Receipt {
	t.Helper()
	ctx := as(t, user)
	r, err := s.Do(ctx, vigie.Command{Action: "test.do", At: at}, func(b vigie.Books) error { return f(ctx, b) })
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// put keeps things of one noun.
func put[T any](t *testing.T, s Store, shelf func(vigie.Books) vigie.Shelf[T], things ...*T) {
	t.Helper()
	do(t, s, "anna", noon, func(ctx context.Context, b vigie.Books) error {
		for _, thing := range things {
			if err := shelf(b).Put(ctx, thing); err != nil {
				return err
			}
		}
		return nil
	})
}

// read reads in one view.
func read[R any](t *testing.T, s Store, f func(context.Context, vigie.Books) (R, error)) (r R) {
	t.Helper()
	ctx := t.Context()
	if err := s.Read(ctx, func(b vigie.Books) (err error) { r, err = f(ctx, b); return err }); err != nil {
		t.Fatal(err)
	}
	return r
}

// list reads a page of a noun.
func list[T any](t *testing.T, s Store, shelf func(vigie.Books) vigie.Shelf[T], q vigie.Query) vigie.Listing[T] {
	t.Helper()
	return read(t, s, func(ctx context.Context, b vigie.Books) (vigie.Listing[T], error) { return shelf(b).List(ctx, q) })
}

// code holds an error to a code.
func code(t *testing.T, err error, want vigie.Code) {
	t.Helper()
	if err == nil || vigie.CodeOf(err) != want {
		t.Errorf("it answered %v (%s), want %s", err, vigie.CodeOf(err), want)
	}
}

var everything = vigie.Scope{All: true}
