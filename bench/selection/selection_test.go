package main

import (
	"math"
	"math/rand/v2"
	"testing"
)

// invented is a small country of whose employers about one in ten is at fault, half seen by the models and half by the inspectors' noses.
func invented(n int) *country {
	rng := rand.New(rand.NewPCG(11, 3))
	c := &country{Sectors: 3, Territories: 4}
	for range n {
		e := employer{Territory: rng.IntN(4), Sector: rng.IntN(3)}
		real := -2.9 + .3*float64(e.Sector) + 1.1*rng.NormFloat64()
		e.Chance = 1 / (1 + math.Exp(-real))
		e.Margin = -1.6 + .8*(real+2.9) + .7*rng.NormFloat64()
		e.Other = -1.6 + .8*(real+2.9) + .7*rng.NormFloat64()
		e.Worth = .5 * rng.NormFloat64()
		c.All = append(c.All, e)
	}
	c.order()
	return c
}

// The small size of the table in docs/benchmarks.md: with a tenth of the campaign drawn by lot the corrected intervals hold the truth as often
// as they say, and the naive one never does.
func TestTheEvaluationRecoversTheTruth(t *testing.T) {
	t.Parallel()

	c := invented(12_000)
	parts := c.parts()
	const years = 400
	for k, tallies := range c.simulate(c.office(arm{random: .10}), parts, years, 1) {
		for e, name := range estimators {
			got := &tallies[e]
			if name == "naive" {
				if k != 1 && got.coverage() > .2 {
					t.Errorf("%s: the naive interval holds the truth %.1f %% of the time: the visits of this country are not biased", parts[k].name, 100*got.coverage())
				}
				continue
			}
			if got.answered < years/4 {
				continue // it says that it can not answer
			}
			if slack := 3 * math.Sqrt(.05*.95/float64(got.answered)); math.Abs(got.coverage()-.95) > .02+slack {
				t.Errorf("%s, %s: the interval holds the truth %.1f %% of %d times", parts[k].name, name, 100*got.coverage(), got.answered)
			}
			if off := math.Abs(got.bias()); off > 3*got.rmse()/math.Sqrt(float64(got.answered))+.01 {
				t.Errorf("%s, %s: off by %.3f on average, by %.3f in a year", parts[k].name, name, off, got.rmse())
			}
		}
	}
}

// Without a random arm nobody can say how much there is, and the estimators know it.
func TestWithoutARandomArmThereIsNoAnswer(t *testing.T) {
	t.Parallel()

	c := invented(4_000)
	for e, got := range c.simulate(c.office(arm{}), c.parts(), 5, 1)[0] {
		if estimators[e] != "naive" && got.answered > 0 {
			t.Errorf("%s answers %d times out of %d", estimators[e], got.answered, got.years)
		}
	}
}
