package model

import (
	"context"
	"math"

	"vigie"
	"vigie/pack"
)

// Fit is a scorer with its calibration.
type Fit struct {
	Scorer      Scorer
	Calibration Calibration
}

// Probability scores rows for people to read.
func (f Fit) Probability(t *Table, rows []int32) []float64 {
	out := f.Scorer.Margins(t, rows)
	for i, m := range out {
		out[i] = f.Calibration.Probability(m)
	}
	return out
}

// learn fits one kind of scorer on the rows.
func learn(ctx context.Context, kind string, t *Table, rows []int32, c pack.Learner, day vigie.Date, seed uint64) (Scorer, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	weights := byChance(ageWeights(t, rows, c.HalfLifeDays, day), t, rows, c.ByChance)
	switch kind {
	case "boosting", "":
		return fitBoosting(ctx, t, rows, weights, c, seed)
	case "logistic":
		return fitLogistic(t, rows, weights, c.L2)
	case "own-history":
		return fitOwnHistory(t, rows), nil
	case "sector-rate":
		return fitSectorRate(t, rows), nil
	case "best-feature", "best-indicator":
		if b := fitBestFeature(t, rows, kind == "best-indicator"); b != nil {
			return b, nil
		}
		return &Chance{seed, positiveRate(t, rows)}, nil // none tells rows apart
	case "random":
		return &Chance{seed, positiveRate(t, rows)}, nil
	}
	return nil, vigie.Errorf(vigie.Invalid, "learner %q: it is boosting or logistic", kind)
}

// learnCalibrated fits the scorer on all the rows, and its calibration on the later part of them, scored by a scorer that
// saw only the earlier part: a scorer is always too sure of the rows it learnt from.
func learnCalibrated(ctx context.Context, kind string, t *Table, rows []int32, c pack.Learner, day vigie.Date, seed uint64) (Fit, error) {
	scorer, err := learn(ctx, kind, t, rows, c, day, seed)
	if err != nil {
		return Fit{}, err
	}
	early, late := byTime(t, rows, validateShare(c))
	if len(early) == 0 || len(late) == 0 || !bothOutcomes(t, early) {
		return Fit{scorer, Calibration{Slope: 1}}, nil
	}
	earlier, err := learn(ctx, kind, t, early, c, day, seed)
	if err != nil {
		return Fit{}, err
	}
	positive := make([]bool, len(late))
	for i, r := range late {
		positive[i] = t.Positive[r]
	}
	return Fit{scorer, fitCalibration(earlier.Margins(t, late), positive)}, nil
}

// ageWeights lets an old inspection count less: half after each half-life. With none, all count alike.
func ageWeights(t *Table, rows []int32, halfLife int, day vigie.Date) []float64 {
	weights := ones(len(rows))
	if halfLife <= 0 {
		return weights
	}
	for i, r := range rows {
		age := float64(day - t.Inspected[r])
		weights[i] = math.Exp2(-max(0, age) / float64(halfLife))
	}
	return weights
}

// byChance lets an inspection that a draw decided count as often as there are of its like, most times at most: the few that were drawn from far below the cut would
// say all otherwise, and with too little they say nothing (bench/runaway measured 5 against 1 and 25). Whatever nobody drew counts once.
func byChance(weights []float64, t *Table, rows []int32, most float64) []float64 {
	if most <= 1 || t.Chance == nil {
		return weights
	}
	for i, r := range rows {
		if c := t.Chance[r]; c > 0 && c < 1 {
			weights[i] *= min(most, 1/c)
		}
	}
	return weights
}
