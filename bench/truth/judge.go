package main

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"vigie"
	"vigie/bench/internal/fraud"
	"vigie/bench/internal/paired"
	"vigie/model"
	"vigie/pack"
)

// judge prints one model's tables: every scorer against the truth, then the scorer in use by phenomenon.
func (b *bench) judge(ctx context.Context, m *pack.Model, day vigie.Date) error {
	labelled, err := model.Labelled(ctx, b.lake, b.pack, m)
	if err != nil {
		return err
	}
	listed, err := model.Listed(ctx, b.lake, b.pack, m)
	if err != nil {
		return err
	}
	e, err := model.Evaluate(ctx, labelled, b.pack, m, model.Ask{Day: day, Seed: b.seed})
	if err != nil {
		return err
	}
	at := fraud.Active(b.frauds, day)
	guilty := make([]bool, listed.Len())
	all := 0
	for i, id := range listed.Entity {
		if guilty[i] = len(at[id]) > 0; guilty[i] {
			all++
		}
	}
	visits := min(b.visits, listed.Len())
	fmt.Printf("\n## %s, as of %s\n\n", m.ID, day)
	fmt.Printf("%d employers might be named, %d of them (%.1f %%) at fault on that day. In use: %s.\n\n",
		listed.Len(), all, 100*float64(all)/float64(listed.Len()), e.Chosen)
	fmt.Printf("| scorer | AUC, judged on inspections | AUC against the truth | precision at %d visits, judged | precision at %d visits, truth | lift, truth | found in %d visits, of all |\n",
		e.Capacity, e.Capacity, visits)
	fmt.Println("|---|---|---|---|---|---|---|")
	var used []int
	for _, kind := range model.Kinds(labelled, m) {
		margins, err := b.rank(ctx, m, kind, labelled, listed, day)
		if err != nil {
			return err
		}
		order := paired.Ranked(margins, b.seed)
		if kind == e.Chosen {
			used = order
		}
		f := b.against(guilty, order, margins, e.Capacity, visits)
		j := judgementOf(e, kind)
		name := kind
		if kind == e.Chosen {
			name = "**" + kind + "**"
		}
		fmt.Printf("| %s | %s | %s | %s | %s | %s | %s |\n", name, text(j.AUC), text(&f[0]), atCapacity(j), text(&f[1]), text(&f[2]), text(&f[3]))
	}
	b.byPhenomenon(listed, used, at, visits)
	return nil
}

// against measures an order against the truth: AUC, precision and lift at capacity, share of all found in the visits. Intervals
// hold the middle 95 % of resamples of entities.
func (b *bench) against(guilty []bool, order []int, margins []float64, capacity, visits int) []vigie.Figure {
	n := len(order)
	times := make([]float64, n)
	measure := func() [4]float64 {
		var seen, hits, all, above, total float64
		var atCapacity, atVisits float64
		take := func(k float64, w float64, g bool) float64 {
			if !g {
				return 0
			}
			return min(w, max(0, k-seen))
		}
		for i := 0; i < n; {
			j, pos, neg := i, 0.0, 0.0
			for ; j < n && margins[order[j]] == margins[order[i]]; j++ {
				w, g := times[order[j]], guilty[order[j]]
				atCapacity += take(float64(capacity), w, g)
				atVisits += take(float64(visits), w, g)
				seen += w
				if g {
					pos += w
				} else {
					neg += w
				}
			}
			above += neg * (all + pos/2)
			all, total = all+pos, total+neg
			i = j
		}
		hits = atVisits
		precision := atCapacity / float64(capacity)
		return [4]float64{above / (all * total), precision, precision / (all / (all + total)), hits / all}
	}
	for i := range times {
		times[i] = 1
	}
	value := measure()
	drawn := [4][]float64{}
	for s := range b.resamples {
		rng := rand.New(rand.NewPCG(b.seed, uint64(s)))
		clear(times)
		for range times {
			times[rng.IntN(n)]++
		}
		for k, v := range measure() {
			if !math.IsNaN(v) {
				drawn[k] = append(drawn[k], v)
			}
		}
	}
	out := make([]vigie.Figure, 4)
	for k := range out {
		slices.Sort(drawn[k])
		out[k] = vigie.Figure{Value: value[k], Low: drawn[k][len(drawn[k])*25/1000], High: drawn[k][len(drawn[k])*975/1000]}
	}
	return out
}

// byPhenomenon says which share of each phenomenon's cases the visits would have met.
func (b *bench) byPhenomenon(listed *model.Table, order []int, at map[string][]string, visits int) {
	all, found := map[string]int{}, map[string]int{}
	for place, i := range order {
		for _, p := range at[listed.Entity[i]] {
			all[p]++
			if place < visits {
				found[p]++
			}
		}
	}
	names := slices.SortedFunc(keys(all), func(x, y string) int { return cmp.Or(cmp.Compare(all[y], all[x]), cmp.Compare(x, y)) })
	fmt.Printf("\n| phenomenon | at fault on the day | found in %d visits | share | by chance |\n|---|---|---|---|---|\n", visits)
	for _, p := range names {
		fmt.Printf("| %s | %d | %d | %.0f %% | %.0f %% |\n", p, all[p], found[p], 100*float64(found[p])/float64(all[p]), 100*float64(visits)/float64(len(order)))
	}
}

func keys(m map[string]int) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

func judgementOf(e *model.Evaluation, kind string) model.Judgement {
	for _, j := range e.Baselines {
		if j.Scorer == kind {
			return j
		}
	}
	return e.Judgement
}

func text(f *vigie.Figure) string {
	if f == nil {
		return "–"
	}
	return fmt.Sprintf("%.3f (%.3f to %.3f)", f.Value, f.Low, f.High)
}

func atCapacity(j model.Judgement) string {
	if j.AtCapacity == nil {
		return "–"
	}
	return text(&j.AtCapacity.Precision)
}
