package model

import (
	"context"
	"slices"
	"testing"

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
