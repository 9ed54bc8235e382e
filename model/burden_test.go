package model

import (
	"context"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"vigie"
	"vigie/pack"
)

// unfair is an invented country in which the same past means half as much for some: sole traders are late as others are, and late for nothing.
func unfair(rows int, seed uint64, share float64) *Table {
	t, rng := invented(rows, seed), rand.New(rand.NewPCG(seed, 2))
	for r := range rows {
		kind := "company"
		if rng.Float64() < .3 {
			kind = "sole trader"
			t.Positive[r] = t.Positive[r] && rng.Float64() < share
		}
		t.Kind, t.Age = append(t.Kind, kind), append(t.Age, float64(rng.IntN(20)))
		t.Channel = append(t.Channel, []string{"complaint", string(vigie.Ranked)}[rng.IntN(2)])
	}
	return t
}

func audited(stop pack.Stop) *pack.Model {
	m := inventedModel()
	m.Evaluation.Groups = []string{"kind", "age"}
	m.Evaluation.Bands = map[string][]float64{"age": {3, 10}}
	m.Evaluation.Stop = stop
	m.Campaign.Capacity = 300
	return m
}

func evaluated(t *testing.T, table *Table, m *pack.Model) *Evaluation {
	t.Helper()
	e, err := Evaluate(context.Background(), table, &pack.Pack{ID: "p"}, m, Ask{Day: 20000, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// TestStopRule speaks where a group is visited for nothing far more often than all others, on scores and on visits, and is silent where it is not.
func TestStopRule(t *testing.T) {
	t.Parallel()

	e := evaluated(t, unfair(6000, 3, .1), audited(pack.Stop{BurdenRatio: 1.2}))
	var on []string
	for _, h := range e.Halts {
		if h.By != "kind" || h.Group != "sole trader" || h.Low <= h.Limit || !strings.Contains(h.Sentence, "sole trader") {
			t.Errorf("it stops for %+v", h)
		}
		on = append(on, h.On)
	}
	if !slices.Equal(on, []string{"scores", "visits"}) {
		t.Errorf("the rule speaks on %v, want on scores and on visits", on)
	}
	if e := evaluated(t, unfair(6000, 3, .1), audited(pack.Stop{})); len(e.Halts) > 0 {
		t.Errorf("without a limit it stops for %+v", e.Halts)
	}
	if e := evaluated(t, unfair(6000, 3, 1), audited(pack.Stop{BurdenRatio: 1.2})); len(e.Halts) > 0 {
		t.Errorf("where all are treated alike it stops for %+v", e.Halts)
	}
}

// TestBurdenIsCounted holds the lines of one partition against each other and against a count by hand.
func TestBurdenIsCounted(t *testing.T) {
	t.Parallel()

	table := unfair(4000, 5, .5)
	e := evaluated(t, table, audited(pack.Stop{}))
	bands := map[string]bool{}
	people, selected, rows := 0, 0, 0
	for _, g := range e.Groups {
		switch g.By {
		case "age":
			bands[g.Group] = true
			people, selected, rows = people+g.People.Visits, selected+g.Selected, rows+g.Rows
			if g.Burden.Value != float64(g.Selected-g.Hits)/float64(g.Selected) || g.Burden.Low >= g.Burden.Value || g.Precision.Value+g.Burden.Value != 1 {
				t.Errorf("%s: burden %+v, precision %+v of %d selected with %d hits", g.Group, g.Burden, g.Precision, g.Selected, g.Hits)
			}
		case "kind":
			if g.Repeated == nil || g.Harm == nil || g.SelectionRate == nil || g.Live.Burden == nil {
				t.Errorf("a figure of %s is missing: %+v", g.Group, g)
			}
		}
	}
	complaints := 0
	for r, on := range table.Inspected {
		if on.String() >= e.Test.From && on.String() <= e.Test.Until && table.Channel[r] == "complaint" {
			complaints++
		}
	}
	if selected != 300 || rows != e.Test.Rows || people != complaints {
		t.Errorf("%d selected of %d rows, %d inspections by people; want 300 of %d, %d", selected, rows, people, e.Test.Rows, complaints)
	}
	if !bands["under 3"] || !bands["3 to 10"] || !bands["10 or more"] {
		t.Errorf("the bands are %v", bands)
	}
}

func TestOfFewNothingIsSaid(t *testing.T) {
	t.Parallel()
	if share(1, 4) != nil || share(1, 5) == nil {
		t.Error("of four a share is said, or of five none")
	}
}

// TestProxy: features that follow from what must not be known betray it, and noise does not.
func TestProxy(t *testing.T) {
	t.Parallel()

	m := audited(pack.Stop{})
	m.Evaluation.Proxies = map[string]string{"kind": "sole trader"}
	table := unfair(4000, 7, 1)
	e := evaluated(t, table, m)
	if p := e.Proxies[0]; p.AUC == nil || p.AUC.Low > .5 || p.AUC.High < .5 || slices.Contains(warned(e), "proxy") {
		t.Errorf("features that know nothing of it tell it with AUC %+v; warnings %v", p.AUC, warned(e))
	}
	for r, k := range table.Kind {
		if k == "sole trader" {
			table.Numbers[1][r] += 3
		}
	}
	if e = evaluated(t, table, m); e.Proxies[0].AUC.Low < .95 || !slices.Contains(warned(e), "proxy") {
		t.Errorf("a feature that follows from it tells it with AUC %+v; warnings %v", e.Proxies[0].AUC, warned(e))
	}
	m.Evaluation.Proxies["kind"] = "cooperative"
	if e = evaluated(t, table, m); !slices.Contains(warned(e), "proxy-not-tested") {
		t.Errorf("nobody has it, and the warnings are %v", warned(e))
	}
}
