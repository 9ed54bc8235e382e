package gbm

import (
	"fmt"
	"math"
	"math/rand/v2"
)

// forest says what random models a test wants.
type forest struct {
	trees, depth int
	features     int
	categories   int     // how many of the features are categorical
	stop         float64 // the chance that a node above depth is a leaf
	empty        float64 // the chance that no training row went to one side of a split
}

// random makes a model; thresholds and leaf values are plain numbers, covers add up.
func (f forest) random(r *rand.Rand) *Model {
	m := &Model{Objective: Logistic, BaseMargin: r.NormFloat64()}
	for feature := range f.features {
		m.Features = append(m.Features, fmt.Sprintf("feature %d", feature))
		m.Kinds = append(m.Kinds, Numeric)
		if feature < f.categories {
			m.Kinds[feature] = Categorical
		}
	}
	for range f.trees {
		t := Tree{}
		f.grow(r, m, &t, 0, 1e9)
		m.Trees = append(m.Trees, t)
	}
	return m
}

func (f forest) grow(r *rand.Rand, m *Model, t *Tree, depth int, cover float64) int32 {
	node := int32(len(t.Feature))
	t.Feature = append(t.Feature, -1)
	t.Threshold = append(t.Threshold, 0)
	t.Left, t.Right = append(t.Left, 0), append(t.Right, 0)
	t.DefaultLeft = append(t.DefaultLeft, false)
	t.Category = append(t.Category, -1)
	t.Value = append(t.Value, 0)
	t.Cover = append(t.Cover, cover)
	t.Gain = append(t.Gain, 0)
	if depth == f.depth || depth > 0 && r.Float64() < f.stop {
		t.Value[node] = r.NormFloat64()
		return node
	}
	feature := r.IntN(f.features)
	t.Feature[node] = int32(feature)
	t.DefaultLeft[node] = r.IntN(2) == 0
	t.Gain[node] = r.Float64()
	if m.Kinds[feature] == Categorical {
		t.Category[node] = int32(len(t.Sets))
		t.Sets = append(t.Sets, Set{r.Uint64(), r.Uint64() & 3})
	} else {
		t.Threshold[node] = float64(float32(r.NormFloat64()))
	}
	left := math.Round(cover * (0.1 + 0.8*r.Float64()))
	if r.Float64() < f.empty {
		left = 0
	}
	l := f.grow(r, m, t, depth+1, left)
	t.Left[node] = l
	right := f.grow(r, m, t, depth+1, cover-left)
	t.Right[node] = right
	return node
}

// randomMatrix makes rows for a model: every tenth value is missing, and codes reach beyond the known ones.
func randomMatrix(r *rand.Rand, m *Model, rows int) Matrix {
	x := Matrix{}
	for feature := range m.Features {
		column := make([]float32, rows)
		for row := range column {
			switch {
			case r.IntN(10) == 0:
				column[row] = float32(math.NaN())
			case m.Kinds[feature] == Categorical:
				column[row] = float32(r.IntN(140) - 2)
			default:
				column[row] = float32(r.NormFloat64())
			}
		}
		x.Columns = append(x.Columns, column)
	}
	return x
}

func rowOf(x Matrix, row int) []float32 {
	values := make([]float32, len(x.Columns))
	for feature, column := range x.Columns {
		values[feature] = column[row]
	}
	return values
}
