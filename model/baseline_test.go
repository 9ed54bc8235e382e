package model

import (
	"math"
	"math/rand/v2"

	"context"
	"slices"
	"testing"

	"vigie"
	"vigie/pack"
)

func TestTheBestIndicatorIsChosenAmongIndicators(t *testing.T) {
	t.Parallel()
	table := only(invented(4000, 11), "past.late", "past.noise")
	if kinds := Kinds(table, inventedModel()); slices.Contains(kinds, "best-indicator") {
		t.Errorf("a model without indicators is judged by %v", kinds)
	}
	for i := range table.Features {
		table.Features[i].Evidence = table.Features[i].Ref == "past.noise"
	}
	e := must(Evaluate(context.Background(), table, &pack.Pack{ID: "p"}, inventedModel(), Ask{Day: 20000, Seed: 1}))(t)
	best, indicator := e.find("best-feature"), e.find("best-indicator")
	if best == nil || indicator == nil || best.AUC.Value <= indicator.AUC.Value {
		t.Fatalf("late payment tells more than noise: best feature %+v, best indicator %+v", best, indicator)
	}
	s := must(learn(context.Background(), "best-indicator", table, allRows(table), pack.Learner{}, 20000, 1))(t)
	if b, ok := s.(*BestFeature); !ok || b.Feature != "past.noise" || b.Kind() != "best-indicator" {
		t.Errorf("the best indicator is %+v", s)
	}
}

// A test period with one outcome only is passed over for the steps, and the evaluation says so.
func TestAHoldoutThatIsPassedOverIsNamed(t *testing.T) {
	t.Parallel()
	table, m := only(invented(4000, 11), "past.late"), inventedModel()
	for i, d := range table.Inspected {
		if d >= 15280 && d <= 15399 {
			table.Positive[i] = false
		}
	}
	m.Evaluation.Rolling = pack.Rolling{From: vigie.Date(15100).String(), Until: vigie.Date(15270).String(), Every: "month"}
	e := must(Evaluate(context.Background(), table, &pack.Pack{ID: "p"}, m, Ask{Day: 20000, Seed: 1}))(t)
	if !slices.Contains(warned(e), "holdout-passed-over") || e.Test.Positives == 0 {
		t.Errorf("warnings %v, positives of the test %d", warned(e), e.Test.Positives)
	}
}

// The AUC by which a feature is tried is that by which a ranking is judged, ties and all.
func TestPlainAUCIsTheAUC(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(3, 4))
	for range 50 {
		n := 2 + rng.IntN(60)
		table := &Table{Positive: make([]bool, n), ID: make([]string, n), AsOf: make([]vigie.Date, n), Inspected: make([]vigie.Date, n), Group: make([]string, n)}
		rows, scores := make([]int32, n), make([]float64, n)
		for i := range n {
			rows[i], scores[i], table.Positive[i] = int32(i), float64(rng.IntN(7))-3, rng.IntN(3) == 0
		}
		want := judge(table, rows, scores).ranked().auc(ones(n))
		if got := plainAUC(table, rows, scores); got != want && !(math.IsNaN(got) && math.IsNaN(want)) {
			t.Fatalf("%v of %v: %v, and as a ranking %v", scores, table.Positive, got, want)
		}
	}
}
