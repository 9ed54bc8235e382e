package target

import (
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"vigie"
)

// The witness of the selection probabilities is chance itself: draw many lists and count.
func TestProbabilityAgainstDraws(t *testing.T) {
	t.Parallel()

	tests := []struct {
		name             string
		n, before, after int
		s                shares
	}{
		{"LargeTerritory", 200, 0, 40, shares{near: .10, random: .05, window: 5}},
		{"HalfARandomVisit", 60, 10, 20, shares{near: .10, random: .05, window: 5}},
		{"FewerCandidatesThanVisits", 6, 0, 10, shares{near: .10, random: .20, window: 5}},
		{"NearWindowLargerThanTheRest", 15, 0, 10, shares{near: .30, random: .10, window: 5}},
		{"NoChance", 30, 0, 10, shares{window: 5}},
		{"Estimating", 80, 0, 20, shares{near: .10, estimate: .25, random: .05, window: 3}},
		{"EstimatingAlone", 40, 10, 22, shares{estimate: 1, window: 5}},
		{"EstimatingEverybody", 12, 0, 12, shares{near: .1, estimate: .5, random: .1, window: 5}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()

			const lists = 60_000
			rng := rand.New(rand.NewPCG(7, 7))
			drawn := make([]float64, tt.n)
			sizes := descending(tt.n)
			for range lists {
				a := tt.s.divide([]int{tt.before, tt.after - tt.before}, rng.Float64())[1]
				for _, c := range draw(sizes, a, tt.s.window, rng) {
					drawn[c.rank]++
				}
			}
			for rank, want := range tt.s.chances(sizes, tt.before, tt.after) {
				got := drawn[rank] / lists
				if sd := math.Sqrt(want*(1-want)/lists) + 1e-9; math.Abs(got-want) > 5*sd {
					t.Errorf("rank %d: drawn %.4f of the time, probability %.4f", rank, got, want)
				}
			}
		})
	}
}

// descending are sizes of candidates whose scores fall from sure to next to nothing.
func descending(n int) []float64 {
	sizes := make([]float64, n)
	for i := range sizes {
		sizes[i] = size(.9 * math.Exp(-4*float64(i)/float64(n)))
	}
	return sizes
}

func TestProbabilitiesAddUpToThePlaces(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 300).Draw(t, "candidates")
		a := Arms{rapid.IntRange(0, 40).Draw(t, "ranked"), rapid.IntRange(0, 10).Draw(t, "near"), rapid.IntRange(0, 20).Draw(t, "estimate"), rapid.IntRange(0, 10).Draw(t, "random")}
		sum := 0.0
		for rank, p := range chances(descending(n), a, 5) {
			if p < 0 || p > 1 {
				t.Fatalf("rank %d: probability %v", rank, p)
			}
			sum += p
		}
		w := a.within(n)
		if want := float64(w.all()); math.Abs(sum-want) > 1e-6 {
			t.Fatalf("probabilities add up to %v, the list has %v places", sum, want)
		}
	})
}

func TestDrawNamesNobodyTwice(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 100).Draw(t, "candidates")
		a := Arms{rapid.IntRange(0, 40).Draw(t, "ranked"), rapid.IntRange(0, 10).Draw(t, "near"), rapid.IntRange(0, 20).Draw(t, "estimate"), rapid.IntRange(0, 10).Draw(t, "random")}
		seen := map[int]vigie.Channel{}
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		for _, c := range draw(descending(n), a, 5, rng) {
			if other, twice := seen[c.rank]; twice {
				t.Fatalf("rank %d drawn as %s and as %s", c.rank, other, c.channel)
			}
			seen[c.rank] = c.channel
		}
	})
}

func TestDivideKeepsTheCampaignsShares(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		capacity := rapid.SliceOfN(rapid.IntRange(0, 30), 1, 20).Draw(t, "capacity")
		s := shares{near: .10, estimate: .2, random: .05, window: 5}
		total, random, near, estimate := 0, 0, 0, 0
		for i, a := range s.divide(capacity, rapid.Float64Range(0, .999).Draw(t, "u")) {
			if a.all() != capacity[i] || a.Ranked < 0 {
				t.Fatalf("territory %d with %d visits got %+v", i, capacity[i], a)
			}
			total, random, near, estimate = total+capacity[i], random+a.Random, near+a.Near, estimate+a.Estimate
		}
		if math.Abs(float64(random)-.05*float64(total)) > 1 || math.Abs(float64(near)-.10*float64(total)) > 1 || math.Abs(float64(estimate)-.20*float64(total)) > 2 {
			t.Fatalf("of %d visits %d are random, %d near and %d estimating", total, random, near, estimate)
		}
	})
}
