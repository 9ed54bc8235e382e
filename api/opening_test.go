package api

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"vigie"
	"vigie/access"
)

// TestBreakGlass opens an investigation in need: only with a reason, only to be seen, and for an auditor to read.
func TestBreakGlass(t *testing.T) {
	t.Parallel()

	d := newDesk(t)
	inv := &vigie.Investigation{Record: vigie.Record{ID: "inv"}, State: vigie.InvestigationRunning, Lead: "ann", Title: "a yard"}
	d.put(func(b vigie.Books) error { return b.Investigations().Put(t.Context(), inv) })
	see := func(who string, want int) {
		t.Helper()
		if code, got := d.ask(who, http.MethodGet, "/investigations/inv", nil); code != want {
			t.Errorf("%s sees %d %v, want %d", who, code, got, want)
		}
	}
	open := func(who, id string, reason any, want int) map[string]any {
		t.Helper()
		code, got := d.ask(who, http.MethodPost, "/investigations/"+id+"/break-glass", reason)
		if code != want {
			t.Errorf("%s opens it with %v: %d %v, want %d", who, reason, code, got, want)
		}
		return got
	}
	need := map[string]any{"reason": "workers are said to be in danger there today"}
	see("ines", http.StatusNotFound)
	open("ines", "inv", map[string]any{"reason": "  "}, http.StatusBadRequest)
	open("mia", "inv", need, http.StatusForbidden)
	open("peer", "inv", need, http.StatusForbidden)
	for _, who := range []string{"peer", "mia", "admin", "aud"} {
		there, none := open(who, "inv", need, http.StatusForbidden), open(who, "none", need, http.StatusForbidden)
		if there["detail"] != none["detail"] {
			t.Errorf("%s is told what is there: %v, and what is not: %v", who, there["detail"], none["detail"])
		}
	}
	open("ines", "none", need, http.StatusNotFound)
	open("ines", "inv", need, http.StatusOK)

	_, list := d.ask("aud", http.MethodGet, "/openings?state=unreviewed", nil)
	items, _ := list["items"].([]any)
	if len(items) != 1 {
		t.Fatalf("the auditors' list holds %v", list)
	}
	id, _ := items[0].(map[string]any)["id"].(string)
	if code, got := d.ask("ines", http.MethodPost, "/openings/"+id+"/justify", map[string]any{"note": "fine"}); code != http.StatusForbidden {
		t.Errorf("who opened reviews it: %d %v", code, got)
	}
	if code, got := d.ask("aud", http.MethodPost, "/openings/"+id+"/contest", map[string]any{"note": "it could have waited"}); code != http.StatusOK {
		t.Errorf("%d %v", code, got)
	}
	if code, _ := d.ask("sam", http.MethodGet, "/openings/"+id, nil); code != http.StatusNotFound {
		t.Errorf("another sees the opening: %d", code)
	}
}

// TestVeil asks as a miner for an employer it has in mind: by words, by number, and by pseudonym.
func TestVeil(t *testing.T) {
	t.Parallel()

	d := newDesk(t)
	d.s.Pseudonyms = reversed{}
	f := &vigie.TargetFile{State: vigie.TargetProposed, Target: vigie.Target{EntityID: "123", Name: "Harbour Works", Territory: "north"}}
	d.put(func(b vigie.Books) error { return b.Targets().Put(t.Context(), f) })
	for _, test := range []struct {
		who, query string
		code, n    int
	}{
		{"ines", "q=harbour", http.StatusOK, 1}, {"ines", "entity=123", http.StatusOK, 1},
		{"mia", "", http.StatusOK, 1}, {"mia", "territory=north", http.StatusOK, 1}, {"mia", "entity=P-321", http.StatusOK, 1},
		{"mia", "q=harbour", http.StatusForbidden, 0}, {"mia", "q=123", http.StatusForbidden, 0}, {"mia", "entity=123", http.StatusNotFound, 0},
		{"mia", "entityNot=123", http.StatusNotFound, 0},
	} {
		code, got := d.ask(test.who, http.MethodGet, "/targets?"+test.query, nil)
		items, _ := got["items"].([]any)
		if code != test.code || len(items) != test.n {
			t.Errorf("%s asks %q: %d %v, want %d and %d", test.who, test.query, code, got, test.code, test.n)
		}
	}
}

// TestVeiledLog reads a miner's own lines of the audit log: no number stands in them, none follows from a hash, and none is found by one.
func TestVeiledLog(t *testing.T) {
	t.Parallel()

	d := newDesk(t)
	d.s.Pseudonyms = reversed{}
	for _, who := range []string{"mia", "ines"} {
		line := vigie.Entry{At: d.now, Action: "employer.open", Things: []vigie.Ref{{Kind: vigie.KindEmployer, ID: "123"}}}
		if err := d.s.Casework.Seen(vigie.WithActor(t.Context(), people[who]), line); err != nil {
			t.Fatal(err)
		}
	}
	for _, test := range []struct {
		who, query string
		code       int
		id         string // that is shown; empty: nothing
	}{
		{"mia", "", http.StatusOK, "P-321"}, {"mia", "&kind=employer&id=P-321", http.StatusOK, "P-321"}, {"mia", "&kind=employer&id=123", http.StatusNotFound, ""},
		{"mia", "&kind=employer&id=124", http.StatusNotFound, ""}, {"ines", "&kind=employer&id=123", http.StatusOK, "123"},
	} {
		code, got := d.ask(test.who, http.MethodGet, "/audit?user="+test.who+test.query, nil)
		items, _ := got["items"].([]any)
		shown := fmt.Sprint(items)
		if code != test.code || (test.id != "") != strings.Contains(shown, "id:"+test.id+" ") || test.who == "mia" && strings.Contains(shown, "123") {
			t.Errorf("%s asks %q: %d %v", test.who, test.query, code, got)
		}
		for _, i := range items {
			if bare := i.(map[string]any)["hash"] == nil; bare != (test.who == "mia") {
				t.Errorf("%s: a line is shown with its hash: %v", test.who, i)
			}
		}
	}
}

// TestRevealOverTheAPI turns a pseudonym back with a purpose, as the log says afterwards, and not without.
func TestRevealOverTheAPI(t *testing.T) {
	t.Parallel()

	d := newDesk(t)
	d.put(func(b vigie.Books) error {
		return b.Targets().Put(t.Context(), &vigie.TargetFile{Record: vigie.Record{ID: "high"}, State: vigie.TargetProposed, Target: vigie.Target{EntityID: "123", Score: 0.9, Territory: "north"}})
	})
	d.s.Revealer = &access.Revealer{Casework: d.s.Casework, Guard: d.s.Guard, Threshold: 0.5, Find: func(context.Context, string, string) (string, error) { return "a number", nil }}
	for _, test := range []struct {
		who     string
		purpose string
		code    int
	}{{"ann", "preparing the visit", http.StatusOK}, {"ann", " ", http.StatusForbidden}, {"mia", "preparing the visit", http.StatusForbidden}, {"sam", "preparing the visit", http.StatusNotFound}} {
		code, got := d.ask(test.who, http.MethodPost, "/pseudonyms/abc/reveal", fields{"target": "high"}, "Vigie-Purpose", test.purpose)
		if code != test.code || (code == http.StatusOK) != (got["number"] == "a number") {
			t.Errorf("%s, for %q: %d %v, want %d", test.who, test.purpose, code, got, test.code)
		}
	}
	_, got := d.ask("aud", http.MethodGet, "/audit?kind=pseudonym", nil)
	if items, _ := got["items"].([]any); len(items) != 4 || items[0].(map[string]any)["purpose"] != "preparing the visit" {
		t.Errorf("the log says %v", got)
	}
}

// reversed are pseudonyms that a reader of the test sees through.
type reversed struct{}

func (reversed) Of(id string) string { return pseudonymous + turned(id) }

func (reversed) Entity(name string) (string, error) { return turned(name[len(pseudonymous):]), nil }

func turned(s string) string {
	b := []byte(s)
	for i, j := 0, len(b)-1; i < j; i, j = i+1, j-1 {
		b[i], b[j] = b[j], b[i]
	}
	return string(b)
}

// put keeps something as the program does.
func (d *desk) put(f func(vigie.Books) error) {
	d.t.Helper()
	if _, err := d.s.Casework.Do(vigie.WithActor(d.t.Context(), vigie.System), vigie.Command{Action: "target.release", At: d.now}, f); err != nil {
		d.t.Fatal(err)
	}
}

// TestPractised is how a veiled actor names the employers of a directorate's list: by their pseudonyms only.
func TestPractised(t *testing.T) {
	t.Parallel()

	d := newDesk(t)
	d.s.Pseudonyms = reversed{}
	for _, test := range []struct {
		who, id, entity string
	}{{"head", "123", "123"}, {"head", "P-321", "123"}, {"mia", "P-321", "123"}, {"mia", "123", ""}} {
		ctx := vigie.WithActor(t.Context(), people[test.who])
		veiled, err := d.s.unnamed(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := d.s.practised(ctx, test.id, veiled); got != test.entity || (err == nil) == (test.entity == "") {
			t.Errorf("%s names %s: %q, %v", test.who, test.id, got, err)
		}
	}
}
