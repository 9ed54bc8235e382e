package match

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

const levelSpec = `
match: levels
version: 1
task: dedupe
id: id
fields: [{name: a}, {name: b}, {name: c}]
block: [a]
compare:
  - {field: a, levels: [LEVELS]}
`

// TestComparisonsAreSymmetric compares random values by every measure, both ways round.
func TestComparisonsAreSymmetric(t *testing.T) {
	t.Parallel()
	levels := []string{
		"exact", "swapped(b)", "exact(b)", "jaro_winkler >= 0.8", "jaro(b) >= 0.7", "levenshtein <= 2", "damerau <= 1", "common >= 3", "jaccard >= 0.5",
		"overlap >= 1", "contained >= 1", "cosine >= 0.4", "trigrams >= 0.3", "trigram_cosine >= 0.3", "days <= 10", "months <= 2", "years <= 3", "difference <= 5",
		"ratio >= 0.9", "km <= 20", "exact(b) and exact(c)", "damerau <= 3 and jaro_winkler(c) >= 0.7",
	}
	rapid.Check(t, func(rt *rapid.T) {
		some := rapid.SliceOfNDistinct(rapid.SampledFrom(levels), 1, 6, rapid.ID[string]).Draw(rt, "levels")
		spec := read(t, strings.Replace(levelSpec, "LEVELS", strings.Join(some, ", "), 1))
		value := rapid.SampledFrom([]string{"", "jan", "jean", "jan de vos", "de vos jan", "2020-01-01", "2020-01-09", "2023-05-01", "12", "13.5", "50.85 4.35", "51 4.4", "zoé"})
		text := "id,a,b,c\n"
		for i := range 8 {
			text += fmt.Sprintf("%d,%s,%s,%s\n", i, value.Draw(rt, "a"), value.Draw(rt, "b"), value.Draw(rt, "c"))
		}
		table := load(t, spec, text)
		comparisons, err := table.comparisons()
		if err != nil {
			rt.Fatal(err)
		}
		w := newComparer(comparisons)
		for x := range uint32(8) {
			for y := range uint32(8) {
				if w.level(0, x, y) != w.level(0, y, x) {
					rt.Fatalf("%v: %s and %s are on level %d, and on %d the other way", some, table.Value(int(x), "a"), table.Value(int(y), "a"), w.level(0, x, y), w.level(0, y, x))
				}
				if x == y && some[0] != "swapped(b)" && w.level(0, x, y) != missing && strings.HasPrefix(some[0], "exact") && !strings.Contains(some[0], "(") && w.level(0, x, y) != 1 {
					rt.Fatalf("%v: a record is not like itself", some)
				}
			}
		}
	})
}

func TestLevels(t *testing.T) {
	t.Parallel()

	tests := []struct {
		name, level string
		a, b        string // the field a of the two, or a;b;c
		want        bool
	}{
		{"Exact", "exact", "jan", "jan", true},
		{"Edits", "levenshtein <= 2", "janssens", "jansen", true},
		{"TooManyEdits", "levenshtein <= 1", "janssens", "jansen", false},
		{"Exchange", "damerau <= 1", "1980-12-01", "1980-21-01", true},
		{"NameOrder", "jaccard >= 1", "jan de vos", "vos jan de", true},
		{"PartOfAName", "contained >= 1", "jan vos", "jan piet vos", true},
		{"AnArrayMeetsAnother", "overlap >= 2", "a b c", "c d b", true},
		{"DaysApart", "days <= 7", "2020-02-27", "2020-03-05", true},
		{"TooManyDays", "days <= 6", "2020-02-27", "2020-03-05", false},
		{"NoDateIsNotNear", "days <= 6", "2020-02-27", "soon", false},
		{"BrusselsToGhent", "km <= 52", "50.8467 4.3525", "51.0536 3.7253", true},
		{"BrusselsToGhentIsFurther", "km <= 49", "50.8467 4.3525", "51.0536 3.7253", false},
		{"NearAmounts", "ratio >= 0.95", "100", "96", true},
		{"Difference", "difference <= 3", "100", "96", false},
		{"Swapped", "swapped(b)", "jan;vos;", "vos;jan;", true},
		{"SwappedWithoutOne", "swapped(b)", "jan;;", "vos;jan;", false},
		{"AnotherField", "exact(c)", "jan;;x", "piet;;x", true},
		{"AnotherFieldMissing", "exact(c)", "jan;;", "piet;;", false},
		{"Both", "damerau <= 1 and exact(c)", "jan;;x", "jam;;x", true},
		{"OneOfBoth", "damerau <= 1 and exact(c)", "jan;;x", "jam;;y", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			row := func(s string) string {
				if !strings.Contains(s, ";") {
					s += ";;"
				}
				return strings.ReplaceAll(s, ";", ",")
			}
			table := load(t, read(t, strings.Replace(levelSpec, "LEVELS", test.level, 1)), "id,a,b,c\n1,"+row(test.a)+"\n2,"+row(test.b)+"\n")
			comparisons, err := table.comparisons()
			if err != nil {
				t.Fatal(err)
			}
			if got := newComparer(comparisons).level(0, 0, 1) == 1; got != test.want {
				t.Errorf("%s and %s: %v", test.a, test.b, got)
			}
		})
	}
}
