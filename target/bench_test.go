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
			sizes := descending(n)
			for b.Loop() {
				draw(sizes, Arms{Ranked: 85, Near: 10, Random: 5}, s.window, rng)
				s.chances(sizes, 200, 300)
			}
		})
	}
}
