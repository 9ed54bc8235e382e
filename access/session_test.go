package access

import (
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/alexedwards/scs/v2/memstore"

	"vigie"
)

// desk serves what a browser does to a session: log in, ask who one is, log out, change the password, and one request that takes its time.
func (o *office) desk() (*httptest.Server, *Sessions, chan struct{}) {
	s := NewSessions(o.store, o.store.Sessions(time.Now), SessionOptions{Insecure: true})
	slow := make(chan struct{})
	mux := http.NewServeMux()
	answer := func(w http.ResponseWriter, err error) {
		if err != nil {
			http.Error(w, err.Error(), http.StatusForbidden)
		}
	}
	mux.HandleFunc("/in", func(w http.ResponseWriter, r *http.Request) {
		u, err := o.door.LogIn(r.Context(), r.FormValue("login"), r.FormValue("password"), noon)
		if err == nil {
			err = s.Begin(r.Context(), u.ID)
		}
		answer(w, err)
	})
	mux.HandleFunc("/who", func(w http.ResponseWriter, r *http.Request) {
		who, err := s.Actor(r.Context(), noon)
		answer(w, err)
		fmt.Fprintf(w, "%s %v %v", who.UserID, who.Roles, who.Directorates)
		if err != nil {
			fmt.Fprintf(w, " ended: %v", s.Ended(r.Context()))
		}
	})
	mux.HandleFunc("/slow", func(_ http.ResponseWriter, r *http.Request) {
		slow <- struct{}{}
		<-slow
		_, _ = s.Actor(r.Context(), noon)
	})
	mux.HandleFunc("/out", func(w http.ResponseWriter, r *http.Request) { answer(w, s.End(r.Context(), noon)) })
	mux.HandleFunc("/change", func(w http.ResponseWriter, r *http.Request) {
		who, err := s.Actor(r.Context(), noon)
		if err == nil {
			err = o.door.ChangePassword(vigie.WithActor(r.Context(), who), r.FormValue("old"), r.FormValue("new"), noon)
		}
		if err == nil {
			err = s.Begin(r.Context(), who.UserID)
		}
		answer(w, err)
	})
	server := httptest.NewServer(s.LoadAndSave(mux))
	o.Cleanup(server.Close)
	return server, s, slow
}

// browser keeps cookies.
type browser struct {
	*testing.T
	http.Client
	server *httptest.Server
}

func (o *office) browser(server *httptest.Server) *browser {
	jar, _ := cookiejar.New(nil)
	return &browser{o.T, http.Client{Jar: jar}, server}
}

func (b *browser) get(path string, form ...string) (answer string, ok bool) {
	b.Helper()
	q := url.Values{}
	for i := 0; i+1 < len(form); i += 2 {
		q.Set(form[i], form[i+1])
	}
	r, err := b.Get(b.server.URL + path + "?" + q.Encode())
	if err != nil {
		b.Fatal(err)
	}
	defer r.Body.Close()
	text, _ := io.ReadAll(r.Body)
	return string(text), r.StatusCode == http.StatusOK
}

func (b *browser) cookies() []*http.Cookie { u, _ := url.Parse(b.server.URL); return b.Jar.Cookies(u) }

// steal copies a browser's cookies into another.
func (o *office) steal(b *browser) *browser {
	thief := o.browser(b.server)
	u, _ := url.Parse(b.server.URL)
	thief.Jar.SetCookies(u, b.cookies())
	return thief
}

func (b *browser) in(want bool) {
	b.Helper()
	if who, ok := b.get("/who"); ok != want {
		b.Errorf("it is %q, want logged in: %v", who, want)
	}
}

func TestStolenSession(t *testing.T) {
	t.Parallel()

	o := newOffice(t)
	anna := o.let(vigie.User{Login: "anna", Name: "Anna", Roles: []vigie.Role{vigie.TeamInspector}})
	server, _, slow := o.desk()
	mine := o.browser(server)
	mine.in(false)

	// A token that somebody planted before the log-in is worth nothing after it.
	u, _ := url.Parse(server.URL)
	mine.Jar.SetCookies(u, []*http.Cookie{{Name: "vigie", Value: "planted"}})
	planted := o.steal(mine)
	if _, ok := mine.get("/in", "login", "anna", "password", chosen); !ok {
		t.Fatal("not let in")
	}
	mine.in(true)
	planted.in(false)

	// Log-out ends it for a thief as well, also where a request was under way.
	thief := o.steal(mine)
	thief.in(true)
	done := make(chan struct{})
	go func() { defer close(done); thief.get("/slow") }()
	<-slow
	mine.get("/out")
	slow <- struct{}{}
	<-done
	thief.in(false)
	mine.in(false)

	// A new password ends all but the session it was chosen in.
	mine.get("/in", "login", "anna", "password", chosen)
	thief = o.steal(mine)
	thief.in(true)
	if said, ok := mine.get("/change", "old", chosen, "new", "another heron on the quay"); !ok {
		t.Fatal(said)
	}
	thief.in(false)
	mine.in(true)

	// So do an administrator who ends sessions, and one who locks.
	thief = o.steal(mine)
	_, err := o.keep.EndSessions(o.as(o.admin), vigie.Command{At: noon.AddDate(-1, 0, 0)}, anna.UserID) // the clock jumped back
	o.want("", err)
	thief.in(false)
	mine.in(false)
	mine.get("/in", "login", "anna", "password", "another heron on the quay")
	mine.in(true)
	_, err = o.keep.Change(o.as(o.admin), vigie.Command{At: noon}, vigie.Act{ID: anna.UserID}, func(u *vigie.User) { u.Roles = []vigie.Role{vigie.DataMiner} })
	o.want("", err)
	if who, _ := mine.get("/who"); !strings.Contains(who, "data_miner") {
		t.Errorf("a new role holds from the next request on, and here it is %q", who)
	}
	_, err = o.keep.Lock(o.as(o.admin), vigie.Command{At: noon}, vigie.Act{ID: anna.UserID})
	o.want("", err)
	mine.in(false)
	_, err = o.keep.Unlock(o.as(o.admin), vigie.Command{At: noon}, vigie.Act{ID: anna.UserID})
	o.want("", err)
	mine.in(false) // what was ended stays ended
	for said, b := range map[string]*browser{"ended: true": mine, "ended: false": o.browser(mine.server)} {
		if who, _ := b.get("/who"); !strings.HasSuffix(who, said) {
			t.Errorf("nobody is %q, want it to say %s", who, said)
		}
	}
}

// TestFirstPassword checks that who has a password for one log-in can do nothing but choose another.
func TestFirstPassword(t *testing.T) {
	t.Parallel()

	o := newOffice(t)
	once, _, err := o.keep.Create(o.as(o.admin), vigie.Command{At: noon}, &vigie.User{Login: "anna", Name: "Anna", Roles: []vigie.Role{vigie.TeamInspector}})
	o.want("", err)
	server, _, _ := o.desk()
	b := o.browser(server)
	b.get("/in", "login", "anna", "password", once)
	if who, ok := b.get("/who"); !ok || strings.Contains(who, "team_inspector") {
		t.Errorf("before the password was changed it is %q", who)
	}
	b.get("/change", "old", once, "new", chosen)
	if who, ok := b.get("/who"); !ok || !strings.Contains(who, "team_inspector") {
		t.Errorf("after the password was changed it is %q", who)
	}
}

// TestStandIn checks that directorates of who has left are those of the stand-in, and its role is not.
func TestStandIn(t *testing.T) {
	t.Parallel()

	o := newOffice(t)
	dirk := o.let(vigie.User{Login: "dirk", Name: "Dirk", Roles: []vigie.Role{vigie.ProvincialDirector}, Directorates: []string{"north"}})
	lea := o.let(vigie.User{Login: "lea", Name: "Lea", Roles: []vigie.Role{vigie.ThematicDirector}, Directorates: []string{"south", "coast"}})
	_, err := o.keep.Change(o.as(o.admin), vigie.Command{At: noon}, vigie.Act{ID: lea.UserID}, func(u *vigie.User) { u.StandIn = dirk.UserID })
	o.want("", err)
	server, _, _ := o.desk()
	b := o.browser(server)
	b.get("/in", "login", "dirk", "password", chosen)
	if who, _ := b.get("/who"); !strings.HasSuffix(who, "[north]") {
		t.Errorf("while she is there, he is %q", who)
	}
	_, err = o.keep.Leave(o.as(o.admin), vigie.Command{At: noon}, vigie.Act{ID: lea.UserID})
	o.want("", err)
	if who, _ := b.get("/who"); !strings.HasSuffix(who, "[provincial_director] [north south coast]") {
		t.Errorf("after she left, he is %q", who)
	}
}

// TestSessionsTimeOut lets time pass.
func TestSessionsTimeOut(t *testing.T) {
	s := NewSessions(nil, memstore.NewWithCleanupInterval(0), SessionOptions{})
	if !s.Cookie.Secure || !s.Cookie.HttpOnly || s.Cookie.Name != "__Host-vigie" || s.Cookie.SameSite != http.SameSiteLaxMode {
		t.Errorf("the cookie is %+v", s.Cookie)
	}
	synctest.Test(t, func(t *testing.T) {
		ctx, err := s.Load(t.Context(), "")
		if err != nil {
			t.Fatal(err)
		}
		s.Put(ctx, sessionUser, "anna")
		token, _, err := s.Commit(ctx)
		if err != nil {
			t.Fatal(err)
		}
		in := func() bool {
			ctx, err := s.Load(t.Context(), token)
			if err != nil {
				t.Fatal(err)
			}
			there := s.GetString(ctx, sessionUser) == "anna"
			if there {
				_, _, err = s.Commit(ctx)
			}
			return there && err == nil
		}
		for range 21 { // ten hours, less than half an hour apart
			if !in() {
				t.Fatal("over before its time")
			}
			time.Sleep(29 * time.Minute)
		}
		if in() {
			t.Error("it lasts longer than ten hours")
		}
	})
	synctest.Test(t, func(t *testing.T) {
		ctx, _ := s.Load(t.Context(), "")
		s.Put(ctx, sessionUser, "anna")
		token, _, _ := s.Commit(ctx)
		time.Sleep(31 * time.Minute)
		if ctx, _ := s.Load(t.Context(), token); s.GetString(ctx, sessionUser) != "" {
			t.Error("it lasts half an hour without a request")
		}
	})
}

func TestOpenings(t *testing.T) {
	t.Parallel()

	o := newOffice(t)
	pia := o.let(vigie.User{Login: "pia", Name: "Pia", Roles: []vigie.Role{vigie.ProvincialInspector}, Territories: []string{"north"}})
	audra := o.let(vigie.User{Login: "audra", Name: "Audra", Roles: []vigie.Role{vigie.Auditor}})
	_, err := o.store.Do(o.as(vigie.Actor{UserID: "head"}), vigie.Command{Action: "investigation.open", At: noon}, func(b vigie.Books) error {
		return b.Investigations().Put(t.Context(), &vigie.Investigation{Record: vigie.Record{ID: "inv"}, State: vigie.InvestigationPlanned, Lead: "head"})
	})
	o.want("", err)
	glass := &Openings{Casework: o.store, Guard: o.guard}
	thing := vigie.Thing{Kind: vigie.KindInvestigation, ID: "inv"}
	find := func(b vigie.Books) (vigie.Thing, error) {
		i, err := b.Investigations().Get(t.Context(), "inv")
		if err != nil {
			return vigie.Thing{}, err
		}
		return i.Thing(), nil
	}
	c := vigie.Command{Action: "investigation.break_glass", At: noon}
	o.want(vigie.NotFound, o.guard.Check(o.as(pia), "investigation.view", thing))
	_, _, err = glass.Break(o.as(pia), c, find)
	o.want(vigie.Denied, err) // without a reason
	pia.Purpose = "workers are said to be in danger on its site today"
	opening, _, err := glass.Break(o.as(pia), c, find)
	o.want("", err)
	_, _, err = glass.Break(o.as(vigie.Actor{UserID: "h", Roles: []vigie.Role{vigie.HeadOfTeam}, Purpose: "x"}), c, find)
	o.want(vigie.Conflict, err) // sees it anyway
	_, _, err = glass.Break(o.as(vigie.Actor{UserID: "m", Roles: []vigie.Role{vigie.DataMiner}, Purpose: "x"}), c, find)
	o.want(vigie.Denied, err)
	_, _, err = glass.Break(o.as(pia), vigie.Command{Action: "investigation.view", At: noon}, find)
	o.want(vigie.Internal, err)

	// It is seen, in lists as well, and not changed; after four hours it is closed.
	server, s, _ := o.desk()
	b := o.browser(server)
	b.get("/in", "login", "pia", "password", chosen)
	now := func(at time.Time) vigie.Actor {
		ctx, err := s.Load(t.Context(), b.cookies()[0].Value)
		o.want("", err)
		who, err := s.Actor(ctx, at)
		o.want("", err)
		return who
	}
	who := now(noon.Add(3 * time.Hour))
	o.want("", o.guard.Check(o.as(who), "investigation.view", thing))
	o.want(vigie.Denied, o.guard.Check(o.as(who), "investigation.close", thing))
	if scope, err := o.guard.Scope(o.as(who), vigie.KindInvestigation); err != nil || !slices.Contains(scope.IDs, "inv") {
		t.Errorf("%+v, %v", scope, err)
	}
	o.want(vigie.NotFound, o.guard.Check(o.as(now(noon.Add(4*time.Hour))), "investigation.view", thing))

	// An auditor looks at it, and not who opened.
	act := vigie.Act{ID: opening.ID, Note: "a colleague had called her"}
	_, err = glass.Review(o.as(pia), vigie.Command{Action: "opening.justify", At: noon}, act)
	o.want(vigie.Denied, err)
	_, err = glass.Review(o.as(audra), vigie.Command{Action: "opening.justify", At: noon}, vigie.Act{ID: opening.ID})
	o.want(vigie.Invalid, err)
	_, err = glass.Review(o.as(audra), vigie.Command{Action: "opening.justify", At: noon}, act)
	o.want("", err)
	if lines := o.entries("investigation.break_glass"); len(lines) != 1 || lines[0].Purpose != pia.Purpose || lines[0].UserID != pia.UserID {
		t.Errorf("%+v", lines)
	}
}
