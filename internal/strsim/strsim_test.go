package strsim

import (
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestJaroWinkler holds the similarities to those printed in Winkler (1990, table 1 and its later reprints).
func TestJaroWinkler(t *testing.T) {
	t.Parallel()

	tests := []struct {
		a, b          string
		jaro, winkler float64
	}{
		{"martha", "marhta", 0.944, 0.961},
		{"dwayne", "duane", 0.822, 0.840},
		{"dixon", "dicksonx", 0.767, 0.813},
		{"shackleford", "shackelford", 0.970, 0.982},
		{"nichleson", "nichulson", 0.926, 0.956},
		{"jones", "johnson", 0.790, 0.832},
		{"massey", "massie", 0.889, 0.933},
		{"abroms", "abrams", 0.889, 0.922},
		{"jeraldine", "geraldine", 0.926, 0.926},
		{"michelle", "michael", 0.869, 0.921},
		{"julies", "julius", 0.889, 0.933},
		{"tanya", "tonya", 0.867, 0.880},
		{"sean", "susan", 0.783, 0.805},
		{"jon", "jan", 0.778, 0.800},
		{"abc", "xyz", 0, 0},
		{"", "x", 0, 0},
		{"", "", 1, 1},
	}
	for _, test := range tests {
		if got := Jaro(test.a, test.b); math.Abs(got-test.jaro) > 0.0007 {
			t.Errorf("Jaro(%q, %q) = %.4f, want %.3f", test.a, test.b, got, test.jaro)
		}
		if got := JaroWinkler(test.a, test.b); math.Abs(got-test.winkler) > 0.0007 {
			t.Errorf("JaroWinkler(%q, %q) = %.4f, want %.3f", test.a, test.b, got, test.winkler)
		}
	}
}

func TestEdits(t *testing.T) {
	t.Parallel()

	tests := []struct {
		a, b                string
		levenshtein, swaps2 int
	}{
		{"kitten", "sitting", 3, 3},
		{"saturday", "sunday", 3, 3},
		{"ca", "abc", 3, 3}, // the restricted distance: the unrestricted one is 2
		{"janssens", "jansesns", 2, 1},
		{"", "abc", 3, 3},
		{"zoë", "zoe", 1, 1},
		{"müller", "mülelr", 2, 1},
	}
	for _, test := range tests {
		if got := Levenshtein(test.a, test.b, 100); got != test.levenshtein {
			t.Errorf("Levenshtein(%q, %q) = %d, want %d", test.a, test.b, got, test.levenshtein)
		}
		if got := Damerau(test.a, test.b, 100); got != test.swaps2 {
			t.Errorf("Damerau(%q, %q) = %d, want %d", test.a, test.b, got, test.swaps2)
		}
	}
}

// TestPublishedCodes holds Soundex to the National Archives' examples and the Cologne code to Postel's.
func TestPublishedCodes(t *testing.T) {
	t.Parallel()

	for name, want := range map[string]string{
		"robert": "R163", "rupert": "R163", "rubin": "R150", "ashcraft": "A261", "tymczak": "T522", "pfister": "P236",
		"honeyman": "H555", "washington": "W252", "lee": "L000", "gutierrez": "G362", "jackson": "J250",
	} {
		if got := Soundex(name); got != want {
			t.Errorf("Soundex(%q) = %s, want %s", name, got, want)
		}
	}
	for name, want := range map[string]string{
		"muller ludenscheidt": "657 52682", "wikipedia": "3412", "breschnew": "17863", "meyer": "67", "maier": "67", "heinz classen": "068 4586",
	} {
		if got := Cologne(name); got != want {
			t.Errorf("Cologne(%q) = %s, want %s", name, got, want)
		}
	}
}

func TestSound(t *testing.T) {
	t.Parallel()

	alike := [][]string{
		{"hendrickx", "hendriks", "hendrix"},
		{"janssens", "jansens", "janssen", "jansen"},
		{"desmedt", "desmet", "desmeth"},
		{"schmidt", "schmitt", "schmit"},
		{"renault", "renaud", "reno"},
		{"meyer", "meier", "maier"},
		{"vandenberghe", "vandenberge", "vandenberg"},
		{"declercq", "declerck", "deklerk"},
		{"philippe", "filip"},
		{"verstraeten", "verstraten"},
		{"thijs", "tijs", "thys"},
		{"lefebvre", "lefevre"},
		{"michaux", "michot", "michaud"},
		{"groot", "grote", "groote"},
	}
	for _, names := range alike {
		for _, name := range names[1:] {
			if Sound(name) != Sound(names[0]) {
				t.Errorf("Sound(%q) = %s, and Sound(%q) = %s", names[0], Sound(names[0]), name, Sound(name))
			}
		}
	}
	for _, pair := range [][2]string{{"peeters", "pauwels"}, {"dubois", "dupont"}, {"claes", "maes"}} {
		if Sound(pair[0]) == Sound(pair[1]) {
			t.Errorf("Sound can not tell %q from %q: %s", pair[0], pair[1], Sound(pair[0]))
		}
	}
}

// slow is Levenshtein's and Damerau's recurrence written down as it stands.
func slow(a, b []rune, exchange bool) int {
	d := make([][]int, len(a)+1)
	for i := range d {
		d[i] = make([]int, len(b)+1)
		d[i][0] = i
	}
	for j := range b {
		d[0][j+1] = j + 1
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d[i][j] = min(d[i-1][j]+1, d[i][j-1]+1, d[i-1][j-1]+cost)
			if exchange && i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d[i][j] = min(d[i][j], d[i-2][j-2]+1)
			}
		}
	}
	return d[len(a)][len(b)]
}

// words draws two texts that are often alike, short and long, with and without accents.
func words(t *rapid.T) (string, string) {
	letter := rapid.RuneFrom([]rune("abcé "))
	a := rapid.StringOfN(letter, 0, 150, -1).Draw(t, "a")
	if rapid.Bool().Draw(t, "plain") {
		a = strings.ReplaceAll(a, "é", "e")
	}
	if rapid.Bool().Draw(t, "other") {
		return a, rapid.StringOfN(letter, 0, 150, -1).Draw(t, "b")
	}
	b := []rune(a)
	for range rapid.IntRange(0, 4).Draw(t, "slips") {
		if len(b) > 1 {
			i := rapid.IntRange(0, len(b)-2).Draw(t, "at")
			b[i], b[i+1] = b[i+1], b[i]
		}
	}
	return a, string(b)
}

func TestEditsAreTheRecurrence(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a, b := words(t)
		limit := rapid.IntRange(0, 200).Draw(t, "limit")
		for _, exchange := range []bool{false, true} {
			want := min(slow([]rune(a), []rune(b), exchange), limit+1)
			if got := edits(a, b, limit, exchange); got != want {
				t.Fatalf("edits(%q, %q, %d, %v) = %d, want %d", a, b, limit, exchange, got, want)
			}
		}
	})
}

// TestSimilarities checks what every similarity promises.
func TestSimilarities(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a, b := words(t)
		for name, f := range map[string]func(a, b string) float64{"Jaro": Jaro, "JaroWinkler": JaroWinkler} {
			ab, ba, aa := f(a, b), f(b, a), f(a, strings.Clone(a))
			if ab < 0 || ab > 1 || aa != 1 {
				t.Fatalf("%s(%q, %q) = %v, %s of itself %v", name, a, b, ab, name, aa)
			}
			if ab != ba {
				t.Fatalf("%s(%q, %q) = %v, and %v the other way", name, a, b, ab, ba)
			}
		}
		if x, y := Common(a, b), Common(b, a); x != y || x > min(len(a), len(b)) {
			t.Fatalf("Common(%q, %q) = %d and %d", a, b, x, y)
		}
		if got := Common(a, b); got > 0 && !shared([]rune(a), b, got) || shared([]rune(a), b, got+1) {
			t.Fatalf("Common(%q, %q) = %d", a, b, got)
		}
	})
}

// shared tells whether some run of n characters of a stands in b.
func shared(a []rune, b string, n int) bool {
	for i := 0; i+n <= len(a); i++ {
		if strings.Contains(b, string(a[i:i+n])) {
			return true
		}
	}
	return false
}

func TestSets(t *testing.T) {
	t.Parallel()
	one := func(uint32) float64 { return 1 }
	rapid.Check(t, func(t *rapid.T) {
		set := rapid.SliceOfNDistinct(rapid.Uint32Range(0, 20), 0, 10, rapid.ID[uint32])
		a, b := set.Draw(t, "a"), set.Draw(t, "b")
		slices.Sort(a)
		slices.Sort(b)
		both := 0
		for _, x := range a {
			if slices.Contains(b, x) {
				both++
			}
		}
		if Overlap(a, b) != both || Overlap(b, a) != both {
			t.Fatalf("Overlap(%v, %v) = %d, want %d", a, b, Overlap(a, b), both)
		}
		if Jaccard(a, b) != Jaccard(b, a) || Cosine(a, b, one) != Cosine(b, a, one) || Contained(a, b) != Contained(b, a) {
			t.Fatal("not symmetric")
		}
		if len(a) > 0 && len(b) > 0 {
			if want := float64(both) / math.Sqrt(float64(len(a)*len(b))); math.Abs(Cosine(a, b, one)-want) > 1e-12 {
				t.Fatalf("Cosine(%v, %v) = %v, want %v", a, b, Cosine(a, b, one), want)
			}
		}
		if Jaccard(a, a) != 1 || Cosine(a, a, one) != 1 {
			t.Fatal("a set is not like itself")
		}
	})
}

func TestNothingIsAllocated(t *testing.T) {
	a, b := "van den broecke-janssens", "vandenbroeck jansens"
	c, d := "zoë müller", "zoe mueller é"
	if n := testing.AllocsPerRun(100, func() {
		JaroWinkler(a, b)
		Jaro(c, d)
		Levenshtein(a, b, 5)
		Damerau(c, d, 5)
		Common(c, d)
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkJaroWinkler(b *testing.B) {
	for b.Loop() {
		JaroWinkler("janssens", "jansen")
	}
}

func BenchmarkJaroWinklerAccents(b *testing.B) {
	for b.Loop() {
		JaroWinkler("zoë müller", "zoe muller")
	}
}

func BenchmarkLevenshtein(b *testing.B) {
	for b.Loop() {
		Levenshtein("vandenbroecke", "van den broek", 3)
	}
}

func BenchmarkDamerau(b *testing.B) {
	for b.Loop() {
		Damerau("1971-06-24", "1971-05-42", 2)
	}
}
