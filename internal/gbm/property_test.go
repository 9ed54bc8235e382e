package gbm

import (
	"context"
	"math"
	"testing"

	"pgregory.net/rapid"
)

// TestWeightsAreRepetitions trains on weighted rows and on the rows repeated: the two models say the same.
func TestWeightsAreRepetitions(t *testing.T) {
	t.Parallel()

	rapid.Check(t, func(t *rapid.T) {
		data := drawDataset(t, []Kind{Numeric, Categorical, Numeric})
		data.Weights = rapid.SliceOfN(rapid.SampledFrom([]float32{0, 1, 2, 3}), len(data.Labels), len(data.Labels)).Draw(t, "times")
		data.Weights[0] = 1
		repeated := Dataset{Kinds: data.Kinds, Matrix: Matrix{Columns: make([][]float32, 3)}}
		for i, times := range data.Weights {
			for range int(times) {
				for f, column := range data.Matrix.Columns {
					repeated.Matrix.Columns[f] = append(repeated.Matrix.Columns[f], column[i])
				}
				repeated.Labels = append(repeated.Labels, data.Labels[i])
			}
		}
		// One depth, one tree: where two splits gain the same, rounding may prefer another in each run, and
		// equal gains need not mean equal leaves; so the gain is compared.
		p := Params{Rounds: 1, MaxDepth: 1, MinChildWeight: 0.1, MinCategoryRows: 1}
		a, _, err := Train(context.Background(), data, p, nil)
		if err != nil {
			t.Fatal(err)
		}
		b, _, err := Train(context.Background(), repeated, p, nil)
		if err != nil {
			t.Fatal(err)
		}
		if ga, gb := a.Trees[0].Gain[0], b.Trees[0].Gain[0]; math.Abs(ga-gb) > 1e-4*(1+ga) {
			t.Fatalf("the weighted split gains %v, the repeated %v", ga, gb)
		}
		if ca, cb := a.Trees[0].Cover[0], b.Trees[0].Cover[0]; math.Abs(ca-cb) > 1e-4*ca {
			t.Fatalf("the weighted root has cover %v, the repeated %v", ca, cb)
		}
	})
}

// TestMonotone moves one feature of random rows up, everything else fixed, and sees whether the margin obeys.
func TestMonotone(t *testing.T) {
	t.Parallel()

	rapid.Check(t, func(t *rapid.T) {
		data := drawDataset(t, []Kind{Numeric, Numeric, Categorical})
		p := Params{
			Monotone: []int{1, -1, 0}, MinChildWeight: 1e-9, MinCategoryRows: 1, L2: 0.1, LearningRate: 0.5, Rounds: 8, MaxDepth: 4,
			RowShare: rapid.SampledFrom([]float64{1, 0.7}).Draw(t, "row share"),
		}
		m, _, err := Train(context.Background(), data, p, nil)
		if err != nil {
			t.Fatal(err)
		}
		for i := range data.Labels {
			row := []float32{0, data.Matrix.Columns[1][i], data.Matrix.Columns[2][i]}
			obeys(t, m, row, 0, 1)
			row = []float32{data.Matrix.Columns[0][i], 0, data.Matrix.Columns[2][i]}
			obeys(t, m, row, 1, -1)
		}
	})
}

func obeys(t *rapid.T, m *Model, row []float32, feature int, sign float64) {
	last := math.Inf(-1)
	for x := float32(-3.1); x < 3.2; x += 0.2 {
		row[feature] = x
		margin := sign * marginOf(m, row)
		if margin < last-1e-12 {
			t.Fatalf("feature %d at %v: signed margin falls from %v to %v", feature, x, last, margin)
		}
		last = margin
	}
}

// TestBinsAreThresholds holds the bin of a value to its definition, the number of cuts not above it, on
// cuts from anywhere between the smallest and the largest numbers.
func TestBinsAreThresholds(t *testing.T) {
	t.Parallel()

	rapid.Check(t, func(t *rapid.T) {
		ordinary := rapid.OneOf(
			rapid.Float32Range(-math.MaxFloat32/2, math.MaxFloat32/2), rapid.Float32Range(-1e-40, 1e-40),
			rapid.Float32Range(1000, 1001), rapid.SampledFrom([]float32{0, float32(math.Copysign(0, -1)), 1, -1}))
		column := rapid.SliceOfN(ordinary, 1, 400).Draw(t, "column")
		maxBins := rapid.IntRange(3, 256).Draw(t, "max bins")
		b := numericBinner(column, nil, maxBins, 1)
		if b.bins > maxBins-1 {
			t.Fatalf("%d bins, want at most %d", b.bins, maxBins-1)
		}
		rows := make([]lanes, len(column))
		if i := b.fill(rows, 3, column); i >= 0 {
			t.Fatalf("value %v has no bin", column[i])
		}
		for i, v := range column {
			want := 0
			for _, cut := range b.cuts {
				if v >= cut {
					want++
				}
			}
			if got := int(rows[i][3]); got != want {
				t.Fatalf("value %v is in bin %d, want %d of %v", v, got, want, b.cuts)
			}
		}
	})
}

// TestPairsDoNotOverflow sums rounded gradients of any size in pairs and in wide integers.
func TestPairsDoNotOverflow(t *testing.T) {
	t.Parallel()

	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.IntRange(1, 300).Draw(t, "rows")
		weight := rapid.OneOf(rapid.Float32Range(0, 2), rapid.Float32Range(0, 1e30), rapid.Float32Range(0, 1e-30))
		data := Dataset{
			Matrix: Matrix{Columns: [][]float32{make([]float32, rows)}}, Labels: make([]float32, rows),
			Weights: rapid.SliceOfN(weight, rows, rows).Draw(t, "weights"),
		}
		margins := make([]float64, rows)
		for i := range margins {
			margins[i] = rapid.Float64Range(-40, 40).Draw(t, "margin")
			data.Labels[i] = float32(i & 1)
		}
		d := newGradients(&data, 1)
		d.update(Logistic, margins, 1)
		sum, g, h, exact, abs := pair(0), int64(0), int64(0), 0.0, int64(0)
		for i, p := range d.pairs {
			sum += p
			q := gradOf(p) // of one row
			g += q
			abs += max(q, -q)
			h += hessOf(p)
			exact += float64(d.g[i])
		}
		if gradOf(sum) != g || hessOf(sum) != h || abs >= 1<<31 || h >= 1<<32 {
			t.Fatalf("sums are %d and %d as pairs, %d and %d as integers", gradOf(sum), hessOf(sum), g, h)
		}
		if got := float64(g) * d.unitG; math.Abs(got-exact) > float64(rows)*d.unitG+1e-6*math.Abs(exact) {
			t.Fatalf("the gradients sum up to %v, as pairs to %v", exact, got)
		}
	})
}
