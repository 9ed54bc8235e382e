package source

import "strings"

// nearest is the name that most likely stands for another one: the same but for case and separators, or at most a
// third of its signs away. Nothing near is "".
func nearest(name string, among []string) string {
	plain := func(s string) string {
		return strings.NewReplacer("_", "", "-", "", " ", "", ".", "").Replace(strings.ToLower(s))
	}
	best, least := "", len(name)/3+1
	for _, other := range among {
		if plain(other) == plain(name) {
			return other
		}
		if d := distance(plain(name), plain(other)); d < least {
			best, least = other, d
		}
	}
	return best
}

// distance is how many signs must be changed, added or taken out to make b of a (Levenshtein).
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
