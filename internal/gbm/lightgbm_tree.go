package gbm

import (
	"errors"
	"fmt"
	"math"
	"strings"
)

// lightgbmMissing is what LightGBM takes for missing, bits 2 and 3 of a node's decision_type.
type lightgbmMissing uint8

const (
	missingUnknown lightgbmMissing = iota // no split on the feature was met yet
	missingNone                           // nothing: NaN is read as 0
	missingZero                           // NaN and zeros
	missingNaN                            // NaN
)

// lightgbmReader reads the trees of one model.
type lightgbmReader struct {
	model   *Model
	missing []lightgbmMissing // one a feature
}

// lightgbmNodes is the lines of a tree with one number a split.
type lightgbmNodes struct {
	feature, decision, left, right []int64
	threshold, gain                []float64
	cover                          []float64
	boundaries, words              []int64 // of the sets: words boundaries[i] to boundaries[i+1] are set i, 32 codes each
	read                           int64   // words, by all sets so far
}

// tree reads one tree. In the file splits are numbered 0, 1, 2 … and leaf i is child -i-1; here the leaves follow
// the splits.
func (r *lightgbmReader) tree(s lightgbmSection) (Tree, error) {
	if linear := s["is_linear"]; linear != "" && linear != "0" {
		return Tree{}, fmt.Errorf("is_linear is %q: linear trees are not read (train with linear_tree=false)", linear)
	}
	count, err := s.ints("num_leaves", 1)
	if err != nil {
		return Tree{}, err
	}
	leaves := len(strings.Fields(s["leaf_value"]))
	if leaves == 0 || int64(leaves) != count[0] {
		return Tree{}, fmt.Errorf("leaf_value has %d numbers for num_leaves %d", leaves, count[0])
	}
	values, err := s.floats("leaf_value", leaves)
	if err != nil {
		return Tree{}, err
	}
	t := newTree(2*leaves - 1)
	copy(t.Value[leaves-1:], values)
	if leaves == 1 {
		return t, nil
	}
	nodes, err := s.nodes(leaves)
	if err != nil {
		return Tree{}, err
	}
	copy(t.Cover, nodes.cover)
	for node := range leaves - 1 {
		if err := r.split(&t, nodes, node); err != nil {
			return Tree{}, fmt.Errorf("node %d: %w", node, err)
		}
	}
	return t.tidied()
}

func (s lightgbmSection) nodes(leaves int) (*lightgbmNodes, error) {
	n := &lightgbmNodes{}
	var errs []error
	ints := func(to *[]int64, key string, count int) {
		var err error
		*to, err = s.ints(key, count)
		errs = append(errs, err)
	}
	floats := func(to *[]float64, key string, count int) {
		var err error
		*to, err = s.floats(key, count)
		errs = append(errs, err)
	}
	ints(&n.feature, "split_feature", leaves-1)
	ints(&n.decision, "decision_type", leaves-1)
	ints(&n.left, "left_child", leaves-1)
	ints(&n.right, "right_child", leaves-1)
	floats(&n.threshold, "threshold", leaves-1)
	floats(&n.gain, "split_gain", leaves-1)
	ints(&n.boundaries, "cat_boundaries", -1)
	ints(&n.words, "cat_threshold", -1)

	var below []float64
	floats(&n.cover, "internal_count", leaves-1)
	floats(&below, "leaf_count", leaves)
	n.cover = append(n.cover, below...)
	return n, errors.Join(errs...)
}

func (r *lightgbmReader) split(t *Tree, nodes *lightgbmNodes, node int) error {
	feature := nodes.feature[node]
	if feature < 0 || feature >= int64(len(r.model.Features)) {
		return fmt.Errorf("it splits on feature %d of %d", feature, len(r.model.Features))
	}
	t.Feature[node] = int32(feature)
	t.Gain[node] = orZero(nodes.gain[node])
	var err error
	if t.Left[node], err = child(nodes.left[node], len(nodes.left)); err != nil {
		return err
	}
	if t.Right[node], err = child(nodes.right[node], len(nodes.left)); err != nil {
		return err
	}
	decision := nodes.decision[node]
	if decision&1 != 0 {
		t.Category[node] = int32(len(t.Sets))
		set, err := nodes.set(nodes.threshold[node])
		t.Sets = append(t.Sets, set)
		return err // a missing category goes right, which is what DefaultLeft says already
	}

	// LightGBM asks x <= threshold, which is x < the next number.
	threshold := nodes.threshold[node]
	t.Threshold[node] = math.Nextafter(threshold, math.Inf(1))
	t.DefaultLeft[node] = decision&2 != 0
	missing := lightgbmMissing(decision>>2&3) + missingNone
	if missing == missingNone {
		t.DefaultLeft[node] = 0 <= threshold
	}
	if math.IsInf(threshold, 1) {
		// All that is not missing goes left, infinity too, which no x < threshold says. That no number goes
		// left can be said, so the children change sides.
		t.Threshold[node] = math.Inf(-1)
		t.Left[node], t.Right[node] = t.Right[node], t.Left[node]
		t.DefaultLeft[node] = !t.DefaultLeft[node]
	}
	return r.note(int(feature), missing)
}

// note keeps what is missing for the feature. Zeros are missing for a feature or not, and not for a split, as in
// every file LightGBM writes.
func (r *lightgbmReader) note(feature int, missing lightgbmMissing) error {
	known := r.missing[feature]
	r.missing[feature] = missing
	switch {
	case missing > missingNaN:
		return errors.New("bits 2 and 3 of decision_type are both set")
	case known != missingUnknown && (known == missingZero) != (missing == missingZero):
		return fmt.Errorf("decision_type takes zeros of feature %d for missing, but not in all splits", feature)
	case missing == missingZero && r.model.ZeroMissing == nil:
		r.model.ZeroMissing = make([]bool, len(r.model.Features))
	}
	if missing == missingZero {
		r.model.ZeroMissing[feature] = true
	}
	return nil
}

// child is the number of a child, of a tree of so many splits.
func child(number int64, splits int) (int32, error) {
	nodes := int64(2*splits + 1)
	at := number
	if number < 0 {
		at = int64(splits) - number - 1
	}
	if number < -int64(splits)-1 || number >= int64(splits) {
		return 0, fmt.Errorf("child %d is outside the tree's %d nodes", number, nodes)
	}
	return int32(at), nil
}

// set is the codes that go left, by the set's number.
func (n *lightgbmNodes) set(number float64) (Set, error) {
	if !(number >= 0 && number < float64(len(n.boundaries)-1)) {
		return nil, fmt.Errorf("it splits by set %v of %d", number, max(0, len(n.boundaries)-1))
	}
	from, to := n.boundaries[int(number)], n.boundaries[int(number)+1]
	if from < 0 || to < from || to > int64(len(n.words)) || to-from > maxCode/32 {
		return nil, fmt.Errorf("the words %d to %d of its set are outside the %d of cat_threshold, or are too many", from, to, len(n.words))
	}
	if n.read += to - from; n.read > int64(len(n.words)) {
		return nil, errors.New("its set is another split's too")
	}
	set := make(Set, (to-from+1)/2)
	for i, word := range n.words[from:to] {
		if word < 0 || word > math.MaxUint32 {
			return nil, fmt.Errorf("cat_threshold: %d is no word of 32 bits", word)
		}
		set[i/2] |= uint64(word) << (32 * (i & 1))
	}
	return set, nil
}
