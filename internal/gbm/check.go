package gbm

import (
	"errors"
	"fmt"
	"io"
	"slices"
)

// maxModelBytes is the largest model file that is read. A thousand trees of depth 8 take about 30 MB.
const maxModelBytes = 1 << 30

// maxSetWords bounds what the sets of one tree take, 64 MB. One high code makes a set large, and a small damaged
// file must not make a large model.
const maxSetWords = 8 << 20

// maxFeatures is the most features a file may claim without naming them.
const maxFeatures = 1 << 20

// readModelFile reads a model file, but not an endless one.
func readModelFile(r io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxModelBytes+1))
	if err != nil {
		return nil, err
	}
	if len(data) > maxModelBytes {
		return nil, fmt.Errorf("the file is larger than %d bytes: a model of that size has too many trees to be explained; train it with fewer", maxModelBytes)
	}
	return data, nil
}

// check tells the first thing that is wrong with a model, so that predicting and explaining need not look.
func (m *Model) check() error {
	switch {
	case m.Objective != Logistic && m.Objective != Squared:
		return fmt.Errorf("unknown objective %q", m.Objective)
	case !isFinite(m.BaseMargin):
		return fmt.Errorf("the base margin is %v", m.BaseMargin)
	case len(m.Kinds) != len(m.Features):
		return fmt.Errorf("%d kinds for %d features", len(m.Kinds), len(m.Features))
	case m.ZeroMissing != nil && len(m.ZeroMissing) != len(m.Features):
		return fmt.Errorf("ZeroMissing has %d elements for %d features", len(m.ZeroMissing), len(m.Features))
	}
	for i := range m.Trees {
		if err := m.Trees[i].check(m.Kinds); err != nil {
			return fmt.Errorf("tree %d: %w", i, err)
		}
	}
	return nil
}

func (t *Tree) check(kinds []Kind) error {
	n := len(t.Feature)
	if n == 0 {
		return errors.New("it has no nodes")
	}
	for _, length := range []int{
		len(t.Threshold), len(t.Left), len(t.Right), len(t.DefaultLeft), len(t.Category), len(t.Value), len(t.Cover), len(t.Gain),
	} {
		if length != n {
			return fmt.Errorf("one of its arrays has %d elements for %d nodes", length, n)
		}
	}
	order, err := t.reached()
	if err != nil {
		return err
	}
	if len(order) != n {
		return fmt.Errorf("%d of its %d nodes can not be reached from the root", n-len(order), n)
	}
	for node := range n {
		if err := t.checkNode(node, kinds); err != nil {
			return fmt.Errorf("node %d: %w", node, err)
		}
	}
	return nil
}

func (t *Tree) checkNode(node int, kinds []Kind) error {
	for _, number := range [...]float64{t.Value[node], t.Cover[node], t.Gain[node]} {
		if !isFinite(number) {
			return errors.New("its value, cover or gain is not a finite number")
		}
	}
	if threshold := t.Threshold[node]; threshold != threshold {
		return errors.New("its threshold is not a number")
	}
	if t.Cover[node] < 0 {
		return fmt.Errorf("its cover %v is negative", t.Cover[node])
	}
	feature, set := int(t.Feature[node]), int(t.Category[node])
	if feature < 0 {
		return nil
	}
	left, right := int(t.Left[node]), int(t.Right[node])
	switch {
	case feature >= len(kinds):
		return fmt.Errorf("it splits on feature %d of %d", feature, len(kinds))
	case left <= node || right <= node:
		return errors.New("a child does not come after it")
	case set >= len(t.Sets):
		return fmt.Errorf("it splits by set %d of %d", set, len(t.Sets))
	case (set >= 0) != (kinds[feature] == Categorical):
		return fmt.Errorf("its split does not suit feature %d, which is %s", feature, kinds[feature])
	}
	return nil
}

// reached is the nodes that can be reached from the root, level by level. It is an error if a child is not there,
// or if a node has two ways in, of which a circle is one case.
func (t *Tree) reached() ([]int32, error) {
	n := len(t.Feature)
	seen := make([]bool, n)
	seen[0] = true
	order := []int32{0}
	for at := 0; at < len(order); at++ {
		node := order[at]
		if t.Feature[node] < 0 {
			continue
		}
		for _, child := range [2]int32{t.Left[node], t.Right[node]} {
			if child < 0 || int(child) >= n {
				return nil, fmt.Errorf("node %d: child %d is outside the tree's %d nodes", node, child, n)
			}
			if seen[child] {
				return nil, fmt.Errorf("node %d: child %d already has a parent, or is the root", node, child)
			}
			seen[child] = true
			order = append(order, child)
		}
	}
	return order, nil
}

// tidied is the tree without the nodes that can not be reached (XGBoost leaves pruned ones in its files), and with
// every child after its parent. The nodes keep their order if it is such already.
func (t *Tree) tidied() (Tree, error) {
	order, err := t.reached()
	if err != nil {
		return Tree{}, err
	}
	ordered := func(node int32) bool { return t.Feature[node] < 0 || t.Left[node] > node && t.Right[node] > node }
	if !slices.ContainsFunc(order, func(node int32) bool { return !ordered(node) }) {
		slices.Sort(order)
	}
	number := make([]int32, len(t.Feature))
	for to, from := range order {
		number[from] = int32(to)
	}
	tidy := newTree(len(order))
	tidy.Sets = t.Sets
	for to, from := range order {
		tidy.Feature[to], tidy.Threshold[to], tidy.DefaultLeft[to] = t.Feature[from], t.Threshold[from], t.DefaultLeft[from]
		tidy.Category[to], tidy.Value[to] = t.Category[from], t.Value[from]
		tidy.Cover[to], tidy.Gain[to] = t.Cover[from], t.Gain[from]
		if t.Feature[from] >= 0 {
			tidy.Left[to], tidy.Right[to] = number[t.Left[from]], number[t.Right[from]]
		}
	}
	return tidy, nil
}

// newTree is a tree of n leaves of no value.
func newTree(n int) Tree {
	t := Tree{
		Feature: make([]int32, n), Threshold: make([]float64, n), Left: make([]int32, n), Right: make([]int32, n),
		DefaultLeft: make([]bool, n), Category: make([]int32, n),
		Value: make([]float64, n), Cover: make([]float64, n), Gain: make([]float64, n),
	}
	for node := range n {
		t.Feature[node], t.Category[node] = -1, -1
	}
	return t
}

// orZero is a gain that is no number, or infinite, made 0: other libraries write such gains, and nothing is
// predicted by them.
func orZero(gain float64) float64 {
	if !isFinite(gain) {
		return 0
	}
	return gain
}
