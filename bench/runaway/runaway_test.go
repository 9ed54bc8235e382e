package main

import "testing"

// The small size of the table in docs/benchmarks.md. The trap is there, and chance opens it: who learns from its own choices alone never goes where the records say that
// nothing is, and is as sure of it after five years as before; who leaves a tenth to chance and learns by it goes there more and more, and knows how much there is among everybody.
func TestChanceKeepsTheModelFromRunningAway(t *testing.T) {
	t.Parallel()

	const worlds, last = 2, 4
	greedy, err := lives(t.Context(), policies[0], worlds, last+1)
	if err != nil {
		t.Fatal(err)
	}
	open, err := lives(t.Context(), policies[4], worlds, last+1)
	if err != nil {
		t.Fatal(err)
	}
	for w := range worlds {
		g, o := &greedy[w][last], &open[w][last]
		if v := ofVisits(g); v > .01 {
			t.Errorf("world %d, %s: %.1f %% of the visits are in the overlooked group in the last year: there is no trap", w, policies[0].name, 100*v)
		}
		if first, v := ofVisits(&open[w][0]), ofVisits(o); v < .05 || v < 2*first {
			t.Errorf("world %d, %s: %.1f %% of the visits are in the overlooked group in the first year, %.1f %% in the last", w, policies[4].name, 100*first, 100*v)
		}
		if g.rank >= o.rank || said(g) > -.05 || said(o) < said(g)+.03 {
			t.Errorf("world %d: AUC %.3f and %.3f, said of the overlooked group less true %+.3f and %+.3f", w, g.rank, o.rank, said(g), said(o))
		}
		if off := o.hajek - o.real; off > .06 || off < -.06 || g.hajek-g.real < .06 {
			t.Errorf("world %d: the share at fault is estimated %+.3f off with chance, %+.3f without", w, off, g.hajek-g.real)
		}
	}
}
