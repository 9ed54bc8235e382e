package pipeline_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vigie"
	"vigie/lake"
	"vigie/pack"
	"vigie/packs"
	"vigie/pipeline"
)

// TestNoScoreDependsOnAProtectedColumn computes all that a model learns from and ranks by, gives every protected column (names,
// languages, nationalities, free text) another value in every row, computes it again, and expects no difference. Reading the
// queries would miss what is derived by way of another table; this does not.
func TestNoScoreDependsOnAProtectedColumn(t *testing.T) {
	t.Parallel()
	folders, err := packs.FS.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, folder := range folders {
		t.Run(folder.Name(), func(t *testing.T) {
			t.Parallel()
			data, ok := sets[folder.Name()]
			if !ok {
				t.Fatalf("pack %s has no extracts to test on: name them in sets", folder.Name())
			}
			l, p := loaded(t, folder.Name(), data(t))
			if len(protectedOf(p)) == 0 {
				t.Skipf("skipped: pack %s declares no protected column", p.ID)
			}
			before := learnt(t, l, p)
			disguise(t, l, p)
			after := learnt(t, l, p)
			if before["names"] == after["names"] {
				t.Error("the names on the lists are as before: nothing was disguised")
			}
			delete(before, "names")
			delete(after, "names")
			if diff := cmp.Diff(before, after); diff != "" {
				t.Errorf("depends on a protected column (-before +after):\n%s", diff)
			}
		})
	}
}

// protectedOf are the protected columns, by register.
func protectedOf(p *pack.Pack) map[string][]string {
	out := map[string][]string{}
	for _, s := range p.Sources {
		for _, c := range s.Columns {
			if c.Protected != "" {
				out[s.ID] = append(out[s.ID], c.Name)
			}
		}
	}
	return out
}

func disguise(t *testing.T, l *lake.Lake, p *pack.Pack) {
	t.Helper()
	for _, source := range slices.Sorted(maps.Keys(protectedOf(p))) {
		for _, column := range protectedOf(p)[source] {
			query := fmt.Sprintf("UPDATE register.%[1]s SET %[2]s = md5(coalesce(%[2]s, '') || batch_id || '/' || line)", lake.Name(source), lake.Name(column))
			if _, err := l.Exec(context.Background(), query); err != nil {
				t.Fatal(err)
			}
		}
	}
	// Tables that follow from the same extracts are kept from walk to walk, and these are no longer the same.
	if _, err := l.Exec(context.Background(), "UPDATE batch SET content = md5(content)"); err != nil {
		t.Fatal(err)
	}
}

// learnt walks the path up to the features and gives a hash of each table that a model reads; the names on the lists apart.
func learnt(t *testing.T, l *lake.Lake, p *pack.Pack) map[string]string {
	t.Helper()
	ctx := context.Background()
	day, err := pipeline.LastKnown(ctx, l, p)
	if err != nil {
		t.Fatal(err)
	}
	w := &pipeline.Work{Home: pipeline.Home(t.TempDir()), Pack: p, Run: vigie.Run{AsOf: day, Seed: 1, PackID: p.ID, PackHash: p.Hash}}
	for i := range p.Models {
		w.Models = append(w.Models, &p.Models[i])
	}
	if err := w.Walk(ctx, l, pipeline.Preparing); err != nil {
		t.Fatal(err)
	}
	queries := map[string]string{
		"labelled": "SELECT * FROM labelled", "outcome": "SELECT * FROM outcome",
		"listed": "SELECT * EXCLUDE (name) FROM listed", "names": "SELECT name FROM listed",
	}
	tables, err := l.Frame(ctx, "SELECT table_name FROM information_schema.tables WHERE table_schema = 'feature'")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range tables.Columns[0].Texts {
		queries["feature "+name] = "SELECT * FROM feature." + lake.Name(name)
	}
	for _, m := range p.Matches {
		if m.Use == pack.UseRisk {
			queries[m.Table()] = "SELECT * FROM " + m.Table()
		}
	}
	out := map[string]string{}
	for name, query := range queries {
		var hash string
		if err := l.QueryRow(ctx, "SELECT count(*) || ' rows, ' || coalesce(CAST(sum(CAST(hash(a) AS HUGEINT)) AS VARCHAR), '') FROM ("+query+") AS a").Scan(&hash); err != nil {
			t.Fatal(err)
		}
		out[name] = hash
	}
	return out
}

// TestAProtectedColumnIsFound is the witness of the test above: a feature that counts the letters of a name is caught.
func TestAProtectedColumnIsFound(t *testing.T) {
	t.Parallel()
	l, p := loaded(t, "harbour", inventedData(t, 1500))
	p.Families = append(p.Families, pack.Family{
		ID: "letters", File: "feature/letters.sql", Features: []pack.Feature{{Name: "vowels", Type: "integer"}},
		SQL: `SELECT c.entity_id, c.as_of, any_value(length(replace(e.name, 'a', ''))) AS vowels
FROM cohort AS c LEFT JOIN entity AS e ON e.entity_id = c.entity_id GROUP BY c.entity_id, c.as_of`,
	})
	p.Models[0].Features.Of = append(p.Models[0].Features.Of, "letters")
	before := learnt(t, l, p)
	disguise(t, l, p)
	after := learnt(t, l, p)
	for name := range before {
		if (before[name] != after[name]) != (name == "names" || name == "feature letters") {
			t.Errorf("%s: %s before, %s after", name, before[name], after[name])
		}
	}
}
