package gbm

import "math"

// quantileRows is how many rows a feature's cuts are taken from. With 131072 rows a quantile is off by
// about a third of a bin of 256; looking at all rows changes no quality we could measure, and costs the
// time of a tenth of the training.
const quantileRows = 1 << 17

// numericBinner cuts a column into bins of equal weight.
func numericBinner(column, weights []float32, maxBins int, stream uint64) *binner {
	entries, hasMissing := sortedSample(column, weights, quantileRows, stream)
	b := newNumeric(cutsOf(distinctOf(entries), maxBins-1), hasMissing)
	if b.constant() && len(column) > quantileRows { // is it, or were its few other values not drawn?
		entries, hasMissing = sortedSample(column, weights, len(column), stream)
		b = newNumeric(cutsOf(distinctOf(entries), maxBins-1), hasMissing)
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

// distinct is one value of a column and the weight of its rows.
type distinct struct {
	value  float32
	weight float64
}

func distinctOf(entries []uint64) []distinct {
	var all []distinct
	last := uint64(math.MaxUint64)
	for _, e := range entries {
		if e>>32 != last {
			last = e >> 32
			all = append(all, distinct{value: fromKey(uint32(last))})
		}
		all[len(all)-1].weight += float64(math.Float32frombits(uint32(e)))
	}
	return all
}

// cutsOf cuts distinct values into at most bins bins. When they are few enough, each has a bin of its own.
//
// Otherwise it fills bins one after the other, each to an equal share of the weight not yet binned: a value
// so frequent that it fills a bin alone leaves smaller shares to the others.
func cutsOf(values []distinct, bins int) []float32 {
	var cuts []float32
	left := 0.0
	for _, v := range values {
		left += v.weight
	}
	filled := 0.0
	for i, v := range values {
		if i > 0 {
			open := bins - len(cuts) // the bin being filled, and those behind it
			share := (left + filled) / float64(open)
			full := len(values) <= bins || filled+v.weight/2 >= share
			if open > 1 && full {
				cuts = append(cuts, between(values[i-1].value, v.value))
				filled = 0
			}
		}
		filled += v.weight
		left -= v.weight
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
