package pipeline_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vigie"
	"vigie/feature"
	"vigie/lake"
	"vigie/model"
	"vigie/network"
	"vigie/pack"
	"vigie/packs"
	"vigie/pipeline"
	"vigie/source"
	"vigie/synth/belgium"
	"vigie/synth/harbour"
)

// sets says where the extracts of each pack stand. Real ones are never committed; where they are absent the test says so.
var sets = map[string]func(*testing.T) string{
	"belgium":           inventedBelgium,
	"harbour":           func(t *testing.T) string { return inventedData(t, 600) },
	"food-inspections":  realData("food_inspections"),
	"labour-complaints": realData("labour_complaints"),
	"wage-claims":       realData("wage_claims"),
	"bipartite-graph":   realData("bipartite_graph"),
}

func inventedData(t *testing.T, employers int) string {
	dir := t.TempDir()
	if _, err := harbour.Write(context.Background(), dir, harbour.Options{Employers: employers, Seed: 1}); err != nil {
		t.Fatal(err)
	}
	return dir
}

func inventedBelgium(t *testing.T) string {
	dir := t.TempDir()
	if _, err := belgium.Write(context.Background(), dir, belgium.Options{Employers: 300, Seed: 1}); err != nil {
		t.Fatal(err)
	}
	return dir
}

func realData(name string) func(*testing.T) string {
	return func(t *testing.T) string {
		dir := filepath.Join("..", "..", "shared", "data", name)
		if _, err := os.Stat(dir); err != nil {
			t.Skip("skipped: no ../shared/data/" + name)
		}
		return dir
	}
}

// TestTheFutureChangesNoFeature computes every feature of every pack as of some dates, deletes everything that became known
// later, computes it again, and expects no difference.
func TestTheFutureChangesNoFeature(t *testing.T) {
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
			correct(t, l, p)
			for _, day := range lastFirst(t, l, p) {
				t.Run(day.String(), func(t *testing.T) {
					if changed := forgetAfter(t, l, p, day); len(changed) > 0 {
						t.Errorf("change when what became known after %s is deleted: %v", day, changed)
					}
				})
			}
		})
	}
}

// loaded is a lake in memory with a pack's extracts.
func loaded(t *testing.T, name, data string) (*lake.Lake, *pack.Pack) {
	ctx := context.Background()
	p, _, faults, err := pack.Open(name, packs.FS)
	if err != nil || len(faults) > 0 {
		t.Fatal(err, faults)
	}
	l, err := lake.Open(ctx, lake.Memory, lake.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	home := pipeline.Home(t.TempDir())
	if err := home.Make(); err != nil {
		t.Fatal(err)
	}
	_, err = source.Load(ctx, l, p, source.Options{
		Data: data, Registers: home.Registers(), Keys: home.Keys(), Now: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC),
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Schema(ctx); err != nil {
		t.Fatal(err)
	}
	return l, p
}

// lastFirst picks days on which there were inspections, the last one first, since what is deleted stays deleted.
func lastFirst(t *testing.T, l *lake.Lake, p *pack.Pack) []vigie.Date {
	ctx := context.Background()
	if err := source.BuildContract(ctx, l, p); err != nil {
		t.Fatal(err)
	}
	f, err := l.Frame(ctx, `SELECT quantile_disc(inspected_on, 0.9) AS a, quantile_disc(inspected_on, 0.6) AS b, quantile_disc(inspected_on, 0.25) AS c FROM inspection`)
	if err != nil {
		t.Fatal(err)
	}
	var days []vigie.Date
	for _, c := range f.Columns {
		days = append(days, vigie.Date(c.Dates[0])-1) // the day before an inspection, as models ask
	}
	return days
}

// forgetAfter asks about everyone known on the day and about whoever was inspected on the next, and tells which features
// change when what became known later is deleted.
func forgetAfter(t *testing.T, l *lake.Lake, p *pack.Pack, day vigie.Date) (changed []string) {
	t.Helper()
	ctx := context.Background()
	exec := func(query string, args ...any) {
		t.Helper()
		if _, err := l.Exec(ctx, query, args...); err != nil {
			t.Fatal(err)
		}
	}
	build := func() {
		t.Helper()
		deriveAll(t, l, p)
		if p.Network != nil {
			if err := network.Position(ctx, l, p, nil); err != nil {
				t.Fatal(err)
			}
		}
		if err := feature.Build(ctx, l, p.Families, nil); err != nil {
			t.Fatal(err)
		}
	}
	judgeAll(t, l, p)
	contract := func() {
		t.Helper()
		if err := errors.Join(source.BuildContract(ctx, l, p), pipeline.AddTold(ctx, l)); err != nil {
			t.Fatal(err)
		}
	}
	contract()
	exec(`DELETE FROM cohort`)
	exec(`INSERT INTO cohort
SELECT DISTINCT entity_id, CAST(? AS DATE) FROM entity WHERE known_on IS NULL OR known_on <= CAST(? AS DATE)
UNION SELECT DISTINCT entity_id, CAST(? AS DATE) FROM inspection WHERE inspected_on = CAST(? AS DATE) + 1`,
		day.String(), day.String(), day.String(), day.String())
	build()
	before := told(t, l, p, day)
	for _, f := range p.Families {
		exec(fmt.Sprintf(`CREATE OR REPLACE TABLE before_%s AS SELECT * FROM %s`, f.ID, feature.Table(f.ID)))
	}
	for _, s := range p.Sources {
		exec("DELETE FROM register."+lake.Name(s.ID)+" WHERE known_on > CAST(? AS DATE)", day.String())
		exec("UPDATE register."+lake.Name(s.ID)+" SET known_until = NULL WHERE known_until > CAST(? AS DATE)", day.String()) // corrected or ended later
	}
	exec("DELETE FROM judgement WHERE CAST(judged_at AS DATE) > CAST(? AS DATE)", day.String())
	exec("DELETE FROM told WHERE known_on > CAST(? AS DATE)", day.String())
	contract()
	build()
	for name, after := range told(t, l, p, day) {
		if after != before[name] {
			changed = append(changed, name)
		}
	}
	for _, f := range p.Families {
		for _, c := range f.Features {
			rows, differ := compare(t, l, f.ID, c)
			if rows == 0 {
				t.Errorf("%s.%s: nobody was asked about on %s", f.ID, c.Name, day)
			}
			if differ > 0 {
				changed = append(changed, f.ID+"."+c.Name)
			}
		}
	}
	return changed
}

// standing is the condition that a row counts on the day.
func standing(known string, day vigie.Date) string {
	return fmt.Sprintf("%[1]s_on <= DATE '%[2]s' AND (%[1]s_until IS NULL OR %[1]s_until > DATE '%[2]s')", known, day)
}

// told is what else is said as of the day, as one number each: whom every model may list, what its baselines know of the past,
// the labels it may learn from, what derived tables and evidence say, inspections and events as they were known, and what was seen on each card.
func told(t *testing.T, l *lake.Lake, p *pack.Pack, day vigie.Date) map[string]string {
	t.Helper()
	ctx := context.Background()
	out := toldOfHistory(t, l, p, day)
	for _, d := range p.Drawings {
		var hash string
		// A drawing is made for one employer; comparing all with all their peers would be quadratic.
		query := "WITH cohort AS (SELECT * FROM main.cohort ORDER BY hash(entity_id) LIMIT 6)\n" +
			"SELECT count(*) || ' rows, ' || coalesce(CAST(sum(CAST(hash(a) AS HUGEINT)) AS VARCHAR), '') FROM (\n" + d.SQL + "\n) AS a"
		if err := l.QueryRow(ctx, query).Scan(&hash); err != nil {
			t.Fatal(err)
		}
		out["drawing "+d.ID] = hash
	}
	for _, view := range []string{"inspection", "event"} {
		out[view] = hashAsOf(t, l, view, day)
	}
	for i := range p.Models {
		m := &p.Models[i]
		if err := errors.Join(model.Label(ctx, l, m), model.List(ctx, l, m, day)); err != nil {
			t.Fatal(err)
		}
		for name, query := range map[string]string{
			"listed":   "SELECT * FROM listed WHERE model = '" + m.ID + "'",
			"labelled": "SELECT * EXCLUDE (held, label_known_until) FROM labelled WHERE model = '" + m.ID + "' AND " + standing("label_known", day),
			"outcome":  "SELECT * EXCLUDE (known_until) FROM outcome WHERE model = '" + m.ID + "' AND " + standing("known", day),
		} {
			var hash string
			if err := l.QueryRow(ctx, "SELECT count(*) || ' rows, ' || coalesce(CAST(sum(CAST(hash(a) AS HUGEINT)) AS VARCHAR), '') FROM ("+query+") AS a").Scan(&hash); err != nil {
				t.Fatal(err)
			}
			out[m.ID+" "+name] = hash
		}
	}
	return out
}

// compare counts the rows of a feature that are not what they were, to the bit.
func compare(t *testing.T, l *lake.Lake, family string, f pack.Feature) (rows, differ int64) {
	t.Helper()
	query := fmt.Sprintf(`SELECT count(*), count(*) FILTER (WHERE b.%[1]s IS DISTINCT FROM a.%[1]s)
FROM before_%[2]s AS b FULL JOIN %[3]s AS a ON a.entity_id = b.entity_id AND a.as_of = b.as_of`,
		lake.Name(f.Name), family, feature.Table(family))
	if err := l.QueryRow(context.Background(), query).Scan(&rows, &differ); err != nil {
		t.Fatal(err)
	}
	return rows, differ
}

// TestALeakIsFound is the witness of the test above: a family that counts inspections whenever they were is caught.
func TestALeakIsFound(t *testing.T) {
	t.Parallel()
	l, p := loaded(t, "harbour", inventedData(t, 200))
	days := lastFirst(t, l, p)
	p.Families = []pack.Family{
		{
			ID: "leaky", File: "feature/leaky.sql", Features: []pack.Feature{{Name: "inspections", Type: "integer"}},
			SQL: `SELECT c.entity_id, c.as_of, count(i.inspection_id) AS inspections
FROM cohort AS c LEFT JOIN inspection AS i ON i.entity_id = c.entity_id GROUP BY c.entity_id, c.as_of`,
		},
		{ // it knows on the day which rows will be corrected later
			ID: "correct", File: "feature/correct.sql", Features: []pack.Feature{{Name: "right", Type: "integer"}},
			SQL: `SELECT c.entity_id, c.as_of, count(e.number) AS "right"
FROM cohort AS c LEFT JOIN employers AS e ON e.number = c.entity_id AND e.known_on <= c.as_of AND e.known_until IS NULL GROUP BY c.entity_id, c.as_of`,
		},
	}
	p.Drawings = nil // they read tables that are not made here
	want := append([]string{"correct.right"}, leaks(p)...)
	changed := forgetAfter(t, l, p, days[0])
	slices.Sort(changed)
	want = append(want, "leaky.inspections")
	slices.Sort(want)
	if diff := cmp.Diff(want, changed); diff != "" {
		t.Errorf("what changes when the future is deleted (-want +got):\n%s", diff)
	}
}
