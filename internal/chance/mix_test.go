package chance

import (
	"math/bits"
	"testing"
)

// The first numbers that SplitMix64 gives from seed 0, as its authors published them: each is Mix of a multiple of the
// golden gamma.
func TestMixIsSplitMix64(t *testing.T) {
	t.Parallel()
	const gamma uint64 = 0x9e3779b97f4a7c15
	for i, want := range []uint64{0xe220a8397b1dcdaf, 0x6e789e6aa1b965f4, 0x06c45d188009454f} {
		if got := Mix(gamma * uint64(i+1)); got != want {
			t.Errorf("number %d is %#x, want %#x", i+1, got, want)
		}
	}
}

func TestNeighboursDoNotStayNeighbours(t *testing.T) {
	t.Parallel()
	flipped := 0
	const pairs = 1000
	for x := range uint64(pairs) {
		flipped += bits.OnesCount64(Mix(x) ^ Mix(x+1))
	}
	if mean := float64(flipped) / pairs; mean < 30 || mean > 34 {
		t.Errorf("neighbours differ in %.1f of 64 bits on average, want about 32", mean)
	}
}
