package anytime

import (
	"math/rand/v2"
	"slices"
)

// Foresight is what a trial with looks after each block can expect, if things are as is hoped.
type Foresight struct {
	Blocks int     // after which the wanted power is reached; 0: not within the most that was looked at
	Median int     // blocks after which half of such trials have been decided; 0 likewise
	Power  float64 // within the most that was looked at
}

// Foresee plays trials by the design's own chances, with a hundred and fifty looks each. The same seed foresees the same.
func Foresee(test *Test, d Design, level, power float64, most, runs int, seed uint64) Foresight {
	every := 1 + most/150
	r := rand.New(rand.NewPCG(seed, 0x5eed))
	took := make([]int, 0, runs)
	for range runs {
		if n := First(test, d, d.Hoped, d.Rate, level, most, every, r); n > 0 {
			took = append(took, n)
		}
	}
	slices.Sort(took)
	f := Foresight{Power: float64(len(took)) / float64(runs)}
	at := func(share float64) int {
		if k := int(share*float64(runs)+0.999999) - 1; k >= 0 && k < len(took) {
			return took[k]
		}
		return 0
	}
	f.Blocks, f.Median = at(power), at(0.5)
	return f
}

// First plays one trial, looks after every so many blocks, and returns how many there were when the evidence sufficed; 0 when it did not within the most.
func First(test *Test, d Design, tested, compared, level float64, most, every int, r *rand.Rand) int {
	var a, b Share
	for n := every; n <= most; n += every {
		a, b = a.And(Draw(r, every*d.Tested, tested)), b.And(Draw(r, every*d.Compared, compared))
		if Refutes(test.Evidence(a, b), level) {
			return n
		}
	}
	return 0
}

// Draw is what n cases bring, each a hit with chance p.
func Draw(r *rand.Rand, n int, p float64) Share {
	s := Share{N: n}
	for range n {
		if r.Float64() < p {
			s.Hits++
		}
	}
	return s
}
