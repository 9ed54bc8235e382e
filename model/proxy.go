package model

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"vigie"
)

// Proxy says how well the features betray what the model must not know: the AUC of a logistic regression that learns to tell it from them. What can be told
// can be used, whether or not it is a feature.
type Proxy struct {
	Of    string        `json:"of"`
	Value string        `json:"value"`
	Rows  int           `json:"rows"`
	Share float64       `json:"share"`         // of the judged rows
	AUC   *vigie.Figure `json:"auc,omitempty"` // nil: too few have it, or have it not
}

// betrays is the AUC from which on a reader is warned, if the whole interval lies above it.
const betrays = .75

// proxies asks for each excluded attribute of the pack whether the judged rows show it, to who has learnt from the rows before them.
func (e *evaluator) proxies(ctx context.Context) ([]Proxy, error) {
	var out []Proxy
	for _, by := range slices.Sorted(maps.Keys(e.m.Evaluation.Proxies)) {
		value := e.m.Evaluation.Proxies[by]
		told := *e.t
		told.Positive = make([]bool, e.t.Len())
		for r := range told.Positive {
			told.Positive[r] = e.groupOf(by, int32(r)) == value
		}
		p := Proxy{Of: by, Value: value, Rows: len(e.held.rows), Share: positiveRate(&told, e.held.rows)}
		if e.enoughOf(&told) {
			scorer, err := learn(ctx, "logistic", &told, e.held.trained, e.m.Learner, e.t.Inspected[e.held.rows[0]], e.seed)
			if err != nil {
				return nil, fmt.Errorf("proxy of %s: %w", by, err)
			}
			r := judge(&told, e.held.rows, scorer.Margins(&told, e.held.rows)).ranked()
			p.AUC = known(intervals(r.Len(), e.resamples, e.seed, func(w []float64) []float64 { return []float64{r.auc(w)} })[0])
		}
		out = append(out, p)
	}
	return out, nil
}

// enoughOf tells whether the attribute is there and is absent often enough, in what is learnt from and in what is judged.
func (e *evaluator) enoughOf(told *Table) bool {
	for _, rows := range [][]int32{e.held.trained, e.held.rows} {
		n := 0
		for _, r := range rows {
			n += int(truth(told.Positive[r]))
		}
		if n < minCount || len(rows)-n < minCount {
			return false
		}
	}
	return true
}

func warnOfProxies(proxies []Proxy) (out []vigie.Warning) {
	for _, p := range proxies {
		switch {
		case p.AUC == nil:
			out = append(out, vigie.Warning{ID: "proxy-not-tested", Sentence: fmt.Sprintf("Whether the features betray %s %s can not be said: too few of the rows have it, or have it not.", p.Of, p.Value)})
		case p.AUC.Low > betrays:
			out = append(out, vigie.Warning{ID: "proxy", Sentence: fmt.Sprintf("The features betray %s %s, which the model must not know (AUC %.3f, interval from %.3f): look which of them do, and what the model does with it.", p.Of, p.Value, p.AUC.Value, p.AUC.Low)})
		}
	}
	return out
}
