package gbm

import (
	"bytes"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// lightgbmStump is x <= 0.5: leaf 1 on the left, leaf 2 on the right, as LightGBM writes it.
const lightgbmStump = `tree
version=v4
num_class=1
num_tree_per_iteration=1
label_index=0
max_feature_idx=0
objective=binary sigmoid:1
feature_names=debt
feature_infos=[0:1]
tree_sizes=100

Tree=0
num_leaves=2
num_cat=0
split_feature=0
split_gain=3.5
threshold=0.5
decision_type=8
left_child=-1
right_child=-2
leaf_value=1 2
leaf_weight=3 1
leaf_count=30 10
internal_value=1.25
internal_weight=4
internal_count=40
is_linear=0
shrinkage=1


end of trees
`

func TestReadLightGBM(t *testing.T) {
	t.Parallel()

	m, err := ReadLightGBM(strings.NewReader(lightgbmStump))
	if err != nil {
		t.Fatal(err)
	}
	want := &Model{
		Objective: Logistic, Features: []string{"debt"}, Kinds: []Kind{Numeric},
		Trees: []Tree{{
			Feature: []int32{0, -1, -1}, Threshold: []float64{math.Nextafter(0.5, 1), 0, 0},
			Left: []int32{1, 0, 0}, Right: []int32{2, 0, 0}, DefaultLeft: []bool{false, false, false},
			Category: []int32{-1, -1, -1}, Value: []float64{0, 1, 2}, Cover: []float64{40, 30, 10}, Gain: []float64{3.5, 0, 0},
		}},
	}
	if diff := cmp.Diff(want, m); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// What counts as missing, and where it goes, is told for every split in three bits.
func TestLightGBMDecisions(t *testing.T) {
	t.Parallel()

	nan, small := float32(math.NaN()), float32(1e-36)
	tests := []struct {
		name, threshold, decision string
		want                      []float64 // the leaves of NaN, 0, 1e-36, -1, 0.5, and the next number after
	}{
		{"NaNRight", "0.5", "8", []float64{2, 1, 1, 1, 1, 2}},
		{"NaNLeft", "0.5", "10", []float64{1, 1, 1, 1, 1, 2}},
		{"NaNIsZeroOnTheLeft", "0.5", "0", []float64{1, 1, 1, 1, 1, 2}},
		{"NaNIsZeroOnTheRight", "-0.5", "2", []float64{2, 2, 2, 1, 2, 2}},
		{"AllButNaN", "inf", "8", []float64{2, 1, 1, 1, 1, 1}},
		{"ZeroRight", "0.5", "4", []float64{2, 2, 2, 1, 1, 2}},
		{"ZeroLeft", "-0.5", "6", []float64{1, 1, 1, 1, 2, 2}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()

			text := strings.NewReplacer("threshold=0.5", "threshold="+test.threshold, "decision_type=8", "decision_type="+test.decision).
				Replace(lightgbmStump)
			m, err := ReadLightGBM(strings.NewReader(text))
			if err != nil {
				t.Fatal(err)
			}
			got := m.Margins(Matrix{Columns: [][]float32{{nan, 0, small, -1, 0.5, math.Nextafter32(0.5, 1)}}}, 1)
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("leaves (-want +got):\n%s", diff)
			}
		})
	}
}

func TestReadLightGBMRefuses(t *testing.T) {
	t.Parallel()

	tests := []struct {
		name, old, new, want string
	}{
		{"NotAModel", "tree\n", "", `read lightgbm model: it does not begin with "tree" (save the model with booster.save_model("model.txt"))`},
		{"CutShort", "end of trees", "", `it ends before "end of trees": the file is cut short, save it again`},
		{"Objective", "binary sigmoid:1", "lambdarank", `objective is "lambdarank": only "binary sigmoid:1" and "regression" are read`},
		{"Sigmoid", "sigmoid:1", "sigmoid:2", `objective is "binary sigmoid:2"`},
		{"SquareRoot", "binary sigmoid:1", "regression sqrt", `objective is "regression sqrt"`},
		{"Classes", "num_class=1", "num_class=3", `num_class is "3": only models of one output are read`},
		{"Forest", "label_index=0", "average_output", "average_output is set"},
		{"Linear", "is_linear=0", "is_linear=1", `tree 0: is_linear is "1": linear trees are not read (train with linear_tree=false)`},
		{"Leaves", "num_leaves=2", "num_leaves=1000000000", "tree 0: leaf_value has 2 numbers for num_leaves 1000000000"},
		{"ChildOutside", "right_child=-2", "right_child=-3", "tree 0: node 0: child -3 is outside the tree's 3 nodes"},
		{"Circle", "right_child=-2", "right_child=0", "tree 0: node 0: child 0 already has a parent, or is the root"},
		{"Feature", "split_feature=0", "split_feature=1", "tree 0: node 0: it splits on feature 1 of 1"},
		{"Threshold", "threshold=0.5", "threshold=nan", "tree 0: node 0: its threshold is not a number"},
		{"Set", "decision_type=8", "decision_type=1", "tree 0: node 0: it splits by set 0.5 of 0"},
		{"Missing", "decision_type=8", "decision_type=12", "tree 0: node 0: bits 2 and 3 of decision_type are both set"},
		{"Order", "Tree=0", "Tree=1", "tree 1 stands where tree 0 is expected"},
		{"Number", "leaf_count=30 10", "leaf_count=30 ten", `tree 0: leaf_count: "ten" is not a number`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()

			text := strings.Replace(lightgbmStump, test.old, test.new, 1)
			_, err := ReadLightGBM(strings.NewReader(text))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %q, want %q", err, test.want)
			}
		})
	}
}

func FuzzReadLightGBM(f *testing.F) {
	f.Add([]byte(lightgbmStump))
	f.Add([]byte(strings.NewReplacer(
		"[0:1]", "0:1:2", "threshold=0.5", "threshold=0", "decision_type=8", "decision_type=1",
		"is_linear=0", "cat_boundaries=0 1\ncat_threshold=5",
	).Replace(lightgbmStump)))
	f.Fuzz(func(t *testing.T, text []byte) {
		m, err := ReadLightGBM(bytes.NewReader(text))
		if err == nil {
			useFuzzed(t, m)
		}
	})
}
