package model

import (
	"fmt"
	"slices"

	"vigie/pack"
)

// reach is of whom a drawn inspection speaks: of those in a sector, a territory and a band of the scores where somebody was drawn. A campaign without
// a random arm draws nobody further down, and no weight can say what is there.
type reach struct {
	reached []bool // of everybody
	without []string
}

func (c *corrector) reached() reach {
	there := map[string]bool{}
	limits := c.limits()
	for i, r := range c.rows {
		if c.selects[i] == pack.Drawn {
			for _, stratum := range strata(c.e.t, r, c.margin[i], limits) {
				there[stratum] = true
			}
		}
	}
	out := reach{reached: make([]bool, len(c.frame))}
	for i, m := range c.frame {
		out.reached[i] = true
		for _, stratum := range strata(c.e.listed, int32(i), m, limits) {
			if !there[stratum] {
				out.reached[i] = false
				out.without = append(out.without, stratum)
			}
		}
	}
	slices.Sort(out.without)
	out.without = slices.Compact(out.without)
	return out
}

// strata are those in which a row lies, by name.
func strata(t *Table, r int32, margin float64, limits []float64) []string {
	at, _ := slices.BinarySearch(limits, margin)
	return []string{"sector " + t.Sector[r], "territory " + t.Territory[r], fmt.Sprintf("band %d of %d of the scores", at+1, len(limits)+1)}
}

// limits part everybody's scores into bands of equal size, from the lowest on; a score that is a limit lies below it.
func (c *corrector) limits() []float64 {
	sorted := slices.Clone(c.frame)
	slices.Sort(sorted)
	var limits []float64
	for k := 1; k < bands; k++ {
		limits = append(limits, sorted[(k*len(sorted)-1)/bands])
	}
	return slices.Compact(limits)
}

// unreached is the share of those marked of whom no drawn inspection speaks.
func (r reach) unreached(marked func(i int) bool) float64 {
	var blind, all float64
	for i, reached := range r.reached {
		if marked(i) {
			all++
			blind += truth(!reached)
		}
	}
	return blind / max(1, all)
}
