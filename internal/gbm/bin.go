package gbm

import "math"

// A feature has at most 256 bins, so that a bin is a byte.
const (
	slots      = 256
	missingBin = 255 // NaN, of every feature
	restBin    = 254 // categories that are too rare for a bin of their own, and unseen ones
)

// binner says which bin a value of one feature falls in.
type binner struct {
	kind Kind
	bins int // value bins in use, numbered from 0: cuts or categories, neither missing nor rest

	cuts  []float32 // numeric: bin b holds cuts[b-1] ≤ value < cuts[b]
	keys  []uint32  // the cuts' sort keys, and one behind them that no value reaches
	cells []uint8   // by the upper 16 bits of a sort key: the bin where the search starts

	codes      []uint8 // categorical: the bin of a code
	categories []int   // categorical: the code of a bin

	hasMissing bool // in the training set, as far as was looked
}

// constant tells whether the feature can not split any node.
func (b *binner) constant() bool { return b.bins < 2 && !b.hasMissing && b.kind == Numeric }

// tooLarge is the first magnitude, as bits, that is no ordinary value: the largest number itself (it
// serves as the threshold above all values), infinity and NaN.
const tooLarge = 0x7f7fffff

// sortKey maps a number's bits so that keys are ordered as numbers are; both zeros have one key.
func sortKey(x float32) uint32 {
	bits := math.Float32bits(x + 0) // -0 + 0 is +0
	return bits ^ (uint32(int32(bits)>>31) | 1<<31)
}

// fromKey is the inverse of sortKey.
func fromKey(key uint32) float32 {
	if key>>31 == 1 {
		return math.Float32frombits(key ^ 1<<31)
	}
	return math.Float32frombits(^key)
}

// newNumeric prepares the search among cuts.
//
// A binary search a value would take most of the preparation's time. A number's upper 16 bits (sign,
// exponent, seven bits of mantissa) lead to a cell that seldom holds more than one cut, so that one table
// look-up and one comparison do in nearly every case.
func newNumeric(cuts []float32, hasMissing bool) *binner {
	b := &binner{kind: Numeric, bins: len(cuts) + 1, cuts: cuts, hasMissing: hasMissing}
	b.keys = make([]uint32, slots)
	for i := range b.keys {
		b.keys[i] = math.MaxUint32
	}
	for i, cut := range cuts {
		b.keys[i] = sortKey(cut)
	}
	b.cells = make([]uint8, 1<<16+1)
	bin := 0
	for cell := range 1 << 16 {
		for b.keys[bin] <= uint32(cell)<<16 {
			bin++
		}
		b.cells[cell] = uint8(bin)
	}
	b.cells[1<<16] = uint8(len(cuts))
	return b
}

// fill writes the bins of values into one lane of rows; it returns the index of the first value that has
// none, or -1.
func (b *binner) fill(rows []lanes, lane int, values []float32) int {
	if b.kind == Categorical {
		return b.fillCategories(rows, lane, values)
	}
	return b.fillNumbers(rows, lane, values)
}

func (b *binner) fillNumbers(rows []lanes, lane int, values []float32) int {
	rows = rows[:len(values)]
	keys, cells := (*[slots]uint32)(b.keys), (*[1<<16 + 1]uint8)(b.cells)
	fault := -1
	for i, value := range values {
		if math.Float32bits(value)&^(1<<31) >= tooLarge {
			rows[i][lane&(width-1)] = missingBin
			if value == value && fault < 0 {
				fault = i
			}
			continue
		}
		key := sortKey(value)
		bin := cells[key>>16]
		if key >= keys[bin] {
			bin++
		}
		if key >= keys[bin] { // a cell with several cuts
			bin = search(keys, bin, cells[key>>16+1], key)
		}
		rows[i][lane&(width-1)] = bin
	}
	return fault
}

// search is the number of keys ≤ key, known to be from low to high.
func search(keys *[slots]uint32, low, high uint8, key uint32) uint8 {
	for low < high {
		middle := uint8((uint(low) + uint(high)) / 2)
		if keys[middle] <= key {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return low
}

func (b *binner) fillCategories(rows []lanes, lane int, values []float32) int {
	rows = rows[:len(values)]
	fault := -1
	for i, value := range values {
		bin := uint8(missingBin)
		if value == value {
			bin = restBin
			code, ok := codeOf(value)
			if !ok && fault < 0 {
				fault = i
			}
			if ok && code < len(b.codes) {
				bin = b.codes[code]
			}
		}
		rows[i][lane&(width-1)] = bin
	}
	return fault
}

// threshold is the number below which values fall in bins 0 to bin.
func (b *binner) threshold(bin int) float64 {
	if bin < len(b.cuts) {
		return float64(b.cuts[bin])
	}
	return math.MaxFloat32
}
