package gbm

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

// ReadXGBoost reads a model that XGBoost saved as JSON, booster.save_model("model.json"), or that WriteXGBoost
// wrote. It reads tree boosters of one output with the objectives binary:logistic, reg:logistic and
// reg:squarederror, and refuses all else by name. All trees count, also those after a best
// iteration that early stopping noted. A categorical feature's values are the codes the model was trained on.
func ReadXGBoost(r io.Reader) (*Model, error) {
	m, err := readXGBoost(r)
	if err != nil {
		return nil, fmt.Errorf("read xgboost model: %w", err)
	}
	return m, nil
}

func readXGBoost(r io.Reader) (*Model, error) {
	data, err := readModelFile(r)
	if err != nil {
		return nil, err
	}
	var file xgboostFile
	if err := json.Unmarshal(withoutNaN(data), &file); err != nil {
		return nil, fmt.Errorf("%w (save the model with booster.save_model(\"model.json\"); .ubj and .bin are not read)", err)
	}
	m, err := file.head()
	if err != nil {
		return nil, err
	}
	for i := range file.Learner.Booster.Model.Trees {
		t, err := file.Learner.Booster.Model.Trees[i].tree(m.Kinds)
		if err != nil {
			return nil, fmt.Errorf("tree %d: %w (the file may be damaged: save it again)", i, err)
		}
		m.Trees = append(m.Trees, t)
	}
	return m, m.check()
}

// head reads all but the trees.
func (f *xgboostFile) head() (*Model, error) {
	learner := &f.Learner
	if err := f.refuse(); err != nil {
		return nil, err
	}
	m := &Model{Objective: Logistic}
	if learner.Objective.Name == "reg:squarederror" {
		m.Objective = Squared
	}
	if err := m.readFeatures(learner); err != nil {
		return nil, err
	}
	base, err := parseNumber(strings.Trim(learner.Param.BaseScore, "[]"))
	if err != nil {
		return nil, fmt.Errorf("learner_model_param.base_score: %w", err)
	}
	m.BaseMargin = base
	if m.Objective == Logistic {
		if !(base > 0 && base < 1) {
			return nil, fmt.Errorf("learner_model_param.base_score is %v: for %s it must be a probability between 0 and 1",
				base, learner.Objective.Name)
		}
		m.BaseMargin = math.Log(base / (1 - base))
	}
	exact, err := strconv.ParseFloat(learner.Attributes[baseMarginAttribute], 64)
	if err == nil && float32(m.Objective.Response(exact)) == float32(base) {
		m.BaseMargin = exact
	}
	return m, nil
}

// refuse names what we can not read as what it is.
func (f *xgboostFile) refuse() error {
	learner := &f.Learner
	switch name := learner.Booster.Name; name {
	case "gbtree":
	case "":
		return errors.New("learner.gradient_booster.name is missing: is this a model saved by XGBoost 1.0 or later?")
	default:
		return fmt.Errorf("learner.gradient_booster.name is %q: only gbtree is read (train with booster=\"gbtree\")", name)
	}
	switch name := learner.Objective.Name; name {
	case "binary:logistic", "reg:logistic", "reg:squarederror":
	default:
		return fmt.Errorf("learner.objective.name is %q: only binary:logistic, reg:logistic and reg:squarederror are read", name)
	}
	for _, size := range []struct{ name, value string }{
		{"learner_model_param.num_class", learner.Param.Classes},
		{"learner_model_param.num_target", learner.Param.Targets},
		{"gbtree_model_param.size_leaf_vector", learner.Booster.Model.Param.SizeLeafVector},
	} {
		if size.value != "" && size.value != "0" && size.value != "1" {
			return fmt.Errorf("%s is %q: only models of one output are read", size.name, size.value)
		}
	}
	for i, class := range learner.Booster.Model.TreeInfo {
		if class != 0 {
			return fmt.Errorf("tree_info[%d] is %d: only models of one output are read", i, class)
		}
	}
	return nil
}

func (m *Model) readFeatures(learner *xgboostLearner) error {
	count, err := strconv.Atoi(learner.Param.Features)
	if err != nil || count < 0 || count > maxFeatures {
		return fmt.Errorf("learner_model_param.num_feature is %q: want a number up to %d", learner.Param.Features, maxFeatures)
	}
	m.Features = learner.FeatureNames
	if len(m.Features) == 0 {
		m.Features = make([]string, count)
		for i := range m.Features {
			m.Features[i] = "f" + strconv.Itoa(i) // the name XGBoost itself shows
		}
	}
	if len(m.Features) != count {
		return fmt.Errorf("%d feature_names for %d features", len(m.Features), count)
	}
	if types := len(learner.FeatureTypes); types != 0 && types != count {
		return fmt.Errorf("%d feature_types for %d features", types, count)
	}
	m.Kinds = make([]Kind, count)
	for i := range m.Kinds {
		m.Kinds[i] = Numeric
		if len(learner.FeatureTypes) > 0 && learner.FeatureTypes[i] == "c" {
			m.Kinds[i] = Categorical
		}
	}
	return nil
}

// tree reads one tree. A feature with a categorical split becomes categorical, for files without feature_types.
func (x *xgboostTree) tree(kinds []Kind) (Tree, error) {
	if err := x.refuse(); err != nil {
		return Tree{}, err
	}
	n := len(x.LeftChildren)
	sets, err := x.sets()
	if err != nil {
		return Tree{}, err
	}
	t := newTree(n)
	copy(t.Cover, x.SumHessian)
	for node := range n {
		if x.LeftChildren[node] == -1 {
			t.Value[node] = x.SplitConditions[node]
			continue
		}
		if feature := x.SplitIndices[node]; feature < 0 || int(feature) >= len(kinds) {
			return Tree{}, fmt.Errorf("node %d: it splits on feature %d of %d", node, feature, len(kinds))
		}
		t.Feature[node] = x.SplitIndices[node]
		if len(x.LossChanges) > 0 {
			t.Gain[node] = orZero(x.LossChanges[node])
		}
		t.Left[node], t.Right[node], t.DefaultLeft[node] = x.LeftChildren[node], x.RightChildren[node], x.DefaultLeft[node]
		if len(x.SplitType) == 0 || x.SplitType[node] == 0 {
			t.Threshold[node] = x.SplitConditions[node]
			continue
		}
		// The children change sides: xgboostSides says why.
		set, found := sets[int32(node)]
		if !found {
			return Tree{}, fmt.Errorf("node %d: a categorical split without categories", node)
		}
		t.Left[node], t.Right[node] = t.Right[node], t.Left[node]
		t.DefaultLeft[node] = !t.DefaultLeft[node]
		t.Category[node] = int32(len(t.Sets))
		t.Sets = append(t.Sets, set)
		kinds[t.Feature[node]] = Categorical
	}
	return t.tidied()
}

// refuse tells what is wrong with the arrays' sizes.
func (x *xgboostTree) refuse() error {
	if size := x.Param.SizeLeafVector; size != "" && size != "0" && size != "1" {
		return fmt.Errorf("tree_param.size_leaf_vector is %q: only models of one output are read", size)
	}
	n := len(x.LeftChildren)
	if n == 0 {
		return errors.New("left_children is empty")
	}
	for _, array := range []struct {
		name     string
		length   int
		optional bool
	}{
		{"right_children", len(x.RightChildren), false},
		{"split_conditions", len(x.SplitConditions), false},
		{"split_indices", len(x.SplitIndices), false},
		{"default_left", len(x.DefaultLeft), false},
		{"sum_hessian", len(x.SumHessian), false},
		{"loss_changes", len(x.LossChanges), true},
		{"split_type", len(x.SplitType), true},
	} {
		if array.length != n && !(array.optional && array.length == 0) {
			return fmt.Errorf("%s has %d elements for %d nodes", array.name, array.length, n)
		}
	}
	return nil
}

// sets is the categorical nodes' listed codes.
func (x *xgboostTree) sets() (map[int32]Set, error) {
	if len(x.CategoriesSegments) != len(x.CategoriesNodes) || len(x.CategoriesSizes) != len(x.CategoriesNodes) {
		return nil, fmt.Errorf("%d categories_segments and %d categories_sizes for %d categories_nodes",
			len(x.CategoriesSegments), len(x.CategoriesSizes), len(x.CategoriesNodes))
	}
	sets := make(map[int32]Set, len(x.CategoriesNodes))
	listed, words := int64(0), 0
	for i, node := range x.CategoriesNodes {
		from, size, all := x.CategoriesSegments[i], x.CategoriesSizes[i], int64(len(x.Categories))
		if from < 0 || size < 0 || from > all || size > all-from {
			return nil, fmt.Errorf("node %d: its categories %d to %d are outside the %d listed", node, from, from+size, all)
		}
		if listed += size; listed > all {
			return nil, fmt.Errorf("node %d: its categories are listed for another node too", node)
		}
		set := Set{}
		for _, code := range x.Categories[from : from+size] {
			if code == noCategory && size == 1 {
				break
			}
			if code < 0 || code >= maxCode {
				return nil, fmt.Errorf("node %d: category %d: codes up to %d are read", node, code, maxCode-1)
			}
			set = set.with(int(code))
		}
		if words += len(set); words > maxSetWords {
			return nil, fmt.Errorf("node %d: the sets of categories are too large: number the categories from 0 without gaps", node)
		}
		sets[node] = set
	}
	return sets, nil
}

// with is the set and one code more.
func (s Set) with(code int) Set {
	for len(s) <= code>>6 {
		s = append(s, 0)
	}
	s[code>>6] |= 1 << (code & 63)
	return s
}
