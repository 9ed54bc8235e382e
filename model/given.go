package model

import (
	"bufio"
	"io"
	"strings"

	"vigie"
	"vigie/internal/gbm"
	"vigie/pack"
)

// given is the learner's name in an evaluation when the trees were trained elsewhere.
const given = "given"

// ReadTrees reads boosted trees that were trained elsewhere, XGBoost JSON or LightGBM text, so that they can be judged, kept and
// used like our own. Their features must be the model's, by name (family.column), and numbers: the codes under which another
// program knew a category are not in its file.
func ReadTrees(r io.Reader, p *pack.Pack, m *pack.Model) (*Boosting, error) {
	features, err := Choose(p, m)
	if err != nil {
		return nil, err
	}
	buffered := bufio.NewReader(r)
	begins, err := firstOf(buffered)
	if err != nil {
		return nil, vigie.Errorf(vigie.Invalid, "read given trees: the file is empty or can not be read (%w): give XGBoost JSON or LightGBM text", err)
	}
	read := gbm.ReadLightGBM
	if begins == '{' {
		read = gbm.ReadXGBoost
	}
	trees, err := read(buffered)
	if err != nil {
		return nil, vigie.Errorf(vigie.Invalid, "read given trees: %w", err)
	}
	if trees.Objective != gbm.Logistic {
		return nil, vigie.Errorf(vigie.Invalid, "read given trees: their objective is %s: only logistic ones say how likely", trees.Objective)
	}
	if trees.ZeroMissing != nil {
		return nil, vigie.Errorf(vigie.Invalid, "read given trees: they read zero as missing, and here missing is never zero: train them again with zero_as_missing off")
	}
	return rename(trees, features)
}

// firstOf passes over white space and tells what a file begins with.
func firstOf(r *bufio.Reader) (byte, error) {
	for {
		b, err := r.ReadByte()
		if err != nil {
			return 0, err
		}
		if b > ' ' {
			return b, r.UnreadByte()
		}
	}
}

// rename gives the trees' features their places among the model's.
func rename(trees *gbm.Model, features []Feature) (*Boosting, error) {
	b := &Boosting{Encoder: Encoder{Categories: map[string][]string{}}, Trees: trees}
	at := map[string]int32{}
	for i, f := range features {
		b.Encoder.Features = append(b.Encoder.Features, f.Ref)
		if f.Categorical() {
			b.Encoder.Categories[f.Ref] = nil
		} else {
			at[f.Ref] = int32(i)
		}
	}
	place := make([]int32, len(trees.Features))
	var unknown []string
	seen := map[string]bool{}
	for i, name := range trees.Features {
		if seen[name] {
			return nil, vigie.Errorf(vigie.Invalid, "read given trees: they name feature %s twice", name)
		}
		seen[name] = true
		if i < len(trees.Kinds) && trees.Kinds[i] == gbm.Categorical {
			return nil, vigie.Errorf(vigie.Invalid, "read given trees: they split %s by categories, whose codes are not in the file: train them on numbers", name)
		}
		var ok bool
		if place[i], ok = at[name]; !ok {
			unknown = append(unknown, name)
		}
	}
	if unknown != nil {
		return nil, vigie.Errorf(vigie.Invalid, "read given trees: the model has no numeric feature %s: name the columns family.column, as in docs/features.md of the pack", strings.Join(unknown, ", "))
	}
	for i := range trees.Trees {
		for n, f := range trees.Trees[i].Feature {
			if f >= 0 {
				trees.Trees[i].Feature[n] = place[f]
			}
		}
	}
	trees.Features, trees.Kinds = b.Encoder.Features, b.Encoder.kinds()
	if _, err := b.MarshalJSON(); err != nil { // what can not be kept must not be judged first
		return nil, vigie.Errorf(vigie.Invalid, "read given trees: %w", err)
	}
	return b, nil
}

// calibrated fits the calibration of given trees on the later part of the rows. Nobody here knows whether they saw these.
func calibrated(s Scorer, t *Table, rows []int32, c pack.Learner) Fit {
	_, late := byTime(t, rows, validateShare(c))
	positive := make([]bool, len(late))
	for i, r := range late {
		positive[i] = t.Positive[r]
	}
	return Fit{s, fitCalibration(s.Margins(t, late), positive)}
}
