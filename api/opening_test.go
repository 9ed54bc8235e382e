package api

import (
	"net/http"
	"testing"

	"vigie"
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
