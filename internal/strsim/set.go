package strsim

import (
	"math"
	"slices"
)

// The functions of this file compare sets of words, which are given as numbers in rising order without repeats: whoever
// has a million texts numbers their words once.

// Overlap is how many words two sets have in common.
func Overlap(a, b []uint32) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			n, i, j = n+1, i+1, j+1
		}
	}
	return n
}

// Jaccard is the share of the words of both sets that stand in both (Jaccard 1901). Two empty sets are alike.
func Jaccard(a, b []uint32) float64 {
	if len(a)+len(b) == 0 {
		return 1
	}
	n := Overlap(a, b)
	return float64(n) / float64(len(a)+len(b)-n)
}

// Contained is the share of the smaller set that stands in the other: 1 when a name is a part of the other. An empty set
// is contained in everything.
func Contained(a, b []uint32) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 1
	}
	return float64(Overlap(a, b)) / float64(min(len(a), len(b)))
}

// Cosine is the angle between two sets whose words have weights: 1 for equal sets, 0 without a common word. A rare word
// in common tells more than a frequent one when weight is the logarithm of its rarity (Salton and Buckley 1988).
func Cosine(a, b []uint32, weight func(word uint32) float64) float64 {
	if slices.Equal(a, b) {
		return 1 // to the last bit
	}
	var both, left, right float64
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case j == len(b) || i < len(a) && a[i] < b[j]:
			left += weight(a[i]) * weight(a[i])
			i++
		case i == len(a) || a[i] > b[j]:
			right += weight(b[j]) * weight(b[j])
			j++
		default:
			w := weight(a[i]) * weight(a[i])
			both, left, right = both+w, left+w, right+w
			i, j = i+1, j+1
		}
	}
	if both == 0 {
		return 0
	}
	return both / math.Sqrt(left*right)
}
