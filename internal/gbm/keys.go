package gbm

import "math"

// missingKey is the key of a missing value, above that of every number.
const missingKey = math.MaxUint32

// keyOf is the value's sort key, by which integers are compared as the values would be.
func keyOf(value float32) uint32 {
	if value != value {
		return missingKey
	}
	return sortKey(value)
}

// valueOf undoes keyOf.
func valueOf(key uint32) float32 {
	if key == missingKey {
		return float32(math.NaN())
	}
	return fromKey(key)
}

// ceil32 is the smallest float32 that is not below the threshold. For every float32 x, x < threshold exactly when
// x < ceil32(threshold), because no float32 lies between the two.
func ceil32(threshold float64) float32 {
	rounded := float32(threshold)
	if float64(rounded) < threshold {
		return math.Nextafter32(rounded, float32(math.Inf(1)))
	}
	return rounded
}

// keyedSplit is a split on keys. A numeric one takes a value left when key(value)+wrap < key, one comparison also
// for missing values: they have the largest key, with which they go right without wrap, and overflow to 0
// and go left with a wrap of 1.
type keyedSplit struct {
	key, wrap uint32
	set       Set // nil for a numeric split; otherwise what goes left, and a wrap of 1 sends missing values left
}

func newKeyedSplit(t *Tree, node int32) keyedSplit {
	var s keyedSplit
	if t.DefaultLeft[node] {
		s.wrap = 1
	}
	if set := t.Category[node]; set >= 0 {
		s.set = append(Set{}, t.Sets[set]...)
		return s
	}
	s.key = keyOf(ceil32(t.Threshold[node])) + s.wrap
	return s
}

// left is 1 for a key that goes left and 0 for one that goes right: a number, so that no branch waits for it.
func (s *keyedSplit) left(key uint32) uint64 {
	if s.set != nil {
		return s.within(key)
	}
	return (uint64(key+s.wrap) - uint64(s.key)) >> 63
}

func (s *keyedSplit) within(key uint32) uint64 {
	if key == missingKey {
		return uint64(s.wrap)
	}
	if s.set.has(valueOf(key)) {
		return 1
	}
	return 0
}
