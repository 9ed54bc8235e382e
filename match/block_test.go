package match

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"
)

const blockSpec = `
match: blocks
version: 1
task: TASK
id: id
fields: [{name: a}, {name: b}, {name: c}]
block: [RULES]
compare: [{field: a, levels: [exact]}]
`

// TestEachPairOnce holds the pairs of random records, rules and tasks against all pairs looked at one by one.
func TestEachPairOnce(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		task := rapid.SampledFrom([]string{dedupe, link, both}).Draw(rt, "task")
		all := []string{"a", "b and c", "each_word(c)", "a and each_word(c)", "\"first(b, 1)\"", "\"grams(b, 2) and a\"", "\"each_word(c) and at_most(5)\""}
		rules := rapid.SliceOfNDistinct(rapid.SampledFrom(all), 1, 4, rapid.ID[string]).Draw(rt, "rules")
		spec := read(t, strings.NewReplacer("TASK", task, "RULES", strings.Join(rules, ", ")).Replace(blockSpec))
		files := []string{records(rt, "left")}
		if task != dedupe {
			files = append(files, records(rt, "right"))
		}
		table := load(t, spec, files...)
		blocking, _, err := spec.allRules()
		if err != nil {
			rt.Fatal(err)
		}
		b := blockBy(table, blocking)
		var mu sync.Mutex
		found := map[[2]uint32]int{}
		b.pairs(table, rapid.IntRange(1, 3).Draw(rt, "threads"), func() func(int, uint32, uint32) {
			return func(rule int, x, y uint32) {
				mu.Lock()
				defer mu.Unlock()
				found[[2]uint32{min(x, y), max(x, y)}]++
			}
		})
		for x := range uint32(table.Rows()) {
			for y := x + 1; y < uint32(table.Rows()); y++ {
				want := 0
				if !table.apart(x, y) && slices.ContainsFunc(rules, func(r string) bool { return together(table, r, x, y) }) {
					want = 1
				}
				if got := found[[2]uint32{x, y}]; got != want {
					rt.Fatalf("%v: pair %d %d came %d times, want %d", rules, x, y, got, want)
				}
			}
		}
	})
}

// records draws a file of few values, so that they often agree.
func records(rt *rapid.T, label string) string {
	var out strings.Builder
	out.WriteString("id,a,b,c\n")
	word := rapid.SampledFrom([]string{"", "x", "y", "xy", "yx", "xyx"})
	for i := range rapid.IntRange(1, 25).Draw(rt, label) {
		fmt.Fprintf(&out, "%d,%s,%s,%s %s\n", i, word.Draw(rt, "a"), word.Draw(rt, "b"), word.Draw(rt, "c"), word.Draw(rt, "d"))
	}
	return out.String()
}

// together is what the rules of the test say, in plain words.
func together(t *Table, rule string, x, y uint32) bool {
	value := func(r uint32, f string) string { return t.Value(int(r), f) }
	same := func(f string) bool { return value(x, f) != "" && value(x, f) == value(y, f) }
	words := func() bool {
		return slices.ContainsFunc(strings.Fields(value(x, "c")), func(w string) bool { return slices.Contains(strings.Fields(value(y, "c")), w) })
	}
	switch strings.Trim(rule, `"`) {
	case "a":
		return same("a")
	case "b and c":
		return same("b") && same("c")
	case "each_word(c)":
		return words()
	case "a and each_word(c)":
		return same("a") && words()
	case "first(b, 1)":
		return value(x, "b") != "" && value(y, "b") != "" && value(x, "b")[0] == value(y, "b")[0]
	case "grams(b, 2) and a":
		return same("a") && slices.ContainsFunc(grams(value(x, "b"), 2), func(g string) bool { return slices.Contains(grams(value(y, "b"), 2), g) })
	}
	// at_most(5): a word on more than five records is passed over.
	on := func(word string) int {
		n := 0
		for r := range t.Rows() {
			if slices.Contains(strings.Fields(t.Value(r, "c")), word) {
				n++
			}
		}
		return n
	}
	return slices.ContainsFunc(strings.Fields(value(x, "c")), func(w string) bool {
		return slices.Contains(strings.Fields(value(y, "c")), w) && on(w) <= 5
	})
}

// TestCostIsCountedRight holds the preview against the pairs that each rule makes by itself.
func TestCostIsCountedRight(t *testing.T) {
	t.Parallel()
	for _, task := range []string{dedupe, both} {
		spec := read(t, strings.Replace(personSpec, "task: dedupe", "task: "+task, 1))
		table := load(t, spec, persons(300, 7))
		costs, err := Preview(table)
		if err != nil {
			t.Fatal(err)
		}
		blocking, _, err := spec.allRules()
		if err != nil {
			t.Fatal(err)
		}
		for i, r := range blocking {
			made := int64(0)
			blockBy(table, []rule{r}).pairs(table, 1, func() func(int, uint32, uint32) { return func(int, uint32, uint32) { made++ } })
			if costs[i].Pairs != made || made == 0 {
				t.Errorf("%s: rule %s costs %d pairs, and makes %d", task, r.text, costs[i].Pairs, made)
			}
		}
	}
}

func TestTooWideIsRefused(t *testing.T) {
	t.Parallel()
	spec := read(t, strings.Replace(personSpec, "accept:", "max_pairs: 10\naccept:", 1))
	_, err := Run(load(t, spec, persons(300, 8)), Options{})
	if err == nil || !strings.Contains(err.Error(), "more than max_pairs (10)") || !strings.Contains(err.Error(), "add a term to it") {
		t.Error(err)
	}
}
