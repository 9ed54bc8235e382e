package gbm

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// invented is a seeded data set: standard normal features, of which ten matter, and a noisy binary label.
func invented(rows, features int, seed uint64) Dataset {
	r := rand.New(rand.NewPCG(seed, 1))
	d := Dataset{Labels: make([]float32, rows)}
	for range features {
		column := make([]float32, rows)
		for i := range column {
			column[i] = float32(r.NormFloat64())
		}
		d.Matrix.Columns = append(d.Matrix.Columns, column)
	}
	x := d.Matrix.Columns
	for i := range rows {
		z := float64(x[0][i]) + 0.5*float64(x[1][i]*x[2][i]) + math.Sin(2*float64(x[3][i]))
		for f := 4; f < 10; f++ {
			z += 0.3 * float64(x[f][i])
		}
		if r.Float64() < sigmoid(z) {
			d.Labels[i] = 1
		}
	}
	return d
}

// BenchmarkTrain shows how time grows with rows and with threads: ten trees on fifty features.
func BenchmarkTrain(b *testing.B) {
	for _, rows := range []int{10_000, 100_000, 1_000_000} {
		data := invented(rows, 50, 1)
		for _, threads := range []int{1, 2} {
			b.Run(fmt.Sprintf("rows=%d/threads=%d", rows, threads), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if _, _, err := Train(context.Background(), data, Params{Rounds: 10, Threads: threads}, nil); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(rows*10), "ns/row/tree")
			})
		}
	}
}
