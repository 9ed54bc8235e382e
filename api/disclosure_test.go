package api

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"vigie"
	"vigie/disclosure"
)

// disclosed prepares and releases a list of one target for the service OTHER that is shown for ten days.
func (d *desk) disclosed() (at, target string) {
	d.t.Helper()
	d.s.Office.Services = []string{"OTHER", "THIRD"}
	target = d.release("123", "north", "")
	at = "/disclosures/" + d.do("ann", "/disclosures", d.listFor("OTHER", target))
	return at, target
}

func (d *desk) listFor(service string, targets ...string) fields {
	return fields{"service": service, "planItem": "4.2", "purpose": "Look at wages", "legalBasis": "section 12", "expiresOn": (vigie.DateOf(d.now) + 10).String(),
		"fields": []string{"entity", "reasons"}, "targets": targets}
}

func (d *desk) result() fields { return fields{"item": "1", "visitedOn": d.day(), "outcome": "report"} }

// hides holds that somebody finds nothing of a disclosure, whichever way is asked.
func (d *desk) hides(who, at, when string) {
	d.t.Helper()
	for _, path := range []string{at, at + "/history", at + "/export"} {
		if code, got := d.ask(who, http.MethodGet, path, nil); code != http.StatusNotFound {
			d.t.Errorf("%s, %s is answered %d at %s: %v", when, who, code, path, got)
		}
	}
	if _, total := d.list(who, "/disclosures"); total != 0 {
		d.t.Errorf("%s, %s has %d disclosures in the list", when, who, total)
	}
	d.refuse(http.StatusNotFound, who, at+"/result", d.result())
}

// TestDisclosureLeaks: another service never sees a list; the one it is for does not before it is released, nor once it is taken back.
func TestDisclosureLeaks(t *testing.T) {
	t.Parallel()

	d := newDesk(t)
	at, target := d.disclosed()
	d.hides("peer", at, "as a draft")
	d.refuse(http.StatusForbidden, "ann", at+"/release", fields{})
	d.do("head", at+"/release", fields{})
	d.hides("third", at, "released to another service")
	d.hides("admin", at, "released")
	d.hides("sam", at, "released")

	body := d.send("peer", httptest.NewRequest(http.MethodGet, Base+at, nil)).Body.String()
	for _, inside := range []string{target, "Invented", "ann", "head", "0.4"} { // fields that were not named, and what only the house knows
		if strings.Contains(body, `"`+inside) {
			t.Errorf("the service sees %q: %s", inside, body)
		}
	}
	if !strings.Contains(body, `"entity":"123"`) || !strings.Contains(body, "presence.nights") {
		t.Errorf("the service does not see what was named: %s", body)
	}
	if code, _ := d.ask("peer", http.MethodGet, "/targets/"+target, nil); code != http.StatusNotFound {
		t.Errorf("the service is answered %d for the target itself", code)
	}
	d.refuse(http.StatusBadRequest, "ann", at+"/recall", fields{})
	d.do("ann", at+"/recall", fields{"note": "The plan was changed."})
	d.hides("peer", at, "recalled")
	if code, got := d.ask("aud", http.MethodGet, at, nil); code != http.StatusOK || got["state"] != vigie.DisclosureRecalled {
		t.Errorf("the auditor is answered %d, %v", code, got)
	}
}

// TestDisclosureExpires: from its last day on nothing is shown, also before the sweep has come by, which takes it away.
func TestDisclosureExpires(t *testing.T) {
	t.Parallel()

	d := newDesk(t)
	at, _ := d.disclosed()
	d.do("head", at+"/release", fields{})
	d.later(10)
	if _, got := d.ask("peer", http.MethodGet, at, nil); len(got["targets"].([]any)) != 0 {
		t.Errorf("on its day the service sees %v", got["targets"])
	}
	d.refuse(http.StatusNotFound, "peer", at+"/result", d.result())
	if code, _ := d.ask("peer", http.MethodGet, at+"/export", nil); code != http.StatusConflict {
		t.Errorf("on its day a file is answered %d", code)
	}
	d.sweep()
	d.hides("peer", at, "expired")
}

// TestDisclosureMeets: while one of ours, or another service, is on an employer, it is refused or left out.
func TestDisclosureMeets(t *testing.T) {
	t.Parallel()

	d := newDesk(t)
	at, target := d.disclosed()
	d.do("ines", "/targets/"+target+"/accept", fields{})
	if why := d.refuse(http.StatusConflict, "head", at+"/release", fields{}); !strings.Contains(why, "already on the list of north") {
		t.Errorf("it is refused with %q", why)
	}
	d.refuse(http.StatusConflict, "head", at+"/release", fields{"withhold": true}) // nothing would be left
	free := d.release("456", "north", "")
	both := "/disclosures/" + d.do("ann", "/disclosures", d.listFor("OTHER", target, free))
	d.do("head", both+"/release", fields{"withhold": true})
	_, got := d.ask("peer", http.MethodGet, both, nil)
	if shown := got["targets"].([]any); len(shown) != 1 || shown[0].(map[string]any)["item"] != "2" {
		t.Errorf("the service is shown %v, want the second only", shown)
	}
	d.refuse(http.StatusBadRequest, "peer", both+"/result", d.result()) // of the one that was left out
	other := "/disclosures/" + d.do("ann", "/disclosures", d.listFor("THIRD", free))
	if why := d.refuse(http.StatusConflict, "head", other+"/release", fields{}); !strings.Contains(why, "already with OTHER") {
		t.Errorf("it is refused with %q", why)
	}
}

// TestDisclosureComesBack: what the service says of a target is feedback that bears its name, and stands beside what our own say.
func TestDisclosureComesBack(t *testing.T) {
	t.Parallel()

	d := newDesk(t)
	at, target := d.disclosed()
	d.do("head", at+"/release", fields{})
	result := d.result()
	result["verdicts"] = []fields{{"feature": "presence.nights", "verdict": "confirmed"}}
	feedback := d.do("peer", at+"/result", result)
	d.refuse(http.StatusConflict, "peer", at+"/result", result) // a second one that corrects none
	code, got := d.ask("ann", http.MethodGet, "/feedback/"+feedback, nil)
	if code != http.StatusOK || got["service"] != "OTHER" || got["target"] != target || got["directorate"] != "" {
		t.Errorf("%d, %v", code, got)
	}
	if code, got = d.ask("ann", http.MethodGet, at, nil); got["targets"].([]any)[0].(map[string]any)["feedback"] != feedback {
		t.Errorf("%d, the disclosure does not name it: %v", code, got)
	}
	if code, got = d.ask("aud", http.MethodGet, "/audit?kind=disclosure", nil); code != http.StatusOK || !strings.Contains(fmt.Sprint(got), "disclosure.result") {
		t.Errorf("%d, the audit log does not tell of it: %v", code, got)
	}
	d.do("ines", "/targets/"+target+"/accept", fields{})
	d.do("ines", "/targets/"+target+"/visit", fields{"madeOn": d.day()})
	d.do("ines", "/feedback", fields{"target": target, "visitedOn": d.day(), "outcome": "none"})
	if ids, _ := d.list("ann", "/feedback"); len(ids) != 2 {
		t.Errorf("there are %d feedbacks, want that of each", len(ids))
	}
}

// TestDisclosureFile takes a disclosure along, and verifies the file with the public key alone.
func TestDisclosureFile(t *testing.T) {
	t.Parallel()

	d := newDesk(t)
	at, _ := d.disclosed()
	d.do("head", at+"/release", fields{})
	w := d.send("peer", httptest.NewRequest(http.MethodGet, Base+at+"/export", nil))
	if w.Code != http.StatusOK {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	v, err := disclosure.Verify(bytes.NewReader(w.Body.Bytes()), int64(w.Body.Len()), d.s.Signs.Public())
	if err != nil || v.Targets != 1 || v.Service != "OTHER" {
		t.Errorf("%+v, %v", v, err)
	}
}
