// Package invented makes seeded tables of invented numbers, to test and to time boosting on. The same seed
// gives the same table everywhere, since it draws with a generator of its own, and so figures taken from
// other libraries on a table stay comparable.
package invented

import "math"

// Table is features, one slice a column, and what they are to predict.
type Table struct {
	Columns [][]float32
	Truth   []float32 // the log-odds of a positive row
	Labels  []float32 // 1 with the probability of the truth, otherwise 0
	Noisy   []float32 // the truth with a standard normal error, a target for regression
}

// Features is the smallest number of features a table may have; the others are noise.
const Features = 10

// New is a table of standard normal features. Ten of them matter: one alone, one where another is positive,
// one above zero, six a little. Nothing in it cancels out at the first look, as a product or a wave would:
// there greedy trees split by luck, and two good libraries differ by more than what is to be compared.
// A share of the first four features' values is missing, whatever they would have been.
func New(rows, features int, missing float64, seed uint64) Table {
	s := source(seed)
	t := Table{
		Columns: make([][]float32, max(features, Features)),
		Truth:   make([]float32, rows), Labels: make([]float32, rows), Noisy: make([]float32, rows),
	}
	for f := range t.Columns {
		t.Columns[f] = make([]float32, rows)
		for i := range rows {
			t.Columns[f][i] = float32(s.normal())
		}
	}
	for i := range rows {
		truth := t.truth(i)
		t.Truth[i] = float32(truth)
		t.Noisy[i] = float32(truth + s.normal())
		if s.uniform() < 1/(1+math.Exp(-truth)) {
			t.Labels[i] = 1
		}
		for f := range 4 {
			if missing > 0 && s.uniform() < missing {
				t.Columns[f][i] = float32(math.NaN())
			}
		}
	}
	return t
}

func (t Table) truth(i int) float64 {
	x := func(f int) float64 { return float64(t.Columns[f][i]) }
	z := x(0) + 1.5*max(x(3), 0)
	if x(2) > 0 {
		z += x(1)
	}
	for f := 4; f < Features; f++ {
		z += 0.3 * x(f)
	}
	return z
}

// source is SplitMix64 (Steele, Lea & Flood 2014).
type source uint64

func (s *source) next() uint64 {
	*s += 0x9e3779b97f4a7c15
	x := uint64(*s)
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// uniform is in [0, 1).
func (s *source) uniform() float64 { return float64(s.next()>>11) / (1 << 53) }

// normal is a standard normal number (Box & Muller 1958); the second one of each pair is not used.
func (s *source) normal() float64 {
	return math.Sqrt(-2*math.Log(1-s.uniform())) * math.Cos(2*math.Pi*s.uniform())
}
