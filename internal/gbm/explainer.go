package gbm

// explainer explains one block of rows at a time; each goroutine has its own.
type explainer struct {
	used     columnIndex
	size     int
	from, to int
	keys     [][]uint32 // one column a used feature: the block's values
	phi      []float64  // one column a used feature, size rows each
	outcomes [][]uint16 // by slot and row: bit i is set when the row went left at split i
	hot      []bool
	walking  []float64
}

func newExplainer(used columnIndex, size int) *explainer {
	e := &explainer{
		used: used, size: size,
		keys:     make([][]uint32, len(used.features)),
		phi:      make([]float64, len(used.features)*size),
		outcomes: make([][]uint16, ownSlot(partGroups)),
	}
	for at := range e.keys {
		e.keys[at] = make([]uint32, size)
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
	for at := range e.keys {
		e.used.keysOf(x, at, from, to, e.keys[at], 1)
	}
}

// run adds up what the batch contributes to the block's rows.
func (e *explainer) run(b *batch) {
	rows := e.to - e.from
	for _, p := range b.parts {
		for i := range p.notes {
			n := &p.notes[i]
			n.run(e.keys[n.column][:rows], e.outcomes[n.from][:rows], e.outcomes[n.to][:rows])
		}
		for i := range p.adds {
			e.add(&p.adds[i])
		}
		if p.walk != nil {
			e.walk(p.walk)
		}
	}
}

func (n *note) run(keys []uint32, from, to []uint16) {
	from, to = from[:len(keys)], to[:len(keys)]
	if n.set != nil {
		for row, key := range keys {
			to[row] = from[row] | uint16(n.within(key)<<n.bit)
		}
		return
	}
	split, wrap, shift := uint64(n.key), n.wrap, n.bit&15
	for row, key := range keys {
		to[row] = from[row] | uint16((uint64(key+wrap)-split)>>63<<shift)
	}
}

// add looks the patterns up and adds the numbers, for one feature after the other, because then tables are small
// and each row's sum is on its own: no addition waits for the one before. Four groups are added at a time,
// which loads and stores a row's sum once instead of four times.
func (e *explainer) add(a *add) {
	rows := e.to - e.from
	phi := e.phi[int(a.column)*e.size:][:rows]
	tables, slots := a.tables, a.slots
	for ; len(tables) >= 4; tables, slots = tables[4:], slots[4:] {
		addFour(phi, tables, e.outcomes[slots[0]], e.outcomes[slots[1]], e.outcomes[slots[2]], e.outcomes[slots[3]])
	}
	for i, table := range tables {
		for row, pattern := range e.outcomes[slots[i]][:rows] {
			phi[row] += table[pattern]
		}
	}
}

func addFour(phi []float64, tables [][]float64, a, b, c, d []uint16) {
	a, b, c, d = a[:len(phi)], b[:len(phi)], c[:len(phi)], d[:len(phi)]
	ta, tb, tc, td := tables[0], tables[1], tables[2], tables[3]
	for row := range phi {
		phi[row] += (ta[a[row]] + tb[b[row]]) + (tc[c[row]] + td[d[row]])
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
		hot: e.hot, keys: e.keys, phi: e.phi, stride: e.size,
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
