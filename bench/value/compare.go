package main

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"

	"vigie"
	"vigie/bench/internal/paired"
	"vigie/model"
)

// comparison gathers the lists of one model's variants, and measures them together.
type comparison struct {
	model    string
	b        *bench
	entities map[string]int32
	lists    []list
	offered  int         // on all lists of one variant and training
	drawn    [][]figures // on resamples
}

func newComparison(model string, b *bench) *comparison {
	return &comparison{model: model, b: b, entities: map[string]int32{}}
}

func (c *comparison) add(variant int, t *model.Table, rows []int32, margins []float64, kinds func(int32) []string, seed uint64) {
	l := list{variant: variant}
	for _, place := range paired.Ranked(margins, seed) {
		row := rows[place]
		number, ok := c.entities[t.Entity[row]]
		if !ok {
			number = int32(len(c.entities))
			c.entities[t.Entity[row]] = number
		}
		at := kinds(row)
		l.order, l.kinds = append(l.order, number), append(l.kinds, at)
	}
	c.lists = append(c.lists, l)
	if variant == 0 && seed == 0 {
		c.offered += len(rows)
	}
}

// figures are those of one variant: its AUC, the mean over lists, and for each number of visits what they found.
type figures struct {
	auc float64
	at  []visited
}

// visited is what so many visits a list found, in all and by phenomenon: the mean of the trainings, summed over days.
type visited struct {
	found float64
	kinds map[string]float64
}

func (c *comparison) empty() []figures {
	of := make([]figures, len(c.b.variants))
	for i := range of {
		of[i].at = make([]visited, len(c.b.depths))
		for k := range of[i].at {
			of[i].at[k].kinds = map[string]float64{}
		}
	}
	return of
}

// measured are the variants' figures when each entity counts so many times.
func (c *comparison) measured(times []float64) []figures {
	of, seeds := c.empty(), float64(c.b.seeds)
	for _, l := range c.lists {
		f := &of[l.variant]
		seen, above, pos, neg := 0., 0., 0., 0.
		for i, e := range l.order {
			w := times[e]
			if len(l.kinds[i]) == 0 {
				neg += w
				seen += w
				continue
			}
			pos += w
			above += w * neg
			for k, depth := range c.b.depths {
				if take := min(w, float64(depth)-seen) / seeds; take > 0 {
					f.at[k].found += take
					for _, kind := range l.kinds[i] {
						f.at[k].kinds[kind] += take
					}
				}
			}
			seen += w
		}
		f.auc += (1 - above/(pos*neg)) / (seeds * float64(len(c.b.days)))
	}
	return of
}

// there is how much of each phenomenon the lists could have found.
func (c *comparison) there() map[string]float64 {
	out := map[string]float64{}
	for _, l := range c.lists {
		if l.variant != 0 {
			continue
		}
		for _, kinds := range l.kinds {
			for _, k := range kinds {
				out[k] += 1 / float64(c.b.seeds)
			}
		}
	}
	return out
}

// against is a figure of a variant beside that of the first.
type against struct{ value, extra, more vigie.Figure }

// beside measures what get gives of every variant, and how much more that is than of the first, on the rows as they are and on
// resamples of entities. The same resamples serve for all.
func (c *comparison) beside(get func(figures) float64) []against {
	ones := make([]float64, len(c.entities))
	for i := range ones {
		ones[i] = 1
	}
	base := c.measured(ones)
	out := make([]against, len(base))
	for v := range base {
		values := make([][]float64, 3)
		for _, drawn := range c.resampled() {
			value, first := get(drawn[v]), get(drawn[0])
			for k, x := range []float64{value, value - first, value/first - 1} {
				if !math.IsNaN(x) && !math.IsInf(x, 0) {
					values[k] = append(values[k], x)
				}
			}
		}
		value, first := get(base[v]), get(base[0])
		out[v] = against{middle(value, values[0]), middle(value-first, values[1]), middle(value/first-1, values[2])}
	}
	return out
}

// resampled are the figures on resamples, drawn once.
func (c *comparison) resampled() [][]figures {
	if c.drawn != nil {
		return c.drawn
	}
	times := make([]float64, len(c.entities))
	for s := range c.b.resamples {
		clear(times)
		rng := rand.New(rand.NewPCG(1, uint64(s)))
		for range times {
			times[rng.IntN(len(times))]++
		}
		c.drawn = append(c.drawn, c.measured(times))
	}
	return c.drawn
}

func middle(value float64, drawn []float64) vigie.Figure {
	if len(drawn) == 0 {
		return vigie.Figure{Value: value, Low: value, High: value}
	}
	slices.Sort(drawn)
	return vigie.Figure{Value: value, Low: drawn[len(drawn)*25/1000], High: drawn[len(drawn)*975/1000]}
}

// phenomena are those that there were, the most frequent first.
func phenomena(there map[string]float64) []string {
	var out []string
	for k := range there {
		out = append(out, k)
	}
	slices.SortFunc(out, func(x, y string) int { return cmp.Or(cmp.Compare(there[y], there[x]), cmp.Compare(x, y)) })
	return out
}
