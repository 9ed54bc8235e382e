package model

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vigie"
	"vigie/internal/gbm"
	"vigie/pack"
)

// A pack whose features are in another order than the trees', with a category between them.
var givenPack = &pack.Pack{ID: "p", Families: []pack.Family{
	{ID: "place", Features: []pack.Feature{{Name: "rate", Type: "number"}}},
	{ID: "past", Features: []pack.Feature{{Name: "late", Type: "number"}, {Name: "noise", Type: "number"}, {Name: "trade", Type: "category"}}},
}}

var givenModel = &pack.Model{ID: "m", Features: pack.Select{Of: []string{"past", "place"}}}

// elsewhere is a file of trees that somebody else trained on two of the features.
func elsewhere(t *testing.T, table *Table) []byte {
	t.Helper()
	trees, _, err := gbm.Train(context.Background(), gbm.Dataset{
		Matrix: gbm.Matrix{Columns: [][]float32{table.Numbers[1], table.Numbers[0]}}, Names: []string{"past.noise", "past.late"},
		Labels: labels(table),
	}, gbm.Params{Objective: gbm.Logistic, Rounds: 20, MaxDepth: 3, Seed: 4}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if err := trees.WriteXGBoost(&file); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

func labels(t *Table) []float32 {
	out := make([]float32, t.Len())
	for i, p := range t.Positive {
		out[i] = float32(truth(p))
	}
	return out
}

func TestGivenTreesScoreAsTheyDidElsewhere(t *testing.T) {
	t.Parallel()
	table := invented(1500, 21)
	file := elsewhere(t, table)
	trees, err := gbm.ReadXGBoost(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	want := trees.Margins(gbm.Matrix{Columns: [][]float32{table.Numbers[1], table.Numbers[0]}}, 1)

	b, err := ReadTrees(bytes.NewReader(file), givenPack, givenModel)
	if err != nil {
		t.Fatal(err)
	}
	ours := *table // in the order of the pack: place.rate, past.late, past.noise, past.trade
	ours.Numbers = [][]float32{table.Numbers[3], table.Numbers[0], table.Numbers[1], nil}
	ours.Texts = [][]string{nil, nil, nil, table.Texts[2]}
	if diff := cmp.Diff(want, b.Margins(&ours, allRows(&ours))); diff != "" {
		t.Errorf("margins (-there +here):\n%.500s", diff)
	}
}

func TestGivenTreesAreJudgedWithAWarning(t *testing.T) {
	t.Parallel()
	table := invented(4000, 22)
	trees, err := ReadTrees(bytes.NewReader(elsewhere(t, table)), givenPack, givenModel)
	if err != nil {
		t.Fatal(err)
	}
	ours := *table
	ours.Features = []Feature{{Ref: "place.rate"}, {Ref: "past.late"}, {Ref: "past.noise"}, {Ref: "past.trade", Feature: pack.Feature{Type: "category"}}}
	ours.Numbers = [][]float32{table.Numbers[3], table.Numbers[0], table.Numbers[1], nil}
	ours.Texts = [][]string{nil, nil, nil, table.Texts[2]}
	e, err := Evaluate(context.Background(), &ours, &pack.Pack{ID: "p"}, inventedModel(), Ask{Day: 20000, Seed: 1, Given: trees})
	if err != nil {
		t.Fatal(err)
	}
	if e.Learner != given || e.AUC == nil || e.AUC.Value < .6 {
		t.Errorf("learner %s with AUC %v", e.Learner, e.AUC)
	}
	if !strings.Contains(strings.Join(warned(e), " "), "given") {
		t.Errorf("no warning that the trees come from elsewhere: %v", warned(e))
	}
	tr, err := Train(context.Background(), &ours, &pack.Pack{ID: "p"}, inventedModel(), given, "", trees, vigie.Lineage{KnownBy: 15350})
	if err != nil {
		t.Fatal(err)
	}
	if again, err := tr.Save(t.TempDir()); again || err != nil {
		t.Errorf("kept: again %v, %v", again, err)
	}
}

func TestGivenTreesThatDoNotFitAreRefused(t *testing.T) {
	t.Parallel()
	file := elsewhere(t, invented(600, 23))
	tests := []struct {
		name, from, to, want string
	}{
		{"UnknownFeature", "past.noise", "past.sound", "no numeric feature past.sound"},
		{"AnotherObjective", "binary:logistic", "reg:squarederror", "only logistic ones"},
		{"TheSameFeatureTwice", "past.noise", "past.late", "twice"},
		{"NotAModel", "learner", "lerner", "read given trees"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, err := ReadTrees(strings.NewReader(strings.ReplaceAll(string(file), tt.from, tt.to)), givenPack, givenModel)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want one with %q", err, tt.want)
			}
		})
	}
}
