package access

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/zitadel/oidc/v3/example/server/exampleop"
	"github.com/zitadel/oidc/v3/example/server/storage"
	"github.com/zitadel/oidc/v3/pkg/oidc"

	"vigie"
)

// TestMain lets this very program be an identity provider, in a process of its own.
func TestMain(m *testing.M) {
	if redirect := os.Getenv("PROVIDER_FOR"); redirect != "" {
		if err := provide(redirect, os.Getenv("PROVIDER_GROUPS")); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// provide is a provider until its standard input ends. It says its address in a line.
func provide(redirect, groups string) error {
	l, err := (&net.ListenConfig{}).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	issuer := "http://" + l.Addr().String() + "/"
	storage.RegisterClients(storage.WebClient("vigie", "secret", redirect))
	store := grouped{storage.NewStorage(storage.NewUserStore(issuer)), groups}
	server := &http.Server{Handler: exampleop.SetupServer(issuer, store, slog.New(slog.DiscardHandler), false), ReadHeaderTimeout: time.Second}
	go func() { _, _ = io.Copy(io.Discard, os.Stdin); _ = server.Close() }()
	fmt.Println(issuer)
	if err := server.Serve(l); err != http.ErrServerClosed {
		return err
	}
	return nil
}

// grouped is the library's own example, which besides says in which groups somebody is, out of a file.
type grouped struct {
	*storage.Storage
	file string
}

// SetUserinfoFromToken is what the page about oneself says.
func (g grouped) SetUserinfoFromToken(ctx context.Context, info *oidc.UserInfo, token, subject, origin string) error {
	if err := g.Storage.SetUserinfoFromToken(ctx, info, token, subject, origin); err != nil {
		return err
	}
	text, err := os.ReadFile(g.file)
	if err != nil {
		return err
	}
	var of map[string][]string
	if err := json.Unmarshal(text, &of); err != nil {
		return err
	}
	info.AppendClaims("groups", of[subject])
	return nil
}

// startProvider starts one, and returns its address, a way to put people into groups, and a way to stop it.
func startProvider(t *testing.T, redirect string) (issuer string, put func(string), stop func()) {
	t.Helper()
	groups := filepath.Join(t.TempDir(), "groups.json")
	put = func(text string) {
		if err := os.WriteFile(groups, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	put(`{}`)
	cmd := exec.Command(os.Args[0]) //nolint:gosec // this program
	cmd.Env = append(os.Environ(), "PROVIDER_FOR="+redirect, "PROVIDER_GROUPS="+groups)
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	stop = func() { in.Close(); _ = cmd.Wait() }
	t.Cleanup(stop)
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(line), put, stop
}

func TestProvider(t *testing.T) {
	t.Parallel()

	o := newOffice(t)
	mux := http.NewServeMux()
	s := NewSessions(o.store, o.store.Sessions(time.Now), SessionOptions{Insecure: true})
	server := httptest.NewServer(s.LoadAndSave(mux))
	t.Cleanup(server.Close)
	issuer, put, stop := startProvider(t, server.URL+"/oidc/back")
	p, err := NewProvider(ProviderOptions{Issuer: issuer, ClientID: "vigie", Secret: "secret", Redirect: server.URL + "/oidc/back", Groups: map[string]Grant{
		"qrt":         {Role: vigie.TeamInspector},
		"north":       {Role: vigie.ProvincialInspector, Territory: "north", Directorate: "prov-north"},
		"north-south": {Role: vigie.ProvincialInspector, Territory: "south", Directorate: "prov-north"},
		"labour":      {Role: vigie.PartnerInspectorate, Service: "labour"},
	}}, time.Now)
	o.want("", err)
	refused := ""
	e := &Entrance{Provider: p, Door: o.door, Sessions: s, Now: time.Now, Inside: "/who", Refuse: func(w http.ResponseWriter, _ *http.Request, err error) {
		refused = err.Error()
		http.Error(w, err.Error(), http.StatusForbidden)
	}}
	mux.HandleFunc("/oidc", e.Send)
	mux.HandleFunc("/oidc/back", e.Receive)
	mux.HandleFunc("/who", func(w http.ResponseWriter, r *http.Request) {
		who, err := s.Actor(r.Context(), noon)
		fmt.Fprintf(w, "%s %v %v %v %v", who.UserID, who.Roles, who.Territories, who.Directorates, err)
	})

	// in logs in with a browser of its own, and returns what it is then, and the address that it came back by.
	in := func(b *browser, password string) (who string, back *url.URL) {
		t.Helper()
		form, ok := b.get("/oidc")
		id := regexp.MustCompile(`name="id" value="([^"]*)"`).FindStringSubmatch(form)
		if !ok || id == nil {
			t.Fatalf("the provider answers %q", form)
		}
		b.CheckRedirect = func(r *http.Request, _ []*http.Request) error {
			if r.URL.Path == "/oidc/back" {
				back = r.URL
			}
			return nil
		}
		r, err := b.PostForm(issuer+"login/username", url.Values{"id": {id[1]}, "username": {"test-user2"}, "password": {password}})
		if err != nil {
			t.Fatal(err)
		}
		defer r.Body.Close()
		text, _ := io.ReadAll(r.Body)
		return string(text), back
	}

	b := o.browser(server)
	if who, _ := in(b, "verysecure"); !strings.Contains(who, "none of your groups") {
		t.Errorf("in no group it is %q", who)
	}
	put(`{"id2": ["north", "north-south", "choir"]}`)
	who, back := in(b, "verysecure")
	if !strings.Contains(who, "[provincial_inspector] [north south] [prov-north] <nil>") {
		t.Fatalf("it is %q, and refused %q", who, refused)
	}
	first, _, _ := strings.Cut(who, " ")
	if who, back := in(o.browser(server), "guessed"); back != nil || strings.Contains(who, "provincial") {
		t.Errorf("a wrong password at the provider lets in: %q", who)
	}

	// The address it came back by works once, and in no other browser.
	for name, again := range map[string]*browser{"again": b, "a thief": o.browser(server)} {
		if said, ok := again.get(back.Path, "code", back.Query().Get("code"), "state", back.Query().Get("state")); ok {
			t.Errorf("%s comes in with it: %q", name, said)
		}
	}
	// Groups hold from the next log-in on, and it is the same user; out of all groups it keeps nothing.
	put(`{"id2": ["qrt"]}`)
	if who, _ := in(o.browser(server), "verysecure"); !strings.HasPrefix(who, first+" [team_inspector] [] []") {
		t.Errorf("in other groups it is %q", who)
	}
	put(`{"id2": ["qrt", "labour"]}`)
	if who, _ := in(o.browser(server), "verysecure"); !strings.Contains(who, "no other role here") {
		t.Errorf("of the house and of another service it is %q", who)
	}
	put(`{}`)
	in(o.browser(server), "verysecure")
	if who, _ := b.get("/who"); !strings.HasPrefix(who, first+" [] [] []") {
		t.Errorf("out of all groups it keeps %q", who)
	}

	// A code that was made up, an answer to another question, and one that another verifier asked for.
	to, f, err := p.Send(t.Context())
	if o.want("", err); !strings.Contains(to, "code_challenge_method=S256") || strings.Contains(to, f.Verifier) {
		t.Errorf("it is sent to %s", to)
	}
	_, err = p.Receive(t.Context(), f, url.Values{"state": {f.State}, "code": {"made-up"}})
	o.want(vigie.Denied, err)
	_, err = p.Receive(t.Context(), f, url.Values{"state": {"another"}, "code": {"made-up"}})
	o.want(vigie.Denied, err)
	_, err = p.Receive(t.Context(), Flow{}, url.Values{"state": {""}, "code": {"made-up"}})
	o.want(vigie.Denied, err)
	_, err = p.Receive(t.Context(), f, url.Values{"state": {f.State}, "error": {"access_denied"}})
	o.want(vigie.Denied, err)
	put(`{"id2": ["qrt"]}`)
	for want, spoil := range map[string]func(*Flow){
		"was said before":          func(f *Flow) { f.Nonce = "another" },
		"does not redeem its code": func(f *Flow) { f.Verifier += "x" },
	} {
		if who := withFlow(t, o, mux, s, server, in, spoil); !strings.Contains(who, want) {
			t.Errorf("a spoilt question is answered %q, want %q", who, want)
		}
	}

	// A provider that does not answer is said; who has a password gets in.
	stop()
	gone, err := NewProvider(p.options, time.Now)
	o.want("", err)
	_, _, err = gone.Send(t.Context())
	o.want(vigie.Unavailable, err)
	_, err = o.door.LogIn(t.Context(), "administrator", chosen, noon)
	o.want("", err)
}

// withFlow logs in while what the browser's session remembers is changed on the way.
func withFlow(t *testing.T, o *office, mux *http.ServeMux, s *Sessions, server *httptest.Server, in func(*browser, string) (string, *url.URL), spoil func(*Flow)) string {
	t.Helper()
	path := "/spoil/" + vigie.NewID(noon)
	b := o.browser(server)
	mux.HandleFunc(path, func(_ http.ResponseWriter, r *http.Request) {
		var f Flow
		_ = json.Unmarshal([]byte(s.GetString(r.Context(), sessionFlow)), &f)
		spoil(&f)
		text, _ := json.Marshal(f)
		s.Put(r.Context(), sessionFlow, string(text))
	})
	b.Transport = spoiler{func() { b2 := *b; b2.Transport = nil; b2.get(path) }}
	who, _ := in(b, "verysecure")
	return who
}

// spoiler does something before the password is sent.
type spoiler struct{ before func() }

func (s spoiler) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Method == http.MethodPost {
		s.before()
	}
	return http.DefaultTransport.RoundTrip(r)
}

func TestProviderOptions(t *testing.T) {
	t.Parallel()

	good := ProviderOptions{Issuer: "https://login.office.example", ClientID: "vigie", Redirect: "https://vigie.office.example/back", Groups: map[string]Grant{"a": {Role: vigie.Auditor}}}
	if _, err := NewProvider(good, time.Now); err != nil {
		t.Error(err)
	}
	for name, spoil := range map[string]func(*ProviderOptions){
		"PlainHTTP": func(o *ProviderOptions) { o.Issuer = "http://login.office.example" }, "NoRedirect": func(o *ProviderOptions) { o.Redirect = "" },
		"NoClient": func(o *ProviderOptions) { o.ClientID = "" }, "NoGroups": func(o *ProviderOptions) { o.Groups = nil },
		"NoSuchRole": func(o *ProviderOptions) { o.Groups = map[string]Grant{"a": {Role: "emperor"}} },
	} {
		o := good
		spoil(&o)
		if _, err := NewProvider(o, time.Now); vigie.CodeOf(err) != vigie.Invalid || err == nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
