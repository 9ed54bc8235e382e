package gbm

// flatModel is a model laid out for prediction: all trees in one array, the two children of a node side by
// side, and one integer comparison a step.
type flatModel struct {
	base   float64
	used   columnIndex
	nodes  []flatNode   // every tree's nodes after the other's
	values []float64    // a leaf's value, one a node
	splits []keyedSplit // the categorical ones
	trees  []flatTree
}

// flatNode is a keyedSplit, or a leaf: that is its own left child, and its key is one no value reaches, so that a
// walk may take a step too many and no branch asks for the end.
type flatNode struct {
	key, wrap uint32
	feature   int32
	left      int32
}

type flatTree struct {
	root, depth int32
	categorical bool // the tree has a set, which one comparison can not express
}

func flatten(m *Model) *flatModel {
	f := &flatModel{base: m.BaseMargin, used: newColumnIndex(m)}
	for i := range m.Trees {
		f.add(&m.Trees[i])
	}
	return f
}

// add appends a tree, breadth first: the nodes most rows pass lie together.
func (f *flatModel) add(t *Tree) {
	root := len(f.nodes)
	order, depth := []int32{0}, []int32{0}
	flat := flatTree{root: int32(root), categorical: len(t.Sets) > 0}
	for at := 0; at < len(order); at++ {
		node := order[at]
		if t.Feature[node] < 0 {
			f.nodes = append(f.nodes, flatNode{key: missingKey, wrap: 1, left: int32(root + at)})
			f.values = append(f.values, t.Value[node])
			continue
		}
		f.nodes = append(f.nodes, f.split(t, node, int32(root+len(order))))
		f.values = append(f.values, 0)
		order = append(order, t.Left[node], t.Right[node])
		depth = append(depth, depth[at]+1, depth[at]+1)
		flat.depth = max(flat.depth, depth[at]+1)
	}
	f.trees = append(f.trees, flat)
}

// aSet marks, in wrap, a node with a categorical split; its key is then the split's index.
const aSet = 1 << 31

func (f *flatModel) split(t *Tree, node, left int32) flatNode {
	split, column := newKeyedSplit(t, node), f.used.place[t.Feature[node]]
	if split.set == nil {
		return flatNode{key: split.key, wrap: split.wrap, feature: column, left: left}
	}
	f.splits = append(f.splits, split)
	return flatNode{key: uint32(len(f.splits) - 1), wrap: aSet, feature: column, left: left}
}

// gather writes the rows' keys, row by row.
func (f *flatModel) gather(x Matrix, from, to int, keys []uint32) {
	width := len(f.used.features)
	for at := range f.used.features {
		f.used.keysOf(x, at, from, to, keys[at:], width)
	}
}

// margins scores the gathered rows.
func (f *flatModel) margins(keys []uint32, margins []float64) {
	for row := range margins {
		margins[row] = f.base
	}
	for _, t := range f.trees {
		if t.categorical {
			f.addSets(t, keys, margins)
			continue
		}
		done := f.addFour(t, keys, margins)
		for row := done; row < len(margins); row++ {
			f.addOne(t, keys, row, margins)
		}
	}
}

// addFour walks four rows abreast, because one row's walk is a chain of loads that each wait for the last,
// and says how many rows it did.
func (f *flatModel) addFour(t flatTree, keys []uint32, margins []float64) int {
	nodes, values, width := f.nodes, f.values, len(f.used.features)
	row := 0
	for ; row+4 <= len(margins); row += 4 {
		ka := keys[row*width : row*width+width]
		kb := keys[(row+1)*width : (row+1)*width+width]
		kc := keys[(row+2)*width : (row+2)*width+width]
		kd := keys[(row+3)*width : (row+3)*width+width]
		a, b, c, d := t.root, t.root, t.root, t.root
		for range t.depth {
			a, b = nodes[a].next(ka), nodes[b].next(kb)
			c, d = nodes[c].next(kc), nodes[d].next(kd)
		}
		margins[row] += values[a]
		margins[row+1] += values[b]
		margins[row+2] += values[c]
		margins[row+3] += values[d]
	}
	return row
}

func (f *flatModel) addOne(t flatTree, keys []uint32, row int, margins []float64) {
	width, node := len(f.used.features), t.root
	for range t.depth {
		node = f.nodes[node].next(keys[row*width : row*width+width])
	}
	margins[row] += f.values[node]
}

func (n *flatNode) next(keys []uint32) int32 {
	right := int32(0)
	if keys[n.feature]+n.wrap >= n.key {
		right = 1
	}
	return n.left + right
}

// addSets walks a tree that has categorical splits, and asks each node which kind it is.
func (f *flatModel) addSets(t flatTree, keys []uint32, margins []float64) {
	width := len(f.used.features)
	for row := range margins {
		keys, node := keys[row*width:row*width+width], t.root
		for range t.depth {
			n := &f.nodes[node]
			if n.wrap != aSet {
				node = n.next(keys)
				continue
			}
			node = n.left + 1 - int32(f.splits[n.key].within(keys[n.feature]))
		}
		margins[row] += f.values[node]
	}
}
