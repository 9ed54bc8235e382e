package model

import (
	"fmt"
	"math"
	"slices"

	"vigie"
)

// rules of thumb need no data miner.
var rulesOfThumb = []string{"sector-rate", "own-history", "best-feature"}

// choose decides which scorer to use, by three rules, on rows that are not those the figures are given for, where there are
// such: the rolling steps before the holdout's test begins.
//
//  1. The learner is used when it beats the best rule of thumb: its paired advantage in AUC is above zero with the whole
//     95 % interval. But where logistic regression beats the learner by the same measure, logistic regression is used.
//  2. Where the learner does not beat the rule of thumb and logistic regression does, logistic regression is used.
//  3. Otherwise the rule of thumb is used: it is as good as can be shown, and anybody can check it.
func (e *evaluator) choose(out *Evaluation) {
	best, highest := "", math.Inf(-1)
	for _, kind := range rulesOfThumb {
		if auc := e.chooserAUC(kind); auc > highest {
			best, highest = kind, auc
		}
	}
	out.ChosenOn = period(e.t, e.chooserRows())
	learner := e.advantage(e.learner, best)
	if learner == nil {
		out.Chosen = best
		out.ChosenWhy = "Whether anything beats a rule of thumb could not be measured, so the rule of thumb " + best + " is used."
		return
	}
	over := func(f *vigie.Figure) string {
		return fmt.Sprintf("advantage in AUC %+.3f, 95 %% interval %+.3f to %+.3f", f.Value, f.Low, f.High)
	}
	logistic := e.advantage("logistic", best)
	switch overLearner := e.advantage("logistic", e.learner); {
	case learner.Low > 0 && e.learner != "logistic" && overLearner != nil && overLearner.Low > 0:
		out.Chosen = "logistic"
		out.ChosenWhy = fmt.Sprintf("Logistic regression beats %s (%s) and is simpler.", e.learner, over(overLearner))
	case learner.Low > 0:
		out.Chosen = e.learner
		out.ChosenWhy = fmt.Sprintf("It beats the best rule of thumb, %s (%s).", best, over(learner))
	case logistic != nil && logistic.Low > 0:
		out.Chosen = "logistic"
		out.ChosenWhy = fmt.Sprintf("%s is not shown to be better than the rule of thumb %s (%s); logistic regression is (%s).",
			e.learner, best, over(learner), over(logistic))
	default:
		out.Chosen = best
		out.ChosenWhy = fmt.Sprintf("%s is not shown to be better than the rule of thumb %s (%s), so the rule of thumb is used.",
			e.learner, best, over(learner))
	}
}

// chooser is where a scorer is chosen: on the rolling rows before the test begins, or on all judged rows where those have
// only one outcome or are too few.
func (e *evaluator) chooser() (on scored, keep []int) {
	on = e.rolled
	if len(on.rows) == 0 {
		on = e.held
	}
	begins := e.t.Inspected[e.held.rows[0]]
	for _, r := range e.held.rows {
		begins = min(begins, e.t.Inspected[r])
	}
	positives := 0
	for i, r := range on.rows {
		if e.t.Inspected[r] < begins {
			keep = append(keep, i)
			if e.t.Positive[r] {
				positives++
			}
		}
	}
	if positives >= coarse/3 && positives < len(keep) {
		return on, keep
	}
	keep = keep[:0]
	for i := range on.rows {
		keep = append(keep, i)
	}
	return on, keep
}

func (e *evaluator) chooserRows() []int32 {
	on, keep := e.chooser()
	return some(on.rows, keep)
}

func (e *evaluator) chooserRanking(kind string) ranking {
	on, keep := e.chooser()
	return judge(e.t, some(on.rows, keep), some(on.margins[kind], keep)).ranked()
}

func (e *evaluator) chooserAUC(kind string) float64 {
	r := e.chooserRanking(kind)
	return r.auc(ones(r.Len()))
}

// advantage is how much higher the AUC of one scorer is than another's, paired; nil where it can not be measured.
func (e *evaluator) advantage(of, over string) *vigie.Figure {
	a, b := e.chooserRanking(of), e.chooserRanking(over)
	return known(intervals(a.Len(), e.resamples, e.seed, func(w []float64) []float64 {
		return []float64{a.auc(w) - b.auc(w)}
	})[0])
}

// thumb tells whether a scorer is a rule of thumb.
func thumb(kind string) bool { return slices.Contains(rulesOfThumb, kind) }
