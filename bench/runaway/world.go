package main

import (
	"math"
	"math/rand/v2"
)

// The world is small and invented, and made so that the trap is there: inspectors always went to the first group, and to the third hardly ever, to firms where
// nothing was the matter. So the records say that the third is innocent. It is at fault more often than any other, and by what other features show. In the
// fifth year something new begins in the fourth, which the registers show and nobody has seen.
const (
	firms      = 8000
	groups     = 4
	favoured   = 0 // where inspectors went
	overlooked = 2 // of which little is recorded, and that little is innocent
	late       = 3 // where the new phenomenon begins
	newYear    = 5 // in which it begins
	features   = 6
	years      = 10
	visits     = 800 // a year: one firm in ten
	detects    = .75 // chance that a visit finds what is there
)

type firm struct {
	group int
	x     [features]float64 // what registers show; the fifth means nothing until the new phenomenon
	rests int               // the year until which it stays away from fault, after it was caught
	fault bool              // this year
	isNew bool              // and by the new phenomenon
}

type world struct {
	rng   *rand.Rand
	firms []firm
}

func newWorld(seed uint64) *world {
	w := &world{rng: rand.New(rand.NewPCG(seed, 0xace)), firms: make([]firm, firms)}
	for i := range w.firms {
		f := &w.firms[i]
		f.group, f.rests = i%groups, math.MinInt
		for j := range f.x {
			f.x[j] = w.rng.NormFloat64()
		}
	}
	return w
}

// risk is how likely a firm is at fault, by the old ways and by the new one.
func (f *firm) risk(year int) (old, new float64) {
	base, shows := -2.9, 1.3*f.x[0]+.6*f.x[1]
	if f.group == overlooked {
		base, shows = -2.1, 1.3*f.x[2]+.6*f.x[1]
	}
	old = expit(base + shows)
	if year >= newYear && f.group == late && f.x[4] > .8 {
		new = .5
	}
	return old, new
}

// begin lets a year begin: who is at fault in it.
func (w *world) begin(year int) {
	for i := range w.firms {
		f := &w.firms[i]
		for j := range f.x { // firms change a little
			f.x[j] = .95*f.x[j] + math.Sqrt(1-.95*.95)*w.rng.NormFloat64()
		}
		old, new := f.risk(year)
		isNew := w.rng.Float64() < new
		f.fault = w.rng.Float64() < old || isNew
		if f.isNew = isNew; f.rests >= year {
			f.fault, f.isNew = false, false
		}
	}
}

// visit says whether a visit finds something. Who is caught keeps away from it for two years.
func (w *world) visit(i, year int) bool {
	f := &w.firms[i]
	if !f.fault || w.rng.Float64() >= detects {
		return false
	}
	f.rests = year + 2
	return true
}

func expit(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
