package gbm

import (
	"cmp"
	"slices"
)

// maxCode bounds category codes, and with them the size of a set.
const maxCode = 1 << 20

// codeOf is the category code that a value stands for; not ok when it is negative, too large, or not whole.
func codeOf(value float32) (code int, ok bool) {
	if !(value >= 0 && value < maxCode) {
		return 0, false
	}
	code = int(value)
	return code, float32(code) == value
}

// categoricalBinner gives the most frequent categories a bin each, in the order of their codes. The others
// share restBin, and so go the way of a category never seen.
func categoricalBinner(column []float32, maxBins int) *binner {
	b := &binner{kind: Categorical}
	var rows []int
	for _, value := range column {
		if value != value {
			b.hasMissing = true
			continue
		}
		code, ok := codeOf(value)
		if !ok {
			continue // fill reports it, with its row
		}
		if code >= len(rows) {
			rows = append(rows, make([]int, code+1-len(rows))...)
		}
		rows[code]++
	}
	b.categories = mostFrequent(rows, maxBins-2)
	b.bins = len(b.categories)
	b.codes = make([]uint8, len(rows))
	for i := range b.codes {
		b.codes[i] = restBin
	}
	for bin, code := range b.categories {
		b.codes[code] = uint8(bin)
	}
	return b
}

// mostFrequent is at most n codes that have rows, ascending; of equally frequent ones the lower is kept.
func mostFrequent(rows []int, n int) []int {
	var codes []int
	for code, count := range rows {
		if count > 0 {
			codes = append(codes, code)
		}
	}
	slices.SortStableFunc(codes, func(a, b int) int { return cmp.Compare(rows[b], rows[a]) })
	codes = codes[:min(n, len(codes))]
	slices.Sort(codes)
	return codes
}

// set is the category codes whose bins are among those that go left.
func (b *binner) set(left bitset) Set {
	var set Set
	for bin, code := range b.categories {
		if !left.has(uint8(bin)) {
			continue
		}
		for code>>6 >= len(set) {
			set = append(set, 0)
		}
		set[code>>6] |= 1 << (code & 63)
	}
	return set
}
