package main

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"sync"

	"vigie/pack"
)

// Visits a year for each employer: a tenth of them, half on lists and half of the inspectors' own choice.
const (
	onLists = .06
	own     = .06
	top     = .10 // of each territory's employers: the precision at k asks of them
)

// arm is what of a campaign is left to chance: drawn from everybody alike, or by how unsure the outcome is.
type arm struct{ random, estimate float64 }

func (a arm) String() string {
	if a.estimate > 0 {
		return fmt.Sprintf("%.0f %%, %.0f %% estimating", 100*a.random, 100*a.estimate)
	}
	return fmt.Sprintf("%.0f %%", 100*a.random)
}

// arms are those of the practices that are held beside each other.
var arms = []arm{{0, 0}, {.02, 0}, {.05, 0}, {.10, 0}, {.02, .08}}

func (c *country) office(a arm) *practice {
	p := practice{campaign: pack.Campaign{Ranked: .90 - a.random - a.estimate, Near: .10, Random: a.random, Estimate: a.estimate, NearWindow: 5}, own: int(own * float64(len(c.All)))}
	for _, list := range c.lists {
		p.capacity = append(p.capacity, int(onLists*float64(len(list))))
	}
	return c.practise(p)
}

// parts are what is asked: of everybody, of the first tenth of both models' lists, and of as many as the other model's list would have places for.
func (c *country) parts() []part {
	all := make([]bool, len(c.All))
	tenth, capacity := make([]int, len(c.lists)), make([]int, len(c.lists))
	for i := range all {
		all[i] = true
	}
	for t, list := range c.lists {
		tenth[t], capacity[t] = int(top*float64(len(list))), int(onLists*float64(len(list)))
	}
	other := c.ranked(func(e *employer) float64 { return e.Other })
	return []part{
		{"prevalence", all},
		{"precision at k, own list", c.first(c.lists, tenth)},
		{"precision at k, another model's list", c.first(other, tenth)},
		{"hit rate of another model's list", c.first(other, capacity)},
	}
}

// simulate lets an office work for so many years, each on its own, and adds up what the estimators say: by part, then by estimator.
func (c *country) simulate(p *practice, parts []part, years int, seed uint64) [][]tally {
	verdicts := make([]judged, years)
	var wait sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		wait.Go(func() {
			for s := w; s < years; s += workers {
				verdicts[s] = c.judge(p, c.year(p, rand.New(rand.NewPCG(seed, uint64(s)))), parts)
			}
		})
	}
	wait.Wait()
	out := make([][]tally, len(parts))
	for k := range parts {
		out[k] = make([]tally, len(estimators))
		for _, v := range verdicts {
			for e := range estimators {
				out[k][e].add(v[k][e])
			}
		}
	}
	return out
}
