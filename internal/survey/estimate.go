package survey

import "math"

// Estimate is a share of a population with its interval, and what it rests on.
type Estimate struct {
	Value, Low, High float64
	Visits, Hits     int
	Effective        float64 // visits of equal weight that would be as sure
	Heaviest         float64 // the part of all weight that the heaviest visit has
	Truncated        int     // visits whose weight was cut
	StandsFor        float64 // how many of the population the visits stand for: the sum of their weights
	Carried          float64 // how many equal visits the uncertainty rests on: those of small chance carry nearly all of it
	sway             float64 // standard error of StandsFor
}

// fewest are the visits that the uncertainty must rest on, and missing how much of the population may have none that speaks for it. With fewer an interval
// is a promise that nobody can keep (docs/benchmarks.md says how often it was not).
const (
	fewest  = 6
	missing = .05
)

// Thin tells whether too few visits carry the estimate, or too much of the population has none that speaks for it; size is how many
// of the population are asked about, 0 if that is not known. What the visits stand for falls short of it by chance too: two standard errors are let pass.
func (e Estimate) Thin(size float64) bool {
	return e.Visits == 0 || e.Carried > 0 && e.Carried < fewest || size > 0 && e.StandsFor+2*e.sway < (1-missing)*size
}

// Naive is the share of hits among the visits, whatever brought them about, with the score interval of Wilson (1927).
func Naive(units []Unit, level float64) Estimate {
	equal := make([]Unit, len(units))
	for i, u := range units {
		equal[i] = Unit{Hit: u.Hit, Chance: 1}
	}
	return estimate(weigh(equal), math.NaN(), level, false)
}

// Hajek is the weighted share of hits (Hájek 1971): the hits, each divided by its chance, over the visits, each divided by its chance.
// The guesses, where there are any, only shape the interval.
func Hajek(units []Unit, level float64) Estimate {
	return estimate(weigh(units), math.NaN(), level, true)
}

// Doubly is the doubly robust share (Robins, Rotnitzky and Zhao 1994; in surveys the difference estimator of Cassel, Särndal and
// Wretman 1976): what the guesses expect of the whole population, and the weighted mean of what the visits showed beyond their own
// guess. It is right when the chances are, and as sure as the guesses are good; expected is the mean guess over the population.
func Doubly(units []Unit, expected, level float64) Estimate {
	return estimate(weigh(units), expected, level, true)
}

func estimate(w weighted, expected, level float64, finite bool) Estimate {
	e := Estimate{Visits: len(w.units), Effective: Effective(w.weight), Heaviest: w.heaviest(), Truncated: w.truncated, StandsFor: w.sum, Low: 0, High: 1}
	for _, u := range w.units {
		if u.Hit {
			e.Hits++
		}
	}
	if len(w.units) == 0 {
		e.Value = math.NaN()
		return e
	}
	e.Carried, e.sway = w.carried(finite)
	t := newTilt(w, expected, finite)
	e.Value = t.offset + w.mean(func(i int) float64 { return w.units[i].hit() })
	e.Low, e.High = t.interval(e.Value, level)
	e.Value = min(1, max(0, e.Value))
	return e
}
