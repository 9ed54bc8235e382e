package main

import (
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

// offices are the practices that differ in the share of the campaign that is drawn by lot from everybody.
var arms = []float64{0, .02, .05, .10}

func (c *country) office(random float64) *practice {
	p := practice{campaign: pack.Campaign{Ranked: .90 - random, Near: .10, Random: random, NearWindow: 5}, own: int(own * float64(len(c.All)))}
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
