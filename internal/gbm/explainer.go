package gbm

import "math"

// explainer explains one block of rows at a time; each goroutine has its own.
type explainer struct {
	used     columnIndex
	size     int
	from, to int
	values   [][]float32               // one column a used feature: the block's values
	cleaned  [][]float32               // room for columns in which zeros are made missing
	phi      []float64                 // one column a used feature, size rows each
	outcomes [maxOutcomes + 2][]uint16 // by slot and row
	hot      []bool
	walking  []float64
}

func newExplainer(used columnIndex, size int) *explainer {
	e := &explainer{
		used: used, size: size,
		values:  make([][]float32, len(used.features)),
		cleaned: make([][]float32, len(used.features)),
		phi:     make([]float64, len(used.features)*size),
	}
	for slot := range e.outcomes {
		e.outcomes[slot] = make([]uint16, size)
	}
	return e
}

// load takes up a block of rows.
func (e *explainer) load(x Matrix, from, to int) {
	e.from, e.to = from, to
	clear(e.phi)
	for at, feature := range e.used.features {
		e.values[at] = x.Columns[feature][from:to]
		if !e.used.zeros[at] {
			continue
		}
		e.cleaned[at] = append(e.cleaned[at][:0], e.values[at]...)
		e.values[at] = e.cleaned[at]
		for row, value := range e.values[at] {
			if value >= -zeroLimit && value <= zeroLimit {
				e.values[at][row] = float32(math.NaN())
			}
		}
	}
}

// run adds up what the batch contributes to the block's rows.
func (e *explainer) run(b *batch) {
	for _, p := range b.parts {
		for i := range p.steps {
			if s := &p.steps[i]; s.split {
				e.note(s)
			} else {
				e.add(s.group, e.outcomes[s.from])
			}
		}
		if p.walk != nil {
			e.walk(p.walk)
		}
	}
}

// note writes a split's outcomes.
func (e *explainer) note(s *step) {
	values := e.values[s.column]
	from, to := e.outcomes[s.from][:len(values)], e.outcomes[s.to][:len(values)]
	switch {
	case s.set != nil:
		noteSet(s, values, from, to)
	case s.missingLeft:
		// A missing value is not at or above the threshold either.
		for row, value := range values {
			right := uint16(0)
			if value >= s.threshold {
				right = 1
			}
			to[row] = from[row] | (right^1)<<(s.bit&15)
		}
	default:
		for row, value := range values {
			left := uint16(0)
			if value < s.threshold {
				left = 1
			}
			to[row] = from[row] | left<<(s.bit&15)
		}
	}
}

func noteSet(s *step, values []float32, from, to []uint16) {
	for row, value := range values {
		left := s.set.has(value)
		if value != value {
			left = s.missingLeft
		}
		to[row] = from[row]
		if left {
			to[row] |= 1 << s.bit
		}
	}
}

// add looks the patterns up and adds the group's numbers, one feature after the other, because then each table is
// small and each sum is on its own: no addition waits for the one before.
func (e *explainer) add(g *group, outcomes []uint16) {
	rows := e.to - e.from
	for i, column := range g.columns {
		table := g.table[i]
		phi := e.phi[int(column)*e.size:][:rows]
		for row, pattern := range outcomes[:rows] {
			phi[row] += table[pattern]
		}
	}
}

// walk sums the leaves without a table, row by row.
func (e *explainer) walk(w *walk) {
	room := (w.deepest + 1) * w.points
	if len(e.walking) < 2*room {
		e.walking = make([]float64, 2*room)
	}
	if len(e.hot) < len(w.column) {
		e.hot = make([]bool, len(w.column))
	}
	walker := walker{
		walk: w, integrand: e.walking[:room], sums: e.walking[room : 2*room],
		hot: e.hot, values: e.values, phi: e.phi, stride: e.size,
	}
	for row := range e.to - e.from {
		walker.explain(row)
	}
}

// store adds the block's sums to the explanation.
func (e *explainer) store(into Explanation) {
	for at, feature := range e.used.features {
		for row, value := range e.phi[at*e.size:][:e.to-e.from] {
			into.Values[(e.from+row)*into.Features+int(feature)] += value
		}
	}
}
