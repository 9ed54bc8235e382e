package gbm

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"math/bits"
	"slices"
	"strconv"
)

// WriteXGBoost writes the model as XGBoost's JSON, which booster.load_model reads (1.7 and 3.2 were tried) and
// ReadXGBoost reads back to a model that predicts the same to the bit. XGBoost itself has float32: a leaf value is
// rounded there. A threshold that is no float32 is written rounded up, by which no float32 changes side. The
// same model gives the same bytes.
func (m *Model) WriteXGBoost(w io.Writer) error {
	file, err := m.xgboost()
	if err != nil {
		return fmt.Errorf("write xgboost model: %w", err)
	}
	return json.NewEncoder(w).Encode(file)
}

func (m *Model) xgboost() (*xgboostFile, error) {
	if err := m.check(); err != nil {
		return nil, err
	}
	if slices.Contains(m.ZeroMissing, true) {
		return nil, errors.New("a feature's zeros are read as missing, and XGBoost knows one missing value for all features")
	}
	file := &xgboostFile{Version: []int{1, 7, 4}}
	learner := &file.Learner
	learner.Attributes = map[string]string{}
	learner.FeatureNames = append([]string{}, m.Features...)
	learner.FeatureTypes = make([]string, len(m.Kinds))
	for i, kind := range m.Kinds {
		learner.FeatureTypes[i] = "float"
		if kind == Categorical {
			learner.FeatureTypes[i] = "c"
		}
	}
	learner.Param = xgboostParam{BoostFromAverage: "1", Classes: "0", Features: strconv.Itoa(len(m.Features)), Targets: "1"}
	learner.Objective.Name = "reg:squarederror"
	if m.Objective == Logistic {
		learner.Objective.Name = "binary:logistic"
	}
	learner.Objective.Param.ScalePosWeight = "1"
	if err := m.writeBase(learner); err != nil {
		return nil, err
	}

	trees := &learner.Booster.Model
	learner.Booster.Name = "gbtree"
	trees.Param.ParallelTrees, trees.Param.Trees, trees.Param.SizeLeafVector = "1", strconv.Itoa(len(m.Trees)), "0"
	trees.TreeInfo = make([]int, len(m.Trees))
	trees.Trees = make([]xgboostTree, len(m.Trees))
	for i := range m.Trees {
		if err := trees.Trees[i].write(&m.Trees[i], i, len(m.Features)); err != nil {
			return nil, fmt.Errorf("tree %d: %w", i, err)
		}
	}
	return file, nil
}

// writeBase rounds to float32 here: XGBoost 1.7 takes a base_score of 17 digits for 0.5 without a
// word, though it reads such a leaf value.
func (m *Model) writeBase(learner *xgboostLearner) error {
	base := m.Objective.Response(m.BaseMargin)
	if p := float32(base); m.Objective == Logistic && (p <= 0 || p >= 1) {
		return fmt.Errorf("the base margin %v is the probability %v, which XGBoost would round to %v: train with one nearer to zero",
			m.BaseMargin, base, p)
	}
	learner.Param.BaseScore = string(appendNumber(nil, float64(float32(base))))
	learner.Attributes[baseMarginAttribute] = strconv.FormatFloat(m.BaseMargin, 'g', -1, 64)
	return nil
}

// write numbers the nodes anew, level by level, because XGBoost takes the node after a left child for the right one.
func (x *xgboostTree) write(t *Tree, id, features int) error {
	order, parents := []int32{0}, []int32{math.MaxInt32}
	for at := 0; at < len(order); at++ {
		if node := order[at]; t.Feature[node] >= 0 {
			left, right, _ := t.xgboostSides(node)
			order, parents = append(order, left, right), append(parents, int32(at), int32(at))
		}
	}
	n := len(order)
	*x = xgboostTree{
		BaseWeights: make(numbers, n), SplitConditions: make(numbers, n), SumHessian: make(numbers, n), LossChanges: make(numbers, n),
		Categories: []int32{}, CategoriesNodes: []int32{}, CategoriesSegments: []int64{}, CategoriesSizes: []int64{},
		DefaultLeft: make(flags, n), ID: id, SplitIndices: make([]int32, n), SplitType: make([]int, n),
		LeftChildren: make([]int32, n), RightChildren: make([]int32, n), Parents: parents,
	}
	x.Param.Deleted, x.Param.SizeLeafVector = "0", "0"
	x.Param.Nodes, x.Param.Features = strconv.Itoa(n), strconv.Itoa(features)
	children := int32(1)
	for at, node := range order {
		x.SumHessian[at], x.LossChanges[at] = t.Cover[node], t.Gain[node]
		if t.Feature[node] < 0 {
			x.LeftChildren[at], x.RightChildren[at] = -1, -1
			x.SplitConditions[at], x.BaseWeights[at] = t.Value[node], t.Value[node]
			continue
		}
		x.LeftChildren[at], x.RightChildren[at] = children, children+1
		children += 2
		if err := x.writeSplit(t, node, at); err != nil {
			return fmt.Errorf("node %d: %w", node, err)
		}
	}
	return nil
}

// xgboostSides is the children and the default as XGBoost has them. A listed category goes right there and left here, so
// a categorical split's children change sides: then also a category never seen goes the same way.
func (t *Tree) xgboostSides(node int32) (left, right int32, missingLeft bool) {
	if t.Category[node] >= 0 {
		return t.Right[node], t.Left[node], !t.DefaultLeft[node]
	}
	return t.Left[node], t.Right[node], t.DefaultLeft[node]
}

func (x *xgboostTree) writeSplit(t *Tree, node int32, at int) error {
	x.SplitIndices[at] = t.Feature[node]
	_, _, x.DefaultLeft[at] = t.xgboostSides(node)
	if set := t.Category[node]; set >= 0 {
		codes, err := t.Sets[set].codes()
		if err != nil {
			return err
		}
		x.SplitType[at] = 1
		x.CategoriesNodes = append(x.CategoriesNodes, int32(at))
		x.CategoriesSegments = append(x.CategoriesSegments, int64(len(x.Categories)))
		x.CategoriesSizes = append(x.CategoriesSizes, int64(len(codes)))
		x.Categories = append(x.Categories, codes...)
		return nil
	}

	// A threshold of -Inf parts missing values from all others. The lowest number does so too but for infinite
	// values, which XGBoost refuses to take.
	threshold := max(-math.MaxFloat32, float64(ceil32(t.Threshold[node])))
	if !isFinite(threshold) {
		return fmt.Errorf("the threshold %v is beyond what a float32 holds", t.Threshold[node])
	}
	x.SplitConditions[at] = threshold
	return nil
}

// codes lists the set in ascending order.
func (s Set) codes() ([]int32, error) {
	var codes []int32
	for word, mask := range s {
		for ; mask != 0; mask &= mask - 1 {
			codes = append(codes, int32(word<<6+bits.TrailingZeros64(mask)))
		}
	}
	if len(codes) == 0 {
		return []int32{noCategory}, nil
	}
	if last := codes[len(codes)-1]; last >= maxCode {
		return nil, fmt.Errorf("category %d: codes up to %d are written", last, maxCode-1)
	}
	return codes, nil
}
