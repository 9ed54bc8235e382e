package gbm

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func TestConstantColumnsGiveALeaf(t *testing.T) {
	t.Parallel()

	data := Dataset{Matrix: Matrix{Columns: [][]float32{{7, 7, 7, 7}, {0, 0, 0, 0}}}, Labels: []float32{0, 1, 1, 1}}
	m, _ := train(t, data, Params{Rounds: 2}, nil)
	for i, tree := range m.Trees {
		if len(tree.Feature) != 1 || tree.Feature[0] != -1 {
			t.Errorf("tree %d splits on a constant: %v", i, tree)
		}
	}
	if want := math.Log(3); math.Abs(m.BaseMargin-want) > 1e-12 {
		t.Errorf("base margin is %v, want the mean label's log-odds %v", m.BaseMargin, want)
	}
}

// TestRareValueIsSeen has one row in 300,000 that differs; it is seldom in the sample cuts are taken from.
func TestRareValueIsSeen(t *testing.T) {
	t.Parallel()

	column := make([]float32, 300_000)
	column[123_457] = 1
	if b := numericBinner(column, nil, 256, 1); b.bins != 2 || b.constant() {
		t.Errorf("the column has %d bins, want 2", b.bins)
	}
}

func TestSingleClass(t *testing.T) {
	t.Parallel()

	for _, label := range []float32{0, 1} {
		data := table(200, 10, 1)
		for i := range data.Labels {
			data.Labels[i] = label
		}
		m, _ := train(t, data, Params{Rounds: 5, MinChildWeight: 1e-9}, nil)
		for _, margin := range marginsOf(m, data.Matrix) {
			if p := sigmoid(margin); math.Abs(p-float64(label)) > 1e-5 {
				t.Fatalf("label %v: probability is %v", label, p)
			}
		}
	}
}

// TestMissingValues lets the missing value itself decide the label.
func TestMissingValues(t *testing.T) {
	t.Parallel()

	nan := float32(math.NaN())
	p := Params{Rounds: 1, MaxDepth: 1, LearningRate: 1, MinChildWeight: 1e-9, L2: 1e-9, Objective: Squared}
	tests := []struct {
		name   string
		column []float32
		labels []float32
		want   []float64
	}{
		{"MissingAlone", []float32{nan, 1, 2, nan, 3, 4}, []float32{1, 0, 0, 1, 0, 0}, []float64{1, 0, 0, 1, 0, 0}},
		{"WithTheHigh", []float32{nan, 1, 2, nan, 3, 4}, []float32{1, 0, 0, 1, 1, 1}, []float64{1, 0, 0, 1, 1, 1}},
		{"WithTheLow", []float32{nan, 1, 2, nan, 3, 4}, []float32{1, 1, 1, 1, 0, 0}, []float64{1, 1, 1, 1, 0, 0}},
		{"AllMissing", []float32{nan, nan, nan, nan}, []float32{1, 0, 0, 1}, []float64{0.5, 0.5, 0.5, 0.5}},
		{"OneValue", []float32{7, nan, 7, nan}, []float32{1, 0, 1, 0}, []float64{1, 0, 1, 0}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			data := Dataset{Matrix: Matrix{Columns: [][]float32{tt.column}}, Labels: tt.labels}
			m, _ := train(t, data, p, nil)
			if diff := cmp.Diff(tt.want, marginsOf(m, data.Matrix), cmpopts.EquateApprox(0, 1e-6)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestUnseenMissingGoesWithTheHeavierSide has no missing value in training.
func TestUnseenMissingGoesWithTheHeavierSide(t *testing.T) {
	t.Parallel()

	data := Dataset{Matrix: Matrix{Columns: [][]float32{{1, 2, 3, 4, 5}}}, Labels: []float32{0, 0, 0, 1, 1}}
	m, _ := train(t, data, Params{Rounds: 1, MaxDepth: 1, MinChildWeight: 1e-9}, nil)
	if tree := m.Trees[0]; !tree.DefaultLeft[0] || tree.Threshold[0] != 3.5 {
		t.Errorf("missing goes left: %v at %v, want the three rows' side of 3.5", tree.DefaultLeft[0], tree.Threshold[0])
	}
}

// TestRareCategoriesGoWithTheUnseen has many categories with one row each, and one frequent.
func TestRareCategoriesGoWithTheUnseen(t *testing.T) {
	t.Parallel()

	column, labels := make([]float32, 2000), make([]float32, 2000)
	for i := range column {
		if i < 1000 {
			labels[i] = 1
		} else {
			column[i] = float32(i)
		}
	}
	data := Dataset{Matrix: Matrix{Columns: [][]float32{column}}, Labels: labels, Kinds: []Kind{Categorical}}
	m, _ := train(t, data, Params{Rounds: 1, MaxDepth: 1}, nil)
	if diff := cmp.Diff([]Set{{1}}, m.Trees[0].Sets); diff != "" {
		t.Error(diff)
	}
	rare, unseen := marginOf(m, []float32{1500}), marginOf(m, []float32{99999})
	if rare != unseen || rare > 0 {
		t.Errorf("margin of a rare category is %v, of an unseen one %v", rare, unseen)
	}
}

func TestEarlyStoppingKeepsTheBest(t *testing.T) {
	t.Parallel()

	data, later := table(300, 10, 1), table(300, 10, 2)
	for _, metric := range []Metric{LogLoss, AUC} {
		m, h := train(t, data, Params{Rounds: 400, LearningRate: 0.3, Patience: 10, Metric: metric}, &later)
		if !h.Stopped || len(h.Scores) != h.Best+10 || len(m.Trees) != h.Best {
			t.Fatalf("%s: stopped %v after %d rounds, the best %d, %d trees", metric, h.Stopped, len(h.Scores), h.Best, len(m.Trees))
		}
		for i, s := range h.Scores {
			if metric.better(s, h.Scores[h.Best-1]) {
				t.Errorf("%s: round %d scores %v, better than the best %v", metric, i+1, s, h.Scores[h.Best-1])
			}
		}
		got := metric.Score(marginsOf(m, later.Matrix), later.Labels, nil)
		if math.Abs(got-h.Scores[h.Best-1]) > 1e-9 {
			t.Errorf("%s: the model scores %v, not %v", metric, got, h.Scores[h.Best-1])
		}
	}
}

func TestAUC(t *testing.T) {
	t.Parallel()

	// Of six pairs of a positive and a negative row, three are in order and one is even.
	got := AUC.Score([]float64{1, 2, 2, 3, 0}, []float32{0, 1, 0, 1, 1}, nil)
	if want := 3.5 / 6; math.Abs(got-want) > 1e-12 {
		t.Errorf("AUC is %v, want %v", got, want)
	}
	weighted := AUC.Score([]float64{1, 2, 3}, []float32{0, 1, 0}, []float32{3, 1, 1})
	if want := 0.75; math.Abs(weighted-want) > 1e-12 {
		t.Errorf("weighted AUC is %v, want %v", weighted, want)
	}
}
