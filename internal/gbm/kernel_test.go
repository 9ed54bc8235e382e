package gbm

import (
	"context"
	"fmt"
	"math"
	"testing"
)

// TestHistogramOfLanes holds the unrolled loops to the definition, for every choice of lanes.
func TestHistogramOfLanes(t *testing.T) {
	t.Parallel()

	const rows = 1300 // more than two batches
	block, pairs, order := make([]lanes, rows), make([]pair, rows), []uint32{}
	near := []pair{}
	for i := range block {
		word := draw(1, uint64(i))
		pairs[i] = draw(2, uint64(i))
		for lane := range width {
			block[i][lane] = uint8(word >> (8 * lane))
		}
		if word%3 != 0 {
			order, near = append(order, uint32(i)), append(near, pairs[i])
		}
	}
	for mask := range 1 << width {
		var use []int
		var all, some histogram
		for lane := range width {
			if mask>>lane&1 == 0 {
				continue
			}
			use = append(use, lane)
			for i := range block {
				all[lane][block[i][lane]] += pairs[i]
			}
			for _, row := range order {
				some[lane][block[row][lane]] += pairs[row]
			}
		}
		var got histogram
		got.buildAll(use, block, pairs)
		if got != all {
			t.Fatalf("lanes %v: the histogram of all rows is wrong", use)
		}
		var part histogram
		part.build(use, block, order, near)
		if part != some {
			t.Fatalf("lanes %v: the histogram of some rows is wrong", use)
		}
		for _, lane := range use {
			for bin := range slots {
				all[lane][bin] -= some[lane][bin]
			}
		}
		if got.subtract(use, &part); got != all {
			t.Fatalf("lanes %v: the difference is wrong", use)
		}
	}
}

// TestEveryNodeIsTheBest looks at every inner node of a deep tree, whose histogram is the difference of
// others, and asks the brute-force twin for the best split of just the rows that reach it.
func TestEveryNodeIsTheBest(t *testing.T) {
	t.Parallel()

	data := table(400, 12, 9)
	for _, column := range data.Matrix.Columns {
		for i, v := range column {
			column[i] = float32(math.Round(float64(v) * 2))
			if i%11 == 3 {
				column[i] = float32(math.NaN())
			}
		}
	}
	data.Kinds = make([]Kind, 12)
	for f := range data.Kinds {
		data.Kinds[f] = Numeric
	}
	base := 0.0
	for _, l1 := range []float64{0, 0.5} {
		t.Run(fmt.Sprintf("L1=%v", l1), func(t *testing.T) {
			t.Parallel()
			p := Params{Rounds: 1, MaxDepth: 4, BaseMargin: &base, L1: l1, Threads: 2}
			m, _, err := Train(context.Background(), data, p, nil)
			if err != nil {
				t.Fatal(err)
			}
			tree := &m.Trees[0]
			reach := rowsOf(tree, data.Matrix)
			for i, rows := range reach {
				if diff := math.Abs(tree.Cover[i] - 0.25*float64(len(rows))); diff > 1e-4 {
					t.Errorf("node %d has cover %v and %d rows", i, tree.Cover[i], len(rows))
				}
				if tree.Feature[i] < 0 {
					continue
				}
				want := newBruteSplit(subset(data, rows), p.withDefaults()).best()
				if math.Abs(tree.Gain[i]-want) > 1e-4*(1+want) {
					t.Errorf("node %d: the split gains %v, the best %v", i, tree.Gain[i], want)
				}
			}
			if len(tree.Feature) < 15 {
				t.Errorf("the tree has %d nodes, too few to prove much", len(tree.Feature))
			}
		})
	}
}

// rowsOf is the rows that reach each node.
func rowsOf(t *Tree, x Matrix) [][]int {
	reach := make([][]int, len(t.Feature))
	row := make([]float32, len(x.Columns))
	for i := range x.Rows() {
		for f := range row {
			row[f] = x.Columns[f][i]
		}
		at := 0
		reach[at] = append(reach[at], i)
		for t.Feature[at] >= 0 {
			at = childOf(t, at, row)
			reach[at] = append(reach[at], i)
		}
	}
	return reach
}

func subset(d Dataset, rows []int) Dataset {
	s := Dataset{Kinds: d.Kinds, Matrix: Matrix{Columns: make([][]float32, len(d.Matrix.Columns))}}
	for _, i := range rows {
		s.Labels = append(s.Labels, d.Labels[i])
		for f, column := range d.Matrix.Columns {
			s.Matrix.Columns[f] = append(s.Matrix.Columns[f], column[i])
		}
	}
	return s
}
