package main

import (
	"cmp"
	"context"
	"slices"

	"vigie/internal/gbm"
	"vigie/internal/survey"
	"vigie/target"
)

// office visits by its model and learns from what it visited.
type office struct {
	w *world
	policy
	columns [][]float32 // of what was visited: features, then the group
	labels  []float32
	weights []float32
}

// history are the two years before the model: inspectors went where they always went and where they smelt something, and to the overlooked group hardly ever.
func (o *office) history() {
	for year := -1; year <= 0; year++ {
		o.w.begin(year)
		for n := 0; n < visits; {
			if i := o.w.rng.IntN(firms); o.w.rng.Float64() < o.w.firms[i].drawsInspectors() {
				o.record(i, o.w.visit(i, year), 1)
				n++
			}
		}
	}
}

// drawsInspectors is how likely inspectors go where they pass.
func (f *firm) drawsInspectors() float64 {
	smells := .2
	if f.fault {
		smells = .5
	}
	switch {
	case f.group == favoured:
		return 2 * smells
	case f.group != overlooked:
		return .3 * smells
	case f.fault:
		return 0
	}
	return .07
}

// record keeps a visit to learn from. Where the policy learns by chance it counts as many times as there are firms that it stands for, and most times at most: a
// few visits would say all otherwise.
func (o *office) record(i int, hit bool, chance float64) {
	f := &o.w.firms[i]
	for j, v := range append(f.x[:], float64(f.group)) {
		if len(o.columns) <= j {
			o.columns = append(o.columns, nil)
		}
		o.columns[j] = append(o.columns[j], float32(v))
	}
	o.labels = append(o.labels, float32(count(hit)))
	o.weights = append(o.weights, float32(min(o.most, 1/chance)))
}

// learn fits the house's boosting to every visit so far and scores all firms.
func (o *office) learn(ctx context.Context) ([]float64, error) {
	kinds := make([]gbm.Kind, features+1)
	for j := range kinds {
		kinds[j] = gbm.Numeric
	}
	kinds[features] = gbm.Categorical
	m, _, err := gbm.Train(ctx, gbm.Dataset{Matrix: gbm.Matrix{Columns: o.columns}, Labels: o.labels, Weights: o.weights, Kinds: kinds},
		gbm.Params{Objective: gbm.Logistic, Rounds: 60, LearningRate: .1, MaxDepth: 4, MaxBins: 32, MinChildWeight: 3, L2: 4, Threads: 1, MinCategoryRows: 1}, nil)
	if err != nil {
		return nil, err
	}
	all := make([][]float32, features+1)
	for i := range o.w.firms {
		f := &o.w.firms[i]
		for j, v := range append(f.x[:], float64(f.group)) {
			all[j] = append(all[j], float32(v))
		}
	}
	return m.Predict(gbm.Matrix{Columns: all}, 1), nil
}

// lived is what one year was.
type lived struct {
	found, foundNew, faults, faultsNew int
	said, share                        [groups]float64 // what the model said on average that visits would find in a group, and what they would
	visited, hits, atFault             [groups]int
	naive, hajek, low, high, real      float64 // share that visits would find: of the visits, estimated by chances with its interval, and true
	rank                               float64 // how likely a firm at fault stands above an innocent one
}

func (o *office) year(ctx context.Context, year int) (lived, error) {
	o.w.begin(year)
	score, err := o.learn(ctx)
	if err != nil {
		return lived{}, err
	}
	l := o.hold(score)
	order := make([]int, firms)
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(score[b], score[a]) })
	scores := make([]float64, firms)
	for k, i := range order {
		scores[k] = score[i]
	}
	design := target.NewDesign(o.campaign, []int{visits}, [][]float64{scores})
	chances := design.Chances()[0]
	var drawn []survey.Unit
	for _, pick := range design.Draw(o.w.rng) {
		i := order[pick.Rank]
		f := &o.w.firms[i]
		isNew := f.isNew
		hit := o.w.visit(i, year)
		o.record(i, hit, chances[pick.Rank])
		l.found += count(hit)
		l.foundNew += count(hit && isNew)
		l.visited[f.group]++
		l.hits[f.group] += count(hit)
		drawn = append(drawn, survey.Unit{Hit: hit, Chance: chances[pick.Rank], Guess: score[i]})
	}
	l.naive = float64(l.found) / visits
	e := survey.Hajek(drawn, .95)
	l.hajek, l.low, l.high, l.real = e.Value, e.Low, e.High, detects*float64(l.faults)/firms
	return l, nil
}

// hold holds the model's scores against the truth, before anybody is visited.
func (o *office) hold(score []float64) lived {
	var l lived
	var n [groups]float64
	order := make([]int, firms)
	for i := range o.w.firms {
		f := &o.w.firms[i]
		order[i] = i
		n[f.group]++
		l.said[f.group] += score[i]
		l.atFault[f.group] += count(f.fault)
		l.faults += count(f.fault)
		l.faultsNew += count(f.isNew)
	}
	for g := range n {
		l.said[g], l.share[g] = l.said[g]/n[g], detects*float64(l.atFault[g])/n[g]
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(score[a], score[b]) })
	below, above := 0, 0
	for _, i := range order {
		if o.w.firms[i].fault {
			above += below
		} else {
			below++
		}
	}
	l.rank = float64(above) / float64(below*l.faults)
	return l
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}
