package access

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"slices"
	"time"

	"github.com/alexedwards/scs/v2"

	"vigie"
)

// Sessions are log-ins that last. The library holds a token in a cookie and, through its store, what belongs to it; every request asks
// casework again who that is now, so that who was locked out or given another role a second ago is so from then on.
type Sessions struct {
	*scs.SessionManager
	casework vigie.Casework
}

// SessionOptions are how long log-ins last. The zero value serves.
type SessionOptions struct {
	Idle     time.Duration // over after so long without a request; half an hour unless said
	Lifetime time.Duration // and after so long in any case; ten hours unless said
	Insecure bool          // send the cookie over plain HTTP as well: for a program that is tried on one's own machine
}

// NewSessions keeps log-ins in a store that finds them by the hash of their token, and in which one that was ended stays ended.
func NewSessions(c vigie.Casework, store scs.Store, o SessionOptions) *Sessions {
	m := scs.New()
	m.Store = store
	m.IdleTimeout, m.Lifetime = 30*time.Minute, 10*time.Hour
	if o.Idle > 0 {
		m.IdleTimeout = o.Idle
	}
	if o.Lifetime > 0 {
		m.Lifetime = o.Lifetime
	}
	m.Cookie.HttpOnly, m.Cookie.SameSite, m.Cookie.Path, m.Cookie.Persist = true, http.SameSiteLaxMode, "/", false
	m.Cookie.Secure, m.Cookie.Name = !o.Insecure, "__Host-vigie"
	if o.Insecure {
		m.Cookie.Name = "vigie"
	}
	return &Sessions{m, c}
}

const (
	sessionUser  = "user"
	sessionEpoch = "epoch"
)

// Begin begins a session for who has just proved to be it, under a new token: one that somebody may have planted before is worth nothing.
func (s *Sessions) Begin(ctx context.Context, user string) error {
	var epoch int
	err := s.casework.Read(ctx, func(b vigie.Books) error {
		cred, err := credentialOf(ctx, b, user)
		if err == nil {
			epoch = cred.Epoch
		}
		return err
	})
	if err != nil {
		return err
	}
	if err := s.RenewToken(ctx); err != nil {
		return vigie.Errorf(vigie.Unavailable, "begin a session: %w", err)
	}
	s.Put(ctx, sessionUser, user)
	s.Put(ctx, sessionEpoch, epoch)
	return nil
}

// End logs out.
func (s *Sessions) End(ctx context.Context, at time.Time) error {
	if who, err := s.Actor(ctx, at); err == nil {
		line := vigie.Entry{At: at, UserID: who.UserID, Session: who.Session, Action: "user.log_out", Things: []vigie.Ref{{Kind: vigie.KindUser, ID: who.UserID}}}
		if err := s.casework.Seen(ctx, line); err != nil {
			return err
		}
	}
	if err := s.Destroy(ctx); err != nil {
		return vigie.Errorf(vigie.Unavailable, "end a session: %w", err)
	}
	return nil
}

// Actor is who asks, as it is at this moment: in no role until a first password was changed, with the directorates of those it stands in
// for, and with what it has opened in need and is open still. Denied when nobody is logged in.
func (s *Sessions) Actor(ctx context.Context, at time.Time) (who vigie.Actor, err error) {
	id := s.GetString(ctx, sessionUser)
	if id == "" {
		return who, errNobody()
	}
	err = s.casework.Read(ctx, func(b vigie.Books) error {
		u, err := b.Users().Get(ctx, id)
		if err != nil {
			return err
		}
		cred, err := credentialOf(ctx, b, id)
		if err != nil {
			return err
		}
		if u.State != vigie.UserActive || cred.Epoch != s.GetInt(ctx, sessionEpoch) {
			return errNobody()
		}
		if who = u.Actor(); cred.MustChange {
			who.Roles = nil
			return nil
		}
		return complete(ctx, b, &who, at)
	})
	if vigie.CodeOf(err) == vigie.NotFound {
		err = errNobody()
	}
	if err != nil {
		return vigie.Actor{}, err
	}
	sum := sha256.Sum256([]byte(s.Token(ctx)))
	who.Session = hex.EncodeToString(sum[:8])
	return who, nil
}

// Ended says of a request that is nobody's whether it came with a session that somebody has ended, and not with one that ran out.
func (s *Sessions) Ended(ctx context.Context) bool { return s.GetString(ctx, sessionUser) != "" }

// with is a list with one more, which others may share.
func with(list []string, one string) []string {
	if slices.Contains(list, one) {
		return list
	}
	return append(slices.Clip(list), one)
}

func errNobody() error { return vigie.Errorf(vigie.Denied, "nobody is logged in: log in first") }

// complete adds what somebody holds beside its own record.
func complete(ctx context.Context, b vigie.Books, who *vigie.Actor, at time.Time) error {
	left, err := b.Users().List(ctx, vigie.Query{Scope: everything, Where: []vigie.Where{
		{Field: "standIn", Values: []string{who.UserID}}, {Field: "state", Values: []string{vigie.UserLeft}}}})
	if err != nil {
		return err
	}
	for _, u := range left.Items {
		for _, d := range u.Directorates {
			who.Directorates = with(who.Directorates, d)
			if slices.ContainsFunc(u.Roles, func(r vigie.Role) bool { return slices.Contains(groups["director"], r) }) {
				who.StandsFor = with(who.StandsFor, d)
			}
		}
	}
	who.Opened, err = opened(ctx, b, who.UserID, at)
	return err
}
