package api

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"vigie"
	"vigie/phenomenon"
)

// said marks everything that an arm says of a target, so that it is found wherever it comes out too early.
const said = "ambervoort"

// drafted is a phenomenon with something to test.
func (d *desk) drafted() string {
	d.t.Helper()
	p := &vigie.Phenomenon{Record: vigie.Record{ID: "nights"}, State: vigie.PhenomenonDrafted, PackID: "ghost-shift", Title: "Nights", Models: []string{"night-model"}, Sectors: []string{"cleaning"}}
	_, err := d.s.Casework.Do(vigie.WithActor(d.t.Context(), people["head"]), vigie.Command{Action: "phenomenon.observe", At: d.now}, func(b vigie.Books) error {
		return b.Phenomena().Put(d.t.Context(), p)
	})
	if err != nil {
		d.t.Fatal(err)
	}
	d.s.Phenomena.Free = d.s.Investigations.Free
	return p.ID
}

func plan() fields {
	return fields{"phenomenon": "nights", "title": "Nights in the north", "hypothesis": "The model finds half as many again.", "model": "night-model", "hit": "any",
		"arms":        []any{fields{"id": "model", "share": 2}, fields{"id": "practice", "share": 2}, fields{"id": "random", "share": 1}},
		"territories": []string{"north"}, "startOn": "2026-03-02", "deadlineDays": 21, "rate": 0.3, "lift": 2, "level": 0.05, "power": 0.8, "visitsPerWeek": 10,
		"limits": fields{"lift": 1.2, "minN": 12, "burden": 0.7, "gap": 0.3, "minGroup": 5}}
}

// pool are candidates of the three arms for some blocks; what the model says of them bears the mark.
func pool(blocks int) phenomenon.Pool {
	p := phenomenon.Pool{Territory: "north", Blocks: blocks, Candidates: map[string][]vigie.Target{}}
	for _, arm := range []string{vigie.ArmTested, vigie.ArmPractice, vigie.ArmRandom} {
		for i := range 2 * blocks {
			p.Candidates[arm] = append(p.Candidates[arm], vigie.Target{EntityID: fmt.Sprintf("%s%d", arm[:1], i), Name: fmt.Sprint("Firm ", arm[:1], i), Sector: []string{"cleaning", "building"}[i%2],
				Territory: "north", RunID: said, Model: "night-model-" + said, Version: said, Score: 0.424242, Rank: 4242, Eligible: 424242, Channel: vigie.Ranked, Probability: 0.42424,
				Reasons: []vigie.Reason{{Feature: said, Sentence: vigie.LocalText{"en": said}}}})
		}
	}
	return p
}

// running is a test that runs, with some blocks dealt.
func (d *desk) running(blocks int) (test string) {
	d.t.Helper()
	d.drafted()
	test = d.do("mia", "/field-tests", plan())
	d.do("head", "/field-tests/"+test+"/freeze", fields{})
	d.do("head", "/field-tests/"+test+"/start", fields{})
	d.deal(test, blocks)
	return test
}

func (d *desk) deal(test string, blocks int) {
	d.t.Helper()
	n, _, err := d.s.Phenomena.Draw(vigie.WithActor(d.t.Context(), people["mia"]), vigie.Command{At: d.now}, vigie.Act{ID: test}, []phenomenon.Pool{pool(blocks)})
	if err != nil || n != 5*blocks {
		d.t.Fatalf("%d visits were dealt, want %d: %v", n, 5*blocks, err)
	}
}

// lookAt is what the program does by itself.
func (d *desk) lookAt() {
	d.t.Helper()
	if _, err := d.s.Phenomena.LookAtTests(d.t.Context(), vigie.Command{At: d.now}); err != nil {
		d.t.Fatal(err)
	}
}

// visitAll accepts, visits and tells of every proposed target; the outcome follows from who it is.
func (d *desk) visitAll(outcome func(entity string) string) {
	d.t.Helper()
	_, got := d.ask("ines", http.MethodGet, "/targets?state=proposed&pageSize=1000", nil)
	for _, i := range got["items"].([]any) {
		id, entity := i.(map[string]any)["id"].(string), i.(map[string]any)["target"].(map[string]any)["entity"].(string)
		d.do("ines", "/targets/"+id+"/accept", fields{})
		d.do("ines", "/targets/"+id+"/visit", fields{"madeOn": d.day()})
		d.do("ines", "/feedback", fields{"target": id, "visitedOn": d.day(), "outcome": outcome(entity)})
	}
}

func best(entity string) string {
	if strings.HasPrefix(entity, "m") {
		return "report"
	}
	return "none"
}

// The way of a field test whose model is good: planned, frozen, dealt blind, told, opened, decided; and through its gate to the directorates.
func TestFieldTestOpensTheGate(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	test := d.running(4)
	f := "/field-tests/" + test

	// Frozen is frozen, and only who may goes on.
	d.refuse(http.StatusConflict, "head", f+"/change", plan())
	d.refuse(http.StatusConflict, "head", f+"/freeze", fields{})
	d.refuse(http.StatusForbidden, "ann", f+"/decide", fields{})
	if why := d.refuse(http.StatusConflict, "head", f+"/decide", fields{}); !strings.Contains(why, "0 of") {
		t.Errorf("decided before anything was told: %q", why)
	}
	_, got := d.ask("ann", http.MethodGet, f, nil)
	if got["hash"] == "" || got["seedHash"] == "" || got["plannedN"].(float64) < 20 || got["fixedN"].(float64) < 20 {
		t.Errorf("the frozen plan says %v", got)
	}

	d.tested("nights", http.StatusConflict, "not decided")
	d.visitAll(best)
	d.later(1)
	d.lookAt()
	_, got = d.ask("ann", http.MethodGet, f+"/figures", nil)
	if got["counted"] != 20.0 || got["waiting"] != 0.0 {
		t.Fatalf("figures: %v", got)
	}
	verdict := got["verdict"].(map[string]any)
	if verdict["opens"] != false || !strings.Contains(fmt.Sprint(verdict["conditions"]), "Too few visits") {
		t.Errorf("with eight visits an arm the gate says %v", verdict)
	}
	for _, language := range []string{"en", "nl", "fr", "de"} {
		if s, _ := verdict["sentence"].(map[string]any)[language].(string); s == "" || strings.Contains(s, "{") {
			t.Errorf("in %s the gate says %q", language, s)
		}
	}
	ids, total := d.list("ann", "/targets?fieldTest="+test+"&arm=model")
	if total != 8 {
		t.Errorf("%d targets are shown as the model's after all was told: %v", total, ids)
	}

	d.later(1)
	n, _, err := d.s.Phenomena.Draw(vigie.WithActor(d.t.Context(), people["head"]), vigie.Command{At: d.now}, vigie.Act{ID: test}, []phenomenon.Pool{more(8)})
	if err != nil || n != 40 {
		t.Fatal(n, err)
	}
	d.visitAll(best)
	d.later(1)
	d.lookAt()
	_, got = d.ask("aud", http.MethodGet, f+"/figures", nil)
	if v := got["verdict"].(map[string]any); v["opens"] != true || got["evidence"].(float64) < 20 {
		t.Fatalf("24 hits of 24 against none: %v, evidence %v", v, got["evidence"])
	}
	d.tested("nights", http.StatusConflict, "not decided")
	d.found(test, said, vigie.Gate, "not decided")
	d.do("head", f+"/decide", fields{})
	d.found(test, "another", vigie.Gate, "held with version "+said)
	d.found("", said, vigie.Gate, "in no field test")
	if p := d.found(test, said, "", ""); p == nil || p.Value != 1 || p.Low < .7 || p.High != 1 {
		t.Errorf("24 hits of 24 visits: the version is held to %+v", p)
	}
	d.tested("nights", http.StatusOK, "")
	d.refuse(http.StatusConflict, "head", f+"/stop", fields{"note": "too late"})

	// The seed is shown, and is the one that was sealed.
	_, got = d.ask("ann", http.MethodGet, "/envelopes?fieldTest="+test+"&number=0", nil)
	seed := got["items"].([]any)[0].(map[string]any)["seed"].(string)
	_, got = d.ask("ann", http.MethodGet, f, nil)
	if phenomenon.SealOf(seed) != got["seedHash"] {
		t.Errorf("the seed %s does not have the hash %v", seed, got["seedHash"])
	}
	d.looksAreKept(test, 2)
}

// more are candidates whom nobody drew yet.
func more(blocks int) phenomenon.Pool {
	p := pool(blocks)
	for arm, list := range p.Candidates {
		for i := range list {
			list[i].EntityID = fmt.Sprintf("%s-later%d", arm[:1], i)
		}
	}
	return p
}

// tested asks for the roll-out of a phenomenon that was tried.
func (d *desk) tested(id string, status int, why string) {
	d.t.Helper()
	_, err := d.s.Casework.Do(vigie.WithActor(d.t.Context(), people["head"]), vigie.Command{Action: "phenomenon.test", At: d.now}, func(b vigie.Books) error {
		p, err := b.Phenomena().Get(d.t.Context(), id)
		if err == nil && p.State == vigie.PhenomenonDrafted {
			p.State = vigie.PhenomenonTested
			err = b.Phenomena().Put(d.t.Context(), p)
		}
		return err
	})
	if err != nil {
		d.t.Fatal(err)
	}
	code, got := d.ask("ann", http.MethodPost, "/phenomena/"+id+"/roll-out", fields{"plan": fields{"north": "2026-09-01"}})
	if code != status || !strings.Contains(fmt.Sprint(got["detail"]), why) && why != "" {
		d.t.Fatalf("roll-out: %d %v, want %d %q", code, got["detail"], status, why)
	}
}

// found asks what a test says of a version of the model, as whoever approves it does.
func (d *desk) found(test, version string, code vigie.Code, why string) (p *vigie.Figure) {
	d.t.Helper()
	err := d.s.Casework.Read(d.t.Context(), func(b vigie.Books) (err error) {
		p, err = d.s.Phenomena.Found(d.t.Context(), b, test, &vigie.ModelVersion{Model: "night-model", Trained: version})
		return err
	})
	if (err != nil || code != "") && (vigie.CodeOf(err) != code || !strings.Contains(err.Error(), why)) {
		d.t.Fatalf("field test %q, version %q: %v, want %q %q", test, version, err, code, why)
	}
	return p
}

// looksAreKept counts the lines of the log about looks.
func (d *desk) looksAreKept(test string, want int) {
	d.t.Helper()
	n := 0
	err := d.s.Casework.Read(d.t.Context(), func(b vigie.Books) error {
		lines, err := b.Entries(d.t.Context(), vigie.EntryQuery{Kind: vigie.KindFieldTest, ID: test})
		for _, l := range lines {
			if l.Action == "fieldtest.look" {
				n++
			}
		}
		return err
	})
	if err != nil || n != want {
		d.t.Errorf("%d looks stand in the log, want %d: %v", n, want, err)
	}
}

// TestFieldTestIsBlind asks for everything that anybody may see of a test whose visits have not been told. Nothing of what the arms said comes out, nor by which arm anybody was
// drawn; when all of a block but one visit was told, neither.
func TestFieldTestIsBlind(t *testing.T) {
	t.Parallel()
	d := wholeDesk(t)
	test := d.running(6)
	check := func(when string) {
		t.Helper()
		for _, who := range []string{"ann", "head", "ines", "nora", "mia", "thea"} {
			for _, path := range d.everywhere(test) {
				w := httptest.NewRecorder()
				r := httptest.NewRequestWithContext(vigie.WithActor(t.Context(), people[who]), http.MethodGet, Base+path, nil)
				d.handler.ServeHTTP(w, r)
				if body := w.Body.String(); w.Code >= 500 || strings.Contains(body, said) || strings.Contains(body, "4242") || strings.Contains(body, `"arm":"`) && !strings.Contains(path, "figures") {
					t.Errorf("%s: %s sees at %s: %d %s", when, who, path, w.Code, body)
				}
			}
		}
	}
	check("dealt")
	for _, narrowed := range []string{"channel=ranked", "model=night-model-" + said, "modelVersion=" + said, "run=" + said, "arm=model", "scoreFrom=0.1", "rankFrom=1"} {
		if _, total := d.list("ann", "/targets?"+narrowed); total != 0 {
			t.Errorf("/targets?%s finds %d", narrowed, total)
		}
	}
	// One visit is left open in each block: the others must not tell its arm.
	left := map[string]bool{}
	_, got := d.ask("ines", http.MethodGet, "/targets?state=proposed&pageSize=1000", nil)
	for _, i := range got["items"].([]any) {
		f := i.(map[string]any)
		if f["place"] == 3.0 {
			left[f["id"].(string)] = true
			continue
		}
		d.do("ines", "/targets/"+f["id"].(string)+"/accept", fields{})
		d.do("ines", "/targets/"+f["id"].(string)+"/visit", fields{"madeOn": d.day()})
		d.do("ines", "/feedback", fields{"target": f["id"], "visitedOn": d.day(), "outcome": "none"})
	}
	d.later(1)
	d.lookAt()
	if len(left) != 6 {
		t.Fatalf("%d visits are left open", len(left))
	}
	check("all but one told")
	_, got = d.ask("head", http.MethodGet, "/field-tests/"+test+"/figures", nil)
	if got["counted"] != 0.0 || got["waiting"] != 30.0 {
		t.Errorf("counted %v, waiting %v, with a visit open in each block", got["counted"], got["waiting"])
	}
	// Their day is over: all is shown, and what was not told counts as nothing found.
	d.later(21)
	d.lookAt()
	if _, total := d.list("ann", "/targets?model=night-model-"+said); total != 30 {
		t.Errorf("%d targets say what was said of them, want 30", total)
	}
	_, got = d.ask("head", http.MethodGet, "/field-tests/"+test+"/figures", nil)
	if got["counted"] != 30.0 {
		t.Errorf("counted %v of 30 after the deadline", got["counted"])
	}
}

// everywhere is where something of a test could be seen.
func (d *desk) everywhere(test string) []string {
	paths := []string{"/field-tests", "/field-tests/" + test, "/field-tests/" + test + "/history", "/field-tests/" + test + "/figures", "/envelopes", "/envelopes?fieldTest=" + test,
		"/targets?pageSize=1000", "/targets?sort=-score", "/targets/export", "/feedback", "/search?q=" + said, "/search?q=Firm", "/phenomena/nights/history", "/audit?pageSize=1000"}
	err := d.s.Casework.Read(d.t.Context(), func(b vigie.Books) error {
		all := vigie.Query{Scope: vigie.Scope{All: true}, Size: 1000}
		files, err := b.Targets().List(d.t.Context(), all)
		for _, f := range files.Items {
			paths = append(paths, "/targets/"+f.ID, "/targets/"+f.ID+"/history")
		}
		if err != nil {
			return err
		}
		envelopes, err := b.Envelopes().List(d.t.Context(), all)
		for _, e := range envelopes.Items {
			paths = append(paths, "/envelopes/"+e.ID, "/envelopes/"+e.ID+"/history")
		}
		return err
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return paths
}

// TestFieldTestStops by its rule: when it is shown that too many of the model's visits find nothing, nothing more is dealt, whoever asks.
func TestFieldTestStops(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	test := d.running(12)
	d.visitAll(func(string) string { return "none" })
	d.later(1)
	// The rule speaks at the next draw, even where the program has not looked yet.
	_, _, err := d.s.Phenomena.Draw(vigie.WithActor(t.Context(), people["head"]), vigie.Command{At: d.now}, vigie.Act{ID: test}, []phenomenon.Pool{more(2)})
	if vigie.CodeOf(err) != vigie.Gate {
		t.Errorf("a draw after the stop rule spoke: %v", err)
	}
	d.lookAt()
	_, got := d.ask("ann", http.MethodGet, "/field-tests/"+test, nil)
	if got["state"] != vigie.FieldTestStopped || got["reason"] == "" {
		t.Fatalf("the test is %v: %v", got["state"], got["reason"])
	}
	_, _, err = d.s.Phenomena.Draw(vigie.WithActor(t.Context(), people["head"]), vigie.Command{At: d.now}, vigie.Act{ID: test}, []phenomenon.Pool{more(2)})
	if vigie.CodeOf(err) != vigie.Conflict {
		t.Errorf("a draw of a stopped test: %v", err)
	}
	d.tested("nights", http.StatusConflict, "did not open it")
}
