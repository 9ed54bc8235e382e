package model

import (
	"context"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vigie"
	"vigie/pack"
)

func inventedModel(features ...string) *pack.Model {
	return &pack.Model{
		ID: "invented", Learner: pack.Learner{Rounds: 40, MaxDepth: 3, LearningRate: .1},
		Evaluation: pack.Evaluation{
			Holdout:   pack.Holdout{TrainFrom: vigie.Date(15000).String(), TrainUntil: vigie.Date(15250).String(), TestFrom: vigie.Date(15280).String(), TestUntil: vigie.Date(15399).String()},
			Bootstrap: 200, Groups: []string{"inspector_group", "sector"},
		},
	}
}

// only keeps some of a table's features.
func only(t *Table, refs ...string) *Table {
	out := *t
	out.Features, out.Numbers, out.Texts, out.Since = nil, nil, nil, nil
	for i, f := range t.Features {
		if slices.Contains(refs, f.Ref) {
			out.Features = append(out.Features, f)
			out.Numbers, out.Texts, out.Since = append(out.Numbers, t.Numbers[i]), append(out.Texts, t.Texts[i]), append(out.Since, t.Since[i])
		}
	}
	return &out
}

func warned(e *Evaluation) []string {
	var ids []string
	for _, w := range e.Warnings {
		ids = append(ids, w.ID)
	}
	return ids
}

func TestEvaluationWarnsOfStandInsForTheInspector(t *testing.T) {
	t.Parallel()

	tests := []struct {
		name     string
		features []string
		want     []string
		not      []string
	}{
		{"AStandInAlone", []string{"place.rate", "past.noise"}, []string{"rests-on-inspector", "stands-in-for-inspector"}, nil},
		{"TheBusinessAlone", []string{"past.late", "past.trade"}, nil, []string{"rests-on-inspector", "stands-in-for-inspector"}},
		{"Both", []string{"past.late", "past.trade", "place.rate"}, []string{"stands-in-for-inspector"}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			table := only(invented(4000, 9), tt.features...)
			e, err := Evaluate(context.Background(), table, &pack.Pack{ID: "p"}, inventedModel(), Ask{Day: 20000, Seed: 1})
			if err != nil {
				t.Fatal(err)
			}
			got := warned(e)
			for _, id := range tt.want {
				if !slices.Contains(got, id) {
					t.Errorf("no warning %s; got %v", id, got)
				}
			}
			for _, id := range tt.not {
				if slices.Contains(got, id) {
					t.Errorf("warning %s; got %v", id, e.Warnings)
				}
			}
		})
	}
}

func TestEvaluationChoosesTheRuleOfThumbThatIsAsGood(t *testing.T) {
	t.Parallel()
	table := only(invented(4000, 11), "past.noise")
	e, err := Evaluate(context.Background(), table, &pack.Pack{ID: "p"}, inventedModel(), Ask{Day: 20000, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Contains(rulesOfThumb, e.Chosen) || !slices.Contains(warned(e), "simple-wins") {
		t.Errorf("a learner with nothing but noise: chosen %s, warnings %v", e.Chosen, warned(e))
	}

	table = only(invented(4000, 11), "past.late", "past.trade")
	if e, err = Evaluate(context.Background(), table, &pack.Pack{ID: "p"}, inventedModel(), Ask{Day: 20000, Seed: 1}); err != nil {
		t.Fatal(err)
	}
	if e.Chosen == "random" || e.Chosen == "own-history" || e.Chosen == "sector-rate" {
		t.Errorf("a learner that knows the rule: chosen %s: %s", e.Chosen, e.ChosenWhy)
	}
}

func TestTrainingSeesNoLabelBeforeItIsKnown(t *testing.T) {
	t.Parallel()
	table := invented(3000, 2)
	for _, s := range must(rolling(table, pack.Rolling{From: vigie.Date(15100).String(), Until: vigie.Date(15250).String(), Every: "month"}))(t) {
		day, _ := vigie.ParseDate(s.Name)
		for _, r := range s.Train {
			if table.Known[r] >= day {
				t.Fatalf("split at %s learns from a row known on %s", day, table.Known[r])
			}
		}
		for _, r := range s.Test {
			if table.Inspected[r] < day {
				t.Fatalf("split at %s is judged on an inspection of %s", day, table.Inspected[r])
			}
		}
	}
}

func TestTheSameLineageGivesTheSameModelToTheBit(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	table := invented(2000, 6)
	p, m := &pack.Pack{ID: "p", Hash: "h"}, inventedModel()
	save := func(seed uint64) (*Trained, bool) {
		tr, err := Train(context.Background(), table, p, m, "boosting", "", nil, vigie.Lineage{Data: "data", Pack: p.Hash, Code: "code", Seed: seed, KnownBy: 15150})
		if err != nil {
			t.Fatal(err)
		}
		again, err := tr.Save(dir)
		if err != nil {
			t.Fatal(err)
		}
		return tr, again
	}
	first, again := save(1)
	if again {
		t.Error("the first training was there already")
	}
	if second, again := save(1); !again || second.Version != first.Version {
		t.Errorf("trained again: version %s, then %s, found again: %v", first.Version, second.Version, again)
	}
	if other, _ := save(2); other.Version == first.Version {
		t.Error("another seed has the same version")
	}
	back, err := Load(dir, m.ID, first.Version)
	if err != nil {
		t.Fatal(err)
	}
	rows := allRows(table)
	if diff := cmp.Diff(first.Fit.Probability(table, rows), back.Fit.Probability(table, rows)); diff != "" {
		t.Errorf("scores from the registry (-before +after):\n%.500s", diff)
	}
}

func must[T any](v T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func TestUnripeInspectionsAreLeftOut(t *testing.T) {
	t.Parallel()
	table := invented(3000, 8)
	for i := range table.Known { // nothing found is written up in 3 days, a finding in 40
		table.Known[i] = table.Inspected[i] + 3
		if table.Positive[i] {
			table.Known[i] = table.Inspected[i] + 40
		}
	}
	day := vigie.Date(15200)
	ripe, young, age := table.Ripe(day)
	if age != 40 || young == 0 {
		t.Errorf("rows must be %d days old, %d were too young; want 40 days, and some", age, young)
	}
	for i := range ripe.Inspected {
		if ripe.Inspected[i] > day-40 || ripe.Known[i] > day {
			t.Fatalf("an inspection of %s known on %s counts on %s", ripe.Inspected[i], ripe.Known[i], day)
		}
	}
	// What is left has the share of positives that all inspections of that time have.
	var all []int32
	for i, d := range table.Inspected {
		if d <= day-40 {
			all = append(all, int32(i))
		}
	}
	if got, want := positiveRate(ripe, allRows(ripe)), positiveRate(table, all); got != want {
		t.Errorf("share of positives is %.3f, in truth %.3f", got, want)
	}
}

func TestNothingIsClaimedThatCanNotBeMeasured(t *testing.T) {
	t.Parallel()
	table := invented(4000, 12)
	for i, d := range table.Inspected {
		if d >= 15280 {
			table.Positive[i] = false
		}
	}
	if e, err := Evaluate(context.Background(), table, &pack.Pack{ID: "p"}, inventedModel(), Ask{Day: 20000, Seed: 1}); err == nil {
		t.Errorf("a test without positives was judged: chosen %s: %s", e.Chosen, e.ChosenWhy)
	}
}

func TestFiguresOfNoOneListAreNotGiven(t *testing.T) {
	t.Parallel()
	table := invented(4000, 13)
	m := inventedModel()
	m.Evaluation.Holdout = pack.Holdout{}
	m.Evaluation.Rolling = pack.Rolling{From: vigie.Date(15250).String(), Until: vigie.Date(15399).String(), Every: "month"}
	m.Evaluation.FoundBy = vigie.Date(15300).String()
	e, err := Evaluate(context.Background(), table, &pack.Pack{ID: "p"}, m, Ask{Day: 20000, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	if e.Splits < 2 || e.DaysEarlier != nil || e.FoundInFirstHalf != nil || e.AUC == nil || e.RollingAUC == nil {
		t.Errorf("%d steps pooled: days earlier %v, found by %v, AUC %v, rolling %v", e.Splits, e.DaysEarlier, e.FoundInFirstHalf, e.AUC, e.RollingAUC)
	}
}
