package model

import (
	"context"
	"fmt"
	"testing"

	"vigie/pack"
)

// How the cost of judging grows: the bootstrap sorts once and draws a thousand times.
func BenchmarkJudgement(b *testing.B) {
	for _, rows := range []int{1_000, 10_000, 100_000} {
		table := invented(rows, 1)
		all := allRows(table)
		j := judge(table, all, narrowUp(table.Numbers[0]))
		b.Run(fmt.Sprint(rows), func(b *testing.B) {
			for b.Loop() {
				judgement("scorer", j, nil, 100, 100, 1)
			}
			b.ReportMetric(float64(rows)*100*float64(b.N)/b.Elapsed().Seconds(), "drawn-rows/s")
		})
	}
}

func BenchmarkLogistic(b *testing.B) {
	for _, rows := range []int{1_000, 10_000, 100_000} {
		table := invented(rows, 1)
		all := allRows(table)
		b.Run(fmt.Sprint(rows), func(b *testing.B) {
			for b.Loop() {
				if _, err := learn(context.Background(), "logistic", table, all, pack.Learner{}, 20000, 1); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func narrowUp(v []float32) []float64 {
	out := make([]float64, len(v))
	for i, x := range v {
		if x == x {
			out[i] = float64(x)
		}
	}
	return out
}
