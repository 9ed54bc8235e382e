package model

import (
	"context"
	"fmt"
	"slices"

	"vigie"
	"vigie/pack"
)

// Kinds are the scorers that a model is judged by: its learner, and the baselines beside it, from the simplest on.
func Kinds(t *Table, m *pack.Model) []string { return kindsBeside(t, learnerKind(m)) }

func kindsBeside(t *Table, learner string) []string {
	kinds := []string{learner, "random"}
	kinds = append(kinds, thumbsOf(t)...)
	if learner != "logistic" {
		kinds = append(kinds, "logistic")
	}
	return kinds
}

// Ask says as of when a model is judged, and how.
type Ask struct {
	Listed   *Table             // whom a list of the day may name, with features: what is said of everybody is said of them; nil: nothing is
	Day      vigie.Date         // outcomes known by it are used
	Seed     uint64             // of sampling and of the resamples
	Given    Scorer             // trees trained elsewhere, to be judged in the learner's place; nil: the learner's own
	Progress func(done, of int) // told each step; may be nil
	// Shuffle deals the outcomes out at random first. What then still seems to be found is spurious: a leak, a hole in the
	// splits, or luck, and the intervals should say which.
	Shuffle bool
}

// Evaluate judges the model's learner and the baselines on later rows than they learnt from. The same table, model, day and seed give the same figures.
//
// Only outcomes known by the day count, and only of inspections old enough for nearly all of their like to be known. Of
// the periods that the pack names those are judged that were over by then; where none was, the last fifth of the rows.
func Evaluate(ctx context.Context, t *Table, p *pack.Pack, m *pack.Model, a Ask) (*Evaluation, error) {
	day := a.Day
	ripe, young, age := t.Ripe(day)
	if a.Shuffle {
		ripe = ripe.shuffled(a.Seed)
	}
	hold, hasHoldout, err := holdout(ripe, m.Evaluation.Holdout, day-vigie.Date(age))
	if err != nil {
		return nil, err
	}
	var passedOver error
	if hasHoldout {
		if passedOver = enough(ripe, hold); passedOver != nil {
			hasHoldout = false // it has one outcome only: the steps may have both
		}
	}
	steps, err := rolling(ripe, m.Evaluation.Rolling)
	if err != nil {
		return nil, err
	}
	if !hasHoldout && len(steps) == 0 {
		if steps, err = latest(ripe); err != nil {
			return nil, fmt.Errorf("evaluate %s: %w", m.ID, err)
		}
	}
	e := &evaluator{t: ripe, listed: a.Listed, p: p, m: m, seed: a.Seed, learner: learnerKind(m), given: a.Given, resamples: resamples(m), progress: a.Progress, passedOver: passedOver}
	if a.Given != nil {
		e.learner = given
	}
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
	if err := enough(ripe, Split{Name: m.ID, Train: e.held.trained, Test: e.held.rows}); err != nil {
		return nil, fmt.Errorf("evaluate %s: %w", m.ID, err)
	}
	out, err := e.account(hasHoldout)
	if err != nil {
		return nil, err
	}
	if out.Proxies, err = e.proxies(ctx); err != nil {
		return nil, err
	}
	out.Warnings = append(out.Warnings, warnOfProxies(out.Proxies)...)
	out.KnownBy, out.Young, out.RipeAfterDays, out.Shuffled = day.String(), young, age, a.Shuffle
	return out, nil
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
	listed       *Table // nil: nobody is named
	p            *pack.Pack
	m            *pack.Model
	seed         uint64
	learner      string
	given        Scorer
	resamples    int
	held, rolled scored
	progress     func(done, of int)
	done, of     int
	passedOver   error // why the pack's holdout was not judged on, where it was over
}

// scored are judged rows with what each kind of scorer said of them, pooled over the splits.
type scored struct {
	splits      int
	rows        []int32
	margins     map[string][]float64
	probability map[string][]float64 // calibrated, where that was asked for
	trained     []int32              // rows the last split learnt from
	last        map[string]Scorer    // of each kind, as the last split fitted it
}

func (e *evaluator) kinds() []string { return kindsBeside(e.t, e.learner) }

// score fits every kind on each split and scores its test rows; calibrating takes a second fit. Margins are pooled over
// splits as they are, so that what each scorer said of the level of its month counts as well.
func (e *evaluator) score(ctx context.Context, splits []Split, calibrate bool) (scored, error) {
	s := scored{splits: len(splits), margins: map[string][]float64{}, probability: map[string][]float64{}, last: map[string]Scorer{}}
	for _, split := range splits {
		day, err := vigie.ParseDate(split.Name)
		if err != nil {
			return scored{}, err
		}
		s.rows, s.trained = append(s.rows, split.Test...), split.Train
		for _, kind := range e.kinds() {
			fit, err := e.fit(ctx, kind, split.Train, day, calibrate)
			if err != nil {
				return scored{}, fmt.Errorf("split at %s: %s: %w", split.Name, kind, err)
			}
			s.last[kind] = fit.Scorer
			s.margins[kind] = append(s.margins[kind], fit.Scorer.Margins(e.t, split.Test)...)
			if calibrate {
				s.probability[kind] = append(s.probability[kind], fit.Probability(e.t, split.Test)...)
			}
			if e.done++; e.progress != nil {
				e.progress(e.done, e.of)
			}
		}
	}
	return s, nil
}

func (e *evaluator) fit(ctx context.Context, kind string, rows []int32, day vigie.Date, calibrate bool) (Fit, error) {
	if kind == given && calibrate {
		return calibrated(e.given, e.t, rows, e.m.Learner), nil
	}
	if kind == given {
		return Fit{Scorer: e.given}, nil
	}
	if calibrate {
		return learnCalibrated(ctx, kind, e.t, rows, e.m.Learner, day, e.seed)
	}
	scorer, err := learn(ctx, kind, e.t, rows, e.m.Learner, day, e.seed)
	return Fit{Scorer: scorer}, err
}

// account turns scores into figures.
func (e *evaluator) account(hasHoldout bool) (*Evaluation, error) {
	m := e.m
	out := &Evaluation{
		Pack: e.p.ID, Model: m.ID, Label: m.Label.Meaning.In(e.p.Languages...), LabelV: m.Label.Version, Learner: e.learner,
		Test: period(e.t, e.held.rows), Train: period(e.t, e.held.trained), Splits: e.held.splits, Resamples: e.resamples,
	}
	if hasHoldout && len(e.rolled.rows) > 0 {
		p := period(e.t, e.rolled.rows)
		out.RollingOf = &p
	}
	foundBy, err := e.foundBy(out)
	if err != nil {
		return nil, err
	}
	out.Capacity = capacity(m.Campaign, e.t, e.held.rows)
	for _, kind := range e.kinds() {
		figures := judgement(kind, judge(e.t, e.held.rows, e.held.margins[kind]), foundBy, out.Capacity, e.resamples, e.seed)
		if e.held.splits > 1 {
			figures.DaysEarlier, figures.FoundInFirstHalf = nil, nil // no one list was ever made for all these months
		}
		e.addRolling(kind, &figures)
		if kind == e.learner {
			out.Judgement = figures
		} else {
			out.Baselines = append(out.Baselines, figures)
		}
	}
	e.choose(out)
	e.calibration(out)
	out.Groups = e.groups(out.Chosen)
	out.Halts = halts(e.m.Evaluation.Stop, out.Groups)
	out.Selection = e.selection(out.Chosen, out.Capacity)
	out.Warnings = append(e.warnings(out), out.Selection.warnings()...)
	return out, nil
}

// foundBy is the pack's day, when it lies inside the judged period; nil otherwise.
func (e *evaluator) foundBy(out *Evaluation) (*vigie.Date, error) {
	if e.m.Evaluation.FoundBy == "" || e.held.splits > 1 || e.m.Evaluation.FoundBy < out.Test.From || e.m.Evaluation.FoundBy > out.Test.Until {
		return nil, nil
	}
	day, err := vigie.ParseDate(e.m.Evaluation.FoundBy)
	out.FoundBy = e.m.Evaluation.FoundBy
	return &day, err
}

// addRolling adds the pooled rolling figures and, on the rows by which a scorer is chosen, the learner's paired advantage.
func (e *evaluator) addRolling(kind string, f *Judgement) {
	if len(e.rolled.rows) > 0 {
		r := judge(e.t, e.rolled.rows, e.rolled.margins[kind]).ranked()
		figures := intervals(len(e.rolled.rows), e.resamples, e.seed, func(w []float64) []float64 {
			return []float64{r.auc(w), r.aucWithin(w)}
		})
		f.RollingAUC, f.RollingWithin = known(figures[0]), known(figures[1])
	}
	if kind != e.learner {
		f.Advantage = e.advantage(e.learner, kind)
	}
}

// calibration compares what the scorer in use said with what happened.
func (e *evaluator) calibration(out *Evaluation) {
	said := e.held.probability[out.Chosen]
	positive := make([]bool, len(e.held.rows))
	for i, r := range e.held.rows {
		positive[i] = e.t.Positive[r]
	}
	out.Reliable = reliability(said, positive, 10)
	out.Brier = intervals(len(positive), e.resamples, e.seed, func(w []float64) []float64 {
		var loss, n float64
		for i, p := range said {
			d := p - truth(positive[i])
			loss, n = loss+w[i]*d*d, n+w[i]
		}
		return []float64{loss / n}
	})[0]
}

// find is the judgement of one kind of scorer.
func (e *Evaluation) find(kind string) *Judgement {
	if kind == e.Learner {
		return &e.Judgement
	}
	if i := slices.IndexFunc(e.Baselines, func(j Judgement) bool { return j.Scorer == kind }); i >= 0 {
		return &e.Baselines[i]
	}
	return nil
}

// InUse is the judgement of the scorer that was chosen.
func (e *Evaluation) InUse() *Judgement { return e.find(e.Chosen) }
