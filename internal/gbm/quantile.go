package gbm

import (
	"iter"
	"math"
)

// quantileRows is how many rows a feature's cuts are taken from. With 131072 rows a quantile is off by
// about a third of a bin of 256; to sort all of a million rows would take eight times as long.
const quantileRows = 1 << 17

// numericBinner cuts a column into bins of equal weight.
func numericBinner(column, weights []float32, maxBins int, stream uint64) *binner {
	entries, hasMissing := sortedSample(column, weights, quantileRows, stream)
	b := newNumeric(cutsOf(entries, maxBins-1), hasMissing)
	if b.constant() && len(column) > quantileRows { // is it, or were its few other values not drawn?
		entries, hasMissing = sortedSample(column, weights, len(column), stream)
		b = newNumeric(cutsOf(entries, maxBins-1), hasMissing)
	}
	return b
}

// sortedSample is the column's present values in ascending order, each as its sort key above its weight's
// bits. All rows are taken when they are few; otherwise one at random of every stratum of neighbouring rows.
func sortedSample(column, weights []float32, most int, stream uint64) (entries []uint64, hasMissing bool) {
	count := min(len(column), most)
	entries = make([]uint64, 0, count)
	for i := range count {
		row := i
		if len(column) > count {
			begin, end := i*len(column)/count, (i+1)*len(column)/count
			row = begin + below(stream, uint64(i), end-begin)
		}
		value, weight := column[row], float32(1)
		if weights != nil {
			weight = weights[row]
		}
		if math.Float32bits(value)&^(1<<31) >= tooLarge {
			hasMissing = true
			continue
		}
		if weight > 0 {
			entries = append(entries, uint64(sortKey(value))<<32|uint64(math.Float32bits(weight)))
		}
	}
	radixSort(entries)
	return entries, hasMissing
}

// radixSort sorts by the upper 32 bits, eleven bits at a time.
func radixSort(entries []uint64) {
	other := make([]uint64, len(entries))
	from, to := entries, other
	for shift := 32; shift < 64; shift += 11 {
		var starts [2048]int
		for _, e := range from {
			starts[e>>shift&2047]++
		}
		sum := 0
		for i, n := range starts {
			starts[i] = sum
			sum += n
		}
		for _, e := range from {
			d := e >> shift & 2047
			to[starts[d]] = e
			starts[d]++
		}
		from, to = to, from
	}
	copy(entries, from)
}

// runs is the distinct values among sorted entries, each with the weight of its rows.
func runs(entries []uint64) iter.Seq2[float32, float64] {
	return func(yield func(float32, float64) bool) {
		for i := 0; i < len(entries); {
			key, weight := entries[i]>>32, 0.0
			for ; i < len(entries) && entries[i]>>32 == key; i++ {
				weight += float64(math.Float32frombits(uint32(entries[i])))
			}
			if !yield(fromKey(uint32(key)), weight) {
				return
			}
		}
	}
}

// cutsOf cuts sorted entries into at most bins bins. When the distinct values are few enough, each has a
// bin of its own.
//
// Otherwise it fills bins one after the other, each to an equal share of the weight not yet binned: a value
// so frequent that it fills a bin alone leaves smaller shares to the others.
func cutsOf(entries []uint64, bins int) []float32 {
	values, unbinned := 0, 0.0
	for _, weight := range runs(entries) {
		values++
		unbinned += weight
	}
	var cuts []float32
	last, filled := float32(0), 0.0 // the value before, and the weight in the bin being filled
	for value, weight := range runs(entries) {
		open := bins - len(cuts) // the bin being filled, and those behind it
		full := values <= bins || filled+weight/2 >= (filled+unbinned)/float64(open)
		if filled > 0 && open > 1 && full {
			cuts = append(cuts, between(last, value))
			filled = 0
		}
		last = value
		filled += weight
		unbinned -= weight
	}
	return cuts
}

// between is the middle of a < b as a cut: a < cut ≤ b.
func between(a, b float32) float32 {
	middle := float32(float64(a)/2 + float64(b)/2)
	if middle > a && middle < b {
		return middle
	}
	return b
}
