package model

import (
	"bytes"
	"context"
	"encoding/json"
	"math"
	"slices"

	"vigie"
	"vigie/internal/chance"
	"vigie/internal/gbm"
	"vigie/pack"
)

// Boosting is gradient-boosted trees. Several bags with different seeds are kept as one model whose leaves are divided by
// their number, so that the mean's reasons are as exact as one tree's.
type Boosting struct {
	Encoder Encoder
	Trees   *gbm.Model
}

// Kind names it.
func (*Boosting) Kind() string { return "boosting" }

// Margins are the log-odds.
func (b *Boosting) Margins(t *Table, rows []int32) []float64 {
	return b.Trees.Margins(b.Encoder.matrix(t, rows), 0)
}

// Explain gives exact TreeSHAP values.
func (b *Boosting) Explain(t *Table, rows []int32) Explanation {
	shap := b.Trees.Explain(b.Encoder.matrix(t, rows), 0)
	e := Explanation{Parts: b.Encoder.Features, Base: shap.Bias, Amount: make([][]float64, len(rows))}
	for i := range rows {
		e.Amount[i] = shap.Row(i)
	}
	return e
}

// MarshalJSON keeps the trees as XGBoost JSON, so that another program can read them.
func (b *Boosting) MarshalJSON() ([]byte, error) {
	var trees bytes.Buffer
	if err := b.Trees.WriteXGBoost(&trees); err != nil {
		return nil, err
	}
	return json.Marshal(boostingBody{b.Encoder, trees.Bytes()})
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (b *Boosting) UnmarshalJSON(data []byte) error {
	var body boostingBody
	if err := json.Unmarshal(data, &body); err != nil {
		return err
	}
	trees, err := gbm.ReadXGBoost(bytes.NewReader(body.Trees))
	if err != nil {
		return err
	}
	b.Encoder, b.Trees = body.Encoder, trees
	return nil
}

type boostingBody struct {
	Encoder Encoder         `json:"encoder"`
	Trees   json.RawMessage `json:"xgboost"`
}

// fitBoosting trains the bags and joins them. Where early stopping is asked for, each bag first learns from the earlier
// part of the rows, judged on the later part, to find how many rounds help; then it learns from all of them with as many.
func fitBoosting(ctx context.Context, t *Table, rows []int32, weights []float64, c pack.Learner, seed uint64) (*Boosting, error) {
	encoder := newEncoder(t, rows)
	bags := max(1, c.Bags)
	var joined *gbm.Model
	for bag := range bags {
		p := parameters(t, c)
		p.Seed = chance.Mix(seed + uint64(bag))
		rounds, err := rounds(ctx, t, encoder, rows, weights, c, p)
		if err != nil {
			return nil, err
		}
		p.Rounds, p.Patience = rounds, 0
		trained, _, err := gbm.Train(ctx, dataset(t, encoder, rows, weights), p, nil)
		if err != nil {
			return nil, vigie.Errorf(vigie.Invalid, "train boosted trees: %w", err)
		}
		joined = join2(joined, trained, float64(bags))
	}
	return &Boosting{encoder, joined}, nil
}

// rounds is the number of trees asked for, or the number that was best on the later part of the rows.
func rounds(ctx context.Context, t *Table, e Encoder, rows []int32, weights []float64, c pack.Learner, p gbm.Params) (int, error) {
	if c.EarlyStop <= 0 {
		return p.Rounds, nil
	}
	early, late := byTime(t, rows, validateShare(c))
	if !bothOutcomes(t, early) || !bothOutcomes(t, late) {
		return p.Rounds, nil
	}
	p.Patience = c.EarlyStop
	valid := dataset(t, e, late, pick(weights, rows, late))
	trained, _, err := gbm.Train(ctx, dataset(t, e, early, pick(weights, rows, early)), p, &valid)
	if err != nil {
		return 0, vigie.Errorf(vigie.Invalid, "find the number of rounds: %w", err)
	}
	return max(1, len(trained.Trees)), nil
}

func parameters(t *Table, c pack.Learner) gbm.Params {
	p := gbm.Params{
		Objective: gbm.Logistic, Rounds: c.Rounds, LearningRate: c.LearningRate, MaxDepth: c.MaxDepth, MaxBins: c.MaxBins,
		L1: c.L1, L2: c.L2, MinChildWeight: c.MinChildWeight, RowShare: c.RowSample, ColumnShare: c.ColumnSample,
		Monotone: make([]int, len(t.Features)),
	}
	for i, f := range t.Features {
		p.Monotone[i] = c.Monotone[f.Ref]
	}
	return p
}

func dataset(t *Table, e Encoder, rows []int32, weights []float64) gbm.Dataset {
	d := gbm.Dataset{Matrix: e.matrix(t, rows), Kinds: e.kinds(), Names: e.Features, Labels: make([]float32, len(rows)), Weights: narrow(weights)}
	for i, r := range rows {
		d.Labels[i] = float32(truth(t.Positive[r]))
	}
	return d
}

// join2 adds a bag's trees with their leaves divided by the number of bags.
func join2(all, bag *gbm.Model, bags float64) *gbm.Model {
	for i := range bag.Trees {
		for n := range bag.Trees[i].Value {
			bag.Trees[i].Value[n] = float64(float32(bag.Trees[i].Value[n] / bags)) // as XGBoost JSON keeps it
		}
	}
	if all == nil {
		return bag
	}
	all.Trees = append(all.Trees, bag.Trees...)
	return all
}

// byTime cuts the rows at a day so that about the share of them is on the later side; rows of one day stay together.
func byTime(t *Table, rows []int32, share float64) (early, late []int32) {
	days := make([]vigie.Date, len(rows))
	for i, r := range rows {
		days[i] = t.Inspected[r]
	}
	slices.Sort(days)
	cut := days[min(len(days)-1, int(math.Ceil(float64(len(days))*(1-share))))]
	for _, r := range rows {
		if t.Inspected[r] < cut {
			early = append(early, r)
		} else {
			late = append(late, r)
		}
	}
	return early, late
}

func validateShare(c pack.Learner) float64 {
	if c.ValidateShare > 0 {
		return c.ValidateShare
	}
	return .2
}

func bothOutcomes(t *Table, rows []int32) bool {
	rate := positiveRate(t, rows)
	return rate > 0 && rate < 1
}

// pick gives the weights of some of the rows.
func pick(weights []float64, rows, some []int32) []float64 {
	at := make(map[int32]float64, len(rows))
	for i, r := range rows {
		at[r] = weights[i]
	}
	out := make([]float64, len(some))
	for i, r := range some {
		out[i] = at[r]
	}
	return out
}
