package match

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// read reads a spec that has to be right.
func read(t testing.TB, text string) *Spec {
	t.Helper()
	s, faults := ReadSpec("test.yaml", []byte(text))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	return s
}

// load reads records that are written here, a file for each text.
func load(t testing.TB, s *Spec, files ...string) *Table {
	t.Helper()
	table, err := Load(s, write(t, files...)...)
	if err != nil {
		t.Fatal(err)
	}
	return table
}

// write writes files, called left.csv, right.csv and new.csv.
func write(t testing.TB, files ...string) []string {
	t.Helper()
	dir := t.TempDir()
	paths := make([]string, len(files))
	for i, text := range files {
		paths[i] = filepath.Join(dir, []string{"left.csv", "right.csv", "new.csv"}[i])
		if err := os.WriteFile(paths[i], []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return paths
}

func match(t testing.TB, table *Table, o Options) *Result {
	t.Helper()
	o.Seed = 1
	o.Threads = max(o.Threads, 1)
	r, err := Run(table, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

const personSpec = `
match: person
version: 1
task: dedupe
id: id
fields:
  - {name: name, clean: [plain]}
  - {name: town, clean: [plain]}
  - {name: born}
  - {name: phone, clean: [digits]}
block: [name and town, born, phone]
compare:
  - {field: name, levels: [exact, jaro_winkler >= 0.85]}
  - {field: town, levels: [exact]}
  - {field: born, levels: [exact, damerau <= 1]}
  - {field: phone, levels: [exact, damerau <= 1]}
train: {block: [born, phone]}
accept: 0.9
truth: {entity: who}
`

// persons invents records: who, name, town, born and phone, some of them written badly.
func persons(n int, seed uint64) string {
	r := rand.New(rand.NewPCG(seed, 1))
	var out strings.Builder
	out.WriteString("id,who,name,town,born,phone\n")
	syllable := func() string { return []string{"an", "ber", "co", "da", "el", "fon", "ger", "hil"}[r.IntN(8)] }
	slip := func(s string) string {
		if r.IntN(4) > 0 || len(s) < 3 {
			return s
		}
		i := r.IntN(len(s) - 1)
		return s[:i] + string(s[i+1]) + string(s[i]) + s[i+2:]
	}
	for i, who := 0, 0; i < n; who++ {
		name := syllable() + syllable() + syllable() + " " + syllable() + syllable()
		town, born, phone := syllable()+syllable(), fmt.Sprintf("%d-%02d-%02d", 1950+r.IntN(50), 1+r.IntN(12), 1+r.IntN(28)), fmt.Sprint(1e6+r.IntN(9e6))
		for range 1 + r.IntN(3) {
			fmt.Fprintf(&out, "r%d,%d,%s,%s,%s,%s\n", i, who, slip(name), town, slip(born), slip(phone))
			i++
		}
	}
	return out.String()
}

func TestRunFindsWhoIsWho(t *testing.T) {
	t.Parallel()
	table := load(t, read(t, personSpec), persons(2000, 1))
	r := match(t, table, Options{})
	truth, err := table.Truth(FromRecords)
	if err != nil {
		t.Fatal(err)
	}
	if q := table.Evaluate(r.Entity, truth); q.F1 < 0.93 || q.Precision < 0.99 {
		t.Errorf("%+v", q)
	}
	for _, s := range r.Model.Sessions {
		if !s.Converged {
			t.Errorf("the estimation among the pairs of %s was not over: %+v", s.Rule, s)
		}
	}
}

// TestAnyNumberOfThreads expects the same result to the bit.
func TestAnyNumberOfThreads(t *testing.T) {
	t.Parallel()
	table := load(t, read(t, strings.Replace(personSpec, "train: {", "train: {sample: 3000, ", 1)), persons(2000, 2))
	one := match(t, table, Options{Threads: 1})
	for _, threads := range []int{2, 3, 7} {
		other := match(t, table, Options{Threads: threads})
		if d := cmp.Diff(one.Model, other.Model); d != "" {
			t.Errorf("the model on %d threads:\n%s", threads, d)
		}
		if !cmp.Equal(one.Links, other.Links) || !cmp.Equal(one.Entity, other.Entity) || one.Expected != other.Expected {
			t.Errorf("%d threads find something else", threads)
		}
	}
}

// TestEstimateRecovers invents pairs with known m and u, and expects to find them.
func TestEstimateRecovers(t *testing.T) {
	t.Parallel()

	// Every person has two records. Each field is one of a number of values, so that u is one by that number, and is copied
	// into the second record with probability m. The blocking field is always copied.
	fields := []struct {
		name   string
		m      float64
		values int
	}{{"a", 0.95, 10}, {"b", 0.8, 25}, {"c", 0.6, 5}, {"d", 0.9, 50}}
	const people, blocks = 6000, 300
	r := rand.New(rand.NewPCG(3, 3))
	var text strings.Builder
	text.WriteString("id,who,block,a,b,c,d\n")
	for p := range people {
		block := r.IntN(blocks)
		var values [4]int
		for copyOf := range 2 {
			fmt.Fprintf(&text, "%d-%d,%d,%d", p, copyOf, p, block)
			for i, f := range fields {
				if copyOf == 0 || r.Float64() > f.m {
					for v := values[i]; v == values[i]; {
						values[i] = 1 + r.IntN(f.values)
					}
				}
				fmt.Fprintf(&text, ",%d", values[i])
			}
			text.WriteByte('\n')
		}
	}
	spec := "match: known\nversion: 1\ntask: dedupe\nid: id\nfields: [{name: block}, {name: a}, {name: b}, {name: c}, {name: d}]\nblock: [block]\ncompare:\n"
	for _, f := range fields {
		spec += fmt.Sprintf("  - {field: %s, levels: [exact]}\n", f.name)
	}
	result := match(t, load(t, read(t, spec), text.String()), Options{})
	for i, f := range fields {
		level := result.Model.Comparisons[i].Levels[0]
		if math.Abs(level.M-f.m) > 0.03 || math.Abs(level.U-1/float64(f.values)) > 0.003 {
			t.Errorf("%s: m %.3f, want %.2f; u %.4f, want %.4f", f.name, level.M, f.m, level.U, 1/float64(f.values))
		}
	}
	if math.Abs(result.Expected-people) > 0.05*people {
		t.Errorf("%.0f matches among the pairs, want %d", result.Expected, people)
	}
}

// TestMissingIsNoEvidence expects a missing value to weigh nothing, on either side.
func TestMissingIsNoEvidence(t *testing.T) {
	t.Parallel()
	table := load(t, read(t, personSpec), persons(500, 4)+"x,,an an,,1990-01-01,\ny,,an an,berber,1990-01-01,5\n")
	e, err := match(t, table, Options{}).Explain("x", "y")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range e.Steps {
		if absent := s.Field == "town" || s.Field == "phone"; absent != (s.Level == "missing") || absent && s.Weight != 0 {
			t.Errorf("%+v", s)
		}
	}
}

// TestExplanationIsTheWeight holds every waterfall against the weight by which the pair was linked.
func TestExplanationIsTheWeight(t *testing.T) {
	t.Parallel()
	spec := strings.Replace(personSpec, "jaro_winkler >= 0.85]", "jaro_winkler >= 0.85], term_frequency: true", 1)
	table := load(t, read(t, spec), persons(400, 5))
	r := match(t, table, Options{})
	if len(r.Links) == 0 {
		t.Fatal("no links")
	}
	for _, l := range r.Links {
		e, err := r.Explain(table.ID(int(l.B)), table.ID(int(l.A)))
		if err != nil {
			t.Fatal(err)
		}
		total := e.Prior
		for _, s := range e.Steps {
			total += s.Weight
		}
		if math.Abs(total-l.Weight) > 1e-9 || math.Abs(e.Weight-l.Weight) > 1e-9 || e.Outcome != "linked" && e.Outcome != "review" {
			t.Fatalf("%+v explains %+v", e, l)
		}
	}
	e, err := r.Explain("r0", table.ID(table.Rows()-1))
	if err != nil || e.Outcome != "not compared" {
		t.Errorf("%+v, %v", e, err)
	}
}

// TestTermFrequency expects agreement on a rare name to weigh more than on a frequent one.
func TestTermFrequency(t *testing.T) {
	t.Parallel()
	text := persons(500, 6)
	for i := range 60 {
		text += fmt.Sprintf("j%d,,jan jansen,anan,19%02d-05-05,\n", i, i+10)
	}
	text += "a,,zeldzaam,anan,1990-01-01,\nb,,zeldzaam,anan,1990-01-01,\n"
	r := match(t, load(t, read(t, strings.Replace(personSpec, "jaro_winkler >= 0.85]", "jaro_winkler >= 0.85], term_frequency: true", 1)), text), Options{})
	weight := func(a, b string) float64 {
		e, err := r.Explain(a, b)
		if err != nil {
			t.Fatal(err)
		}
		return e.Steps[0].Weight
	}
	// 59 others of 560 are called so, against 1.
	if got := weight("a", "b") - weight("j1", "j2"); math.Abs(got-math.Log2(59)) > 1e-9 {
		t.Errorf("the rare name weighs %.3f more, want %.3f", got, math.Log2(59))
	}
}
