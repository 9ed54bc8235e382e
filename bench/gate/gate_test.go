package main

import (
	"math"
	"testing"
)

// TestTheGateDoesNotLie is the small version of the command: useless models, of which a test of a fixed sample that is looked at as often would let through more.
func TestTheGateDoesNotLie(t *testing.T) {
	t.Parallel()
	const tests = 300
	for _, s := range useless()[:3] {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			r, err := s.run(tests, 11)
			if err != nil {
				t.Fatal(err)
			}
			most := s.plan.Level*tests + 3*math.Sqrt(s.plan.Level*(1-s.plan.Level)*tests)
			if float64(r.opened) > most {
				t.Errorf("the gate opened for %d of %d useless models, want %v at most", r.opened, tests, most)
			}
			if float64(r.peeked) <= most {
				t.Errorf("a fixed sample looked at daily opened for %d of %d: this test could not fail", r.peeked, tests)
			}
		})
	}
}

// TestTheGateOpens for a model that is as good as was hoped, about as often as was planned.
func TestTheGateOpens(t *testing.T) {
	t.Parallel()
	s := useful()[2]
	s.is.untold = 0 // what is never told costs power, as the command shows
	r, err := s.run(400, 3)
	if err != nil {
		t.Fatal(err)
	}
	if power := float64(r.opened) / 400; power < s.plan.Power-0.08 {
		t.Errorf("the gate opened for %.2f of models as good as was hoped, and %.2f was planned", power, s.plan.Power)
	}
}
