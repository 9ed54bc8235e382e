package access

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"time"

	"vigie"
)

// Admit lets in whom the office's identity provider vouches for, in the roles that its groups give; what they gave before and give no more
// is taken. Nobody is taken for a user that is here already because a login looks alike: a subject is what counts.
func (d *Door) Admit(ctx context.Context, id *Identity, at time.Time) (*vigie.User, error) {
	var u *vigie.User
	_, err := d.casework.Do(vigie.WithActor(ctx, vigie.System), vigie.Command{Action: "user.admit", At: at}, func(b vigie.Books) (err error) {
		if u, err = userBy(ctx, b, "subject", id.Subject); err != nil {
			return err
		}
		if u == nil {
			if len(id.Grants) == 0 {
				return nil // nobody to let in
			}
			u = &vigie.User{State: vigie.UserActive, Login: plain(id.Login), Subject: id.Subject, Language: id.Language}
		}
		was := *u
		grant(u, id)
		if u.Version > 0 && same(&was, u) {
			return nil
		}
		if err := sound(ctx, b, u); err != nil {
			return err
		}
		return vigie.Keep(ctx, b, b.Users(), "user.admit", vigie.Act{}, u)
	})
	switch {
	case err != nil:
		return nil, err
	case u == nil || len(id.Grants) == 0:
		return nil, vigie.Errorf(vigie.Denied, "log in: the office knows you, and none of your groups gives you a role here: ask who keeps the groups")
	case u.State != vigie.UserActive:
		return nil, vigie.Errorf(vigie.Denied, "log in: an administrator has locked you out")
	}
	return u, nil
}

// grant writes what the provider says into a user.
func grant(u *vigie.User, id *Identity) {
	u.Name, u.Roles, u.Territories, u.Directorates, u.Service = id.Name, nil, nil, nil, ""
	for _, g := range id.Grants {
		if !slices.Contains(u.Roles, g.Role) {
			u.Roles = append(u.Roles, g.Role)
		}
		if g.Territory != "" && !slices.Contains(u.Territories, g.Territory) {
			u.Territories = append(u.Territories, g.Territory)
		}
		if g.Directorate != "" && !slices.Contains(u.Directorates, g.Directorate) {
			u.Directorates = append(u.Directorates, g.Directorate)
		}
		if g.Service != "" {
			u.Service = g.Service
		}
	}
}

// same says whether nothing has changed that the provider says.
func same(a, b *vigie.User) bool {
	return a.Name == b.Name && a.Service == b.Service && slices.Equal(a.Roles, b.Roles) && slices.Equal(a.Territories, b.Territories) &&
		slices.Equal(a.Directorates, b.Directorates)
}

// Entrance is the way in by the office's identity provider: two addresses, to be served behind the sessions.
type Entrance struct {
	Provider *Provider
	Door     *Door
	Sessions *Sessions
	Now      func() time.Time
	Inside   string                                          // where to go from there, such as /
	Refuse   func(http.ResponseWriter, *http.Request, error) // says what went wrong
}

const sessionFlow = "flow"

// Send sends a browser to the provider.
func (e *Entrance) Send(w http.ResponseWriter, r *http.Request) {
	to, f, err := e.Provider.Send(r.Context())
	if err != nil {
		e.Refuse(w, r, err)
		return
	}
	kept, err := json.Marshal(f)
	if err != nil {
		e.Refuse(w, r, err)
		return
	}
	e.Sessions.Put(r.Context(), sessionFlow, string(kept))
	http.Redirect(w, r, to, http.StatusFound)
}

// Receive is the address to which the provider sends it back. What was remembered of a way there is used once.
func (e *Entrance) Receive(w http.ResponseWriter, r *http.Request) {
	var f Flow
	if kept := e.Sessions.PopString(r.Context(), sessionFlow); kept != "" {
		if err := json.Unmarshal([]byte(kept), &f); err != nil {
			e.Refuse(w, r, err)
			return
		}
	}
	id, err := e.Provider.Receive(r.Context(), f, r.URL.Query())
	if err == nil {
		var u *vigie.User
		if u, err = e.Door.Admit(r.Context(), id, e.Now()); err == nil {
			err = e.Sessions.Begin(r.Context(), u.ID)
		}
	}
	if err != nil {
		e.Refuse(w, r, err)
		return
	}
	http.Redirect(w, r, e.Inside, http.StatusFound)
}
