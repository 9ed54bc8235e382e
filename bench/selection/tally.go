package main

import "math"

// tally adds up what an estimator said over the years.
type tally struct {
	years, answered, covered                int
	truth, value, squares, width, effective float64
}

func (t *tally) add(v verdict) {
	t.years++
	if v.thin {
		return
	}
	t.answered++
	t.truth += v.truth
	t.value += v.Value
	t.squares += (v.Value - v.truth) * (v.Value - v.truth)
	t.width += v.High - v.Low
	t.effective += v.Effective
	if v.Low <= v.truth && v.truth <= v.High {
		t.covered++
	}
}

func (t *tally) bias() float64     { return (t.value - t.truth) / float64(t.answered) }
func (t *tally) rmse() float64     { return math.Sqrt(t.squares / float64(t.answered)) }
func (t *tally) coverage() float64 { return float64(t.covered) / float64(t.answered) }

// sway is the standard error of the coverage, were it what it should be: by so much it differs from run to run.
func (t *tally) sway() float64 { return math.Sqrt(level * (1 - level) / float64(t.answered)) }
