package api

import (
	"bytes"
	"context"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"vigie"
)

// asks opens an investigation in both territories and asks their directors.
func (d *desk) asks() string {
	d.t.Helper()
	for _, who := range []string{"ann", "head", "nora", "sam", "ines"} {
		d.account(who)
	}
	d.put(func(b vigie.Books) error {
		return b.Phenomena().Put(context.Background(), &vigie.Phenomenon{Record: vigie.Record{ID: "p"}, State: vigie.PhenomenonDrafted, Title: "Ghost shifts", Owner: "ann", Sectors: []string{"cleaning"}})
	})
	inv := d.do("ann", "/investigations", fields{"phenomenon": "p", "purpose": "methodology", "title": "Night visits", "objective": "try the method", "lead": "ann", "team": []string{"ann"},
		"territories": []string{"north", "south"}, "sectors": []string{"cleaning"}})
	d.do("ann", "/investigations/"+inv+"/consult", fields{})
	return inv
}

// told are the directorates of whose silence the head of the team, or whose director, was told so far; each as often as it was.
func (d *desk) told(what string) (of []string) {
	d.t.Helper()
	err := d.s.Casework.Read(d.t.Context(), func(b vigie.Books) error {
		events, err := b.Events(d.t.Context(), vigie.EventQuery{Scope: vigie.Scope{All: true}, Kind: vigie.KindConsultation, What: []string{"consultation." + what}})
		for _, e := range events {
			of = append(of, e.Directorate)
		}
		return err
	})
	if err != nil {
		d.t.Fatal(err)
	}
	slices.Sort(of)
	return of
}

// TestSilence waits for two directors. Where nobody is there to answer the head is told at once, and who stands in is somebody; a clock that jumps back and forth tells nobody twice;
// and an answer after its day counts, as silence does not.
func TestSilence(t *testing.T) {
	t.Parallel()

	d := newDesk(t)
	inv := d.asks()
	said := func(when, what string, want ...string) {
		t.Helper()
		d.sweep()
		if got := d.told(what); !slices.Equal(got, want) {
			t.Errorf("%s: %s of %v, want %v", when, what, got, want)
		}
	}
	said("both are there", "escalate")
	d.change("nora", func(u *vigie.User) { u.State, u.StandIn = vigie.UserLeft, "ines" })
	said("one has left, and somebody stands in", "escalate")
	d.change("sam", func(u *vigie.User) { u.State = vigie.UserLeft })
	said("the other has left, and nobody does", "escalate", "south")

	d.later(8)
	said("some days later", "remind", "north", "south")
	d.later(-30)
	said("the clock has jumped back", "remind", "north", "south")
	said("the clock has jumped back", "escalate", "south")
	d.later(60)
	said("and forth", "remind", "north", "south")
	said("and forth", "escalate", "north", "south")
	d.refuse(http.StatusConflict, "ann", "/investigations/"+inv+"/start", fields{})

	own, _ := d.list("nora", "/consultations?state=asked")
	if len(own) != 1 {
		t.Fatalf("nora is asked %v", own)
	}
	d.do("nora", "/consultations/"+own[0]+"/answer", fields{"answer": "agree"}) // weeks after its day
	if why := d.refuse(http.StatusConflict, "ann", "/investigations/"+inv+"/start", fields{}); !strings.Contains(why, "[south]") {
		t.Errorf("start while one is silent: %q", why)
	}
}

// TestMergedTerritory takes a territory off the office after its director was asked: what is to start says where it went, and nothing of it is lost.
func TestMergedTerritory(t *testing.T) {
	t.Parallel()

	d := newDesk(t)
	inv := d.asks()
	d.s.Office.Directorates = slices.DeleteFunc(d.s.Office.Directorates, func(x vigie.Directorate) bool { return x.ID == "south" })
	d.s.Office.Territories = []string{"north"}
	if why := d.refuse(http.StatusBadRequest, "ann", "/investigations/"+inv+"/start", fields{}); !strings.Contains(why, "choose the one that it became part of") {
		t.Errorf("start in a territory that was merged: %q", why)
	}
	d.do("ann", "/investigations/"+inv+"/change-scope", fields{"objective": "try the method", "territories": []string{"north"}, "sectors": []string{"cleaning"}})
	if asked, _ := d.list("ann", "/consultations?state=asked"); len(asked) != 1 {
		t.Errorf("asked anew are %v, want the one that took it over", asked)
	}
	if all, _ := d.list("ann", "/consultations"); len(all) != 3 {
		t.Errorf("of what was asked before stands %v", all)
	}
}

// TestHostileUpload adds files that would run in a browser, under names that would leave their folder: each comes back as it was, to be kept and never to be run.
func TestHostileUpload(t *testing.T) {
	t.Parallel()

	d := wholeDesk(t)
	inv := d.asks()
	h := Secure(d.handler)
	for name, content := range map[string]string{"../../etc/cron.d/x.html": "<html><script>alert(1)</script>", "x.svg": `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`,
		"a\r\nSet-Cookie: a=b.txt": "text", `c:\windows\x.exe`: "MZ\x90", "bomb.zip": "PK\x03\x04" + strings.Repeat("\x00", 1<<20)} {
		var form bytes.Buffer
		w := multipart.NewWriter(&form)
		part, err := w.CreateFormFile("file", name)
		if err == nil {
			_, err = io.WriteString(part, content)
		}
		if err := errors.Join(err, w.WriteField("investigation", inv), w.Close()); err != nil {
			t.Fatal(err)
		}
		r := httptest.NewRequestWithContext(vigie.WithActor(t.Context(), people["ann"]), http.MethodPost, Base+"/evidence", &form)
		r.Header.Set("Content-Type", w.FormDataContentType())
		d.now = d.now.Add(time.Second)
		added := httptest.NewRecorder()
		if h.ServeHTTP(added, r); added.Code != http.StatusOK {
			t.Fatalf("%q: %d %s", name, added.Code, added.Body)
		}
		_, got := d.ask("ann", http.MethodGet, "/evidence?pageSize=1", nil)
		one := got["items"].([]any)[0].(fields)
		if kept := one["name"].(string); strings.ContainsAny(kept, "/\\\r\n") {
			t.Errorf("%q is kept as %q", name, kept)
		}
		back := httptest.NewRecorder()
		h.ServeHTTP(back, httptest.NewRequestWithContext(vigie.WithActor(t.Context(), people["ann"]), http.MethodGet, Base+"/evidence/"+one["id"].(string)+"/content", nil))
		head := back.Header()
		if back.Body.String() != content || head.Get("Content-Type") != "application/octet-stream" || !strings.HasPrefix(head.Get("Content-Disposition"), "attachment") || head.Get("X-Content-Type-Options") != "nosniff" || head.Get("Set-Cookie") != "" {
			t.Errorf("%q comes back as %d bytes with %v", name, back.Body.Len(), head)
		}
	}
}
