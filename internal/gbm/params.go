package gbm

import (
	"errors"
	"fmt"
	"runtime"
)

// Params are the choices of a training. The zero value is usable: a field left at zero takes the default
// its comment names. Where none at all is wanted of something whose default is not zero, give a tiny
// positive number.
type Params struct {
	Objective Objective // the loss; Logistic when empty

	Rounds       int     // trees to grow at most; 100 when zero
	LearningRate float64 // what a leaf's weight is multiplied with, in (0, 1]; 0.1 when zero
	MaxDepth     int     // splits on the longest path from root to leaf, 1 to 20; 6 when zero. Each node of a level needs 2 KB a feature.
	MaxBins      int     // bins a feature, 3 to 256, one of them for missing values; 256 when zero

	L1             float64 // the penalty on a leaf weight's absolute value
	L2             float64 // the penalty on a leaf weight's square; 1 when zero
	MinGain        float64 // a split must gain at least this (XGBoost's gamma)
	MinChildWeight float64 // a child must have at least this sum of hessians; 1 when zero

	RowShare    float64 // the share of rows a tree sees, in (0, 1]; 1 when zero
	ColumnShare float64 // the share of features a tree may split on, in (0, 1]; 1 when zero

	Monotone []int // one a feature: 1 never falls, -1 never rises, 0 is free; nil when all are free

	MaxOneHot         int     // up to so many categories in a node, one is split from the rest; 4 when zero
	MaxCategories     int     // a set holds at most so many categories; 64 when zero
	MinCategoryRows   int     // in a node, a rarer category goes the way of an unseen one; 100 when zero
	CategorySmoothing float64 // added to a category's hessian when categories are ordered; 10 when zero
	CategoryL2        float64 // added to L2 when a set of ordered categories is scored; 10 when zero

	BaseMargin *float64 // where boosting starts, on the margin's scale; when nil, the labels' weighted mean

	Metric   Metric // how the validation set is scored; LogLoss or RMSE by the objective when empty
	Patience int    // stop after so many rounds without a better validation score; never when zero

	Seed    uint64      // of the row and column samples and of the rounding of gradients
	Threads int         // goroutines that work at once; runtime.GOMAXPROCS when zero. Never changes the model.
	Report  func(Round) // called once before the first tree and after every tree; may be nil
}

// Round is what is known after one tree.
type Round struct {
	Number int     // 1 for the first tree; 0 when the data is prepared and none is grown yet
	Leaves int     // of the tree just grown
	Score  float64 // of the model so far on the validation set; NaN without one
}

// Validate names every fault of the parameters, or returns nil.
func (p Params) Validate() error {
	p = p.withDefaults()
	var faults []error
	check := func(ok bool, name string, value any, want string) {
		if !ok {
			faults = append(faults, fmt.Errorf("%s is %v: want %s", name, value, want))
		}
	}
	check(p.Objective == Logistic || p.Objective == Squared, "Objective", p.Objective, "logistic or squared")
	check(p.Rounds > 0, "Rounds", p.Rounds, "a positive number")
	check(p.LearningRate > 0 && p.LearningRate <= 1, "LearningRate", p.LearningRate, "a number in (0, 1]")
	check(p.MaxDepth >= 1 && p.MaxDepth <= 20, "MaxDepth", p.MaxDepth, "1 to 20")
	check(p.MaxBins >= 3 && p.MaxBins <= slots, "MaxBins", p.MaxBins, "3 to 256")
	check(isPenalty(p.L1), "L1", p.L1, "a finite number, not negative")
	check(isPenalty(p.L2), "L2", p.L2, "a finite number, not negative")
	check(isPenalty(p.MinGain), "MinGain", p.MinGain, "a finite number, not negative")
	check(isPenalty(p.MinChildWeight), "MinChildWeight", p.MinChildWeight, "a finite number, not negative")
	check(p.RowShare > 0 && p.RowShare <= 1, "RowShare", p.RowShare, "a number in (0, 1]")
	check(p.ColumnShare > 0 && p.ColumnShare <= 1, "ColumnShare", p.ColumnShare, "a number in (0, 1]")
	for i, sign := range p.Monotone {
		check(sign >= -1 && sign <= 1, fmt.Sprintf("Monotone[%d]", i), sign, "-1, 0 or 1")
	}
	check(p.MaxOneHot > 0, "MaxOneHot", p.MaxOneHot, "a positive number")
	check(p.MaxCategories > 0, "MaxCategories", p.MaxCategories, "a positive number")
	check(p.MinCategoryRows > 0, "MinCategoryRows", p.MinCategoryRows, "a positive number")
	check(isPenalty(p.CategorySmoothing), "CategorySmoothing", p.CategorySmoothing, "a finite number, not negative")
	check(isPenalty(p.CategoryL2), "CategoryL2", p.CategoryL2, "a finite number, not negative")
	check(p.BaseMargin == nil || isFinite(*p.BaseMargin), "BaseMargin", "not finite", "a finite number")
	check(p.Metric.suits(p.Objective), "Metric", p.Metric, "logloss or auc for logistic, rmse for squared")
	check(p.Patience >= 0, "Patience", p.Patience, "zero or more")
	check(p.Threads > 0, "Threads", p.Threads, "zero or more")
	return errors.Join(faults...)
}

// withDefaults is the parameters with every zero replaced by its default.
func (p Params) withDefaults() Params {
	setDefault(&p.Objective, Logistic)
	setDefault(&p.Rounds, 100)
	setDefault(&p.LearningRate, 0.1)
	setDefault(&p.MaxDepth, 6)
	setDefault(&p.MaxBins, slots)
	setDefault(&p.L2, 1)
	setDefault(&p.MinChildWeight, 1)
	setDefault(&p.RowShare, 1)
	setDefault(&p.ColumnShare, 1)
	setDefault(&p.MaxOneHot, 4)
	setDefault(&p.MaxCategories, 64)
	setDefault(&p.MinCategoryRows, 100)
	setDefault(&p.CategorySmoothing, 10)
	setDefault(&p.CategoryL2, 10)
	setDefault(&p.Threads, runtime.GOMAXPROCS(0))
	if p.Metric == "" {
		p.Metric = defaultMetric(p.Objective)
	}
	return p
}

func setDefault[T comparable](field *T, value T) {
	var zero T
	if *field == zero {
		*field = value
	}
}

func isPenalty(x float64) bool { return x >= 0 && isFinite(x) }

// isFinite is false for infinities and for NaN.
func isFinite(x float64) bool { return x-x == 0 }
