package anytime

import "math"

// Sequence is a confidence sequence for how two arms compare: what was refuted at an earlier look stays refuted, so that its bounds only ever
// close. Each bound holds at its own level, at every look at once: that both hold has twice the level to go wrong.
//
// A hypothesis is refuted when those below it are, so that the lower bound climbs a ladder of limits from where it stands; the rungs are
// close enough that what is lost between two of them does not show.
type Sequence struct {
	Low, High float64 // so far

	scale      Scale
	level      float64
	design     Design
	rungs      []float64
	low, high  int // the next rung to refute from below, and from above
	below      map[int]*Test
	above      map[int]*Test
	mirrored   Design
	beyondLow  float64 // what the bounds are before anything was refuted
	beyondHigh float64
}

// NewSequence begins a sequence.
func NewSequence(scale Scale, level float64, d Design) *Sequence {
	s := &Sequence{scale: scale, level: level, design: d, below: map[int]*Test{}, above: map[int]*Test{}}
	s.mirrored = Design{Tested: d.Compared, Compared: d.Tested}
	if scale == Ratio {
		s.rungs, s.beyondLow, s.beyondHigh = geometric(0.02, 50, 313), 0, math.Inf(1) // 2.5 % apart
	} else {
		s.rungs, s.beyondLow, s.beyondHigh = steps(-0.98, 0.98, 197), -1, 1 // a hundredth apart
	}
	s.high, s.Low, s.High = len(s.rungs)-1, s.beyondLow, s.beyondHigh
	return s
}

// Look takes in what has been counted up to a look.
func (s *Sequence) Look(tested, compared Share) {
	for s.low < len(s.rungs) && Refutes(s.test(s.below, s.low, false).Evidence(tested, compared), s.level) {
		s.Low = s.rungs[s.low]
		s.low++
	}
	for s.high >= 0 && Refutes(s.test(s.above, s.high, true).Evidence(compared, tested), s.level) {
		s.High = s.rungs[s.high]
		s.high--
	}
}

// test is that of a rung; from above the arms change places: "A is at least x times B" is "B is at most 1/x of A".
func (s *Sequence) test(kept map[int]*Test, rung int, mirrored bool) *Test {
	if kept[rung] == nil {
		limit, d := s.rungs[rung], s.design
		switch {
		case mirrored && s.scale == Ratio:
			limit, d = 1/limit, s.mirrored
		case mirrored:
			limit, d = -limit, s.mirrored
		}
		kept[rung] = NewTest(s.scale, limit, d)
	}
	return kept[rung]
}
