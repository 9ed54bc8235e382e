package main

import (
	"cmp"
	"math"
	"slices"
)

// employer is one of the invented country, as far as selecting and judging need to know it.
type employer struct {
	Territory, Sector int
	Margin, Other     float64 // of the model in use, and of another that is judged by the visits that the first one led to
	Chance            float64 // that a visit would find something: the truth, which only the bench knows
	Worth             float64 // how much inspectors think of a visit, on the scale of log-odds: half of it is true
}

// country is all that may be visited, in the order of the model in use within each territory.
type country struct {
	Sectors, Territories int
	All                  []employer
	different            int     // the first of All; those after them are copies, in the same order
	lists                [][]int // by territory, from the highest margin on
}

// order arranges the employers into the lists of the territories.
func (c *country) order() {
	c.different = cmp.Or(c.different, len(c.All))
	c.lists = c.ranked(func(e *employer) float64 { return e.Margin })
}

// ranked are the territories' employers from the highest of a margin on.
func (c *country) ranked(margin func(e *employer) float64) [][]int {
	lists := make([][]int, c.Territories)
	for i := range c.All {
		lists[c.All[i].Territory] = append(lists[c.All[i].Territory], i)
	}
	for _, list := range lists {
		slices.SortStableFunc(list, func(a, b int) int { return cmp.Compare(margin(&c.All[b]), margin(&c.All[a])) })
	}
	return lists
}

// copies is a country as large as several of this one: the same employers again, each with a fate of its own.
func (c *country) copies(n int) *country {
	out := &country{Sectors: c.Sectors, Territories: c.Territories, different: len(c.All)}
	for range n {
		out.All = append(out.All, c.All...)
	}
	out.order()
	return out
}

// scores are the lists' scores as probabilities.
func (c *country) scores() [][]float64 {
	out := make([][]float64, len(c.lists))
	for t, list := range c.lists {
		for _, i := range list {
			out[t] = append(out[t], 1/(1+math.Exp(-c.All[i].Margin)))
		}
	}
	return out
}

// first marks the first employers of each territory by a margin: so many each.
func (c *country) first(lists [][]int, each []int) []bool {
	in := make([]bool, len(c.All))
	for t, list := range lists {
		for _, i := range list[:min(each[t], len(list))] {
			in[i] = true
		}
	}
	return in
}
