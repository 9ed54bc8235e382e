package pack

import (
	"fmt"
	"strings"
)

// didYouMean is the way out for an unknown name: the nearest known one if there is one near, and otherwise all of them.
func didYouMean(name string, known []string) string {
	if near := nearest(name, known); near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	if len(known) == 0 {
		return "there are none"
	}
	shown, more := known, ""
	if len(shown) > 20 {
		shown, more = shown[:20], fmt.Sprintf(" … (%d in all)", len(known))
	}
	return "known are: " + strings.Join(shown, ", ") + more
}

// nearest is the known name with the fewest edits, if they are few enough for a slip: a third of the name, and at
// least one. Of equals it is the first.
func nearest(name string, known []string) string {
	best, fewest := "", max(1, len([]rune(name))/3)+1
	for _, k := range known {
		if e := edits(strings.ToLower(name), strings.ToLower(k), fewest); e < fewest {
			best, fewest = k, e
		}
	}
	return best
}

// edits is the number of insertions, deletions, substitutions and swaps of neighbours between two words (optimal
// string alignment), or limit when it is not below it. Long words are not compared: they are no slips.
func edits(a, b string, limit int) int {
	x, y := []rune(a), []rune(b)
	if len(x)-len(y) >= limit || len(y)-len(x) >= limit || len(x) > 100 || len(y) > 100 {
		return limit
	}
	before, last, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return min(last[len(y)], limit)
}

// DidYouMean is the way out for an unknown name, for the rooms that read more of a pack.
func DidYouMean(name string, known []string) string { return didYouMean(name, known) }
