package survey

import (
	"math"
	"slices"
)

// Unit is one visit that was made, to one of the population that is asked about.
type Unit struct {
	Hit    bool
	Chance float64 // that it would be visited, above 0 and at most 1
	Guess  float64 // the chance of a hit that was expected of it, by a model that had not seen it; 0: nobody guessed
}

func (u Unit) hit() float64 {
	if u.Hit {
		return 1
	}
	return 0
}

// weighted are units with how many of the population each stands for.
type weighted struct {
	units     []Unit
	weight    []float64
	sum       float64
	truncated int
}

// most is the part of all weight that one visit may have.
const most = .2

// weigh gives each unit the weight 1/chance. Weights are cut where one visit would be more than a fifth of all that an estimate says: that
// much rests on one visit only where there is hardly anything, and the cut is told. (The rule of Ionides (2008), the mean weight times the
// root of their number, was tried: it cuts the random arm beside a long list of certain visits, and the estimate leans to what the list found.)
func weigh(units []Unit) weighted {
	w := weighted{units: units, weight: make([]float64, len(units))}
	for i, u := range units {
		w.weight[i] = 1 / u.Chance
		w.sum += w.weight[i]
	}
	cut := most * w.sum
	w.sum = 0
	for i := range w.weight {
		if len(units) > int(1/most) && w.weight[i] > cut {
			w.weight[i] = cut
			w.truncated++
		}
		w.sum += w.weight[i]
	}
	return w
}

// mean of a value over the units, each weighed.
func (w weighted) mean(of func(i int) float64) float64 {
	sum := 0.0
	for i, v := range w.weight {
		sum += v * of(i)
	}
	return sum / w.sum
}

// Effective is the effective size of a sample with these weights: so many equal ones would be as sure (Kish 1965).
func Effective(weights []float64) float64 {
	var sum, squares float64
	for _, w := range weights {
		sum, squares = sum+w, squares+w*w
	}
	if squares == 0 {
		return 0
	}
	return sum * sum / squares
}

func (w weighted) heaviest() float64 {
	if len(w.weight) == 0 {
		return 0
	}
	return slices.Max(w.weight) / w.sum
}

// carried is the effective number of the visits' parts in the variance, 0 where everybody was visited for certain, and the standard error of
// what the visits stand for.
func (w weighted) carried(finite bool) (visits, sway float64) {
	parts := make([]float64, len(w.weight))
	sum := 0.0
	for i, v := range w.weight {
		if parts[i] = v * v; finite {
			parts[i] *= 1 - w.units[i].Chance
		}
		sum += parts[i]
	}
	return Effective(parts), math.Sqrt(sum)
}
