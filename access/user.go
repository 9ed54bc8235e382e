package access

import (
	"context"
	"slices"
	"time"

	"vigie"
)

// Keeper keeps users: who may come in, and as what.
type Keeper struct {
	Door  *Door
	Guard vigie.Guard
}

// FirstAdministrator lets somebody in where nobody is: an administrator with a password for one log-in, which is returned and kept nowhere
// else. Where there are users already it makes none.
func (d *Door) FirstAdministrator(ctx context.Context, at time.Time) (login, once string, made bool, err error) {
	once = oncePassword()
	hash, err := d.passwords.hash(ctx, once)
	if err != nil {
		return "", "", false, err
	}
	u := &vigie.User{State: vigie.UserActive, Login: "administrator", Name: "Administrator", Roles: []vigie.Role{vigie.Administrator}, Language: "en"}
	_, err = d.casework.Do(vigie.WithActor(ctx, vigie.System), vigie.Command{Action: "user.create", At: at}, func(b vigie.Books) error {
		there, err := b.Users().List(ctx, vigie.Query{Scope: everything, Size: 1})
		if err != nil || there.Total > 0 {
			return err
		}
		if err := b.Users().Put(ctx, u); err != nil {
			return err
		}
		made = true
		return b.Credentials().Put(ctx, &vigie.Credential{Record: vigie.Record{ID: u.ID}, Password: hash, MustChange: true})
	})
	if err != nil || !made {
		return "", "", false, err
	}
	return u.Login, once, true, nil
}

// Create lets somebody in, with a password for one log-in; none is made for who comes from the identity provider, which its subject says.
func (k *Keeper) Create(ctx context.Context, c vigie.Command, u *vigie.User) (once string, r vigie.Receipt, err error) {
	c.Action, u.State, u.Login = "user.create", vigie.UserActive, plain(u.Login)
	var hash string
	if u.Subject == "" {
		once = oncePassword()
		if hash, err = k.Door.passwords.hash(ctx, once); err != nil {
			return "", r, err
		}
	}
	r, err = k.Door.casework.Do(ctx, c, func(b vigie.Books) error {
		if err := k.Guard.Check(ctx, c.Action, u.Thing()); err != nil {
			return err
		}
		if err := sound(ctx, b, u); err != nil {
			return err
		}
		if err := vigie.Keep(ctx, b, b.Users(), c.Action, vigie.Act{}, u); err != nil || hash == "" {
			return err
		}
		return b.Credentials().Put(ctx, &vigie.Credential{Record: vigie.Record{ID: u.ID}, Password: hash, MustChange: true})
	})
	if err != nil || r.Repeated {
		once = "" // the first answer said it, and it is kept nowhere
	}
	return once, r, err
}

// sound says whether a user can be kept: a login and a subject that nobody else has, roles that there are, and a partner with a service.
func sound(ctx context.Context, b vigie.Books, u *vigie.User) error {
	if u.Login == "" || u.Name == "" {
		return vigie.Errorf(vigie.Invalid, "a user needs a login and a name")
	}
	if err := knownRoles(u.Roles); err != nil {
		return err
	}
	if slices.Contains(u.Roles, vigie.PartnerInspectorate) && (u.Service == "" || len(u.Roles) > 1) {
		return vigie.Errorf(vigie.Invalid, "who is of another inspectorate has a service, and no other role here")
	}
	for field, value := range map[string]string{"login": u.Login, "subject": u.Subject} {
		other, err := userBy(ctx, b, field, value)
		if err != nil {
			return err
		}
		if other != nil && other.ID != u.ID {
			return vigie.Errorf(vigie.Conflict, "%s %q is another user's: choose another", field, value)
		}
	}
	return nil
}

// Change changes what somebody may do here: fill writes it into the user as it stands. Name, roles, territories, directorates, service and
// stand-in hold from the next request on.
func (k *Keeper) Change(ctx context.Context, c vigie.Command, act vigie.Act, fill func(*vigie.User)) (vigie.Receipt, error) {
	c.Action = "user.change"
	return k.change(ctx, c, act, func(_ vigie.Books, u *vigie.User) error { fill(u); return nil })
}

// Lock, Unlock and Leave say whether somebody may come in. The last administrator stays.
func (k *Keeper) Lock(ctx context.Context, c vigie.Command, act vigie.Act) (vigie.Receipt, error) {
	return k.put(ctx, c, act, "user.lock", vigie.UserLocked)
}

// Unlock lets somebody in again, and forgets wrong passwords.
func (k *Keeper) Unlock(ctx context.Context, c vigie.Command, act vigie.Act) (vigie.Receipt, error) {
	return k.put(ctx, c, act, "user.unlock", vigie.UserActive)
}

// Leave says that somebody has left; its stand-in answers from now on.
func (k *Keeper) Leave(ctx context.Context, c vigie.Command, act vigie.Act) (vigie.Receipt, error) {
	return k.put(ctx, c, act, "user.leave", vigie.UserLeft)
}

func (k *Keeper) put(ctx context.Context, c vigie.Command, act vigie.Act, a vigie.Action, state string) (vigie.Receipt, error) {
	c.Action = a
	return k.change(ctx, c, act, func(b vigie.Books, u *vigie.User) error {
		u.State = state
		return credential(ctx, b, u.ID, func(cred *vigie.Credential) {
			if cred.Epoch++; state == vigie.UserActive {
				cred.Failed, cred.LockedUntil = 0, time.Time{}
			}
		})
	})
}

func (k *Keeper) change(ctx context.Context, c vigie.Command, act vigie.Act, fill func(vigie.Books, *vigie.User) error) (vigie.Receipt, error) {
	return k.Door.casework.Do(ctx, c, func(b vigie.Books) error {
		u, err := vigie.Fetch[vigie.User](ctx, k.Guard, b.Users(), c.Action, act)
		if err != nil {
			return err
		}
		was := *u
		if err := fill(b, u); err != nil {
			return err
		}
		u.Login = plain(u.Login)
		if err := sound(ctx, b, u); err != nil {
			return err
		}
		if administers(&was) && !administers(u) {
			if err := another(ctx, b, u.ID); err != nil {
				return err
			}
		}
		return vigie.Keep(ctx, b, b.Users(), c.Action, act, u)
	})
}

func administers(u *vigie.User) bool {
	return u.State == vigie.UserActive && slices.Contains(u.Roles, vigie.Administrator)
}

// another refuses when no other administrator is left: nobody could let anybody in.
func another(ctx context.Context, b vigie.Books, but string) error {
	found, err := b.Users().List(ctx, vigie.Query{Scope: everything, Size: 2, Where: []vigie.Where{
		{Field: "roles", Values: []string{string(vigie.Administrator)}}, {Field: "state", Values: []string{vigie.UserActive}}}})
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(found.Items, func(u vigie.User) bool { return u.ID != but }) {
		return vigie.Errorf(vigie.Conflict, "this is the last administrator: let another one in first")
	}
	return nil
}

// ResetPassword gives somebody a password for one log-in, and ends all of its sessions.
func (k *Keeper) ResetPassword(ctx context.Context, c vigie.Command, user string) (once string, r vigie.Receipt, err error) {
	c.Action, once = "user.reset_password", oncePassword()
	hash, err := k.Door.passwords.hash(ctx, once)
	if err != nil {
		return "", r, err
	}
	r, err = k.credential(ctx, c, user, renewed(hash))
	if err != nil || r.Repeated {
		once = ""
	}
	return once, r, err
}

// EndSessions ends all sessions of somebody.
func (k *Keeper) EndSessions(ctx context.Context, c vigie.Command, user string) (vigie.Receipt, error) {
	c.Action = "user.end_sessions"
	return k.credential(ctx, c, user, func(cred *vigie.Credential) { cred.Epoch++ })
}

func (k *Keeper) credential(ctx context.Context, c vigie.Command, user string, fill func(*vigie.Credential)) (vigie.Receipt, error) {
	return k.Door.casework.Do(ctx, c, func(b vigie.Books) error {
		if _, err := vigie.Fetch[vigie.User](ctx, k.Guard, b.Users(), c.Action, vigie.Act{ID: user}); err != nil {
			return err
		}
		return credential(ctx, b, user, fill)
	})
}

// credential changes by what somebody proves to be who it is.
func credential(ctx context.Context, b vigie.Books, user string, fill func(*vigie.Credential)) error {
	cred, err := credentialOf(ctx, b, user)
	if err != nil {
		return err
	}
	fill(cred)
	return b.Credentials().Put(ctx, cred)
}

// ResetLost gives somebody a password for one log-in, asked for on the machine itself, where no administrator can log in any more. Who may
// use the home's files may do this; the log says that the program did it.
func (d *Door) ResetLost(ctx context.Context, login string, at time.Time) (once string, err error) {
	once = oncePassword()
	hash, err := d.passwords.hash(ctx, once)
	if err != nil {
		return "", err
	}
	_, err = d.casework.Do(vigie.WithActor(ctx, vigie.System), vigie.Command{Action: "user.reset_password", At: at}, func(b vigie.Books) error {
		u, err := userBy(ctx, b, "login", plain(login))
		switch {
		case err != nil:
			return err
		case u == nil:
			return vigie.Errorf(vigie.NotFound, "reset the password of %q: nobody has that login", login)
		case u.State != vigie.UserActive:
			return vigie.Errorf(vigie.Conflict, "reset the password of %q: this user is %s, and does not get in; an administrator has to unlock it first", login, u.State)
		case u.Subject != "":
			return vigie.Errorf(vigie.Conflict, "reset the password of %q: this user logs in at the office's identity provider, which keeps its password", login)
		}
		if err := credential(ctx, b, u.ID, renewed(hash)); err != nil {
			return err
		}
		return b.Note(ctx, vigie.Event{Kind: vigie.KindUser, ID: u.ID, What: "user.reset_password", Keys: u.Thing().Keys})
	})
	if err != nil {
		return "", err
	}
	return once, nil
}

// renewed puts a password for one log-in in the place of the old one, and ends all sessions.
func renewed(hash string) func(*vigie.Credential) {
	return func(cred *vigie.Credential) {
		cred.Password, cred.MustChange, cred.Failed, cred.LockedUntil, cred.Epoch = hash, true, 0, time.Time{}, cred.Epoch+1
	}
}

// SetLanguage is a user's own: the language in which it is spoken to.
func (k *Keeper) SetLanguage(ctx context.Context, c vigie.Command, act vigie.Act, language string, of []string) (vigie.Receipt, error) {
	if !slices.Contains(of, language) {
		return vigie.Receipt{}, vigie.Errorf(vigie.Invalid, "language %q: choose one of %v", language, of)
	}
	c.Action = "user.set_language"
	return k.change(ctx, c, act, func(_ vigie.Books, u *vigie.User) error { u.Language = language; return nil })
}

// ChangePassword is a user's own: it proves to be it by the old password, and all of its sessions end. Whoever calls begins a new one for it.
func (d *Door) ChangePassword(ctx context.Context, old, chosen string, at time.Time) error {
	who, _ := vigie.ActorOf(ctx)
	var u *vigie.User
	var cred *vigie.Credential
	err := d.casework.Read(ctx, func(b vigie.Books) (err error) {
		if u, err = b.Users().Get(ctx, who.UserID); err != nil {
			return err
		}
		cred, err = credentialOf(ctx, b, u.ID)
		return err
	})
	if err != nil {
		return err
	}
	if cred.Password == "" {
		return vigie.Errorf(vigie.Conflict, "change the password: you log in at the office's identity provider, and change it there")
	}
	if err := CheckPassword(chosen, u); err != nil {
		return err
	}
	if chosen == old {
		return vigie.Errorf(vigie.Invalid, "choose a password: another than the one you have")
	}
	if _, err := d.prove(ctx, u, cred, old, at); err != nil {
		return err
	}
	hash, err := d.passwords.hash(ctx, chosen)
	if err != nil {
		return err
	}
	_, err = d.casework.Do(ctx, vigie.Command{Action: "user.change_password", At: at}, func(b vigie.Books) error {
		return credential(ctx, b, u.ID, func(c *vigie.Credential) {
			c.Password, c.MustChange, c.Failed, c.LockedUntil, c.Epoch = hash, false, 0, time.Time{}, c.Epoch+1
		})
	})
	return err
}
