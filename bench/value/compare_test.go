package main

import (
	"math"
	"math/rand/v2"
	"testing"

	"vigie"
)

// TestAResampleIsALongerList holds the figures of a resample to what is counted on the list in which each entity stands as often as it was
// drawn.
func TestAResampleIsALongerList(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		b := &bench{depths: []int{1, 3, 8}, variants: make([]variant, 1)}
		b.seeds, b.days = 1, make([]vigie.Date, 1)
		c := newComparison("m", b)
		l, times := list{}, make([]float64, 8)
		for e := range times {
			l.order, l.kinds, times[e] = append(l.order, int32(e)), append(l.kinds, nil), float64(rng.IntN(4))
			if rng.IntN(2) == 0 {
				l.kinds[e] = []string{"hours"}
			}
		}
		c.lists = []list{l}
		var long []bool
		for e, n := range times {
			for range int(n) {
				long = append(long, l.kinds[e] != nil)
			}
		}
		got := c.measured(times)[0]
		if want := aucOf(l, times); math.Abs(got.auc-want) > 1e-12 || math.IsNaN(got.auc) != math.IsNaN(want) {
			t.Fatalf("AUC of %v drawn %v times: %v, counted pair by pair %v", l.kinds, times, got.auc, want)
		}
		for k, depth := range b.depths {
			want := 0.
			for _, found := range long[:min(depth, len(long))] {
				if found {
					want++
				}
			}
			if got.at[k].found != want || got.at[k].kinds["hours"] != want {
				t.Fatalf("found in %d visits of %v drawn %v times: %v, counted %v", depth, l.kinds, times, got.at[k], want)
			}
		}
	}
}

// aucOf counts the pairs of one with something to find and one without that stand in the right order. Copies of one entity are no pair.
func aucOf(l list, times []float64) float64 {
	right, pairs := 0., 0.
	for i := range l.order {
		for j := range l.order {
			if l.kinds[i] != nil && l.kinds[j] == nil {
				pairs += times[i] * times[j]
				if i < j {
					right += times[i] * times[j]
				}
			}
		}
	}
	return right / pairs
}
