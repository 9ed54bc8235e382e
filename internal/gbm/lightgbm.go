package gbm

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// ReadLightGBM reads a model that LightGBM saved as text, booster.save_model("model.txt"), with the objectives
// binary and regression; it refuses all else by name. Margins are LightGBM's raw scores to the bit. Covers
// are the numbers of training rows, which LightGBM's own SHAP values weigh by, unlike the sums
// of hessians of a model trained here.
func ReadLightGBM(r io.Reader) (*Model, error) {
	m, err := readLightGBM(r)
	if err != nil {
		return nil, fmt.Errorf("read lightgbm model: %w", err)
	}
	return m, nil
}

func readLightGBM(r io.Reader) (*Model, error) {
	data, err := readModelFile(r)
	if err != nil {
		return nil, err
	}
	sections, err := lightgbmSections(data)
	if err != nil {
		return nil, err
	}
	m, err := sections[0].head()
	if err != nil {
		return nil, err
	}
	reader := lightgbmReader{model: m, missing: make([]lightgbmMissing, len(m.Features))}
	for i, section := range sections[1:] {
		t, err := reader.tree(section)
		if err != nil {
			return nil, fmt.Errorf("tree %d: %w", i, err)
		}
		m.Trees = append(m.Trees, t)
	}
	return m, m.check()
}

// lightgbmSection is the lines of the head or of one tree: key=value, or a key alone.
type lightgbmSection map[string]string

// lightgbmSections cuts the file into the head and one section a tree. What follows the trees is not needed.
func lightgbmSections(data []byte) ([]lightgbmSection, error) {
	if !bytes.HasPrefix(data, []byte("tree")) {
		return nil, errors.New("it does not begin with \"tree\" (save the model with booster.save_model(\"model.txt\"))")
	}
	current := lightgbmSection{}
	sections := []lightgbmSection{current}
	for line := range bytes.Lines(data) {
		key, value, _ := strings.Cut(strings.TrimSpace(string(line)), "=")
		switch key {
		case "":
		case "end of trees":
			return sections, nil
		case "Tree":
			if want := strconv.Itoa(len(sections) - 1); value != want {
				return nil, fmt.Errorf("tree %s stands where tree %s is expected", value, want)
			}
			current = lightgbmSection{}
			sections = append(sections, current)
		default:
			current[key] = value
		}
	}
	return nil, errors.New("it ends before \"end of trees\": the file is cut short, save it again")
}

func (s lightgbmSection) head() (*Model, error) {
	m := &Model{}
	objective := strings.Fields(s["objective"])
	switch {
	case len(objective) == 1 && objective[0] == "regression":
		m.Objective = Squared
	case len(objective) == 2 && objective[0] == "binary" && objective[1] == "sigmoid:1":
		m.Objective = Logistic
	default:
		return nil, fmt.Errorf("objective is %q: only \"binary sigmoid:1\" and \"regression\" are read", s["objective"])
	}
	if _, averages := s["average_output"]; averages {
		return nil, errors.New("average_output is set: a random forest's trees are averaged, and only sums are read (train with boosting=gbdt)")
	}
	for _, key := range [...]string{"num_class", "num_tree_per_iteration"} {
		if s[key] != "1" {
			return nil, fmt.Errorf("%s is %q: only models of one output are read", key, s[key])
		}
	}
	last, err := strconv.Atoi(s["max_feature_idx"])
	m.Features = strings.Fields(s["feature_names"])
	if err != nil || last != len(m.Features)-1 {
		return nil, fmt.Errorf("max_feature_idx is %q for %d feature_names", s["max_feature_idx"], len(m.Features))
	}
	infos := strings.Fields(s["feature_infos"])
	if len(infos) != len(m.Features) {
		return nil, fmt.Errorf("%d feature_infos for %d feature_names", len(infos), len(m.Features))
	}
	m.Kinds = make([]Kind, len(infos))
	for i, info := range infos {
		m.Kinds[i] = Numeric
		if info != "none" && !strings.HasPrefix(info, "[") {
			m.Kinds[i] = Categorical
		}
	}
	return m, nil
}

// floats reads the numbers of a line, which must be so many. An absent line has none.
func (s lightgbmSection) floats(key string, count int) ([]float64, error) {
	fields := strings.Fields(s[key])
	if len(fields) != count {
		return nil, fmt.Errorf("%s has %d numbers, not %d", key, len(fields), count)
	}
	values := make([]float64, count)
	for i, field := range fields {
		value, err := strconv.ParseFloat(field, 64)
		if err != nil {
			return nil, fmt.Errorf("%s: %.40q is not a number", key, field)
		}
		values[i] = value
	}
	return values, nil
}

// ints reads the whole numbers of a line, which must be so many; any number if count is negative.
func (s lightgbmSection) ints(key string, count int) ([]int64, error) {
	fields := strings.Fields(s[key])
	if count >= 0 && len(fields) != count {
		return nil, fmt.Errorf("%s has %d numbers, not %d", key, len(fields), count)
	}
	values := make([]int64, len(fields))
	for i, field := range fields {
		value, err := strconv.ParseInt(field, 10, 64)
		if err != nil {
			return nil, fmt.Errorf("%s: %.40q is not a whole number", key, field)
		}
		values[i] = value
	}
	return values, nil
}
