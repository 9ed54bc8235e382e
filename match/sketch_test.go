package match

import (
	"testing"

	"pgregory.net/rapid"

	"vigie/internal/strsim"
)

// TestSketchNeverSaysTooMuch holds the bounds against what the texts themselves say.
func TestSketchNeverSaysTooMuch(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		letter := rapid.RuneFrom([]rune("abcdeé 1à"))
		a, b := rapid.StringOfN(letter, 1, 12, -1).Draw(t, "a"), rapid.StringOfN(letter, 1, 12, -1).Draw(t, "b")
		c := column{dict: newDict()}
		x, y := c.dict.number(a), c.dict.number(b)
		s := sketches(&c)
		const slack = 1e-12
		if got := strsim.Jaro(a, b); got > mostJaro(s[x], s[y])+slack {
			t.Fatalf("Jaro of %q and %q is %v, and said to be at most %v", a, b, got, mostJaro(s[x], s[y]))
		}
		if got := strsim.JaroWinkler(a, b); got > mostJaroWinkler(s[x], s[y])+slack {
			t.Fatalf("Jaro-Winkler of %q and %q is %v, and said to be at most %v", a, b, got, mostJaroWinkler(s[x], s[y]))
		}
		if got := strsim.Levenshtein(a, b, 100); float64(got) < leastEdits(s[x], s[y]) {
			t.Fatalf("%d edits between %q and %q, and said to be at least %v", got, a, b, leastEdits(s[x], s[y]))
		}
		if got := strsim.Damerau(a, b, 100); float64(got) < leastEdits(s[x], s[y]) {
			t.Fatalf("%d edits between %q and %q, and said to be at least %v", got, a, b, leastEdits(s[x], s[y]))
		}
	})
}
