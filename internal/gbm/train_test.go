package gbm

import (
	"bytes"
	"context"
	"encoding/gob"
	"errors"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// varied is invented data with everything a register has: missing values, sectors, weights.
func varied(rows int, seed uint64) Dataset {
	d := table(rows, 18, seed)
	r := rand.New(rand.NewPCG(seed, 2))
	sector, effect := make([]float32, rows), make([]float64, 300)
	for i := range effect {
		effect[i] = r.NormFloat64()
	}
	d.Weights = make([]float32, rows)
	for i := range rows {
		code := int(300 * r.Float64() * r.Float64())
		sector[i] = float32(code)
		if r.Float64() < 0.3*effect[code] {
			d.Labels[i] = 1
		}
		if r.Float64() < 0.2 {
			d.Matrix.Columns[0][i] = float32(math.NaN())
		}
		if r.Float64() < 0.01 {
			sector[i] = float32(math.NaN())
		}
		d.Weights[i] = float32(1 + r.IntN(3))
	}
	d.Matrix.Columns = append(d.Matrix.Columns, sector)
	d.Kinds = make([]Kind, 19)
	for f := range d.Kinds {
		d.Kinds[f] = Numeric
	}
	d.Kinds[18] = Categorical
	return d
}

func train(t testing.TB, data Dataset, p Params, valid *Dataset) (*Model, *History) {
	t.Helper()
	m, h, err := Train(context.Background(), data, p, valid)
	if err != nil {
		t.Fatal(err)
	}
	return m, h
}

func TestTrainIsTheSameForAnyNumberOfThreads(t *testing.T) {
	t.Parallel()

	data, valid := varied(35_000, 1), varied(1_000, 2)
	tests := []struct {
		name   string
		params Params
	}{
		{"Whole", Params{}},
		{"Sampled", Params{RowShare: 0.6, ColumnShare: 0.5, Seed: 7}},
		{"Constrained", Params{Monotone: append([]int{1, 0, 0, 0, -1}, make([]int, 14)...), L1: 0.1}},
		{"Squared", Params{Objective: Squared}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var want []byte
			for _, threads := range []int{1, 2, 3, 7} {
				p := tt.params
				p.Threads, p.Rounds, p.MaxDepth, p.Patience = threads, 2, 5, 2
				m, _ := train(t, data, p, &valid)
				var got bytes.Buffer
				if err := gob.NewEncoder(&got).Encode(m); err != nil {
					t.Fatal(err)
				}
				if want == nil {
					want = got.Bytes()
				}
				if !bytes.Equal(want, got.Bytes()) {
					t.Errorf("%d threads give another model than one", threads)
				}
			}
		})
	}
}

// TestMarginsAgree holds the trainer's own margins, which rest on bins, against the model's, on values.
func TestMarginsAgree(t *testing.T) {
	t.Parallel()

	data, valid := varied(3_000, 3), varied(1_000, 4)
	for _, share := range []float64{1, 0.5} {
		m, h := train(t, data, Params{Rounds: 10, RowShare: share}, &valid)
		m2, _ := train(t, data, Params{Rounds: h.Best, RowShare: share}, nil)
		if diff := cmp.Diff(m, m2); diff != "" {
			t.Errorf("a validation set changes more than the number of trees (-with +without):\n%s", diff)
		}
		got := LogLoss.Score(marginsOf(m, valid.Matrix), valid.Labels, valid.Weights)
		if want := h.Scores[h.Best-1]; math.Abs(got-want) > 1e-9 {
			t.Errorf("row share %v: the model scores %v, its training said %v", share, got, want)
		}
	}
}

// TestTrainingMargins holds rows in and out of a tree's sample to the model.
func TestTrainingMargins(t *testing.T) {
	t.Parallel()

	data := varied(4_000, 5)
	p := Params{Rounds: 5, RowShare: 0.4, ColumnShare: 0.7, Threads: 2}.withDefaults()
	l := newLayout(&data, p, 2)
	b, err := l.bin(&data, 2)
	if err != nil {
		t.Fatal(err)
	}
	gradients := newGradients(&data, 2)
	tr := &trainer{p: p, gradients: gradients, grower: newGrower(p, l, b, gradients, 2)}
	trees, err := tr.boost(context.Background(), &History{})
	if err != nil {
		t.Fatal(err)
	}
	want := marginsOf(newModel(&data, p, 0, trees), data.Matrix)
	for i := range want {
		if math.Abs(want[i]-tr.margins[i]) > 1e-9 {
			t.Fatalf("row %d: margin %v in training, %v of the model", i, tr.margins[i], want[i])
		}
	}
}

func TestTrainRefuses(t *testing.T) {
	t.Parallel()

	nan, inf := float32(math.NaN()), float32(math.Inf(1))
	column := func(v ...float32) Matrix { return Matrix{Columns: [][]float32{v}} }
	tests := []struct {
		name string
		data Dataset
		p    Params
		want string
	}{
		{"NoColumns", Dataset{}, Params{}, "train: the matrix has no columns"},
		{"NoRows", Dataset{Matrix: column()}, Params{}, "train: the matrix has no rows"},
		{"UnevenColumns", Dataset{Matrix: Matrix{Columns: [][]float32{{1, 2}, {1}}}, Labels: []float32{0, 1}}, Params{},
			`train: feature "f1" has 1 rows: the first feature has 2`},
		{"Labels", Dataset{Matrix: column(1, 2), Labels: []float32{1}}, Params{}, "train: 1 labels for 2 rows"},
		{"NaNLabel", Dataset{Matrix: column(1, 2), Labels: []float32{1, nan}}, Params{},
			"train: row 1: label is NaN: want a finite number"},
		{"LargeLabel", Dataset{Matrix: column(1, 2), Labels: []float32{1, 2}}, Params{},
			"train: row 1: label is 2: the logistic loss wants 0 to 1"},
		{"NegativeWeight", Dataset{Matrix: column(1), Labels: []float32{1}, Weights: []float32{-1}}, Params{},
			"train: row 0: weight is -1: want a finite number, not negative"},
		{"NoWeight", Dataset{Matrix: column(1), Labels: []float32{1}, Weights: []float32{0}}, Params{},
			"train: every weight is zero"},
		{"Infinite", Dataset{Matrix: column(1, inf), Labels: []float32{1, 0}}, Params{},
			`train: feature "f0" row 1: value is +Inf: want a finite number, or NaN where it is missing`},
		{"Code", Dataset{Matrix: column(1, 1.5), Labels: []float32{1, 0}, Kinds: []Kind{Categorical}, Names: []string{"sector"}}, Params{},
			`train: feature "sector" row 1: value is 1.5: want a category code, a whole number from 0 to 1048575, or NaN where it is missing`},
		{"Kind", Dataset{Matrix: column(1), Labels: []float32{1}, Kinds: []Kind{"text"}}, Params{},
			`train: feature "f0": unknown kind "text"`},
		{"MonotoneCategory", Dataset{Matrix: column(1), Labels: []float32{1}, Kinds: []Kind{Categorical}}, Params{Monotone: []int{1}},
			`train: feature "f0": a categorical feature has no order to be monotone in`},
		{"Patience", Dataset{Matrix: column(1), Labels: []float32{1}}, Params{Patience: 3},
			"train: Patience needs a validation set"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, _, err := Train(context.Background(), tt.data, tt.p, nil)
			if err == nil {
				t.Fatalf("no error, want %q", tt.want)
			}
			if diff := cmp.Diff(tt.want, err.Error()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestParamsValidateNamesEveryFault(t *testing.T) {
	t.Parallel()

	if err := (Params{}).Validate(); err != nil {
		t.Errorf("the zero value is refused: %v", err)
	}
	nan := math.NaN()
	p := Params{
		Objective: "hinge", Rounds: -1, LearningRate: 2, MaxDepth: 21, MaxBins: 257, L1: -1, L2: -1, MinGain: nan,
		MinChildWeight: -1, RowShare: 1.5, ColumnShare: -1, Monotone: []int{0, 2}, MaxOneHot: -1, MaxCategories: -1,
		MinCategoryRows: -1, CategorySmoothing: -1, CategoryL2: -1, BaseMargin: &nan, Metric: "recall", Patience: -1, Threads: -1,
	}
	err := p.Validate()
	for _, name := range []string{
		"Objective", "Rounds", "LearningRate", "MaxDepth", "MaxBins", "L1", "L2", "MinGain", "MinChildWeight", "RowShare",
		"ColumnShare", "Monotone[1]", "MaxOneHot", "MaxCategories", "MinCategoryRows", "CategorySmoothing", "CategoryL2",
		"BaseMargin", "Metric", "Patience", "Threads",
	} {
		if err == nil || !strings.Contains("\n"+err.Error(), "\n"+name+" is ") {
			t.Errorf("the fault of %s is not named in: %v", name, err)
		}
	}
}

func TestTrainEndsWithItsContext(t *testing.T) {
	t.Parallel()

	ctx, cancel := context.WithCancel(context.Background())
	p := Params{Report: func(r Round) {
		if r.Number == 3 {
			cancel()
		}
	}}
	_, _, err := Train(ctx, table(500, 10, 1), p, nil)
	if !errors.Is(err, context.Canceled) || !strings.Contains(err.Error(), "tree 4") {
		t.Errorf("error is %v, want a cancellation before tree 4", err)
	}
}
