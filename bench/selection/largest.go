package main

import (
	"cmp"
	"slices"
)

// largest are the places of the n largest values, in no particular order.
func largest(values []float64, n int) []int {
	at := make([]int, len(values))
	for i := range at {
		at[i] = i
	}
	n = min(n, len(at))
	for lo, hi := 0, len(at); hi-lo > 1; { // quickselect
		pivot := values[at[(lo+hi)/2]]
		i, j := lo, hi-1
		for i <= j {
			for values[at[i]] > pivot {
				i++
			}
			for values[at[j]] < pivot {
				j--
			}
			if i <= j {
				at[i], at[j] = at[j], at[i]
				i, j = i+1, j-1
			}
		}
		switch {
		case n <= j+1-0 && n <= j:
			hi = j + 1
		case n >= i:
			lo = i
		default:
			return at[:n]
		}
	}
	slices.SortFunc(at[:n], func(a, b int) int { return cmp.Compare(a, b) })
	return at[:n]
}
