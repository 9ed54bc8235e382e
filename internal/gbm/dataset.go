package gbm

import (
	"errors"
	"fmt"
	"math"
	"strconv"
)

// Dataset is what a model learns from, or is judged on.
type Dataset struct {
	Matrix  Matrix
	Labels  []float32 // one a row; for Logistic a number from 0 to 1
	Weights []float32 // one a row, not negative; nil when every row counts once
	Kinds   []Kind    // one a feature; nil when all are Numeric
	Names   []string  // one a feature; nil for f0, f1, f2 …
}

// maxRows keeps a gradient's fixed-point budget above half of a 32-bit word; see quantise.
const maxRows = 1 << 30

// validate names the faults of shape, labels and weights. Values are looked at when they are binned.
func (d *Dataset) validate(objective Objective) error {
	rows := d.Matrix.Rows()
	if len(d.Matrix.Columns) == 0 {
		return errors.New("the matrix has no columns")
	}
	if rows == 0 {
		return errors.New("the matrix has no rows")
	}
	if rows > maxRows {
		return fmt.Errorf("the matrix has %d rows: at most %d can be trained on", rows, maxRows)
	}
	for f, column := range d.Matrix.Columns {
		if len(column) != rows {
			return fmt.Errorf("feature %q has %d rows: the first feature has %d", d.name(f), len(column), rows)
		}
	}
	if err := d.validateFeatures(); err != nil {
		return err
	}
	if len(d.Labels) != rows {
		return fmt.Errorf("%d labels for %d rows", len(d.Labels), rows)
	}
	for i, y := range d.Labels {
		if !isFinite(float64(y)) {
			return fmt.Errorf("row %d: label is %v: want a finite number", i, y)
		}
		if objective == Logistic && (y < 0 || y > 1) {
			return fmt.Errorf("row %d: label is %v: the logistic loss wants 0 to 1", i, y)
		}
	}
	return d.validateWeights(rows)
}

func (d *Dataset) validateFeatures() error {
	features := len(d.Matrix.Columns)
	if d.Kinds != nil && len(d.Kinds) != features {
		return fmt.Errorf("%d kinds for %d features", len(d.Kinds), features)
	}
	if d.Names != nil && len(d.Names) != features {
		return fmt.Errorf("%d names for %d features", len(d.Names), features)
	}
	for f := range d.Kinds {
		if k := d.Kinds[f]; k != Numeric && k != Categorical {
			return fmt.Errorf("feature %q: unknown kind %q", d.name(f), k)
		}
	}
	return nil
}

func (d *Dataset) validateWeights(rows int) error {
	if d.Weights == nil {
		return nil
	}
	if len(d.Weights) != rows {
		return fmt.Errorf("%d weights for %d rows", len(d.Weights), rows)
	}
	sum := 0.0
	for i, w := range d.Weights {
		if !isFinite(float64(w)) || w < 0 {
			return fmt.Errorf("row %d: weight is %v: want a finite number, not negative", i, w)
		}
		sum += float64(w)
	}
	if sum == 0 {
		return errors.New("every weight is zero")
	}
	return nil
}

func (d *Dataset) name(f int) string {
	if f < len(d.Names) {
		return d.Names[f]
	}
	return "f" + strconv.Itoa(f)
}

func (d *Dataset) kind(f int) Kind {
	if f < len(d.Kinds) {
		return d.Kinds[f]
	}
	return Numeric
}

func (d *Dataset) weight(row int) float64 {
	if d.Weights == nil {
		return 1
	}
	return float64(d.Weights[row])
}

// mean is the labels' weighted mean on the margin's scale. A single class would start at infinity; it
// starts at odds of one to a million instead.
func (d *Dataset) mean(objective Objective) float64 {
	sum, weight := 0.0, 0.0
	for i, y := range d.Labels {
		w := d.weight(i)
		sum += w * float64(y)
		weight += w
	}
	mean := sum / weight
	if objective == Squared {
		return mean
	}
	mean = min(max(mean, 1e-6), 1-1e-6)
	return math.Log(mean / (1 - mean))
}
