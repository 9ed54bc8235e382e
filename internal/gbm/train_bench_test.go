package gbm

import (
	"context"
	"fmt"
	"testing"

	"vigie/internal/gbm/invented"
)

// table is invented data with a binary label.
func table(rows, features int, seed uint64) Dataset {
	t := invented.New(rows, features, 0, seed)
	return Dataset{Matrix: Matrix{Columns: t.Columns}, Labels: t.Labels}
}

// BenchmarkTrain shows how time grows with rows and with threads: ten trees on fifty features.
func BenchmarkTrain(b *testing.B) {
	for _, rows := range []int{10_000, 100_000, 1_000_000} {
		data := table(rows, 50, 1)
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
