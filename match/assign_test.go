package match

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// TestAssignmentIsTheBest holds the sum of gains against that of all assignments tried one by one.
func TestAssignmentIsTheBest(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		lefts, rights := rapid.IntRange(1, 6).Draw(t, "left"), rapid.IntRange(1, 6).Draw(t, "right")
		gain := make([][]float64, lefts)
		a := newAssignment()
		for i := range gain {
			gain[i] = make([]float64, rights)
			for j := range gain[i] {
				if rapid.Bool().Draw(t, "edge") {
					gain[i][j] = float64(rapid.IntRange(1, 30).Draw(t, "gain")) / 7 // so that sums are rounded
					a.add(uint32(i), uint32(100+j), gain[i][j])
				}
			}
		}
		partner := a.solve()
		got, taken := 0.0, map[uint32]bool{}
		for left, right := range partner {
			g := gain[left][right-1-100]
			if g == 0 || taken[right] {
				t.Fatalf("%v: %d has no right to %d", partner, left, right)
			}
			taken[right] = true
			got += g
		}
		if want := bestOf(gain, 0, map[int]bool{}); math.Abs(got-want) > 1e-9 {
			t.Fatalf("gain %v, want %v of %v", got, want, gain)
		}
	})
}

func bestOf(gain [][]float64, row int, taken map[int]bool) float64 {
	if row == len(gain) {
		return 0
	}
	best := bestOf(gain, row+1, taken)
	for j, g := range gain[row] {
		if g > 0 && !taken[j] {
			taken[j] = true
			best = max(best, g+bestOf(gain, row+1, taken))
			delete(taken, j)
		}
	}
	return best
}
