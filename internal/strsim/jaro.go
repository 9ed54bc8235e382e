package strsim

import (
	"math/bits"
	"slices"
)

// Jaro is the similarity of Jaro (1989), between 0 and 1: characters in common within half the longer text's length, and
// how many of them stand in another order. Two empty texts are alike.
func Jaro(a, b string) float64 {
	if a == b {
		return 1
	}
	if ascii(a) && ascii(b) {
		return jaro(bytesOf(a), bytesOf(b))
	}
	var x, y [small]rune
	return jaro(runesOf(a, x[:0]), runesOf(b, y[:0]))
}

// Winkler's constants (1990): what a common beginning of up to four characters adds, and above which similarity: below it
// two names are not alike, and their first letter says little.
const (
	prefixScale = 0.1
	prefixMost  = 4
	Boost       = 0.7
)

// JaroWinkler is Jaro's similarity, raised by a common beginning when it is above Boost.
func JaroWinkler(a, b string) float64 {
	if a == b {
		return 1
	}
	var j float64
	var same int
	if ascii(a) && ascii(b) {
		j, same = jaro(bytesOf(a), bytesOf(b)), beginning(bytesOf(a), bytesOf(b))
	} else {
		var x, y [small]rune
		p, q := runesOf(a, x[:0]), runesOf(b, y[:0])
		j, same = jaro(p, q), beginning(p, q)
	}
	if j <= Boost {
		return j
	}
	return j + float64(min(same, prefixMost))*prefixScale*(1-j)
}

func beginning[T byte | rune](a, b []T) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

func jaro[T byte | rune](a, b []T) float64 {
	// Which of several like characters finds its partner depends on the side that one begins from: always the same one.
	if len(a) > len(b) || len(a) == len(b) && slices.Compare(a, b) > 0 {
		a, b = b, a
	}
	switch {
	case len(b) == 0:
		return 1
	case len(a) == 0:
		return 0
	case len(b) > 64:
		return jaroLong(a, b)
	}
	window := max(len(b)/2-1, 0)
	var inA, inB uint64 // which characters found their like
	for i, c := range a {
		from, to := max(i-window, 0), min(i+window+1, len(b))
		for j := from; j < to; j++ {
			if b[j] == c && inB>>j&1 == 0 {
				inA |= 1 << i
				inB |= 1 << j
				break
			}
		}
	}
	common := bits.OnesCount64(inA)
	if common == 0 {
		return 0
	}
	moved := 0
	for x, y := inA, inB; x != 0; x, y = x&(x-1), y&(y-1) {
		if a[bits.TrailingZeros64(x)] != b[bits.TrailingZeros64(y)] {
			moved++
		}
	}
	return mean(common, moved, len(a), len(b))
}

// jaroLong does the same for texts of more than 64 characters.
func jaroLong[T byte | rune](a, b []T) float64 {
	var x, y [small]bool
	inA, inB := x[:], y[:]
	if len(b) > small {
		inA, inB = make([]bool, len(a)), make([]bool, len(b))
	}
	window, common := len(b)/2-1, 0
	for i, c := range a {
		for j := max(i-window, 0); j < min(i+window+1, len(b)); j++ {
			if b[j] == c && !inB[j] {
				inA[i], inB[j] = true, true
				common++
				break
			}
		}
	}
	if common == 0 {
		return 0
	}
	moved, j := 0, 0
	for i := range a {
		if !inA[i] {
			continue
		}
		for !inB[j] {
			j++
		}
		if a[i] != b[j] {
			moved++
		}
		j++
	}
	return mean(common, moved, len(a), len(b))
}

// mean is Jaro's formula; half of the characters out of order count, as each exchange moves two.
func mean(common, moved, n, m int) float64 {
	c := float64(common)
	return (c/float64(n) + c/float64(m) + (c-float64(moved/2))/c) / 3
}
