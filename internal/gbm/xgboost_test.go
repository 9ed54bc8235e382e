package gbm

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"vigie/internal/gbm/invented"
)

// A model comes back predicting the same to the bit, and with all its numbers; only its nodes may be numbered anew.
func TestXGBoostRoundTrip(t *testing.T) {
	t.Parallel()

	rapid.Check(t, func(t *rapid.T) {
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		m := forest{trees: 3, depth: rapid.IntRange(0, 6).Draw(t, "depth"), features: 5, categories: 2, stop: 0.2}.random(r)
		m.Objective = rapid.SampledFrom([]Objective{Logistic, Squared}).Draw(t, "objective")
		if sets := m.Trees[0].Sets; len(sets) > 0 {
			sets[0] = Set{}
		}

		var first, second bytes.Buffer
		if err := m.WriteXGBoost(&first); err != nil {
			t.Fatal(err)
		}
		back, err := ReadXGBoost(bytes.NewReader(first.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		x := randomMatrix(r, m, 50)
		if diff := cmp.Diff(m.Margins(x, 1), back.Margins(x, 1)); diff != "" {
			t.Fatalf("margins (-written +read):\n%s", diff)
		}
		if err := back.WriteXGBoost(&second); err != nil || first.String() != second.String() {
			t.Fatalf("written again, the file differs (%v)", err)
		}
		again, err := ReadXGBoost(&second)
		if diff := cmp.Diff(back, again); diff != "" || err != nil {
			t.Fatalf("read again, the model differs (%v):\n%s", err, diff)
		}
	})
}

// A trained model's numeric trees are numbered as XGBoost numbers them, and come back as they were.
func TestXGBoostKeepsTrainedModels(t *testing.T) {
	t.Parallel()

	table := invented.New(2000, 12, 0.1, 1)
	data := Dataset{Matrix: Matrix{Columns: table.Columns}, Labels: table.Labels}
	m, _, err := Train(t.Context(), data, Params{Rounds: 5, MaxDepth: 5}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if err := m.WriteXGBoost(&file); err != nil {
		t.Fatal(err)
	}
	back, err := ReadXGBoost(&file)
	if diff := cmp.Diff(m, back); diff != "" || err != nil {
		t.Errorf("%v (-written +read):\n%s", err, diff)
	}
}

// A threshold between two float32 is written as the upper one: rows fall as before.
func TestXGBoostThresholdsAreRoundedUp(t *testing.T) {
	t.Parallel()

	below := float32(0.1)
	above := math.Nextafter32(below, 1)
	m := stump((float64(below)+float64(above))/2, false)
	var file bytes.Buffer
	if err := m.WriteXGBoost(&file); err != nil {
		t.Fatal(err)
	}
	back, err := ReadXGBoost(&file)
	if err != nil {
		t.Fatal(err)
	}
	if got := back.Trees[0].Threshold[0]; got != float64(above) {
		t.Errorf("threshold %v, want %v", got, above)
	}
	x := Matrix{Columns: [][]float32{{below, above}}}
	if diff := cmp.Diff(m.Margins(x, 1), back.Margins(x, 1)); diff != "" {
		t.Errorf("margins (-before +after):\n%s", diff)
	}
}

func TestWriteXGBoostRefuses(t *testing.T) {
	t.Parallel()

	tests := []struct {
		name   string
		change func(*Model)
		want   string
	}{
		{"CertainBase", func(m *Model) { m.BaseMargin = 40 }, "write xgboost model: the base margin 40 is the probability 1, which XGBoost would round to 1: train with one nearer to zero"},
		{"ZeroMissing", func(m *Model) { m.ZeroMissing = []bool{true} }, "zeros are read as missing"},
		{"HugeThreshold", func(m *Model) { m.Trees[0].Threshold[0] = 1e39 }, "tree 0: node 0: the threshold 1e+39 is beyond what a float32 holds"},
		{"Circle", func(m *Model) { m.Trees[0].Left[0] = 0 }, "tree 0: node 0: child 0 already has a parent, or is the root"},
		{"NaN", func(m *Model) { m.Trees[0].Value[1] = math.NaN() }, "tree 0: node 1: its value, cover or gain is not a finite number"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()

			m := stump(0.5, false)
			test.change(m)
			if err := m.WriteXGBoost(&bytes.Buffer{}); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %q, want %q", err, test.want)
			}
		})
	}
}

func TestReadXGBoostRefuses(t *testing.T) {
	t.Parallel()

	tests := []struct {
		name, old, new, want string
	}{
		{"Dart", `"name":"gbtree"`, `"name":"dart"`, `read xgboost model: learner.gradient_booster.name is "dart": only gbtree is read (train with booster="gbtree")`},
		{"Linear", `"name":"gbtree"`, `"name":"gblinear"`, `learner.gradient_booster.name is "gblinear"`},
		{"Multiclass", `"num_class":"0"`, `"num_class":"3"`, `learner_model_param.num_class is "3": only models of one output are read`},
		{"MultiOutput", `"num_target":"1"`, `"num_target":"2"`, `learner_model_param.num_target is "2"`},
		{"VectorLeaf", `"num_nodes":"3","size_leaf_vector":"0"`, `"num_nodes":"3","size_leaf_vector":"2"`, `tree 0: tree_param.size_leaf_vector is "2"`},
		{"TreeOfClass1", `"tree_info":[0]`, `"tree_info":[1]`, `tree_info[0] is 1`},
		{"Objective", `binary:logistic`, `rank:pairwise`, `learner.objective.name is "rank:pairwise": only`},
		{"BaseScore", `"base_score":"5E-01"`, `"base_score":"1E0"`, `learner_model_param.base_score is 1: for binary:logistic it must be a probability`},
		{"TwoBaseScores", `"base_score":"5E-01"`, `"base_score":"[5E-1,5E-1]"`, `learner_model_param.base_score: "5E-1,5E-1" is not a number`},
		{"ChildOutside", `"left_children":[1,`, `"left_children":[99,`, `tree 0: node 0: child 99 is outside the tree's 3 nodes (the file may be damaged: save it again)`},
		{"Circle", `"left_children":[1,`, `"left_children":[0,`, `tree 0: node 0: child 0 already has a parent, or is the root`},
		{"Short", `"right_children":[2,-1,-1]`, `"right_children":[2,-1]`, `tree 0: right_children has 2 elements for 3 nodes`},
		{"Feature", `"split_indices":[0,0,0]`, `"split_indices":[7,0,0]`, `tree 0: node 0: it splits on feature 7 of 1`},
		{"NaNThreshold", `"split_conditions":[5E-01`, `"split_conditions":[NaN`, `tree 0: node 0: its threshold is not a number`},
		{"NoSet", `"split_type":[0,0,0]`, `"split_type":[1,0,0]`, `tree 0: node 0: a categorical split without categories`},
		{"NotJSON", `{"learner"`, `{L`, `.ubj and .bin are not read`},
		{"Features", `"num_feature":"1"},"objective"`, `"num_feature":"99999999999"},"objective"`, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()

			var file bytes.Buffer
			if err := stump(0.5, false).WriteXGBoost(&file); err != nil {
				t.Fatal(err)
			}
			text := strings.Replace(file.String(), test.old, test.new, 1)
			if text == file.String() && test.want != "" {
				t.Fatalf("%s does not occur in %s", test.old, text)
			}
			_, err := ReadXGBoost(strings.NewReader(text))
			if test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
				t.Errorf("error %q, want %q", err, test.want)
			}
		})
	}
}

// Nodes that pruning left behind are dropped, and truths may stand in words, as older versions write them.
func TestReadXGBoostToleratesOlderFiles(t *testing.T) {
	t.Parallel()

	var file bytes.Buffer
	if err := stump(0.5, true).WriteXGBoost(&file); err != nil {
		t.Fatal(err)
	}
	text := strings.NewReplacer(
		`"left_children":[1,-1,-1]`, `"left_children":[3,-1,-1,-1]`,
		`"right_children":[2,-1,-1]`, `"right_children":[2,-1,-1,-1]`,
		`"default_left":[1,0,0]`, `"default_left":[true,false,false,false]`,
		`"split_conditions":[5E-01,1E+00,2E+00]`, `"split_conditions":[5E-01,7,2,1]`,
		`"split_indices":[0,0,0]`, `"split_indices":[0,0,0,0]`,
		`"sum_hessian":[4E+00,3E+00,1E+00]`, `"sum_hessian":[4,0,1,3]`,
		`"loss_changes":[1E+00,0E+00,0E+00]`, `"loss_changes":[-Infinity,0,0,0]`,
		`"split_type":[0,0,0]`, `"split_type":[]`,
	).Replace(file.String())
	m, err := ReadXGBoost(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	got := m.Margins(Matrix{Columns: [][]float32{{0, 1, float32(math.NaN())}}}, 1)
	if diff := cmp.Diff([]float64{1, 2, 1}, got); diff != "" || len(m.Trees[0].Feature) != 3 {
		t.Errorf("%d nodes; margins (-want +got):\n%s", len(m.Trees[0].Feature), diff)
	}
}

func FuzzReadXGBoost(f *testing.F) {
	for _, categories := range []int{0, 2} {
		m := forest{trees: 1, depth: 2, features: 2, categories: categories}.random(rand.New(rand.NewPCG(1, 1)))
		var file bytes.Buffer
		if err := m.WriteXGBoost(&file); err != nil {
			f.Fatal(err)
		}
		f.Add(file.Bytes())
	}
	f.Add([]byte(`{"learner":{"gradient_booster":{"name":"gbtree"}}}`))
	f.Add([]byte(`{"learner":{"feature_names":[-NaN,Infinity,"NaN\"`))
	f.Fuzz(func(t *testing.T, text []byte) {
		m, err := ReadXGBoost(bytes.NewReader(text))
		if err == nil {
			useFuzzed(t, m)
		}
	})
}

// useFuzzed does with a model that was read what one does with models: it must be fit for it.
func useFuzzed(t *testing.T, m *Model) {
	t.Helper()
	if err := m.check(); err != nil {
		t.Fatalf("read, and not sound: %v", err)
	}
	if len(m.Features) > 1000 {
		return
	}
	x := Matrix{Columns: make([][]float32, len(m.Features))}
	for feature := range x.Columns {
		x.Columns[feature] = []float32{float32(math.NaN()), 0, 3, -1}
	}
	m.Margins(x, 1)
	m.Explain(x, 1)
	var file bytes.Buffer
	if err := m.WriteXGBoost(&file); err != nil {
		return // it has its reasons
	}
	if _, err := ReadXGBoost(&file); err != nil {
		t.Fatalf("written, and not read back: %v", err)
	}
}

func ExampleModel_WriteXGBoost() {
	m := &Model{Objective: Squared, BaseMargin: 1, Features: []string{"debt"}, Kinds: []Kind{Numeric}}
	var file bytes.Buffer
	if err := m.WriteXGBoost(&file); err != nil {
		fmt.Println(err)
	}
	back, err := ReadXGBoost(&file)
	fmt.Println(back.BaseMargin, back.Features, err)
	// Output: 1 [debt] <nil>
}
