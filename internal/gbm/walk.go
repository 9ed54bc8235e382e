package gbm

// walk sums the leaves that no table covers. What it needs of each node is computed once for all rows: factors
// for the integrand on the way down, and gains by which the sum of the leaves below counts for the feature
// split at the parent. A feature met again replaces what it was, so the factor divides the old term
// out, and the gain takes the old gain back. Once a feature is failed it stays so: its gain no
// longer changes, and its term only shrinks by the node's share.
type walk struct {
	*plan
	points               int
	hotFactor, hotGain   []float64 // node by node, one number a point: the row satisfies the path so far
	coldFactor, coldGain []float64 // the row fails it here, having satisfied it until now
	splits               []keyedSplit
	deepest              int
}

func newWalk(p *plan) *walk {
	w := &walk{plan: p, points: (p.widest + 1) / 2}
	rule := newQuadrature(w.points)
	n := len(p.column) * w.points
	w.hotFactor, w.hotGain = make([]float64, n), make([]float64, n)
	w.coldFactor, w.coldGain = make([]float64, n), make([]float64, n)
	w.splits = make([]keyedSplit, len(p.column))
	for node := range p.column {
		if p.column[node] >= 0 {
			w.splits[node] = newKeyedSplit(p.tree, int32(node))
		}
	}
	for node := 1; node < len(p.column); node++ {
		z, before := p.part[node], 1.0
		if same := p.before[node]; same != 0 {
			before = p.part[same]
		}
		for i, t := range rule.points {
			at, weight := node*w.points+i, rule.weights[i]
			term, old := z+(1-z)*t, before+(1-before)*t
			w.hotFactor[at] = term / old
			w.hotGain[at] = weight * ((1-z)/term - (1-before)/old)
			w.coldFactor[at] = z * (1 - t) / old
			w.coldGain[at] = weight * (-1/(1-t) - (1-before)/old)
		}
		w.deepest = max(w.deepest, int(p.depth[node]))
	}
	return w
}

// walker is one goroutine's state of a walk.
type walker struct {
	*walk
	integrand []float64 // depth by depth, one number a point
	sums      []float64 // the same: the integrand times the value, summed over the leaves below
	hot       []bool    // by node on the current path: the row satisfies what the path asks of the feature
	keys      [][]uint32
	phi       []float64 // one column a feature, stride rows each
	stride    int
	row       int
}

// explain walks one row.
func (w *walker) explain(row int) {
	w.row = row
	for i := range w.points {
		w.integrand[i] = 1
	}
	w.visit(0, w.integrand, w.sums)
}

// visit leaves the sums of the node's subtree in sums.
func (w *walker) visit(node int32, integrand, sums []float64) {
	column, points := w.column[node], w.points
	left := w.splits[node].left(w.keys[column][w.row]) != 0
	here, sum := integrand[:points], sums[:points]
	clear(sum)
	contribution := 0.0
	for _, child := range [2]int32{w.tree.Left[node], w.tree.Right[node]} {
		if !w.walked[child] {
			continue
		}
		hot := left == (child == w.tree.Left[node])
		was := w.before[child] == 0 || w.hot[w.before[child]]
		w.hot[child] = was && hot
		below := integrand[points : 2*points]
		at := int(child) * points
		var gain []float64
		switch {
		case !was:
			share := w.share[child]
			for i, value := range here {
				below[i] = value * share
			}
		case hot:
			times(below, here, w.hotFactor[at:at+points])
			gain = w.hotGain[at : at+points]
		default:
			times(below, here, w.coldFactor[at:at+points])
			gain = w.coldGain[at : at+points]
		}

		found := sums[points : 2*points]
		if w.column[child] < 0 {
			value := w.tree.Value[child]
			for i := range found {
				found[i] = below[i] * value
			}
		} else {
			w.visit(child, integrand[points:], sums[points:])
		}
		for i, value := range found {
			sum[i] += value
		}
		for i, weight := range gain {
			contribution += weight * found[i]
		}
	}
	w.phi[int(column)*w.stride+w.row] += contribution
}

func times(product, a, b []float64) {
	for i := range product {
		product[i] = a[i] * b[i]
	}
}
