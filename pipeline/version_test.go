package pipeline_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"vigie"
	"vigie/lake"
	"vigie/pipeline"
	"vigie/target"
)

// TestWhoChooses lets one version live, trains another, looks at what would change, and stops the model.
func TestWhoChooses(t *testing.T) {
	t.Parallel()

	ctx := t.Context()
	home, l, p := office(t)
	walk := func(run string, hour int, day string) *pipeline.Work {
		t.Helper()
		w := newWork(home, p, run, hour)
		var err error
		if w.Run.AsOf, err = vigie.ParseDate(day); err != nil {
			t.Fatal(err)
		}
		if err := w.Walk(ctx, l, pipeline.Listing); err != nil {
			t.Fatal(err)
		}
		return w
	}
	old := walk("r1", 1, "2025-06-15").Trained[0]
	decide(t, l, old.Model, old.Version, vigie.VersionLive, 1)

	second := walk("r2", 2, "2025-12-15")
	if newer := second.Trained[0].Version; newer == old.Version {
		t.Fatal("training on half a year more gave the same version: this test shows nothing")
	}
	for _, x := range second.Targets {
		if x.Version != old.Version {
			t.Fatalf("%s was chosen by %s, and %s is live", x.EntityID, x.Version, old.Version)
		}
	}
	moves := read(t, l, `SELECT moved FROM shadow WHERE run_id = 'r2' ORDER BY 1`)
	comes := slices.Index(moves, "goes")
	if comes <= 0 || comes != len(moves)-comes {
		t.Errorf("as many come as go, and some do: %v", moves)
	}
	if why := read(t, l, `SELECT DISTINCT s.entity_id FROM shadow AS s JOIN shadow_reason AS r USING (run_id, model, entity_id) WHERE r.champion <> r.challenger`); len(why) != len(moves) {
		t.Errorf("%d of %d moves have a reason", len(why), len(moves))
	}

	// An earlier day's list is not made by who knows what came after.
	third := walk("r3", 3, "2025-03-15")
	if len(third.Targets) == 0 || third.Targets[0].Version == old.Version {
		t.Error("a list as of March was made by a version that has learnt until June")
	}

	decide(t, l, old.Model, old.Version, vigie.VersionWithdrawn, 2)
	w := newWork(home, p, "r4", 4)
	if err := w.Walk(ctx, l, pipeline.Listing); vigie.CodeOf(err) != vigie.Conflict {
		t.Errorf("the only model was withdrawn, and a run ends with %v", err)
	}
}

// TestAWithdrawnModelNamesNobody runs two models of which one was stopped.
func TestAWithdrawnModelNamesNobody(t *testing.T) {
	t.Parallel()

	home, l, p := office(t)
	other := p.Models[0]
	other.ID = "other"
	p.Models = append(p.Models, other)
	w := newWork(home, p, "r1", 1)
	w.Models = append(w.Models, &p.Models[1])
	if err := w.Walk(t.Context(), l, pipeline.Listing); err != nil {
		t.Fatal(err)
	}
	stopped := w.Trained[1]
	decide(t, l, stopped.Model, stopped.Version, vigie.VersionLive, 1)
	decide(t, l, stopped.Model, stopped.Version, vigie.VersionWithdrawn, 2)
	w = newWork(home, p, "r2", 2)
	w.Models = append(w.Models, &p.Models[1])
	if err := w.Walk(t.Context(), l, pipeline.Listing); err != nil {
		t.Fatal(err)
	}
	left, err := target.Read(t.Context(), l, target.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	models := map[string]int{}
	for _, x := range left {
		models[x.Model]++
	}
	if models["other"] != 0 || models[p.Models[0].ID] == 0 {
		t.Errorf("the newest lists name %v", models)
	}
}

func decide(t *testing.T, l *lake.Lake, model, version, state string, position int) {
	t.Helper()
	if _, err := l.Exec(t.Context(), `INSERT INTO version VALUES (?, ?, ?, DATE '2026-01-01', ?)`, model, version, state, position); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, l *lake.Lake, query string) []string {
	t.Helper()
	f, err := l.Frame(context.WithoutCancel(t.Context()), query)
	if err != nil {
		t.Fatal(err)
	}
	return f.Columns[0].Texts
}

// TestTheStopRuleStops: a limit that any ranking breaks leaves the model without a list, and the run says why.
func TestTheStopRuleStops(t *testing.T) {
	t.Parallel()

	home, l, p := office(t)
	p.Models[0].Evaluation.Stop.Burden = .01
	w := newWork(home, p, "r1", 1)
	err := w.Walk(t.Context(), l, pipeline.Listing)
	if vigie.CodeOf(err) != vigie.Conflict || !strings.Contains(err.Error(), "its stop rule has spoken") || !strings.Contains(err.Error(), "the limit is 1 %") {
		t.Errorf("almost any visit that finds nothing is too much, and the run ends with %v", err)
	}
	if len(w.Targets) > 0 || !slices.Equal(w.Stopped, []string{p.Models[0].ID}) {
		t.Errorf("%d targets, stopped: %v", len(w.Targets), w.Stopped)
	}
}
