package model

import (
	"fmt"
	"math"
	"slices"

	"vigie"
)

// rules of thumb need no data miner.
var rulesOfThumb = []string{"sector-rate", "own-history", "best-feature", "best-indicator"}

// thumbsOf are those that there are: without indicators none is the best.
func thumbsOf(t *Table) []string {
	if slices.ContainsFunc(t.Features, func(f Feature) bool { return f.Evidence }) {
		return rulesOfThumb
	}
	return rulesOfThumb[:len(rulesOfThumb)-1]
}

// choose decides which scorer to use. A scorer has to win twice over another: on rows that are not those the figures are
// given for, where there are such (the rolling steps before the holdout's test begins), its paired advantage in AUC is above
// zero with the whole 95 % interval; and on the test itself it still ranks better. So no scorer is chosen because the test
// happened to like it; the test can only speak against one.
//
// A rule of thumb that is not itself shown to rank better than chance stands in nobody's way who is.
//
//  1. The learner is used when it wins over every rule of thumb. But where logistic regression wins over the learner, that is used.
//  2. Where the learner does not, and logistic regression does, logistic regression is used.
//  3. Otherwise the best rule of thumb is used: it is as good as can be shown, and anybody can check it.
func (e *evaluator) choose(out *Evaluation) {
	out.ChosenOn = period(e.t, e.chooserRows())
	lostTo, why := e.winsOverThumbs(e.learner)
	overLearner := e.contest("logistic", e.learner)
	switch {
	case lostTo == "" && e.learner != "logistic" && overLearner.won():
		out.Chosen, out.ChosenWhy = "logistic", fmt.Sprintf("Logistic regression beats %s (%s) and is simpler.", e.learner, overLearner)
		return
	case lostTo == "" && why == "":
		out.Chosen, out.ChosenWhy = e.learner, "It ranks better than chance, and no rule of thumb is shown to."
		return
	case lostTo == "":
		out.Chosen, out.ChosenWhy = e.learner, fmt.Sprintf("It beats every rule of thumb; the closest is %s.", why)
		return
	}
	if alsoLost, how := e.winsOverThumbs("logistic"); alsoLost == "" && e.learner != "logistic" {
		out.Chosen = "logistic"
		out.ChosenWhy = fmt.Sprintf("%s is not shown to be better than the rule of thumb %s; logistic regression is better than all that rank better than chance%s.", e.learner, why, closestOf(how))
		return
	}
	out.Chosen = e.bestThumb()
	out.ChosenWhy = fmt.Sprintf("%s is not shown to be better than the rule of thumb %s, so a rule of thumb is used: over all judged rows the best one is %s.", e.learner, why, out.Chosen)
}

// contest is one scorer against another, before the test and on it.
type contest struct {
	before *vigie.Figure // paired advantage in AUC; nil where it can not be measured
	onTest float64       // the same on the test's rows, without interval
}

func (c contest) won() bool { return c.before != nil && c.before.Low > 0 && c.onTest > 0 }

func (c contest) String() string {
	if c.before == nil {
		return "can not be measured"
	}
	return fmt.Sprintf("advantage in AUC %+.3f, 95 %% interval %+.3f to %+.3f; on the test %+.3f", c.before.Value, c.before.Low, c.before.High, c.onTest)
}

func (e *evaluator) contest(of, over string) contest {
	return contest{e.advantage(of, over), e.heldAUC(of) - e.heldAUC(over)}
}

// winsOverThumbs names the rule of thumb that a scorer does not beat, or none, and tells of the closest contest.
func (e *evaluator) winsOverThumbs(kind string) (lostTo, closest string) {
	least := math.Inf(1)
	above := e.aboveChance(kind)
	for _, thumb := range thumbsOf(e.t) {
		if above && !e.aboveChance(thumb) {
			continue
		}
		c := e.contest(kind, thumb)
		margin := math.Inf(-1)
		if c.before != nil {
			margin = min(c.before.Low, c.onTest)
		}
		if margin < least {
			least, closest = margin, thumb+" ("+c.String()+")"
			if !c.won() {
				lostTo = thumb
			}
		}
	}
	return lostTo, closest
}

// aboveChance tells whether a scorer is shown to rank better than chance, on the rows by which one is chosen.
func (e *evaluator) aboveChance(kind string) bool {
	r := e.chooserRanking(kind)
	auc := intervals(r.Len(), e.resamples, e.seed, func(w []float64) []float64 { return []float64{r.auc(w)} })[0]
	return auc.Low > .5
}

// bestThumb is the rule of thumb with the highest AUC on all judged rows.
func (e *evaluator) bestThumb() string {
	on := e.rolled
	if len(on.rows) == 0 {
		on = e.held
	}
	best, highest := rulesOfThumb[0], math.Inf(-1)
	for _, kind := range thumbsOf(e.t) {
		if auc := judge(e.t, on.rows, on.margins[kind]).ranked().auc(ones(len(on.rows))); auc > highest {
			best, highest = kind, auc
		}
	}
	return best
}

func (e *evaluator) heldAUC(kind string) float64 {
	return judge(e.t, e.held.rows, e.held.margins[kind]).ranked().auc(ones(len(e.held.rows)))
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

// advantage is how much higher the AUC of one scorer is than another's, paired; nil where it can not be measured.
func (e *evaluator) advantage(of, over string) *vigie.Figure {
	a, b := e.chooserRanking(of), e.chooserRanking(over)
	return known(intervals(a.Len(), e.resamples, e.seed, func(w []float64) []float64 {
		return []float64{a.auc(w) - b.auc(w)}
	})[0])
}

// thumb tells whether a scorer is a rule of thumb.
func thumb(kind string) bool { return slices.Contains(rulesOfThumb, kind) }

func closestOf(how string) string {
	if how == "" {
		return ""
	}
	return ", the closest is " + how
}
