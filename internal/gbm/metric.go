package gbm

import (
	"cmp"
	"math"
	"slices"
)

// Metric is a score of a model on labelled rows.
type Metric string

const (
	LogLoss Metric = "logloss" // the mean negative log-likelihood; lower is better
	AUC     Metric = "auc"     // the chance that a positive row ranks above a negative one; higher is better
	RMSE    Metric = "rmse"    // the root of the mean squared error; lower is better
)

func defaultMetric(o Objective) Metric {
	if o == Squared {
		return RMSE
	}
	return LogLoss
}

// suits tells whether the metric can judge models of an objective.
func (m Metric) suits(o Objective) bool {
	return (m == RMSE) == (o == Squared) && (m == RMSE || m == LogLoss || m == AUC)
}

// better tells whether score a is better than score b. NaN is never better.
func (m Metric) better(a, b float64) bool {
	if m == AUC {
		return a > b
	}
	return a < b
}

// worst is a score that every other is better than.
func (m Metric) worst() float64 {
	if m == AUC {
		return math.Inf(-1)
	}
	return math.Inf(1)
}

// Score is the metric of margins, one a row. Weights may be nil.
func (m Metric) Score(margins []float64, labels, weights []float32) float64 {
	if m == AUC {
		return auc(margins, labels, weights)
	}
	sum, all := 0.0, 0.0
	for i, margin := range margins {
		w, y := weightOf(weights, i), float64(labels[i])
		if m == RMSE {
			sum += w * (margin - y) * (margin - y)
		} else {
			sum += w * (softplus(margin) - y*margin)
		}
		all += w
	}
	if m == RMSE {
		return math.Sqrt(sum / all)
	}
	return sum / all
}

// softplus is log(1 + exp(x)) without overflow.
func softplus(x float64) float64 { return max(x, 0) + math.Log1p(math.Exp(-math.Abs(x))) }

// auc counts, for each positive row, the negative ones below it, and half of those beside it. A label
// between 0 and 1 is a positive and a negative row in shares. Without both classes it is NaN.
func auc(margins []float64, labels, weights []float32) float64 {
	order := make([]int, len(margins))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(margins[a], margins[b]) })
	below, positives, won := 0.0, 0.0, 0.0
	for i := 0; i < len(order); {
		p, n := 0.0, 0.0 // of the rows with one margin
		for margin := margins[order[i]]; i < len(order) && margins[order[i]] == margin; i++ {
			w, y := weightOf(weights, order[i]), float64(labels[order[i]])
			p += w * y
			n += w * (1 - y)
		}
		won += p * (below + n/2)
		below += n
		positives += p
	}
	return won / (positives * below)
}

func weightOf(weights []float32, i int) float64 {
	if weights == nil {
		return 1
	}
	return float64(weights[i])
}
