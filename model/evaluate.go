package model

import (
	"context"
	"fmt"
	"math"

	"vigie"
	"vigie/pack"
)

// scorers that stand beside every learner, from the simplest on.
var baselines = []string{"random", "sector-rate", "own-history", "best-feature", "logistic"}

// rules of thumb need no data miner.
var rulesOfThumb = []string{"sector-rate", "own-history", "best-feature"}

// Evaluate judges the model's learner and the baselines on later rows than they learnt from. progress is told each step
// when given. The same table, model and seed give the same figures.
//
// Only outcomes known by the day count. Of the periods that the pack names those are judged that were over by then; where
// none was, the last fifth of what was known.
func Evaluate(ctx context.Context, t *Table, p *pack.Pack, m *pack.Model, day vigie.Date, seed uint64, progress func(done, of int)) (*Evaluation, error) {
	t = t.KnownBy(day)
	hold, hasHoldout, err := holdout(t, m.Evaluation.Holdout, day)
	if err != nil {
		return nil, err
	}
	steps, err := rolling(t, m.Evaluation.Rolling)
	if err != nil {
		return nil, err
	}
	if !hasHoldout && len(steps) == 0 {
		if steps, err = latest(t); err != nil {
			return nil, fmt.Errorf("evaluate %s: %w", m.ID, err)
		}
	}
	e := &evaluator{t: t, p: p, m: m, seed: seed, learner: learnerKind(m), resamples: resamples(m), progress: progress}
	e.of = len(e.kinds()) * (len(steps) + 1)
	if hasHoldout {
		if e.held, err = e.score(ctx, []Split{hold}, true); err != nil {
			return nil, err
		}
	}
	if e.rolled, err = e.score(ctx, steps, !hasHoldout); err != nil {
		return nil, err
	}
	if !hasHoldout {
		e.held = e.rolled
	}
	return e.account(hasHoldout)
}

func learnerKind(m *pack.Model) string {
	if m.Learner.Kind == "" {
		return "boosting"
	}
	return m.Learner.Kind
}

func resamples(m *pack.Model) int {
	if m.Evaluation.Bootstrap > 0 {
		return m.Evaluation.Bootstrap
	}
	return 1000
}

type evaluator struct {
	t            *Table
	p            *pack.Pack
	m            *pack.Model
	seed         uint64
	learner      string
	resamples    int
	held, rolled scored
	progress     func(done, of int)
	done, of     int
}

// scored are judged rows with what each kind of scorer said of them, pooled over the splits.
type scored struct {
	rows        []int32
	margins     map[string][]float64
	probability []float64 // of the learner, calibrated
	trained     []int32   // rows the last split learnt from
}

func (e *evaluator) kinds() []string {
	kinds := []string{e.learner}
	for _, b := range baselines {
		if b != e.learner {
			kinds = append(kinds, b)
		}
	}
	return kinds
}

// score fits every kind on each split and scores its test rows. Only the learner is calibrated, and only where asked: it
// takes a second fit. Pooled rolling scores are compared across splits as probabilities, so the base margin of each month
// stays in.
func (e *evaluator) score(ctx context.Context, splits []Split, calibrate bool) (scored, error) {
	s := scored{margins: map[string][]float64{}}
	for _, split := range splits {
		day, err := vigie.ParseDate(split.Name)
		if err != nil {
			return scored{}, err
		}
		s.rows, s.trained = append(s.rows, split.Test...), split.Train
		for _, kind := range e.kinds() {
			fit := Fit{Calibration: Calibration{Slope: 1}}
			if kind == e.learner && calibrate {
				fit, err = learnCalibrated(ctx, kind, e.t, split.Train, e.m.Learner, day, e.seed)
			} else {
				fit.Scorer, err = learn(ctx, kind, e.t, split.Train, e.m.Learner, day, e.seed)
			}
			if err != nil {
				return scored{}, fmt.Errorf("split at %s: %s: %w", split.Name, kind, err)
			}
			s.margins[kind] = append(s.margins[kind], fit.Scorer.Margins(e.t, split.Test)...)
			if kind == e.learner {
				s.probability = append(s.probability, fit.Probability(e.t, split.Test)...)
			}
			if e.done++; e.progress != nil {
				e.progress(e.done, e.of)
			}
		}
	}
	return s, nil
}

// account turns scores into figures.
func (e *evaluator) account(hasHoldout bool) (*Evaluation, error) {
	m := e.m
	out := &Evaluation{
		Pack: e.p.ID, Model: m.ID, Label: m.Label.Meaning.In(e.p.Languages...), LabelV: m.Label.Version, Learner: e.learner,
		Test: period(e.t, e.held.rows), Train: period(e.t, e.held.trained), FoundBy: m.Evaluation.FoundBy, Resamples: e.resamples,
	}
	var foundBy vigie.Date
	if m.Evaluation.FoundBy != "" {
		day, err := vigie.ParseDate(m.Evaluation.FoundBy)
		if err != nil {
			return nil, err
		}
		foundBy = day
	}
	if len(e.rolled.rows) > 0 && hasHoldout {
		p := period(e.t, e.rolled.rows)
		out.RollingOf = &p
	}
	for _, kind := range e.kinds() {
		j := judge(e.t, e.held.rows, e.held.margins[kind])
		figures := judgement(kind, j, foundBy, m.Evaluation.FoundBy != "", e.resamples, e.seed)
		e.addRolling(kind, &figures)
		if kind == e.learner {
			out.Judgement = figures
		} else {
			out.Baselines = append(out.Baselines, figures)
		}
	}
	e.calibration(out)
	e.choose(out)
	out.Groups = e.groups()
	out.Warnings = e.warnings(out)
	return out, nil
}

// addRolling adds the pooled rolling figures and the learner's paired advantage.
func (e *evaluator) addRolling(kind string, f *Judgement) {
	on := e.rolled
	if len(on.rows) == 0 {
		on = e.held
	}
	ours, theirs := judge(e.t, on.rows, on.margins[e.learner]).ranked(), judge(e.t, on.rows, on.margins[kind]).ranked()
	figures := intervals(len(on.rows), e.resamples, e.seed, func(w []float64) []float64 {
		auc := theirs.auc(w)
		return []float64{auc, theirs.aucWithin(w), ours.auc(w) - auc}
	})
	if len(e.rolled.rows) > 0 {
		f.RollingAUC, f.RollingWithin = known(figures[0]), known(figures[1])
	}
	if kind != e.learner {
		f.Advantage = known(figures[2])
	}
}

func (e *evaluator) calibration(out *Evaluation) {
	positive := make([]bool, len(e.held.rows))
	for i, r := range e.held.rows {
		positive[i] = e.t.Positive[r]
	}
	out.Reliable = reliability(e.held.probability, positive, 10)
	out.Brier = intervals(len(positive), e.resamples, e.seed, func(w []float64) []float64 {
		var loss, n float64
		for i, p := range e.held.probability {
			d := p - truth(positive[i])
			loss, n = loss+w[i]*d*d, n+w[i]
		}
		return []float64{loss / n}
	})[0]
}

// choose decides which scorer to use, by two rules.
//
//  1. The learner must beat every rule of thumb: its paired advantage in AUC has to be above zero with the whole interval.
//     Where it does not, the best rule of thumb is used.
//  2. Where logistic regression beats the learner by the same measure, it is used instead.
func (e *evaluator) choose(out *Evaluation) {
	out.Chosen = e.learner
	out.ChosenWhy = fmt.Sprintf("%s beats every rule of thumb: its advantage in AUC is above zero with the whole 95 %% interval.", e.learner)
	best, bestAUC := "", math.Inf(-1)
	var unbeaten *Judgement
	for i := range out.Baselines {
		b := &out.Baselines[i]
		if !contains(rulesOfThumb, b.Scorer) || b.Advantage == nil {
			continue
		}
		if auc := aucOf(b); auc > bestAUC {
			best, bestAUC = b.Scorer, auc
		}
		if b.Advantage.Low <= 0 && (unbeaten == nil || b.Advantage.Value < unbeaten.Advantage.Value) {
			unbeaten = b
		}
	}
	if unbeaten != nil {
		out.Chosen = best
		out.ChosenWhy = fmt.Sprintf("%s is not shown to be better than the rule of thumb %s (advantage in AUC %+.3f, 95 %% interval %+.3f to %+.3f), so the rule of thumb %s is used.",
			e.learner, unbeaten.Scorer, unbeaten.Advantage.Value, unbeaten.Advantage.Low, unbeaten.Advantage.High, best)
		return
	}
	for i := range out.Baselines {
		b := &out.Baselines[i]
		if b.Scorer == "logistic" && b.Advantage != nil && b.Advantage.High < 0 {
			out.Chosen = b.Scorer
			out.ChosenWhy = fmt.Sprintf("logistic regression beats %s by %.3f in AUC, with the whole 95 %% interval, and is simpler.", e.learner, -b.Advantage.Value)
		}
	}
}

func aucOf(j *Judgement) float64 {
	switch {
	case j.RollingAUC != nil:
		return j.RollingAUC.Value
	case j.AUC != nil:
		return j.AUC.Value
	}
	return math.Inf(-1)
}

func contains(list []string, s string) bool {
	for _, v := range list {
		if v == s {
			return true
		}
	}
	return false
}
