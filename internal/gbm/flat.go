package gbm

import "math"

// flatModel is a model laid out for prediction: all trees in one array, the two children of a node side by
// side, and one integer comparison a step.
type flatModel struct {
	base     float64
	features []int32    // the features any tree splits on; nodes name them by their place here
	zeros    []bool     // one an element of features: a zero is missing
	nodes    []flatNode // every tree's nodes after the other's
	values   []float64  // a leaf's value, one a node
	sets     []Set      // of the categorical splits
	trees    []flatTree
}

// flatNode goes right when key(value)+wrap >= key. A missing value has the largest key: without wrap it
// goes right, and with a wrap of 1 it overflows to 0 and goes left. A leaf is its own left child, and its
// key is one no value reaches, so that a walk may take a step too many and no branch asks for the end.
type flatNode struct {
	key, wrap uint32
	feature   int32
	left      int32
}

type flatTree struct {
	root, depth int32
	categorical bool // the tree has a set, which one comparison can not express
}

const missingKey = math.MaxUint32

// keyOf is the value's sort key, by which integers are compared as the values would be.
func keyOf(value float32) uint32 {
	if value != value {
		return missingKey
	}
	return sortKey(value)
}

// valueOf undoes keyOf.
func valueOf(key uint32) float32 {
	if key == missingKey {
		return float32(math.NaN())
	}
	return fromKey(key)
}

// ceil32 is the smallest float32 that is not below the threshold. For every float32 x, x < threshold exactly when
// x < ceil32(threshold), because no float32 lies between the two.
func ceil32(threshold float64) float32 {
	rounded := float32(threshold)
	if float64(rounded) < threshold {
		return math.Nextafter32(rounded, float32(math.Inf(1)))
	}
	return rounded
}

func flatten(m *Model) *flatModel {
	used := newColumnIndex(m)
	f := &flatModel{base: m.BaseMargin, features: used.features, zeros: used.zeros}
	for i := range m.Trees {
		f.add(&m.Trees[i], used.place)
	}
	return f
}

// add appends a tree, breadth first: the nodes most rows pass lie together.
func (f *flatModel) add(t *Tree, place []int32) {
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
		f.nodes = append(f.nodes, f.split(t, node, place, int32(root+len(order))))
		f.values = append(f.values, 0)
		order = append(order, t.Left[node], t.Right[node])
		depth = append(depth, depth[at]+1, depth[at]+1)
		flat.depth = max(flat.depth, depth[at]+1)
	}
	f.trees = append(f.trees, flat)
}

func (f *flatModel) split(t *Tree, node int32, place []int32, left int32) flatNode {
	flat := flatNode{feature: place[t.Feature[node]], left: left}
	if t.DefaultLeft[node] {
		flat.wrap = 1
	}
	if set := t.Category[node]; set >= 0 {
		// The wrap's second bit marks a set, whose index stands in the key.
		flat.wrap |= 2
		flat.key = uint32(len(f.sets))
		f.sets = append(f.sets, t.Sets[set])
		return flat
	}
	flat.key = keyOf(ceil32(t.Threshold[node])) + flat.wrap
	return flat
}

// gather writes the rows' keys, row by row.
func (f *flatModel) gather(x Matrix, from, to int, keys []uint32) {
	width := len(f.features)
	for at, feature := range f.features {
		for row, value := range x.Columns[feature][from:to] {
			if f.zeros[at] && value >= -zeroLimit && value <= zeroLimit {
				keys[row*width+at] = missingKey
				continue
			}
			keys[row*width+at] = keyOf(value)
		}
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
	nodes, values, width := f.nodes, f.values, len(f.features)
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
	width, node := len(f.features), t.root
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
	width := len(f.features)
	for row := range margins {
		keys, node := keys[row*width:row*width+width], t.root
		for range t.depth {
			n := &f.nodes[node]
			if n.wrap&2 == 0 {
				node = n.next(keys)
				continue
			}
			node = n.left + n.outside(f.sets[n.key], keys[n.feature])
		}
		margins[row] += f.values[node]
	}
}

// outside is 1 when the category goes right.
func (n *flatNode) outside(set Set, key uint32) int32 {
	if key == missingKey {
		return int32(1 - n.wrap&1)
	}
	if set.has(valueOf(key)) {
		return 0
	}
	return 1
}
