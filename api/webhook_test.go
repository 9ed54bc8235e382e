package api

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"vigie"
)

// receiver is an address outside, which refuses as often as it is told to.
type receiver struct {
	mu     sync.Mutex
	refuse int
	got    []string
	signed []string
}

func (r *receiver) ServeHTTP(w http.ResponseWriter, q *http.Request) {
	r.mu.Lock()
	defer r.mu.Unlock()
	text, _ := io.ReadAll(q.Body)
	if r.refuse > 0 {
		r.refuse--
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	r.got, r.signed = append(r.got, string(text)), append(r.signed, q.Header.Get("Vigie-Signature"))
}

// TestWebhook follows events to an address outside that refuses at first: each arrives once, in order, signed, with growing waits between
// tries, and with nothing of what is in the thing.
func TestWebhook(t *testing.T) {
	t.Parallel()

	d := newDesk(t)
	d.s.HooksToPrivate = true
	d.account("head")
	out := &receiver{refuse: 2}
	server := httptest.NewServer(out)
	defer server.Close()

	code, got := d.ask("head", http.MethodPost, "/webhooks", fields{"url": server.URL, "events": []string{"signal.*"}})
	secret, _ := got["secret"].(string)
	if code != http.StatusOK || len(secret) < 20 {
		t.Fatal(code, got)
	}
	id := got["changed"].([]any)[0].(fields)["id"].(string)
	_, read := d.ask("head", http.MethodGet, "/webhooks/"+id, nil)
	if read["secret"] != nil || read["url"] != server.URL {
		t.Errorf("it is shown as %v", read)
	}
	for _, title := range []string{"one", "two"} {
		d.do("ines", "/signals", fields{"source": "inspector", "title": title, "seenOn": "2026-02-27", "sector": "cleaning", "territory": "north"})
	}
	ctx, client := vigie.WithActor(t.Context(), vigie.System), d.s.hookClient()
	tell := func(after time.Duration, arrived int) {
		t.Helper()
		d.now = d.now.Add(after)
		if err := d.s.deliver(ctx, client); err != nil {
			t.Fatal(err)
		}
		if len(out.got) != arrived {
			t.Errorf("after %s %d events have arrived, want %d: %v", after, len(out.got), arrived, out.got)
		}
	}
	tell(0, 0)              // refused
	tell(time.Second, 0)    // too early
	tell(15*time.Second, 0) // refused again
	tell(15*time.Second, 0) // too early: the wait has doubled
	tell(15*time.Second, 2) // both
	tell(time.Hour, 2)      // and nothing twice
	for i, text := range out.got {
		at, sign, _ := strings.Cut(strings.TrimPrefix(out.signed[i], "t="), ",v1=")
		if sign != Signature(secret, at, []byte(text)) || strings.Contains(text, "one") || !strings.Contains(text, `"what":"signal.report"`) {
			t.Errorf("it was told %s, signed %s", text, out.signed[i])
		}
	}
	if code, _ := d.ask("ann", http.MethodGet, "/webhooks/"+id, nil); code != http.StatusNotFound {
		t.Errorf("an inspector sees a webhook: %d", code)
	}
	d.do("head", "/webhooks/"+id+"/delete", fields{})
	if code, _ := d.ask("head", http.MethodGet, "/webhooks/"+id, nil); code != http.StatusNotFound {
		t.Errorf("it is there still: %d", code)
	}
	d.do("ines", "/signals", fields{"source": "inspector", "title": "three", "seenOn": "2026-02-27"})
	tell(time.Hour, 2)
}

// TestWebhookStaysOutside refuses to tell an address inside, whatever name it goes by, and to follow anybody there.
func TestWebhookStaysOutside(t *testing.T) {
	t.Parallel()

	d := newDesk(t)
	for _, url := range []string{"http://example.org/", "ftp://example.org/", "https://", "https://user:word@example.org/", "not an address", "https://example.org/#x"} {
		d.refuse(http.StatusBadRequest, "admin", "/webhooks", fields{"url": url, "events": []string{"*"}})
	}
	d.refuse(http.StatusForbidden, "ann", "/webhooks", fields{"url": "https://example.org/", "events": []string{"*"}})
	for _, address := range []string{"127.0.0.1:443", "10.1.2.3:443", "192.168.0.1:80", "172.16.0.1:443", "169.254.169.254:80", "100.64.1.1:443", "0.0.0.0:443", "[::1]:443",
		"[fd00::1]:443", "[fe80::1%eth0]:443", "[::ffff:127.0.0.1]:443", "[64:ff9b::7f00:1]:443", "[2002:7f00:1::]:443", "224.0.0.1:443", "255.255.255.255:1", "localhost:443"} {
		if publicAddress(address) == nil {
			t.Errorf("it connects to %s", address)
		}
	}
	for _, address := range []string{"93.184.216.34:443", "[2606:2800:220:1::1]:443"} {
		if err := publicAddress(address); err != nil {
			t.Error(err)
		}
	}
	inner := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("somebody came in") }))
	defer inner.Close()
	err := d.s.send(context.Background(), d.s.hookClient(), &vigie.Webhook{URL: strings.Replace(inner.URL, "127.0.0.1", "localhost", 1)}, vigie.Event{})
	if vigie.CodeOf(err) != vigie.Denied || err == nil {
		t.Errorf("a name that points inside: %v", err)
	}
	d.s.HooksToPrivate = true
	turn := httptest.NewServer(http.RedirectHandler(inner.URL, http.StatusTemporaryRedirect))
	defer turn.Close()
	if err := d.s.send(context.Background(), d.s.hookClient(), &vigie.Webhook{URL: turn.URL}, vigie.Event{}); err == nil || !strings.Contains(err.Error(), "307") {
		t.Errorf("sent elsewhere: %v", err)
	}
}

// TestWebhookHearsWhatItsMakerMaySee has an administrator and the head of the team listen to everything: the one is told of accounts and the other of the
// team's work; and nobody is told once who made it is locked out.
func TestWebhookHearsWhatItsMakerMaySee(t *testing.T) {
	t.Parallel()

	d := newDesk(t)
	d.s.HooksToPrivate = true
	ctx, client := vigie.WithActor(t.Context(), vigie.System), d.s.hookClient()
	heard := map[string]*receiver{}
	for _, who := range []string{"admin", "head"} {
		d.account(who)
		heard[who] = &receiver{}
		server := httptest.NewServer(heard[who])
		defer server.Close()
		d.do(who, "/webhooks", fields{"url": server.URL, "events": []string{"*"}})
	}
	report := func() {
		t.Helper()
		d.do("ines", "/signals", fields{"source": "inspector", "title": "one", "seenOn": "2026-02-27", "sector": "cleaning", "territory": "north"})
		d.account("ines")
		if err := d.s.deliver(ctx, client); err != nil {
			t.Fatal(err)
		}
	}
	report()
	for who, want := range map[string]string{"admin": "user.create", "head": "signal.report"} {
		all := strings.Join(heard[who].got, "\n")
		if !strings.Contains(all, want) {
			t.Errorf("%s is not told of %s: %s", who, want, all)
		}
		if who == "admin" && strings.Contains(all, "signal") {
			t.Errorf("an administrator is told of signals: %s", all)
		}
	}
	d.change("head", func(u *vigie.User) { u.State = vigie.UserLocked })
	before := len(heard["head"].got)
	report()
	if n := len(heard["head"].got); n != before {
		t.Errorf("the webhook of who is locked out is told of %v", heard["head"].got[before:])
	}
}
