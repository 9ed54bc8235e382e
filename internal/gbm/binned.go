package gbm

import (
	"fmt"
	"slices"
)

// width is how many features stand side by side. Eight histograms of 256 words are 16 KB, half of a usual
// first-level cache; eight bins are one 64-bit load.
const width = 8

// lanes is the bins of one row in one block of features.
type lanes [width]uint8

// binned is a matrix as bins. Features that can split stand in blocks of eight; a block holds its rows one
// after the other. Neither whole columns nor whole rows would do: columns read each row's gradient once a
// feature, and rows need all features' histograms in cache at once.
type binned struct {
	rows   int
	blocks [][]lanes
}

// layout is the features that can split: the feature at position p is lane p%8 of block p/8.
type layout struct {
	features []int     // ascending
	binners  []*binner // one a position
}

// newLayout looks at the training set's columns and cuts them into bins.
func newLayout(data *Dataset, p Params, c crew) *layout {
	all := make([]*binner, len(data.Matrix.Columns))
	c.each(len(all), func(f int) {
		column := data.Matrix.Columns[f]
		if data.kind(f) == Categorical {
			all[f] = categoricalBinner(column, p.MaxBins)
		} else {
			all[f] = numericBinner(column, data.Weights, p.MaxBins, stream(p.Seed, streamQuantile, uint64(f)))
		}
	})
	l := &layout{}
	for f, b := range all {
		if !b.constant() {
			l.features = append(l.features, f)
			l.binners = append(l.binners, b)
		}
	}
	return l
}

// bin lays a matrix out as bins, and finds values that have no bin.
func (l *layout) bin(data *Dataset, c crew) (*binned, error) {
	b := &binned{rows: data.Matrix.Rows(), blocks: make([][]lanes, (len(l.features)+width-1)/width)}
	for i := range b.blocks {
		b.blocks[i] = make([]lanes, b.rows)
	}
	tiles := chunksOf(b.rows)
	faults := make([]error, tiles*len(b.blocks))
	c.each(len(faults), func(i int) {
		block, begin := i/tiles, i%tiles*chunkRows
		faults[i] = l.fillTile(b, data, block, begin, min(begin+chunkRows, b.rows))
	})
	if i := slices.IndexFunc(faults, func(err error) bool { return err != nil }); i >= 0 {
		return nil, faults[i]
	}
	return b, nil
}

func (l *layout) fillTile(b *binned, data *Dataset, block, begin, end int) error {
	rows := b.blocks[block][begin:end]
	for p := block * width; p < min((block+1)*width, len(l.features)); p++ {
		values := data.Matrix.Columns[l.features[p]][begin:end]
		if i := l.binners[p].fill(rows, p%width, values); i >= 0 {
			return l.fault(data, p, begin+i, values[i])
		}
	}
	return nil
}

func (l *layout) fault(data *Dataset, p, row int, value float32) error {
	want := "a finite number, or NaN where it is missing"
	if l.binners[p].kind == Categorical {
		want = fmt.Sprintf("a category code, a whole number from 0 to %d, or NaN where it is missing", maxCode-1)
	}
	return fmt.Errorf("feature %q row %d: value is %v: want %s", data.name(l.features[p]), row, value, want)
}

// bitset is a set of bins.
type bitset [slots / 64]uint64

func (s *bitset) has(bin uint8) bool { return s[bin>>6]&(1<<(bin&63)) != 0 }
func (s *bitset) add(bin uint8)      { s[bin>>6] |= 1 << (bin & 63) }
