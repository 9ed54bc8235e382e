package api

import (
	"bytes"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"vigie"
)

// TestSession keeps a cookie over the log-out, and sends it again; and sends a change from another site's page.
func TestSession(t *testing.T) {
	t.Parallel()

	d := wholeDesk(t)
	h := d.s.Handler(Limits{})
	ask := func(method, path, body, cookie string, headers ...string) *httptest.ResponseRecorder {
		r := httptest.NewRequestWithContext(t.Context(), method, "http://vigie.example"+Base+path, strings.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		if cookie != "" {
			r.Header.Set("Cookie", cookie)
		}
		for i := 0; i < len(headers); i += 2 {
			r.Header.Set(headers[i], headers[i+1])
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w
	}
	login, once, made, err := d.s.Door.FirstAdministrator(t.Context(), d.now)
	if err != nil || !made {
		t.Fatal(made, err)
	}
	in := ask(http.MethodPost, "/session", `{"login":"`+login+`","password":"`+once+`"}`, "")
	cookie, _, _ := strings.Cut(in.Header().Get("Set-Cookie"), ";")
	if in.Code != http.StatusOK || cookie == "" {
		t.Fatal(in.Code, in.Body)
	}
	if w := ask(http.MethodGet, "/session", "", cookie); w.Code != http.StatusOK {
		t.Fatal(w.Code, w.Body)
	}
	for _, headers := range [][]string{{"Sec-Fetch-Site", "cross-site"}, {"Origin", "https://elsewhere.example"}} {
		if w := ask(http.MethodDelete, "/session", "", cookie, headers...); w.Code != http.StatusForbidden {
			t.Errorf("a page of another site logs somebody out: %d %s", w.Code, w.Body)
		}
	}
	if w := ask(http.MethodDelete, "/session", "", cookie); w.Code != http.StatusNoContent {
		t.Fatal(w.Code, w.Body)
	}
	if w := ask(http.MethodGet, "/session", "", cookie); w.Code != http.StatusUnauthorized {
		t.Errorf("a session is replayed after it was ended: %d %s", w.Code, w.Body)
	}
}

// TestSentTwice sends one command again under its key, another one under the same key, and one that saw an older version.
func TestSentTwice(t *testing.T) {
	t.Parallel()

	d := newDesk(t)
	report := fields{"source": "inspector", "title": "seen at night", "seenOn": "2026-02-27", "sector": "cleaning", "territory": "north"}
	first := d.do("ines", "/signals", report, "Idempotency-Key", "one")
	if again := d.do("ines", "/signals", report, "Idempotency-Key", "one"); again != first {
		t.Errorf("sent twice it was done twice: %s and %s", first, again)
	}
	if _, total := d.list("ann", "/signals"); total != 1 {
		t.Errorf("there are %d signals", total)
	}
	report["title"] = "something else"
	d.refuse(http.StatusConflict, "ines", "/signals", report, "Idempotency-Key", "one")

	d.do("ann", "/signals/"+first+"/reject", fields{"reason": "address-insufficient"}, "If-Match", `"1"`)
	d.refuse(http.StatusPreconditionFailed, "ann", "/signals/"+first+"/retain", fields{}, "If-Match", `"1"`)
	d.refuse(http.StatusBadRequest, "ann", "/signals/"+first+"/retain", fields{}, "If-Match", "yesterday")
}

// TestTooLarge sends a body, and a file, beyond what is taken.
func TestTooLarge(t *testing.T) {
	t.Parallel()

	d := wholeDesk(t)
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, Base+"/signals", strings.NewReader(`{"title":"`+strings.Repeat("a", 2<<20)+`"}`))
	r.Header.Set("Content-Type", "application/json")
	if w := d.send("ann", r); w.Code != http.StatusRequestEntityTooLarge || !strings.Contains(w.Body.String(), "payloadTooLarge") {
		t.Errorf("a large body: %d %.200s", w.Code, w.Body)
	}
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	part, err := w.CreateFormFile("file", "large.bin")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.CopyN(part, endless{}, maxEvidence+2<<20); err != nil {
		t.Fatal(err)
	}
	_ = w.Close()
	r = httptest.NewRequestWithContext(t.Context(), http.MethodPost, Base+"/evidence", &form)
	r.Header.Set("Content-Type", w.FormDataContentType())
	if w := d.send("ann", r); w.Code != http.StatusRequestEntityTooLarge && w.Code != http.StatusBadRequest {
		t.Errorf("a large file: %d %.200s", w.Code, w.Body)
	}
}

type endless struct{}

func (endless) Read(b []byte) (int, error) { return len(b), nil }

// TestSlowBody sends a body byte by byte, and is let go when its time is over.
func TestSlowBody(t *testing.T) {
	t.Parallel()

	d := newDesk(t)
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		d.handler.ServeHTTP(w, r.WithContext(vigie.WithActor(r.Context(), people["ann"])))
	})
	server := httptest.NewUnstartedServer(handler)
	server.Config.ReadTimeout = 300 * time.Millisecond // the program allows two minutes
	server.Start()
	defer server.Close()
	c, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	head := "POST " + Base + "/signals HTTP/1.1\r\nHost: vigie\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{"
	if _, err := io.WriteString(c, head); err != nil {
		t.Fatal(err)
	}
	_ = c.SetReadDeadline(time.Now().Add(30 * time.Second))
	answer, err := io.ReadAll(c)
	if err != nil {
		t.Fatalf("it still waits: %v", err)
	}
	if bytes.Contains(answer, []byte(" 200 ")) || bytes.Contains(answer, []byte(" 500 ")) {
		t.Errorf("it answered %s", answer)
	}
	if _, total := d.list("ann", "/signals"); total != 0 {
		t.Errorf("half a signal was kept")
	}
}
