package access

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"github.com/alexedwards/argon2id"

	"vigie"
	"vigie/casework"
)

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

// soft is a hash that takes no time, for tests.
var soft = argon2id.Params{Memory: 64, Iterations: 1, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// office is a house with a store, a door and a first administrator whose password has been chosen.
type office struct {
	*testing.T
	store *casework.Store
	guard *Guard
	door  *Door
	keep  *Keeper
	admin vigie.Actor
}

const chosen = "a heron on the quay"

func newOffice(t *testing.T) *office {
	t.Helper()
	store, err := casework.Open(t.Context(), filepath.Join(t.TempDir(), "casework.db"), casework.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	door, err := newDoor(store, soft)
	if err != nil {
		t.Fatal(err)
	}
	o := &office{T: t, store: store, guard: newGuard(t), door: door}
	o.keep = &Keeper{Door: door, Guard: o.guard}
	login, once, made, err := door.FirstAdministrator(t.Context(), noon)
	if err != nil || !made {
		t.Fatal(made, err)
	}
	u, err := door.LogIn(t.Context(), login, once, noon)
	if err != nil {
		t.Fatal(err)
	}
	o.admin = u.Actor()
	o.want("", door.ChangePassword(o.as(o.admin), once, chosen, noon))
	return o
}

func (o *office) as(a vigie.Actor) context.Context { return vigie.WithActor(o.Context(), a) }

// want checks an error's code; "" is none.
func (o *office) want(code vigie.Code, err error) {
	o.Helper()
	if err == nil && code != "" || err != nil && vigie.CodeOf(err) != code {
		o.Errorf("%v, want %q", err, code)
	}
}

// let lets somebody in, with the password that all choose.
func (o *office) let(u vigie.User) vigie.Actor {
	o.Helper()
	once, _, err := o.keep.Create(o.as(o.admin), vigie.Command{At: noon}, &u)
	if err != nil {
		o.Fatal(err)
	}
	if once != "" {
		o.want("", o.door.ChangePassword(o.as(u.Actor()), once, chosen, noon))
	}
	return u.Actor()
}

// entries are the lines of the log with an action.
func (o *office) entries(a vigie.Action) (found []vigie.Entry) {
	o.Helper()
	err := o.store.Read(o.Context(), func(b vigie.Books) error {
		all, err := b.Entries(o.Context(), vigie.EntryQuery{})
		for _, e := range all {
			if e.Action == a {
				found = append(found, e)
			}
		}
		return err
	})
	if err != nil {
		o.Fatal(err)
	}
	return found
}
