package strsim

// Levenshtein is the number of insertions, deletions and substitutions between two texts, or limit+1 when there are more
// than limit.
func Levenshtein(a, b string, limit int) int { return edits(a, b, limit, false) }

// Damerau counts an exchange of two neighbours as one edit as well. It is the restricted distance (optimal string
// alignment): no part is edited twice, which slips of the pen do not need.
func Damerau(a, b string, limit int) int { return edits(a, b, limit, true) }

func edits(a, b string, limit int, exchange bool) int {
	if a == b {
		return 0
	}
	if ascii(a) && ascii(b) {
		x, y := trim(bytesOf(a), bytesOf(b))
		if len(x) > len(y) {
			x, y = y, x
		}
		switch {
		case len(y)-len(x) > limit:
			return limit + 1
		case len(x) == 0:
			return len(y)
		case len(x) <= 64:
			return min(parallel(x, y, exchange), limit+1)
		}
		return min(byRow(x, y, exchange), limit+1)
	}
	var p, q [small]rune
	x, y := trim(runesOf(a, p[:0]), runesOf(b, q[:0]))
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(y)-len(x) > limit {
		return limit + 1
	}
	return min(byRow(x, y, exchange), limit+1)
}

// parallel keeps a column of the table of edits in the bits of two words (Myers 1999); exchanges of neighbours after
// Hyyrö (2003). The shorter text has at most 64 characters, all below 128.
func parallel(short, long []byte, exchange bool) int {
	var places [128]uint64
	for i, c := range short {
		places[c&127] |= 1 << i
	}
	var (
		up, down         = ^uint64(0), uint64(0) // where the column grows by one, and where it falls
		diagonal, before uint64
		distance         = len(short)
		last             = uint64(1) << (len(short) - 1)
	)
	for _, c := range long {
		here := places[c&127]
		var swapped uint64
		if exchange {
			swapped = (^diagonal & here) << 1 & before
		}
		diagonal = ((here&up + up) ^ up) | here | down | swapped
		grows, falls := down|^(diagonal|up), diagonal&up
		if grows&last != 0 {
			distance++
		}
		if falls&last != 0 {
			distance--
		}
		grows, falls = grows<<1|1, falls<<1
		up, down = falls|^(diagonal|grows), grows&diagonal
		before = here
	}
	return distance
}

// byRow fills the table of edits row by row, and keeps the last three.
func byRow[T byte | rune](short, long []T, exchange bool) int {
	var x, y, z [small + 1]int
	before, last, row := x[:], y[:], z[:]
	if len(short) > small {
		before, last, row = make([]int, len(short)+1), make([]int, len(short)+1), make([]int, len(short)+1)
	}
	for j := range len(short) + 1 {
		last[j] = j
	}
	for i := 1; i <= len(long); i++ {
		row[0] = i
		for j := 1; j <= len(short); j++ {
			cost := 1
			if long[i-1] == short[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if exchange && i > 1 && j > 1 && long[i-1] == short[j-2] && long[i-2] == short[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(short)]
}

// Common is the length of the longest run of characters that two texts have in common, in characters.
func Common(a, b string) int {
	if a == b {
		n := 0
		for range a {
			n++
		}
		return n
	}
	if ascii(a) && ascii(b) {
		return common(bytesOf(a), bytesOf(b))
	}
	var p, q [small]rune
	return common(runesOf(a, p[:0]), runesOf(b, q[:0]))
}

func common[T byte | rune](a, b []T) int {
	if len(a) > len(b) {
		a, b = b, a
	}
	var x [small + 1]int
	row := x[:]
	if len(a) > small {
		row = make([]int, len(a)+1)
	}
	longest := 0
	for _, c := range b {
		for j := len(a); j > 0; j-- { // from the right, so that row[j-1] is still the row before
			if a[j-1] != c {
				row[j] = 0
				continue
			}
			row[j] = row[j-1] + 1
			longest = max(longest, row[j])
		}
	}
	return longest
}
