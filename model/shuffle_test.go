package model

import (
	"context"
	"testing"

	"vigie/pack"
)

// With outcomes dealt out at random nothing may be found: an AUC whose interval lies above one half would be a leak.
func TestNothingIsFoundInShuffledOutcomes(t *testing.T) {
	t.Parallel()
	table := only(invented(4000, 11), "past.late", "past.trade")
	judge := func(shuffle bool) *Evaluation {
		e, err := Evaluate(context.Background(), table, &pack.Pack{ID: "p"}, inventedModel(), Ask{Day: 20000, Seed: 1, Shuffle: shuffle})
		return must(e, err)(t)
	}
	told, dealt := judge(false), judge(true)
	if told.AUC.Low < .55 {
		t.Fatalf("the sample has no signal to lose: AUC %+v", *told.AUC)
	}
	for _, j := range append([]Judgement{dealt.Judgement}, dealt.Baselines...) {
		if j.AUC.Low > .5 {
			t.Errorf("%s orders shuffled outcomes: AUC %.3f (%.3f to %.3f)", j.Scorer, j.AUC.Value, j.AUC.Low, j.AUC.High)
		}
	}
	if !dealt.Shuffled || dealt.Test.Rows != told.Test.Rows || dealt.Chosen == dealt.Learner {
		t.Errorf("shuffled %v, rows %d and %d, chosen %s", dealt.Shuffled, dealt.Test.Rows, told.Test.Rows, dealt.Chosen)
	}
}

func TestTheCampaignsCapacityIsMeasured(t *testing.T) {
	t.Parallel()
	m := inventedModel()
	m.Campaign = pack.Campaign{Capacity: 30}
	table := only(invented(4000, 11), "past.late", "past.trade")
	e := must(Evaluate(context.Background(), table, &pack.Pack{ID: "p"}, m, Ask{Day: 20000, Seed: 1}))(t)
	a := e.AtCapacity
	if a == nil || a.K != e.Capacity || a.K%30 != 0 || a.Lift.Value != a.Precision.Value/e.Test.BaseRate || a.Lift.Low >= a.Lift.High {
		t.Errorf("at the capacity of %d: %+v", e.Capacity, a)
	}
	m.Campaign.Capacity = e.Test.Rows
	if e = must(Evaluate(context.Background(), table, &pack.Pack{ID: "p"}, m, Ask{Day: 20000, Seed: 1}))(t); e.AtCapacity != nil {
		t.Errorf("a list longer than half of those judged leaves nothing to choose: %+v", e.AtCapacity)
	}
}
