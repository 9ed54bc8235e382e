package api

import (
	"net/http"
	"sync"
	"testing"
)

// TestTwoDecideAtOnce has two people who saw the same version decide at the same moment: one decision is kept, and the other is told that somebody was
// there before.
func TestTwoDecideAtOnce(t *testing.T) {
	t.Parallel()

	d := newDesk(t)
	id := d.do("ines", "/signals", fields{"source": "inspector", "title": "vans", "seenOn": "2026-02-27", "sector": "cleaning", "territory": "north"})
	var codes [2]int
	var both sync.WaitGroup
	for i, who := range []string{"ann", "head"} {
		both.Go(func() {
			codes[i], _ = d.ask(who, http.MethodPost, "/signals/"+id+"/reject", fields{"reason": "address-insufficient"}, "If-Match", `"1"`)
		})
	}
	both.Wait()
	if codes != [2]int{http.StatusOK, http.StatusPreconditionFailed} && codes != [2]int{http.StatusPreconditionFailed, http.StatusOK} {
		t.Errorf("they are answered %v, want 200 for one and 412 for the other", codes)
	}
	if _, got := d.ask("ann", http.MethodGet, "/signals/"+id, nil); got["version"] != 2.0 || got["state"] != "rejected" {
		t.Errorf("the signal is %v", got)
	}
}

// TestDisclosed shows a phenomenon to another inspectorate, and no longer: its people find it in between, and never before or after.
func TestDisclosed(t *testing.T) {
	t.Parallel()

	d := newDesk(t)
	d.s.Office.Services = []string{"OTHER"}
	signal := d.do("ines", "/signals", fields{"source": "inspector", "title": "vans", "seenOn": "2026-02-27", "sector": "cleaning", "territory": "north"})
	d.do("ann", "/signals/"+signal+"/retain", fields{})
	ids, _ := d.list("ann", "/phenomena")
	at := "/phenomena/" + ids[0]
	seen := func(want int, when string) {
		t.Helper()
		if code, _ := d.ask("peer", http.MethodGet, at, nil); code != want {
			t.Errorf("%s, the other service is answered %d, want %d", when, code, want)
		}
		if _, total := d.list("peer", "/phenomena"); (total == 1) != (want == http.StatusOK) {
			t.Errorf("%s, it has %d in its list", when, total)
		}
	}
	seen(http.StatusNotFound, "before")
	d.refuse(http.StatusForbidden, "ann", at+"/disclose", fields{"service": "OTHER"})
	d.do("head", at+"/disclose", fields{"service": "OTHER"})
	seen(http.StatusOK, "once it was shown")
	d.do("head", at+"/disclose", fields{"service": "OTHER", "withdraw": true})
	seen(http.StatusNotFound, "afterwards")
}

// TestMay holds what the server says may be done against what it lets be done, for a thing, a list, and at all.
func TestMay(t *testing.T) {
	t.Parallel()

	d := newDesk(t)
	id := d.do("ines", "/signals", fields{"source": "inspector", "title": "vans", "seenOn": "2026-02-27", "sector": "cleaning", "territory": "north"})
	says := func(who, path, action string, first bool) bool {
		t.Helper()
		_, got := d.ask(who, http.MethodGet, path, nil)
		if first {
			got = got["items"].([]any)[0].(fields)
		}
		for _, a := range got["may"].([]any) {
			if a == action {
				return true
			}
		}
		return false
	}
	for who, want := range map[string]bool{"ann": true, "head": true, "ines": false, "nora": false, "aud": false} {
		if one, many := says(who, "/signals/"+id, "signal.reject", false), says(who, "/signals?may=true", "signal.reject", true); one != want || many != want {
			t.Errorf("%s may reject it: %v, in the list %v, want %v", who, one, many, want)
		}
	}
	d.do("ann", "/signals/"+id+"/reject", fields{"reason": "address-insufficient"})
	if says("ann", "/signals/"+id, "signal.reject", false) || !says("ann", "/signals/"+id, "signal.retain", false) {
		t.Error("what was rejected can be kept, and not rejected again")
	}
}
