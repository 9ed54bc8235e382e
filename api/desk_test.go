package api

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"testing"
	"time"

	"vigie"
	"vigie/access"
	"vigie/audit"
	"vigie/casework"
	"vigie/disclosure"
	"vigie/evaluation"
	"vigie/investigation"
	"vigie/phenomenon"
	"vigie/pipeline"
	"vigie/registry"
)

// office is a small one: two territories, a theme, and limits that are easy to count.
func office() *vigie.Office {
	choice := func(id string) vigie.Choice { return vigie.Choice{ID: id, Name: vigie.LocalText{"en": id}} }
	return &vigie.Office{
		TimeZone: "UTC", Languages: []string{"en"}, Territories: []string{"north", "south"}, Sectors: []string{"building", "cleaning"}, Phenomena: []string{"ghost-shift"},
		Directorates: []vigie.Directorate{{ID: "north", Territory: "north"}, {ID: "south", Territory: "south"}, {ID: "networks", Thematic: true}},
		Rejections:   []vigie.Choice{choice("address-insufficient")}, Declines: []vigie.Choice{choice("known")}, Deferrals: []vigie.Choice{choice("season")},
		Outcomes:  []vigie.OutcomeRung{{Choice: choice("none")}, {Choice: choice("report"), Positive: true, Starts: []string{"copy"}}},
		Deadlines: []vigie.Deadline{{Choice: choice("copy"), Days: 14}},
		Limits:    vigie.Limits{AnswerDays: 5, EscalateDays: 10, ExpiryDays: 90, FeedbackDays: 5, CoolDownDays: 180, AdoptVisits: 1},
	}
}

// The people of the test, by name.
var people = map[string]vigie.Actor{
	"ann":   {UserID: "ann", Roles: []vigie.Role{vigie.TeamInspector}},
	"head":  {UserID: "head", Roles: []vigie.Role{vigie.HeadOfTeam}},
	"mia":   {UserID: "mia", Roles: []vigie.Role{vigie.DataMiner}},
	"nora":  {UserID: "nora", Roles: []vigie.Role{vigie.ProvincialDirector}, Territories: []string{"north"}, Directorates: []string{"north"}},
	"sam":   {UserID: "sam", Roles: []vigie.Role{vigie.ProvincialDirector}, Territories: []string{"south"}, Directorates: []string{"south"}},
	"thea":  {UserID: "thea", Roles: []vigie.Role{vigie.ThematicDirector}, Directorates: []string{"networks"}},
	"ines":  {UserID: "ines", Roles: []vigie.Role{vigie.ProvincialInspector}, Territories: []string{"north"}, Directorates: []string{"north"}},
	"peer":  {UserID: "peer", Roles: []vigie.Role{vigie.PartnerInspectorate}, Service: "OTHER"},
	"nele":  {UserID: "nele", Roles: []vigie.Role{vigie.TeamInspector}, Language: "nl"},
	"third": {UserID: "third", Roles: []vigie.Role{vigie.PartnerInspectorate}, Service: "THIRD"},
	"admin": {UserID: "admin", Roles: []vigie.Role{vigie.Administrator}},
	"aud":   {UserID: "aud", Roles: []vigie.Role{vigie.Auditor}},
}

// desk is a server on a real store, with a clock that the test sets.
type desk struct {
	t       *testing.T
	s       *Server
	handler http.Handler
	now     time.Time
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	store, err := casework.Open(t.Context(), filepath.Join(t.TempDir(), "casework.db"), casework.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	guard, err := access.NewGuard()
	if err != nil {
		t.Fatal(err)
	}
	signs, err := audit.NamedKey(disclosure.KeyName, bytes.Repeat([]byte{7}, 32))
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{t: t, now: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)}
	o := office()
	d.s = &Server{Casework: store, Guard: guard, Office: o, Now: func() time.Time { return d.now }, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
		Investigations: &investigation.Desk{Casework: store, Guard: guard, Office: o},
		Phenomena:      &phenomenon.Desk{Casework: store, Guard: guard, Office: o},
		Evaluation:     &evaluation.Desk{Casework: store, Guard: guard, Office: o},
		Registry:       &registry.Desk{Casework: store, Guard: guard, Office: o},
		Keeper:         &access.Keeper{},
		Signs:          signs,
		Proof:          func(context.Context) (*Proof, error) { return &Proof{}, nil },
		Queue:          &pipeline.Queue{Casework: store, Guard: guard, Now: func() time.Time { return d.now }}}
	mux := http.NewServeMux()
	d.s.Register(mux)
	d.handler = d.s.Trace(mux)
	return d
}

// ask sends a request as somebody, and returns what came back.
func (d *desk) ask(who, method, path string, body any, headers ...string) (int, map[string]any) {
	d.t.Helper()
	var text []byte
	if body != nil {
		var err error
		if text, err = json.Marshal(body); err != nil {
			d.t.Fatal(err)
		}
	}
	r := httptest.NewRequestWithContext(vigie.WithActor(context.Background(), people[who]), method, Base+path, bytes.NewReader(text))
	r.Header.Set("Content-Type", "application/json")
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	d.handler.ServeHTTP(w, r)
	var got map[string]any
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
		d.t.Fatalf("%s %s: %d, not JSON: %s", method, path, w.Code, w.Body)
	}
	return w.Code, got
}

// do sends a command that has to succeed, and returns the name of what it changed first.
func (d *desk) do(who, path string, body any, headers ...string) string {
	d.t.Helper()
	code, got := d.ask(who, http.MethodPost, path, body, headers...)
	if code != http.StatusOK {
		d.t.Fatalf("%s: POST %s: %d %v", who, path, code, got["detail"])
	}
	changed, _ := got["changed"].([]any)
	if len(changed) == 0 {
		return ""
	}
	return changed[0].(map[string]any)["id"].(string)
}

// refuse sends a command that has to be refused in one way, and returns the sentence.
func (d *desk) refuse(status int, who, path string, body any, headers ...string) string {
	d.t.Helper()
	code, got := d.ask(who, http.MethodPost, path, body, headers...)
	if code != status {
		d.t.Fatalf("%s: POST %s: %d %v, want %d", who, path, code, got, status)
	}
	detail, _ := got["detail"].(string)
	return detail
}

// list are the names of what a list shows to somebody.
func (d *desk) list(who, path string) (ids []string, total int) {
	d.t.Helper()
	code, got := d.ask(who, http.MethodGet, path, nil)
	if code != http.StatusOK {
		d.t.Fatalf("%s: GET %s: %d %v", who, path, code, got)
	}
	for _, i := range got["items"].([]any) {
		ids = append(ids, i.(map[string]any)["id"].(string))
	}
	return ids, int(got["total"].(float64))
}

type fields = map[string]any

// account keeps somebody of the test as a user, as an administrator would; again does nothing.
func (d *desk) account(who string) {
	d.t.Helper()
	p := people[who]
	d.user(who, func(b vigie.Books, ctx context.Context) error {
		if _, err := b.Users().Get(ctx, who); vigie.CodeOf(err) != vigie.NotFound {
			return err
		}
		u := &vigie.User{Record: vigie.Record{ID: who}, State: vigie.UserActive, Login: who, Name: who, Roles: p.Roles, Territories: p.Territories, Directorates: p.Directorates, Service: p.Service, Language: "en"}
		return vigie.Keep(ctx, b, b.Users(), "user.create", vigie.Act{}, u)
	})
}

// change changes a user.
func (d *desk) change(who string, change func(*vigie.User)) {
	d.t.Helper()
	d.user(who, func(b vigie.Books, ctx context.Context) error {
		u, err := b.Users().Get(ctx, who)
		if err != nil {
			return err
		}
		change(u)
		return vigie.Keep(ctx, b, b.Users(), "user.change", vigie.Act{}, u)
	})
}

func (d *desk) user(who string, do func(vigie.Books, context.Context) error) {
	d.t.Helper()
	ctx := vigie.WithActor(context.Background(), vigie.System)
	if _, err := d.s.Casework.Do(ctx, vigie.Command{Action: "user.change", At: d.now}, func(b vigie.Books) error { return do(b, ctx) }); err != nil {
		d.t.Fatalf("user %s: %v", who, err)
	}
}
