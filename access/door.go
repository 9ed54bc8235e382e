package access

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/alexedwards/argon2id"

	"vigie"
)

// Door is where people come in: by a password, or because the office's identity provider vouches for them.
type Door struct {
	casework  vigie.Casework
	passwords *passwords
}

// NewDoor opens the door to a casework store.
func NewDoor(c vigie.Casework) (*Door, error) { return newDoor(c, hard) }

func newDoor(c vigie.Casework, params argon2id.Params) (*Door, error) {
	p, err := newPasswords(params)
	if err != nil {
		return nil, err
	}
	return &Door{c, p}, nil
}

// everything is the scope of what the door itself has to see.
var everything = vigie.Scope{All: true}

// What wrong passwords cost. The first few are slips; from then on each doubles how long one has to wait.
const (
	slips     = 4
	firstWait = 30 * time.Second
	longest   = 30 * time.Minute
)

// wait is how long somebody has to wait after so many wrong passwords in a row.
func wait(failed int) time.Duration {
	if failed <= slips {
		return 0
	}
	return min(firstWait<<min(failed-slips-1, 10), longest)
}

// errWrong is the one answer to a log-in that fails. Whether the name is known, the password wrong or the account locked is not told.
func errWrong() error {
	return vigie.Errorf(vigie.Denied, "log in: the name or the password is wrong, or the account is locked; after some wrong passwords one has to wait, up to half an hour")
}

// LogIn lets a user in who proves to be it by the password. A try is counted before it is made, so that a thousand at once are no more than
// one after another; each is a line of the audit log.
func (d *Door) LogIn(ctx context.Context, login, password string, at time.Time) (*vigie.User, error) {
	u, cred, err := d.find(ctx, login)
	if err != nil {
		return nil, err
	}
	if u == nil {
		if _, _, err := d.passwords.try(ctx, password, ""); err != nil {
			return nil, err
		}
		return nil, errWrong()
	}
	again, err := d.prove(ctx, u, cred, password, at)
	if err != nil {
		return nil, err
	}
	_, err = d.casework.Do(vigie.WithActor(ctx, vigie.Actor{UserID: u.ID}), vigie.Command{Action: "user.log_in", At: at}, func(b vigie.Books) error {
		return welcome(ctx, b, u.ID, again)
	})
	return u, err
}

// find looks for an active user of this name, and what proves that somebody is it.
func (d *Door) find(ctx context.Context, login string) (u *vigie.User, cred *vigie.Credential, err error) {
	err = d.casework.Read(ctx, func(b vigie.Books) error {
		if u, err = userBy(ctx, b, "login", plain(login)); err != nil || u == nil {
			return err
		}
		cred, err = credentialOf(ctx, b, u.ID)
		return err
	})
	if u == nil || u.State != vigie.UserActive {
		return nil, nil, err
	}
	return u, cred, err
}

// prove tries a password, and counts it. It returns the password hashed again where what is hard has changed since.
func (d *Door) prove(ctx context.Context, u *vigie.User, cred *vigie.Credential, password string, at time.Time) (again string, err error) {
	locked := false
	_, err = d.casework.Do(vigie.WithActor(ctx, vigie.System), vigie.Command{Action: "user.try_password", At: at}, func(b vigie.Books) error {
		now, err := credentialOf(ctx, b, u.ID)
		if err != nil {
			return err
		}
		if locked = at.Before(now.LockedUntil); locked {
			return nil
		}
		now.Failed++
		now.LockedUntil = at.Add(wait(now.Failed)).UTC()
		*cred = *now
		return b.Credentials().Put(ctx, now)
	})
	if err != nil {
		return "", err
	}
	against := cred.Password
	if locked {
		against = ""
	}
	fits, hardEnough, err := d.passwords.try(ctx, password, against)
	switch {
	case err != nil:
		return "", err
	case !fits:
		return "", d.refuse(ctx, u, locked, at)
	case !hardEnough:
		return d.passwords.hash(ctx, password)
	}
	return "", nil
}

// refuse writes down that somebody could not prove to be a user.
func (d *Door) refuse(ctx context.Context, u *vigie.User, locked bool, at time.Time) error {
	why := "wrong password"
	if locked {
		why = "locked after wrong passwords"
	}
	line := vigie.Entry{At: at, UserID: vigie.System.UserID, Action: "user.log_in", Things: []vigie.Ref{{Kind: vigie.KindUser, ID: u.ID}}, Refused: why}
	if err := d.casework.Seen(ctx, line); err != nil {
		return err
	}
	return errWrong()
}

// welcome forgets the tries.
func welcome(ctx context.Context, b vigie.Books, user, again string) error {
	now, err := credentialOf(ctx, b, user)
	if err != nil {
		return err
	}
	now.Failed, now.LockedUntil = 0, time.Time{}
	if again != "" {
		now.Password = again
	}
	return b.Credentials().Put(ctx, now)
}

// userBy finds the one user of whom a field says this.
func userBy(ctx context.Context, b vigie.Books, field, value string) (*vigie.User, error) {
	found, err := b.Users().List(ctx, vigie.Query{Scope: everything, Size: 2, Where: []vigie.Where{{Field: field, Values: []string{value}}}})
	if err != nil || len(found.Items) == 0 || value == "" {
		return nil, err
	}
	if len(found.Items) > 1 {
		return nil, vigie.Errorf(vigie.Conflict, "find the user with %s %q: there are two; an administrator has to put it right", field, value)
	}
	return &found.Items[0], nil
}

// credentialOf is what proves that somebody is a user; a new one where there is none yet.
func credentialOf(ctx context.Context, b vigie.Books, user string) (*vigie.Credential, error) {
	c, err := b.Credentials().Get(ctx, user)
	if err != nil && vigie.CodeOf(err) == vigie.NotFound {
		c, err = &vigie.Credential{Record: vigie.Record{ID: user}}, nil
	}
	return c, err
}

// plain is a login as it is kept and compared.
func plain(login string) string { return strings.ToLower(strings.TrimSpace(login)) }

// knownRoles says whether all of these are roles that there are.
func knownRoles(roles []vigie.Role) error {
	for _, r := range roles {
		if !slices.Contains(vigie.Roles, r) {
			return vigie.Errorf(vigie.Invalid, "there is no role %q: choose of %v", r, vigie.Roles)
		}
	}
	return nil
}
