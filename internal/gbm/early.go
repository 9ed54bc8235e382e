package gbm

import "math"

// History tells how a training went.
type History struct {
	Metric  Metric
	Scores  []float64 // the validation score after each tree; nil without a validation set
	Best    int       // the number of trees kept
	Stopped bool      // before all rounds, because the score no longer became better
}

// referee scores the growing model on a validation set, which should be later in time than the training
// set: stopping on a random part of the same period rewards what will not last.
type referee struct {
	metric   Metric
	patience int
	data     *Dataset
	binned   *binned
	margins  []float64
	best     float64
	history  *History
}

func newReferee(p Params, l *layout, data *Dataset, base float64, h *History, c crew) (*referee, error) {
	b, err := l.bin(data, c)
	if err != nil {
		return nil, err
	}
	margins := make([]float64, b.rows)
	for i := range margins {
		margins[i] = base
	}
	return &referee{
		metric: p.Metric, patience: p.Patience, data: data, binned: b, margins: margins,
		best: p.Metric.worst(), history: h,
	}, nil
}

// judge adds the tree just grown, with its values one a node, and tells whether to go on.
func (r *referee) judge(g *grower, values []float64) (score float64, goOn bool) {
	if r == nil {
		return math.NaN(), true
	}
	g.crew.chunks(r.binned.rows, func(_, begin, end int) {
		for row := begin; row < end; row++ {
			r.margins[row] += values[g.descend(r.binned, row)]
		}
	})
	score = r.metric.Score(r.margins, r.data.Labels, r.data.Weights)
	h := r.history
	h.Scores = append(h.Scores, score)
	if r.metric.better(score, r.best) {
		r.best, h.Best = score, len(h.Scores)
	}
	h.Stopped = r.patience > 0 && len(h.Scores)-h.Best >= r.patience
	return score, !h.Stopped
}
