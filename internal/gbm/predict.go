package gbm

import (
	"fmt"
	"math"
)

// marginBlock is the number of rows scored together: with 50 features their keys take 25 KB, which stay in
// the first cache level while all trees pass over them.
const marginBlock = 128

// zeroLimit is how near to zero a value must be to be read as zero where ZeroMissing says so. The number is
// LightGBM's.
const zeroLimit = float32(1e-35)

// Margins is the margin of every row: BaseMargin plus one leaf of every tree, added in the order of the
// trees, so that any number of threads gives the same result to the bit.
// It panics if the matrix has not one column a feature: that is a mistake of the caller, not of the data.
func (m *Model) Margins(x Matrix, threads int) []float64 {
	m.mustFit(x)
	flat := flatten(m)
	margins := make([]float64, x.Rows())
	inBlocks(len(margins), marginBlock, threads, func() func(from, to int) {
		keys := make([]uint32, marginBlock*len(flat.used.features))
		return func(from, to int) {
			flat.gather(x, from, to, keys)
			flat.margins(keys, margins[from:to])
		}
	})
	return margins
}

// Margin is the margin of one row, one value a feature: the same number to the bit as Margins gives.
func (m *Model) Margin(row []float32) float64 {
	margin := m.BaseMargin
	for i := range m.Trees {
		t := &m.Trees[i]
		margin += t.Value[t.leaf(func(feature int32) float32 { return m.read(feature, row[feature]) })]
	}
	return margin
}

// Predict is what the margins mean: a probability for Logistic, the predicted value for Squared.
func (m *Model) Predict(x Matrix, threads int) []float64 {
	predictions := m.Margins(x, threads)
	for i, margin := range predictions {
		predictions[i] = m.Objective.Response(margin)
	}
	return predictions
}

// Response turns a margin into what it predicts.
func (o Objective) Response(margin float64) float64 {
	if o == Logistic {
		return 1 / (1 + math.Exp(-margin))
	}
	return margin
}

// leaf is the leaf a row ends in.
func (t *Tree) leaf(value func(feature int32) float32) int32 {
	node := int32(0)
	for t.Feature[node] >= 0 {
		if t.goesLeft(node, value(t.Feature[node])) {
			node = t.Left[node]
		} else {
			node = t.Right[node]
		}
	}
	return node
}

// goesLeft is the meaning of a split. The faster forms of it elsewhere in the package must agree with it.
func (t *Tree) goesLeft(node int32, value float32) bool {
	if value != value {
		return t.DefaultLeft[node]
	}
	if set := t.Category[node]; set >= 0 {
		return t.Sets[set].has(value)
	}
	return float64(value) < t.Threshold[node]
}

// has reads the value as a category code. Values no code can have are in no set; the range is checked
// before the conversion, whose result outside it differs between processors.
func (s Set) has(value float32) bool {
	return value > -1 && value < 1<<31 && s.Has(int(value))
}

// read is the value a tree sees.
func (m *Model) read(feature int32, value float32) float32 {
	if m.ZeroMissing != nil && m.ZeroMissing[feature] && value >= -zeroLimit && value <= zeroLimit {
		return float32(math.NaN())
	}
	return value
}

func (m *Model) mustFit(x Matrix) {
	if len(x.Columns) != len(m.Features) {
		panic(fmt.Sprintf("gbm: the matrix has %d columns and the model %d features", len(x.Columns), len(m.Features)))
	}
}
