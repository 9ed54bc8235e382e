package api

import (
	"net/http"
	"strings"
	"testing"
)

// TestLate keeps what came late from the field of a target that moved on, and lets somebody say what became of it.
func TestLate(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	target := d.release("e1", "north", "p")
	words := fields{"target": target, "writtenAt": "2026-03-01T15:04:00Z", "visitedOn": "2026-03-01", "outcome": "none", "sentence": "Under a bridge.", "refused": "it was changed by somebody else"}
	with := func(k string, v any) fields {
		other := fields{k: v}
		for name, value := range words {
			if name != k {
				other[name] = value
			}
		}
		return other
	}

	d.refuse(http.StatusBadRequest, "ines", "/late", with("outcome", "no rung of the ladder"))
	d.refuse(http.StatusNotFound, "ines", "/late", with("target", "nobody"))
	d.refuse(http.StatusNotFound, "sam", "/late", words) // of another territory
	id := d.do("ines", "/late", words, "Idempotency-Key", "late-1")
	if again := d.do("ines", "/late", words, "Idempotency-Key", "late-1"); again != id {
		t.Errorf("sent twice under one key it was kept twice: %s and %s", id, again)
	}
	for who, want := range map[string]int{"ines": 1, "ann": 1, "nora": 1, "sam": 0, "mia": 0} {
		if code, got := d.ask(who, http.MethodGet, "/late", nil); code == http.StatusOK {
			if n := len(got["items"].([]any)); n != want {
				t.Errorf("%s sees %d, want %d", who, n, want)
			}
		} else if want > 0 {
			t.Errorf("%s: %d %v", who, code, got)
		}
	}
	if why := d.refuse(http.StatusBadRequest, "nora", "/late/"+id+"/settle", fields{"became": "put_aside"}); !strings.Contains(why, "why") {
		t.Errorf("put aside without a word: %q", why)
	}
	d.do("nora", "/late/"+id+"/settle", fields{"became": "entered"})
	d.refuse(http.StatusConflict, "ines", "/late/"+id+"/settle", fields{"became": "sent_again"})
}
