package model

import (
	"math"
	"math/rand/v2"
	"testing"
)

// A design that keeps only what differs from the usual gives what the whole matrix would, and the factor of its Gram matrix solves.
func TestDesignIsTheWholeMatrix(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(5, 6))
	const rows = 300
	terms := []term{{Of: "number", Mean: 2, Scale: 3, Fallback: 2}, {Of: "number", Mean: .1, Scale: .5, Fallback: .1}, {Of: "missing", Mean: .2, Scale: .4}}
	raw := make([][]float64, len(terms))
	whole := make([][]float64, rows) // by rows, the intercept last
	for j, tm := range terms {
		raw[j] = make([]float64, rows)
		for i := range raw[j] {
			switch rng.IntN(3) {
			case 0:
				raw[j][i] = tm.Fallback
			case 1:
				raw[j][i] = math.Round(10 * rng.Float64())
			}
			whole[i] = append(whole[i], (raw[j][i]-tm.Mean)/tm.Scale)
		}
	}
	weights, b := make([]float64, rows), []float64{1, -2, 3, .5}
	for i := range whole {
		whole[i], weights[i] = append(whole[i], 1), rng.Float64()
	}
	x := newDesign(terms, rows, func(j int) []float64 { return append([]float64(nil), raw[j]...) })

	level := inner(x.rest, b)
	for i, row := range whole {
		if got, want := level+x.along(i, b), inner(row, b); math.Abs(got-want) > 1e-12 {
			t.Fatalf("row %d times b: %v, want %v", i, got, want)
		}
	}
	gram := x.gram(weights, rows)
	product := make([]float64, len(b))
	for j := range gram {
		for k := range gram[j] {
			want := 0.0
			for i, row := range whole {
				want += weights[i] * row[j] * row[k]
			}
			if math.Abs(gram[j][k]-want) > 1e-9*rows {
				t.Errorf("gram %d,%d: %v, want %v", j, k, gram[j][k], want)
			}
			product[j] += want * b[k]
			if k < j {
				product[k] += want * b[j]
			}
		}
	}
	for j, got := range gram.factor().solve(product) {
		if math.Abs(got-b[j]) > 1e-9 {
			t.Errorf("solved %d: %v, want %v", j, got, b[j])
		}
	}
}
