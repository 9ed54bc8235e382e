package gbm

import (
	"context"
	"fmt"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// bruteSplit is the splitter's witness: it tries every subset of a node's rows that a split can send left,
// in floating point, straight from the definition. It shares no code with the trainer.
type bruteSplit struct {
	p    Params
	data Dataset
	g, h []float64
}

func newBruteSplit(data Dataset, p Params) *bruteSplit {
	b := &bruteSplit{p: p, data: data}
	for i, y := range data.Labels {
		w := 1.0
		if data.Weights != nil {
			w = float64(data.Weights[i])
		}
		b.g = append(b.g, w*(0.5-float64(y))) // logistic loss at margin 0
		b.h = append(b.h, w*0.25)
	}
	return b
}

// best is the largest gain of all splits of all features, and -Inf when no split is allowed.
func (b *bruteSplit) best() float64 {
	best := math.Inf(-1)
	for f, column := range b.data.Matrix.Columns {
		sign := 0
		if b.p.Monotone != nil {
			sign = b.p.Monotone[f]
		}
		for _, left := range b.subsets(f, column) {
			best = max(best, b.gain(left, sign))
		}
	}
	return best
}

// subsets is the sets of present values that may go left, as functions of the value.
func (b *bruteSplit) subsets(f int, column []float32) []func(i int) bool {
	var values []float32
	for _, v := range column {
		if v == v && !slices.Contains(values, v) {
			values = append(values, v)
		}
	}
	slices.Sort(values)
	var picked [][]float32
	switch {
	case b.data.Kinds[f] == Numeric:
		for k := 1; k <= len(values); k++ {
			picked = append(picked, values[:k])
		}
	case len(values) <= b.p.MaxOneHot:
		for _, v := range values {
			picked = append(picked, []float32{v})
		}
	default:
		for mask := 1; mask < 1<<len(values); mask++ {
			var set []float32
			for k, v := range values {
				if mask>>k&1 == 1 {
					set = append(set, v)
				}
			}
			picked = append(picked, set)
		}
	}
	var subsets []func(i int) bool
	for _, set := range picked {
		for _, missing := range []bool{false, true} {
			subsets = append(subsets, func(i int) bool {
				if column[i] != column[i] {
					return missing
				}
				return slices.Contains(set, column[i])
			})
		}
	}
	return subsets
}

// gain is what sending rows left gains, or -Inf where it is not allowed.
func (b *bruteSplit) gain(left func(i int) bool, sign int) float64 {
	var gl, hl, gr, hr float64
	for i := range b.g {
		if left(i) {
			gl, hl = gl+b.g[i], hl+b.h[i]
		} else {
			gr, hr = gr+b.g[i], hr+b.h[i]
		}
	}
	wl, wr := b.weight(gl, hl), b.weight(gr, hr)
	if hl < b.p.MinChildWeight || hr < b.p.MinChildWeight || float64(sign)*(wr-wl) < 0 {
		return math.Inf(-1)
	}
	return b.score(gl, hl) + b.score(gr, hr) - b.score(gl+gr, hl+hr)
}

func (b *bruteSplit) weight(g, h float64) float64 {
	shrunk := math.Copysign(max(math.Abs(g)-b.p.L1, 0), g)
	return -shrunk / (h + b.p.L2)
}

func (b *bruteSplit) score(g, h float64) float64 {
	shrunk := max(math.Abs(g)-b.p.L1, 0)
	return shrunk * shrunk / (h + b.p.L2)
}

// TestSplitWitness compares one-split trees with the brute-force twin: the recorded gain is the largest there
// is, and the recorded split, applied to the values, has that gain.
func TestSplitWitness(t *testing.T) {
	t.Parallel()

	base := 0.0
	tests := []struct {
		name   string
		kinds  []Kind
		params Params
	}{
		{"Numeric", []Kind{Numeric, Numeric, Numeric}, Params{}},
		{"L1", []Kind{Numeric, Numeric}, Params{L1: 0.7, L2: 0.3}},
		{"MinChildWeight", []Kind{Numeric, Numeric}, Params{MinChildWeight: 2.5}},
		{"MinGain", []Kind{Numeric, Numeric}, Params{MinGain: 1.5}},
		{"Monotone", []Kind{Numeric, Numeric}, Params{Monotone: []int{1, -1}}},
		{"MonotoneL1", []Kind{Numeric, Numeric}, Params{Monotone: []int{-1, 0}, L1: 0.4}},
		{"OneHot", []Kind{Categorical, Numeric}, Params{MaxOneHot: 10}},
		{"Sets", []Kind{Categorical, Categorical}, Params{MaxOneHot: 1}},
		{"SetsL1", []Kind{Categorical, Categorical}, Params{MaxOneHot: 1, L1: 0.5}},
		{"Mixed", []Kind{Numeric, Categorical, Numeric}, Params{MaxOneHot: 3}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p := tt.params
			p.BaseMargin, p.MaxDepth, p.Rounds = &base, 1, 1
			p.MinCategoryRows, p.CategoryL2, p.CategorySmoothing = 1, 1e-300, 1e-300
			if p.MinChildWeight == 0 {
				p.MinChildWeight = 1e-9
			}
			rapid.Check(t, func(t *rapid.T) {
				data := drawDataset(t, tt.kinds)
				compareSplit(t, data, p)
			})
		})
	}
}

func compareSplit(t *rapid.T, data Dataset, p Params) {
	m, _, err := Train(context.Background(), data, p, nil)
	if err != nil {
		t.Fatal(err)
	}
	tree := m.Trees[0]
	brute := newBruteSplit(data, p.withDefaults())
	want := brute.best()
	near := func(a, b float64) bool { return math.Abs(a-b) < 1e-4*(1+math.Abs(b)) }
	if tree.Feature[0] < 0 {
		if want > max(p.MinGain, leastGain)+1e-4 {
			t.Fatalf("no split, where one gains %v", want)
		}
		return
	}
	sign := 0
	if p.Monotone != nil {
		sign = p.Monotone[tree.Feature[0]]
	}
	row := make([]float32, len(data.Matrix.Columns))
	applied := brute.gain(func(i int) bool {
		for f := range row {
			row[f] = data.Matrix.Columns[f][i]
		}
		return childOf(&tree, 0, row) == int(tree.Left[0])
	}, sign)
	if !near(tree.Gain[0], want) || !near(applied, want) {
		t.Fatalf("the split gains %v by its record and %v on the rows, the best is %v\n%s", tree.Gain[0], applied, want, fmt.Sprint(tree))
	}
}

// drawDataset is a small data set with ties, missing values, weights and few categories.
func drawDataset(t *rapid.T, kinds []Kind) Dataset {
	rows := rapid.IntRange(2, 40).Draw(t, "rows")
	d := Dataset{Kinds: kinds}
	value := rapid.OneOf(rapid.Just(float32(math.NaN())), rapid.Float32Range(-3, 3),
		rapid.SampledFrom([]float32{-1, 0, 1, 2}))
	code := rapid.SampledFrom([]float32{0, 1, 2, 3, 5, 70, float32(math.NaN())})
	for _, kind := range kinds {
		g := value
		if kind == Categorical {
			g = code
		}
		d.Matrix.Columns = append(d.Matrix.Columns, rapid.SliceOfN(g, rows, rows).Draw(t, "column"))
	}
	d.Labels = rapid.SliceOfN(rapid.SampledFrom([]float32{0, 1}), rows, rows).Draw(t, "labels")
	if rapid.Bool().Draw(t, "weighted") {
		d.Weights = rapid.SliceOfN(rapid.SampledFrom([]float32{0.5, 1, 3}), rows, rows).Draw(t, "weights")
	}
	return d
}

// childOf is the child a row goes to, read from the contract of Tree.
func childOf(t *Tree, i int, row []float32) int {
	v := row[t.Feature[i]]
	left := float64(v) < t.Threshold[i]
	if t.Category[i] >= 0 {
		left = v == v && t.Sets[t.Category[i]].Has(int(v))
	}
	if v != v {
		left = t.DefaultLeft[i]
	}
	if left {
		return int(t.Left[i])
	}
	return int(t.Right[i])
}

// marginOf is a row's margin, walked node by node.
func marginOf(m *Model, row []float32) float64 {
	sum := m.BaseMargin
	for i := range m.Trees {
		t, at := &m.Trees[i], 0
		for t.Feature[at] >= 0 {
			at = childOf(t, at, row)
		}
		sum += t.Value[at]
	}
	return sum
}

// marginsOf is the margins of all rows.
func marginsOf(m *Model, x Matrix) []float64 {
	margins := make([]float64, x.Rows())
	row := make([]float32, len(x.Columns))
	for i := range margins {
		for f := range row {
			row[f] = x.Columns[f][i]
		}
		margins[i] = marginOf(m, row)
	}
	return margins
}
