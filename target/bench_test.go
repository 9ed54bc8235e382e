package target

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// Drawing a list and giving every candidate its exact probability.
func BenchmarkDraw(b *testing.B) {
	s := shares{near: .10, random: .05, window: 5}
	for _, n := range []int{1_000, 10_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			rng := rand.New(rand.NewPCG(1, 1))
			for b.Loop() {
				for _, c := range draw(n, Arms{85, 10, 5}, s.window, rng) {
					s.probability(c.rank, n, 200, 300)
				}
			}
		})
	}
}
