package gbm

// columnIndex names the features a model splits on by small numbers, so that memory and time follow what
// is used and not how wide the matrix is.
type columnIndex struct {
	features []int32 // in ascending order
	place    []int32 // a feature's place in features; -1 if no tree uses it
	zeros    []bool  // one an element of features: a zero is read as missing
}

func newColumnIndex(m *Model) columnIndex {
	index := columnIndex{place: make([]int32, len(m.Features))}
	for feature := range index.place {
		index.place[feature] = -1
	}
	for i := range m.Trees {
		for _, feature := range m.Trees[i].Feature {
			if feature >= 0 {
				index.place[feature] = 0
			}
		}
	}
	for feature := range index.place {
		if index.place[feature] < 0 {
			continue
		}
		index.place[feature] = int32(len(index.features))
		index.features = append(index.features, int32(feature))
		index.zeros = append(index.zeros, m.ZeroMissing != nil && m.ZeroMissing[feature])
	}
	return index
}

// keysOf writes the keys of some rows of a used feature, at every stride-th place.
func (c *columnIndex) keysOf(x Matrix, at, from, to int, keys []uint32, stride int) {
	column := x.Columns[c.features[at]][from:to]
	if !c.zeros[at] {
		for row, value := range column {
			keys[row*stride] = keyOf(value)
		}
		return
	}
	for row, value := range column {
		keys[row*stride] = keyOf(value)
		if value >= -zeroLimit && value <= zeroLimit {
			keys[row*stride] = missingKey
		}
	}
}
