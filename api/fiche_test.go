package api

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"vigie"
)

// The way of one phenomenon, from a first sighting to everywhere, as the measure describes it, with a shortcut refused at every gate.
func TestFiche(t *testing.T) {
	t.Parallel()
	d := newDesk(t)

	// A sighting, of which it takes the team to make a phenomenon.
	seen := d.do("ines", "/signals", fields{"source": "inspector", "title": "Night shifts nobody declared", "seenOn": "2026-02-27", "sector": "cleaning", "territory": "north"})
	d.refuse(http.StatusForbidden, "ines", "/signals/"+seen+"/retain", fields{})
	d.do("ann", "/signals/"+seen+"/retain", fields{"note": "seen twice"})
	ids, _ := d.list("ann", "/phenomena")
	if len(ids) != 1 {
		t.Fatalf("phenomena: %v", ids)
	}
	p := "/phenomena/" + ids[0]

	d.later(3)
	d.refuse(http.StatusConflict, "ann", p+"/draft", fields{})
	d.do("head", p+"/accept", fields{"owner": "ann", "directorate": "networks", "sectors": []string{"cleaning"}})
	if why := d.refuse(http.StatusConflict, "ann", p+"/draft", fields{}); !strings.Contains(why, "indicator") {
		t.Errorf("draft without anything to test: %q", why)
	}
	d.do("ann", p+"/describe", fields{"title": "Ghost shifts", "packId": "ghost-shift", "indicators": []string{"night-presence"}, "definition": "Work at night without declaration."})
	if why := d.refuse(http.StatusConflict, "ann", p+"/draft", fields{}); !strings.Contains(why, "methodology") {
		t.Errorf("draft without a methodology: %q", why)
	}
	text := fields{"en": "Go at night, in twos."}
	m := d.do("ann", "/methodologies", fields{"phenomenon": ids[0], "title": text, "steps": []any{fields{"id": "go", "text": text}}, "proof": []any{text}, "legal": []any{text}})
	d.do("ann", "/methodologies/"+m+"/adopt", fields{})
	d.later(10)
	d.do("ann", p+"/draft", fields{})

	// An investigation does not start before all its directors have agreed, whoever tries.
	d.account("ann")
	d.account("ines")
	inv := d.do("ann", "/investigations", fields{"phenomenon": ids[0], "purpose": "methodology", "title": "Ten night visits", "objective": "try the method", "lead": "ann",
		"team": []string{"ann", "ines"}, "territories": []string{"north"}, "sectors": []string{"cleaning"}})
	i := "/investigations/" + inv
	for _, who := range []string{"ann", "head"} {
		d.refuse(http.StatusConflict, who, i+"/start", fields{})
	}
	d.do("ann", i+"/consult", fields{})
	asked, _ := d.list("ann", "/consultations?state=asked")
	if len(asked) != 2 {
		t.Fatalf("asked: %v, want the territory's directorate and the theme's", asked)
	}
	d.later(6)
	d.sweep()
	if why := d.refuse(http.StatusConflict, "head", i+"/start", fields{}); !strings.Contains(why, "silence is not consent") {
		t.Errorf("start on silence: %q", why)
	}
	own, _ := d.list("nora", "/consultations?state=asked")
	if len(own) != 1 {
		t.Fatalf("nora sees %v, want the one of her directorate", own)
	}
	d.refuse(http.StatusNotFound, "sam", "/consultations/"+own[0]+"/answer", fields{"answer": "agree"})
	d.refuse(http.StatusForbidden, "head", "/consultations/"+own[0]+"/answer", fields{"answer": "agree"})
	d.refuse(http.StatusBadRequest, "nora", "/consultations/"+own[0]+"/answer", fields{"answer": "agree_with_conditions"})
	d.do("nora", "/consultations/"+own[0]+"/answer", fields{"answer": "agree_with_conditions", "note": "Report to me within a week."})
	d.refuse(http.StatusConflict, "ann", i+"/start", fields{})
	theirs, _ := d.list("thea", "/consultations?state=asked")
	d.do("thea", "/consultations/"+theirs[0]+"/answer", fields{"answer": "agree"})
	d.do("ann", i+"/start", fields{})

	// Another scope is another question.
	d.do("ann", i+"/change-scope", fields{"objective": "try the method on both sides", "territories": []string{"north", "south"}, "sectors": []string{"cleaning"}})
	visit := fields{"entity": "E1", "plannedOn": "2026-04-01", "inspector": "ines"}
	d.refuse(http.StatusConflict, "ann", i+"/plan-visit", visit)
	for _, who := range []string{"nora", "sam", "thea"} {
		open, _ := d.list(who, "/consultations?state=asked")
		if len(open) != 1 {
			t.Fatalf("%s is asked %v, want one question about the new scope", who, open)
		}
		d.do(who, "/consultations/"+open[0]+"/answer", fields{"answer": "agree"})
	}
	d.do("ann", i+"/start", fields{})

	// A target of it, visited, with feedback on each reason.
	target := d.release("E1", "north", ids[0])
	if _, total := d.list("sam", "/targets"); total != 0 {
		t.Errorf("sam sees %d targets of another territory", total)
	}
	d.do("ines", "/targets/"+target+"/accept", fields{"assignedTo": "ines"})
	d.do("ann", i+"/plan-visit", fields{"entity": "E1", "target": target, "plannedOn": "2026-04-01", "inspector": "ines"})
	d.refuse(http.StatusConflict, "ann", i+"/close", fields{"note": "done"})
	_, got := d.ask("ann", http.MethodGet, i, nil)
	v := got["visits"].([]any)[0].(map[string]any)["id"]
	d.later(10)
	d.refuse(http.StatusConflict, "ines", "/feedback", fields{"target": target, "visitedOn": "2026-04-01", "outcome": "report"})
	d.do("ines", i+"/enter-visit", fields{"visit": v, "madeOn": d.day(), "outcome": "report", "assessed": 1_250_000})
	if why := d.refuse(http.StatusConflict, "ann", i+"/close", fields{"note": "done"}); !strings.Contains(why, "feedback") {
		t.Errorf("close without feedback: %q", why)
	}
	d.refuse(http.StatusBadRequest, "ines", "/feedback", fields{"target": target, "visitedOn": d.day(), "outcome": "report",
		"verdicts": []any{fields{"feature": "nothing.of_the_kind", "verdict": "confirmed"}}})
	told := d.do("ines", "/feedback", fields{"target": target, "visitedOn": d.day(), "outcome": "report", "found": "ghost-shift",
		"verdicts": []any{fields{"feature": "presence.nights", "verdict": "confirmed"}}})
	d.refuse(http.StatusConflict, "ines", "/feedback", fields{"target": target, "visitedOn": d.day(), "outcome": "none"})
	d.do("mia", "/feedback/"+told+"/answer", fields{"feature": "presence.nights", "text": "Kept, and counted by night now.", "change": "indicator night-presence 2"})
	d.do("ann", i+"/close", fields{"note": "The method works at night."})

	// The legal clock of the report runs on.
	_, got = d.ask("ann", http.MethodGet, i, nil)
	if clocks := got["clocks"].([]any); len(clocks) != 1 {
		t.Errorf("clocks: %v", clocks)
	}

	// Out to the directorates, past no gate but by the head, with a reason.
	d.refuse(http.StatusConflict, "ann", p+"/roll-out", fields{"plan": fields{"north": "2026-06-01"}})
	d.do("ann", p+"/test", fields{})
	d.refuse(http.StatusConflict, "ann", p+"/roll-out", fields{"plan": fields{"north": "2026-06-01"}})
	d.refuse(http.StatusForbidden, "ann", p+"/roll-out", fields{"plan": fields{"north": "2026-06-01"}, "override": "I like it"})
	d.do("head", p+"/roll-out", fields{"plan": fields{"north": "2026-06-01", "south": "2026-06-15"}, "override": "One in one visit; the season ends in June."})
	if why := d.refuse(http.StatusConflict, "head", p+"/mainstream", fields{}); !strings.Contains(why, "south") {
		t.Errorf("mainstream before adoption: %q", why)
	}
	d.measure()
	rolls, _ := d.list("head", "/roll-outs?directorate=south")
	d.do("ann", "/roll-outs/"+rolls[0]+"/train", fields{"on": d.day(), "what": "Two evenings, with the method in hand."})
	d.refuse(http.StatusConflict, "head", p+"/mainstream", fields{})
	other := d.release("E2", "south", ids[0])
	d.do("sam", "/targets/"+other+"/accept", fields{})
	d.do("sam", "/targets/"+other+"/visit", fields{"madeOn": d.day()})
	d.do("sam", "/feedback", fields{"target": other, "visitedOn": d.day(), "outcome": "none"})
	d.measure()
	d.later(30)
	d.do("head", p+"/mainstream", fields{})

	// The clock was never typed.
	_, got = d.ask("head", http.MethodGet, "/clocks?phenomenon="+ids[0], nil)
	clock := got["clocks"].([]any)[0].(map[string]any)
	want := int(vigie.DateOf(d.now) - mustDate(t, "2026-02-27"))
	if days := int(clock["calendarDays"].(float64)); days != want || clock["open"] != false {
		t.Errorf("the clock says %v days, open %v; want %d, closed", days, clock["open"], want)
	}
}

func mustDate(t *testing.T, s string) vigie.Date {
	t.Helper()
	d, err := vigie.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func (d *desk) later(days int) { d.now = d.now.Add(time.Duration(days) * 24 * time.Hour) }

func (d *desk) day() string { return vigie.DateOf(d.now).String() }

func (d *desk) sweep() {
	d.t.Helper()
	if _, err := d.s.Investigations.Sweep(d.t.Context(), vigie.Command{At: d.now}); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) measure() {
	d.t.Helper()
	if _, err := d.s.Phenomena.Measure(d.t.Context(), vigie.Command{At: d.now}); err != nil {
		d.t.Fatal(err)
	}
}

// release delivers one target of a model that looks for the phenomenon.
func (d *desk) release(entity, territory, phenomenon string) string {
	d.t.Helper()
	f := vigie.TargetFile{PhenomenonID: phenomenon, Directorate: territory, Target: vigie.Target{EntityID: entity, Name: "Invented " + entity, Territory: territory,
		Sector: "cleaning", Model: "nights", Channel: vigie.Ranked, Score: 0.4, Probability: 1, Reasons: []vigie.Reason{{Feature: "presence.nights", Stance: vigie.For}}}}
	f.ID = "t-" + entity
	n, err := d.s.Investigations.Release(vigie.WithActor(d.t.Context(), people["ann"]), vigie.Command{At: d.now}, []vigie.TargetFile{f})
	if err != nil || n != 1 {
		d.t.Fatalf("release %s: %d, %v", entity, n, err)
	}
	return f.ID
}
