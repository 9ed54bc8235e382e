package vigie

import (
	"context"
	"time"
)

// User is somebody who may log in.
type User struct {
	Record
	State        string   `json:"state"`
	Login        string   `json:"login"`
	Name         string   `json:"name"`
	Roles        []Role   `json:"roles"`
	Territories  []string `json:"territories,omitempty"`
	Directorates []string `json:"directorates,omitempty"`
	Service      string   `json:"service,omitempty"`
	Language     string   `json:"language"`
	Subject      string   `json:"subject,omitempty"` // at the office's identity provider
	StandIn      string   `json:"standIn,omitempty"` // the user who answers while this one is away or has left
}

// States of a user. Who is locked or has left does not get in, and its sessions are over at once.
const (
	UserActive = "active"
	UserLocked = "locked" // by an administrator, until it is unlocked
	UserLeft   = "left"   // its stand-in answers
)

// AtWork returns an error when one of the users named does not work here: nothing is given to somebody who is not there to do it.
func AtWork(ctx context.Context, b Books, what string, ids ...string) error {
	for _, id := range ids {
		u, err := b.Users().Get(ctx, id)
		if err != nil && CodeOf(err) != NotFound {
			return err
		}
		if err != nil || u.State != UserActive {
			return Errorf(Invalid, "%s %q: nobody of that name works here: choose from the users who are active", what, id)
		}
	}
	return nil
}

// Credential is by what a user proves to be who it is, apart from what others may read of a user.
type Credential struct {
	Record                // its id is the user's
	Password    string    `json:"password"`             // argon2id; empty: logs in at the identity provider
	MustChange  bool      `json:"mustChange,omitempty"` // at the next log-in
	Failed      int       `json:"failed,omitempty"`     // log-ins since the last good one
	LockedUntil time.Time `json:"lockedUntil,omitzero"`
	Epoch       int       `json:"epoch,omitempty"` // counts up when all sessions are ended: those of an earlier one are over
}

// Thing says who is concerned by a credential: nobody but the program.
func (c *Credential) Thing() Thing { return Thing{Kind: KindCredential, ID: c.ID, Owner: c.ID} }

// Actor is the user as who asks.
func (u *User) Actor() Actor {
	return Actor{UserID: u.ID, Roles: u.Roles, Territories: u.Territories, Directorates: u.Directorates, Service: u.Service, Language: u.Language}
}

// Thing says who is concerned by a user: that user.
func (u *User) Thing() Thing {
	return Thing{Kind: KindUser, ID: u.ID, State: u.State, Owner: u.ID, Keys: []Key{UserKey(u.ID)}}
}

// Webhook is an address outside that is told of events: that something happened to which thing, and nothing of what is in it. Who listens
// there asks for more with an account of its own.
type Webhook struct {
	Record
	URL    string   `json:"url"`
	Events []string `json:"events"`           // what it is told of, as kind.what; kind.* and * stand for many
	Secret string   `json:"secret,omitempty"` // signs what is sent; shown once, when made
	Active bool     `json:"active"`

	Told    int64     `json:"told"`             // the last event that it has taken, or did not ask for
	Failed  int       `json:"failed,omitempty"` // tries since it took something
	Error   string    `json:"error,omitempty"`  // of the last of them
	NextAt  time.Time `json:"nextAt,omitzero"`  // not to be tried again before
	Deleted bool      `json:"deleted,omitempty"`
}

// Thing says who is concerned by a webhook: who keeps them, and who made it; nobody once it is deleted.
func (w *Webhook) Thing() Thing {
	t := Thing{Kind: KindWebhook, ID: w.ID, Owner: w.CreatedBy}
	if !w.Deleted {
		t.Keys = []Key{Everyone, UserKey(w.CreatedBy)}
	}
	return t
}

// View is a saved way of looking at a list: its page and its filters, as they stand in the address.
type View struct {
	Record
	Page   string `json:"page"`
	Name   string `json:"name"`
	Query  string `json:"query"`
	Shared bool   `json:"shared"`

	Deleted bool `json:"deleted,omitempty"`
}

// Thing says who is concerned by a saved view: who saved it, and everyone when it is shared; nobody once it is deleted.
func (v *View) Thing() Thing {
	if v.Deleted {
		return Thing{Kind: KindView, ID: v.ID, State: "deleted", Owner: v.CreatedBy}
	}
	t := Thing{Kind: KindView, ID: v.ID, State: "own", Owner: v.CreatedBy, Keys: []Key{UserKey(v.CreatedBy)}}
	if v.Shared {
		t.State, t.Keys = "shared", append(t.Keys, Everyone)
	}
	return t
}
