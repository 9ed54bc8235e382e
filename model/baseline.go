package model

import (
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// Every model is judged beside these. An office could use any of them tomorrow without a data miner; a model that does
// not beat them is not worth its upkeep (Wagstaff 2012; triage trains such baselines beside every model).

// Chance ranks at random: the floor.
type Chance struct {
	Seed uint64  `json:"seed"`
	Rate float64 `json:"rate"`
}

// Kind names it.
func (*Chance) Kind() string { return "random" }

// Margins are seeded noise, the same for the same row name and date whatever the other rows are.
func (c *Chance) Margins(t *Table, rows []int32) []float64 {
	out := make([]float64, len(rows))
	for i, r := range rows {
		out[i] = rand.New(rand.NewPCG(c.Seed, tie(t.ID[r], t.AsOf[r]))).NormFloat64() * 1e-3
	}
	return out
}

// Explain has nothing to say.
func (c *Chance) Explain(t *Table, rows []int32) Explanation {
	e := Explanation{Parts: []string{"chance"}, Amount: make([][]float64, len(rows))}
	for i, m := range c.Margins(t, rows) {
		e.Amount[i] = []float64{m}
	}
	return e
}

// SectorRate ranks by the share of positives in the entity's sector, shrunk to everyone's.
type SectorRate struct {
	Shrink float64 `json:"shrink"` // how many inspections everyone's rate counts for
	Rate   float64 `json:"rate"`   // of the training rows, used where nothing is known yet
}

// Kind names it.
func (*SectorRate) Kind() string { return "sector-rate" }

func (s *SectorRate) rate(t *Table, r int32) float64 {
	everyone := shrunk(t.Past.AllPositives[r], t.Past.AllInspections[r], s.Rate, 1)
	return shrunk(t.Past.SectorPositives[r], t.Past.SectorInspections[r], everyone, s.Shrink)
}

// Margins are the log-odds of the sector's rate as known on the row's date.
func (s *SectorRate) Margins(t *Table, rows []int32) []float64 { return sum(s.Explain(t, rows)) }

// Explain has one part: how far the sector is from everyone.
func (s *SectorRate) Explain(t *Table, rows []int32) Explanation {
	e := Explanation{Parts: []string{"past.sector_rate"}, Base: logit(s.Rate), Amount: make([][]float64, len(rows))}
	for i, r := range rows {
		sector := s.rate(t, r)
		e.Amount[i] = []float64{logit(sector) - e.Base}
	}
	return e
}

// OwnHistory ranks by the entity's own share of positives, shrunk to its sector's: two positives in two inspections say
// more than the sector does, but less than twenty in twenty (a beta-binomial mean).
type OwnHistory struct {
	Sector SectorRate `json:"sector"`
	Shrink float64    `json:"shrink"` // how many inspections the sector's rate counts for
}

// Kind names it.
func (*OwnHistory) Kind() string { return "own-history" }

// Margins are the log-odds of the shrunk rate as known on the row's date.
func (o *OwnHistory) Margins(t *Table, rows []int32) []float64 { return sum(o.Explain(t, rows)) }

// Explain has two parts: how far the sector is from everyone, and the entity from its sector.
func (o *OwnHistory) Explain(t *Table, rows []int32) Explanation {
	e := Explanation{Parts: []string{"past.sector_rate", "past.own_rate"}, Base: logit(o.Sector.Rate), Amount: make([][]float64, len(rows))}
	for i, r := range rows {
		sector := o.Sector.rate(t, r)
		own := shrunk(t.Past.Positives[r], t.Past.Inspections[r], sector, o.Shrink)
		e.Amount[i] = []float64{logit(sector) - e.Base, logit(own) - logit(sector)}
	}
	return e
}

func shrunk(positives, inspections, to, weight float64) float64 {
	return (positives + weight*to) / (inspections + weight)
}

func sum(e Explanation) []float64 {
	out := make([]float64, len(e.Amount))
	for i, parts := range e.Amount {
		out[i] = e.Base
		for _, v := range parts {
			out[i] += v
		}
	}
	return out
}

// shrinkages are tried on the training rows; the likeliest is taken.
var shrinkages = []float64{1, 2, 5, 10, 20, 50, 100, 300}

func fitSectorRate(t *Table, rows []int32) *SectorRate {
	s := &SectorRate{Rate: positiveRate(t, rows)}
	best := math.Inf(1)
	for _, k := range shrinkages {
		tried := SectorRate{Shrink: k, Rate: s.Rate}
		if loss := logLoss(t, rows, tried.Margins(t, rows)); loss < best {
			best, s.Shrink = loss, k
		}
	}
	return s
}

func fitOwnHistory(t *Table, rows []int32) *OwnHistory {
	o := &OwnHistory{Sector: *fitSectorRate(t, rows)}
	best := math.Inf(1)
	for _, k := range shrinkages {
		tried := OwnHistory{Sector: o.Sector, Shrink: k}
		if loss := logLoss(t, rows, tried.Margins(t, rows)); loss < best {
			best, o.Shrink = loss, k
		}
	}
	return o
}

// BestFeature ranks by one feature: the one that, alone and in one direction, orders the training rows best.
type BestFeature struct {
	Feature string  `json:"feature"`
	Index   int     `json:"index"`
	Sign    float64 `json:"sign"`   // -1 when low values are the risky ones
	Middle  float64 `json:"middle"` // stands for a missing value: the training median
	Scale   float64 `json:"scale"`
	// Indicator is true when it was chosen among the indicators only.
	Indicator bool `json:"indicator,omitempty"`
}

// Kind names it.
func (b *BestFeature) Kind() string {
	if b.Indicator {
		return "best-indicator"
	}
	return "best-feature"
}

// Margins are the feature's values, in its direction.
func (b *BestFeature) Margins(t *Table, rows []int32) []float64 { return sum(b.Explain(t, rows)) }

// Explain has one part.
func (b *BestFeature) Explain(t *Table, rows []int32) Explanation {
	e := Explanation{Parts: []string{b.Feature}, Amount: make([][]float64, len(rows))}
	for i, r := range rows {
		v := float64(t.Numbers[b.Index][r])
		if v != v {
			v = b.Middle
		}
		e.Amount[i] = []float64{b.Sign * (v - b.Middle) / b.Scale}
	}
	return e
}

// fitBestFeature returns nil when the model has no numeric feature with two values, or no such indicator where only those count.
func fitBestFeature(t *Table, rows []int32, indicator bool) *BestFeature {
	tried, aucs := make([]*BestFeature, len(t.Features)), make([]float64, len(t.Features))
	var next atomic.Int64
	var wait sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(tried); i = int(next.Add(1)) - 1 {
				if !indicator || t.Features[i].Evidence {
					tried[i], aucs[i] = tryFeature(t, rows, i)
				}
			}
		})
	}
	wait.Wait()
	var best *BestFeature
	highest := 0.0
	for i, b := range tried {
		if b != nil && aucs[i] > highest {
			best, highest = b, aucs[i]
		}
	}
	if best != nil {
		best.Indicator = indicator
	}
	return best
}

// tryFeature gives a feature in its better direction, and how well it orders the rows; nil when it has no two values.
func tryFeature(t *Table, rows []int32, i int) (*BestFeature, float64) {
	f := t.Features[i]
	if f.Categorical() {
		return nil, 0
	}
	var values []float64
	for _, r := range rows {
		if v := float64(t.Numbers[i][r]); v == v {
			values = append(values, v)
		}
	}
	slices.Sort(values)
	if len(values) == 0 || values[0] == values[len(values)-1] {
		return nil, 0
	}
	b := &BestFeature{Feature: f.Ref, Index: i, Sign: 1, Middle: quantile(values, .5), Scale: values[len(values)-1] - values[0]}
	auc := plainAUC(t, rows, b.Margins(t, rows))
	if auc < .5 {
		auc, b.Sign = 1-auc, -1
	}
	return b, auc
}

// plainAUC is the AUC of scores on rows that count once each. Hundreds of features are tried, so the scores are sorted as numbers, and
// nothing else of the rows.
func plainAUC(t *Table, rows []int32, scores []float64) float64 {
	var pos, neg []float64
	for i, r := range rows {
		if t.Positive[r] {
			pos = append(pos, scores[i])
		} else {
			neg = append(neg, scores[i])
		}
	}
	slices.Sort(pos)
	slices.Sort(neg)
	above, under, level := 0.0, 0, 0 // of each negative: positives not above it, and of these those beside it
	for _, s := range neg {
		for under < len(pos) && pos[under] < s {
			under++
		}
		for level = max(level, under); level < len(pos) && pos[level] == s; {
			level++
		}
		above += float64(len(pos)-level) + float64(level-under)/2
	}
	return above / (float64(len(pos)) * float64(len(neg)))
}

func positiveRate(t *Table, rows []int32) float64 {
	n := 0.0
	for _, r := range rows {
		n += truth(t.Positive[r])
	}
	return n / float64(len(rows))
}

// logLoss is the mean negative log-likelihood of the rows under the margins.
func logLoss(t *Table, rows []int32, margins []float64) float64 {
	loss := 0.0
	for i, r := range rows {
		m := margins[i]
		if t.Positive[r] {
			m = -m
		}
		loss += math.Log1p(math.Exp(-math.Abs(m))) + max(m, 0)
	}
	return loss / float64(len(rows))
}

func ones(n int) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = 1
	}
	return out
}
