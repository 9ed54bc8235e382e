package gbm

import "runtime"

// Explanation says how much each feature moved each row's margin away from the expected one: exact
// path-dependent SHAP values (Lundberg et al. 2020, "From local explanations to global understanding with
// explainable AI for trees"), the same as XGBoost's pred_contribs and LightGBM's pred_contrib.
type Explanation struct {
	Bias     float64   // the expected margin: the mean over the training rows, weighted by cover
	Features int       // the number of values a row
	Values   []float64 // row by row, one value a feature, on the margin's scale
}

// Row is the SHAP values of one row. With Bias they add up to the row's margin.
func (e Explanation) Row(row int) []float64 {
	return e.Values[row*e.Features : (row+1)*e.Features]
}

// Explain explains every row's margin. The result is the same to the bit for any number of threads. (It is not
// promised to be the same to the last bit when the rows are cut into several calls: how a tree is worked
// through depends on how many rows share the work, and with it the order of some sums.)
//
// A leaf with value v, on whose path d different features are tested, is a small game: a feature the row
// satisfies counts o = 1, one it fails o = 0, and one that is left out counts z, the part of the training rows
// that satisfied it. The feature's Shapley value in that game is an integral of Owen's (1972) multilinear
// extension,
//
//	phi_j = v · ∫₀¹ (o_j - z_j) · ∏_{k≠j} (z_k·(1-t) + o_k·t) dt ,
//
// of a polynomial of degree d-1, for which Gauss–Legendre quadrature with ⌈d/2⌉ points is exact. All its
// terms are positive but the first, so nothing cancels, however deep the tree. Two ways of summing it over
// the leaves are used; plan.go chooses between them by estimated cost:
//
//   - Tables. A group of neighbouring leaves depends on a row only through the outcomes of the nodes above
//     and within it. For each pattern of outcomes the group's contributions are computed once; a row then
//     looks its pattern up and adds one number a feature (table.go). The idea of a table a leaf is Yang's
//     (2021, "Fast TreeSHAP", version 2); a table for several leaves together has fewer numbers to add.
//   - Walking. Leaves that are too deep for tables are summed by a walk over the tree that carries the
//     integrand at each point (walk.go), which is Yu et al.'s (2022) "Linear TreeShap" with quadrature in
//     place of polynomial interpolation.
//
// It panics if the matrix has not one column a feature.
func (m *Model) Explain(x Matrix, threads int) Explanation {
	return m.explain(x, threads, x.Rows())
}

// explain works in the way that is cheapest for so many planned rows.
func (m *Model) explain(x Matrix, threads, planned int) Explanation {
	m.mustFit(x)
	rows := x.Rows()
	e := Explanation{
		Bias:     m.BaseMargin,
		Features: len(m.Features),
		Values:   make([]float64, rows*len(m.Features)),
	}
	used := newColumnIndex(m)
	shapes := make([]*shape, len(m.Trees))
	for i := range m.Trees {
		shapes[i] = newShape(&m.Trees[i], used.place)
		e.Bias += shapes[i].expected()
	}

	size := explainBlock(len(used.features), rows, threads)
	var memory []float64
	for _, batch := range newBatches(shapes, planned) {
		if len(memory) < batch.numbers {
			memory = make([]float64, batch.numbers)
		}
		batch.build(memory, threads)
		inBlocks(rows, size, threads, func() func(from, to int) {
			explainer := newExplainer(used, size)
			return func(from, to int) {
				explainer.load(x, from, to)
				explainer.run(batch)
				explainer.store(e)
			}
		})
	}
	return e
}

// explainBlock is the number of rows explained together. A block reads every table once, so larger blocks spare
// memory's time; but each goroutine has eight bytes a feature and row of a block, and none should be
// without one.
func explainBlock(features, rows, threads int) int {
	const most, sums = 4096, 1 << 19
	if threads < 1 {
		threads = runtime.GOMAXPROCS(0)
	}
	size := max(64, min(most, sums/max(1, features)))
	rounds := (rows + threads*size - 1) / (threads * size)
	return max(64, (rows+threads*rounds-1)/max(1, threads*rounds))
}
