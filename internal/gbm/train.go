package gbm

import (
	"context"
	"errors"
	"fmt"
	"math"
)

// Train grows a model by gradient boosting (Friedman 2001) with second-order statistics (Chen & Guestrin
// 2016) on histograms of binned values.
//
// With a validation set, trees after the best round are cut off; with Params.Patience, training also stops
// when the best round is that long ago. It returns an error that names every fault of the parameters, or the
// first fault of the data, or ctx's when it ends; ctx is looked at before every tree.
func Train(ctx context.Context, data Dataset, p Params, valid *Dataset) (*Model, *History, error) {
	if err := check(&data, p, valid); err != nil {
		return nil, nil, fmt.Errorf("train: %w", err)
	}
	p = p.withDefaults()
	c := crew(p.Threads)
	l := newLayout(&data, p, c)
	b, err := l.bin(&data, c)
	if err != nil {
		return nil, nil, fmt.Errorf("train: %w", err)
	}
	base := data.mean(p.Objective)
	if p.BaseMargin != nil {
		base = *p.BaseMargin
	}
	history := &History{Metric: p.Metric}
	var r *referee
	if valid != nil {
		if r, err = newReferee(p, l, valid, base, history, c); err != nil {
			return nil, nil, fmt.Errorf("train: validation set: %w", err)
		}
	}
	gradients := newGradients(&data, c)
	t := &trainer{p: p, base: base, gradients: gradients, grower: newGrower(p, l, b, gradients, c), referee: r}
	trees, err := t.boost(ctx, history)
	if err != nil {
		return nil, nil, fmt.Errorf("train: %w", err)
	}
	return newModel(&data, p, base, trees), history, nil
}

func check(data *Dataset, p Params, valid *Dataset) error {
	if err := p.Validate(); err != nil {
		return err
	}
	p = p.withDefaults()
	if err := data.validate(p.Objective); err != nil {
		return err
	}
	features := len(data.Matrix.Columns)
	if p.Monotone != nil && len(p.Monotone) != features {
		return fmt.Errorf("%d monotone constraints for %d features", len(p.Monotone), features)
	}
	for f, sign := range p.Monotone {
		if sign != 0 && data.kind(f) == Categorical {
			return fmt.Errorf("feature %q: a categorical feature has no order to be monotone in", data.name(f))
		}
	}
	if valid == nil {
		if p.Patience > 0 {
			return errors.New("Patience needs a validation set")
		}
		return nil
	}
	if err := valid.validate(p.Objective); err != nil {
		return fmt.Errorf("validation set: %w", err)
	}
	if n := len(valid.Matrix.Columns); n != features {
		return fmt.Errorf("validation set: %d features, where the training set has %d", n, features)
	}
	return nil
}

// trainer is one training under way.
type trainer struct {
	p         Params
	base      float64
	margins   []float64
	gradients *gradients
	grower    *grower
	referee   *referee // nil without a validation set
}

// boost grows the trees and returns those to keep.
func (t *trainer) boost(ctx context.Context, history *History) ([]Tree, error) {
	t.margins = make([]float64, t.grower.data.rows)
	for i := range t.margins {
		t.margins[i] = t.base
	}
	var trees []Tree
	t.report(Round{Score: math.NaN()})
	for round := range t.p.Rounds {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("tree %d: %w", round+1, err)
		}
		t.gradients.update(t.p.Objective, t.margins, stream(t.p.Seed, streamRound, uint64(round)))
		t.grower.grow(round)
		tree := t.grower.tree()
		trees = append(trees, tree)
		t.grower.addTo(t.margins, tree.Value)
		score, goOn := t.referee.judge(t.grower, tree.Value)
		t.report(Round{Number: round + 1, Leaves: (len(tree.Feature) + 1) / 2, Score: score})
		if !goOn {
			break
		}
	}
	if t.referee == nil {
		history.Best = len(trees)
	}
	return trees[:history.Best], nil
}

func (t *trainer) report(r Round) {
	if t.p.Report != nil {
		t.p.Report(r)
	}
}

func newModel(data *Dataset, p Params, base float64, trees []Tree) *Model {
	m := &Model{Objective: p.Objective, BaseMargin: base, Trees: trees}
	for f := range data.Matrix.Columns {
		m.Features = append(m.Features, data.name(f))
		m.Kinds = append(m.Kinds, data.kind(f))
	}
	return m
}
