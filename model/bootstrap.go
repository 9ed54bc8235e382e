package model

import (
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"

	"vigie"
)

// measure computes figures from rows that count so many times each.
type measure func(times []float64) []float64

// intervals measures figures on the rows as they are and on resamples of them, and gives the middle 95 % (the percentile
// bootstrap, Efron 1979). A resample changes how often a row counts, not where it stands, so rows are sorted once. All
// figures of a measure come from the same resamples, and equal seeds draw equal ones: differences are paired.
//
// Rows are drawn, not entities: where an entity has many rows in one period the interval is somewhat too narrow; the
// evaluation says how many rows an entity has.
func intervals(rows, resamples int, seed uint64, measure measure) []vigie.Figure {
	drawn := make([][]float64, resamples)
	var wait sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		wait.Go(func() {
			times := make([]float64, rows)
			for s := w; s < resamples; s += workers { // each resample has its own generator: threads change nothing
				draw(times, seed, uint64(s))
				drawn[s] = measure(times)
			}
		})
	}
	wait.Wait()

	values := measure(ones(rows))
	figures := make([]vigie.Figure, len(values))
	for m, value := range values {
		resampled := make([]float64, resamples)
		for s := range drawn {
			resampled[s] = drawn[s][m]
		}
		figures[m] = middle(value, resampled)
	}
	return figures
}

func draw(times []float64, seed, sample uint64) {
	clear(times)
	rng := rand.New(rand.NewPCG(seed, sample))
	for range times {
		times[rng.IntN(len(times))]++
	}
}

// middle is the value with the middle 95 % of the resampled ones; a resample without positives has no figure.
func middle(value float64, resampled []float64) vigie.Figure {
	known := slices.DeleteFunc(resampled, math.IsNaN)
	if len(known) == 0 {
		return vigie.Figure{Value: value, Low: value, High: value}
	}
	slices.Sort(known)
	return vigie.Figure{Value: value, Low: quantile(known, .025), High: quantile(known, .975)}
}

// quantile interpolates between the sorted values.
func quantile(sorted []float64, q float64) float64 {
	at := q * float64(len(sorted)-1)
	i := int(at)
	if i+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	return sorted[i] + (at-float64(i))*(sorted[i+1]-sorted[i])
}
