package match

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"vigie"
	"vigie/lake"
	"vigie/pack"
)

// A people's register in which a person stands once or several times, and a spec whose entities may move a score.
const registerSpec = `
match: person
version: 1
meaning: A person.
use: risk
reads: [people]
task: dedupe
id: record
fields:
  - {name: street, clean: [plain]}
  - {name: phone, clean: [digits]}
  - {name: tax, check_digits: {modulus: 97, payload: 5}}
keys:
  - {field: tax, contradicted_by: [street, phone], at_most: 5}
block: [phone and at_most(6), "first(street, 4)"]
compare:
  - {field: street, levels: [exact, jaro_winkler >= 0.9], m: [0.7, 0.2, 0.1], u: [0.01, 0.03, 0.96]}
  - {field: phone, levels: [exact, damerau <= 1], m: [0.8, 0.1, 0.1], u: [0.002, 0.004, 0.994]}
lambda: 0.003
accept: 0.8
review: 0.2
`

const registerSQL = "SELECT record, source, street, phone, tax, known_on FROM people"

// town is a lake with the register, and a pack that matches it.
func town(t *testing.T, spec, query string) (*lake.Lake, *pack.Pack) {
	t.Helper()
	ctx := context.Background()
	l, err := lake.Open(ctx, lake.Memory, lake.Options{Threads: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	p := &pack.Pack{ID: "town", Languages: []string{"en"}}
	p.Sources = []pack.Source{{ID: "people", Columns: []pack.Column{
		{Name: "record", Type: "text"}, {Name: "source", Type: "text"}, {Name: "name", Type: "text", Protected: "name"}, {Name: "street", Type: "text"},
		{Name: "phone", Type: "text"}, {Name: "tax", Type: "text"},
	}}}
	m := pack.Match{ID: "person", Use: pack.UseRisk, Reads: []string{"people"}, SQL: query + "\n", File: "match/person.sql", Spec: []byte(spec)}
	if strings.Contains(spec, "use: review") {
		m.Use = pack.UseReview
	}
	p.Matches = []pack.Match{m}
	if err := l.Schema(ctx); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Exec(ctx, "CREATE TABLE people (record VARCHAR, source VARCHAR, name VARCHAR, street VARCHAR, phone VARCHAR, tax VARCHAR, known_on DATE, known_until DATE)"); err != nil {
		t.Fatal(err)
	}
	if err := Declare(ctx, l, p); err != nil {
		t.Fatal(err)
	}
	return l, p
}

func mustExec(t *testing.T, l *lake.Lake, query string, args ...any) {
	t.Helper()
	if _, err := l.Exec(context.Background(), query, args...); err != nil {
		t.Fatal(err)
	}
}

// populate writes n records on some days of a year, and as many judgements as there are tens of them.
func populate(t *testing.T, l *lake.Lake, n int, seed uint64) {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 2))
	word := func() string { return []string{"mill", "bell", "king", "oak", "long"}[r.IntN(5)] }
	day := func() string { return vigie.Date(19000 + 3*r.IntN(120)).String() }
	var people []string
	for i, who := 0, 0; i < n; who++ {
		street, phone, tax := fmt.Sprintf("%s %s %d", word(), word(), r.IntN(20)), fmt.Sprint(1000+r.IntN(9000)), number(r.IntN(3000))
		for range 1 + r.IntN(5) {
			people = append(people, fmt.Sprintf("('r%d', '%s', 'n%d', '%s', '%s', '%s', DATE '%s', NULL)", i, []string{"left", "right"}[i%2], who,
				strings.Repeat(street, 1-r.IntN(8)/7)+"x"[:r.IntN(2)], phone[:len(phone)-r.IntN(5)/4], tax, day()))
			i++
		}
	}
	mustExec(t, l, "INSERT INTO people VALUES "+strings.Join(people, ", "))
	for range n / 10 {
		a := r.IntN(n)
		j := Judgement{fmt.Sprint("r", a), fmt.Sprint("r", (a+1+r.IntN(3))%n), []Verdict{Positive, Negative, Negative, Unsure, Withdrawn}[r.IntN(5)],
			[]string{"anna", "ben"}[r.IntN(2)], day() + " 10:00:00", "seen"}
		judge(t, l, j)
	}
}

// judge adds a row to the lake's judgements, which come from casework.
func judge(t *testing.T, l *lake.Lake, j Judgement) {
	t.Helper()
	if err := j.Check(); err != nil {
		t.Fatal(err)
	}
	mustExec(t, l, `INSERT INTO judgement VALUES ('person', ?, ?, ?, ?, CAST(? AS TIMESTAMP), ?)`, j.A, j.B, string(j.Verdict), j.By, j.On, j.Why)
}

func resolve(t *testing.T, l *lake.Lake, p *pack.Pack, dir string) *Resolved {
	t.Helper()
	r, err := Resolve(context.Background(), l, Resolving{Pack: p, Match: &p.Matches[0], Dir: dir, Made: "test", Threads: 2})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// rows are what a query tells, a line each.
func rows(t *testing.T, l *lake.Lake, query string, args ...any) []string {
	t.Helper()
	f, err := l.Frame(context.Background(), query, args...)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for i := range f.Rows {
		var line []string
		for _, c := range f.Columns {
			switch {
			case c.IsNull(i):
				line = append(line, "-")
			case c.Dates != nil:
				line = append(line, vigie.Date(c.Dates[i]).String())
			case c.Texts != nil:
				line = append(line, c.Texts[i])
			default:
				line = append(line, fmt.Sprintf("%.4g", c.Numbers[i]))
			}
		}
		out = append(out, strings.Join(line, " "))
	}
	return out
}

// tasks are the spec for one source, for two, and for two with one partner each.
func tasks() map[string]string {
	two := strings.Replace(registerSpec, "task: dedupe", "task: link", 1)
	return map[string]string{
		"Dedupe": registerSpec, "Link": two, "OneToOne": two + "one_to_one: true\n", "Both": strings.Replace(two, "task: link", "task: both", 1),
	}
}

// TestEntitiesFollowFromNoFuture resolves, deletes the records and judgements that became known after a day, resolves again, and
// expects that of that day and of every one before the same was told: what is compared with what, keys that came to stand on too
// many, partners, judgements and ids.
func TestEntitiesFollowFromNoFuture(t *testing.T) {
	t.Parallel()
	const told = "SELECT source, record, entity, known_on, CASE WHEN known_until <= CAST(? AS DATE) THEN known_until END AS known_until FROM resolved.person WHERE known_on <= CAST(? AS DATE) ORDER BY ALL"
	for name, spec := range tasks() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l, p := town(t, spec, registerSQL)
			populate(t, l, 300, 7)
			moved := false
			for _, day := range []string{"2023-01-01", "2022-09-01", "2022-04-01"} {
				resolve(t, l, p, "")
				before := rows(t, l, told, day, day)
				mustExec(t, l, "DELETE FROM people WHERE known_on > CAST(? AS DATE)", day)
				mustExec(t, l, "DELETE FROM judgement WHERE CAST(judged_at AS DATE) > CAST(? AS DATE)", day)
				resolve(t, l, p, "")
				if d := cmp.Diff(before, rows(t, l, told, day, day)); d != "" {
					t.Fatalf("what was told on %s changes when the future is deleted (-before +after):\n%s", day, d)
				}
				moved = moved || slices.ContainsFunc(before, func(line string) bool { return !strings.HasSuffix(line, " -") })
			}
			if !moved {
				t.Error("no record ever changed its entity: the test says nothing")
			}
		})
	}
}

// anyExample passes over which of several keys of the most records is shown.
var anyExample = cmpopts.IgnoreFields(RuleCost{}, "Example")

// TestIncrementalIsTheSame resolves in helpings with an index, and expects the rows that resolving all at once gives; only what is
// new is compared.
func TestIncrementalIsTheSame(t *testing.T) {
	t.Parallel()
	const all = "SELECT * FROM resolved_entity ORDER BY ALL"
	for name, spec := range tasks() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l, p := town(t, spec, registerSQL+" WHERE known_on <= (SELECT max(day) FROM today)")
			mustExec(t, l, "CREATE TABLE today (day DATE)")
			populate(t, l, 300, 8)
			dir := t.TempDir()
			for _, day := range []string{"2022-06-01", "2022-09-15", "2023-02-01"} {
				mustExec(t, l, "INSERT INTO today VALUES (CAST(? AS DATE))", day)
				got := resolve(t, l, p, dir)
				some := rows(t, l, all)
				errs := rows(t, l, "SELECT * FROM linkage_error")
				pairs := rows(t, l, "SELECT * FROM review ORDER BY ALL")
				again := resolve(t, l, p, dir)
				whole := resolve(t, l, p, "")
				if d := cmp.Diff(rows(t, l, all), some); d != "" {
					t.Fatalf("%s: in helpings (-at once +in helpings):\n%s", day, d)
				}
				if d := cmp.Diff(rows(t, l, "SELECT * FROM linkage_error"), errs); d != "" {
					t.Errorf("%s: errors (-at once +in helpings):\n%s", day, d)
				}
				if d := cmp.Diff(rows(t, l, "SELECT * FROM review ORDER BY ALL"), pairs); d != "" {
					t.Errorf("%s: for review (-at once +in helpings):\n%s", day, d)
				}
				for who, r := range map[string]*Resolved{"in helpings": got, "opened again": again} {
					if d := cmp.Diff(whole.Report, r.Report, anyExample); d != "" {
						t.Errorf("%s: report (-at once +%s):\n%s", day, who, d)
					}
				}
				if again.Added != 0 || day > "2022-07" && got.Added >= whole.Added {
					t.Errorf("%s: %d records compared, then %d; %d in all", day, got.Added, again.Added, whole.Added)
				}
			}
			mustExec(t, l, "UPDATE people SET phone = '1' WHERE record = 'r17'")
			if r := resolve(t, l, p, dir); r.Added != r.Index.Result.Table.Rows() {
				t.Errorf("a record changed, and %d were compared again", r.Added)
			}
		})
	}
}

// TestUnmergeKeepsHistory tells two records of one number apart, and takes it back.
func TestUnmergeKeepsHistory(t *testing.T) {
	t.Parallel()
	l, p := town(t, registerSpec, registerSQL)
	add := func(record, street, phone, on string) {
		mustExec(t, l, "INSERT INTO people VALUES (?, 'left', 'n', ?, ?, NULL, CAST(? AS DATE), NULL)", record, street, phone, on)
	}
	say := func(a, b string, v Verdict, by, on string) {
		t.Helper()
		judge(t, l, Judgement{a, b, v, by, on + " 09:00:00", "looked it up"})
	}
	add("a", "mill 1", "5551", "2022-01-01")
	add("b", "mill 1", "5551", "2022-02-01")
	add("c", "oak 9", "7777", "2022-03-01")
	say("a", "b", Negative, "anna", "2022-04-01")
	say("a", "b", Unsure, "ben", "2022-04-05")
	say("a", "b", Withdrawn, "anna", "2022-05-01")
	say("b", "c", Positive, "ben", "2022-06-01")
	say("b", "c", Negative, "anna", "2022-07-01")
	resolve(t, l, p, "")
	want := []string{
		"a a 2022-01-01 -",
		"b a 2022-02-01 2022-04-01", // alike
		"b b 2022-04-01 2022-05-01", // told apart
		"b a 2022-05-01 -",          // taken back
		"c c 2022-03-01 2022-06-01",
		"c a 2022-06-01 2022-07-01", // a person knows more than the registers
		"c c#2 2022-07-01 -",        // and another knows better: nothing follows until one gives way; an id is never used again
	}
	got := rows(t, l, "SELECT record, entity, known_on, known_until FROM resolved.person ORDER BY record, known_on")
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if d := cmp.Diff([]string{"b c disputed"}, rows(t, l, "SELECT record_a, record_b, why FROM review")); d != "" {
		t.Errorf("for review (-want +got):\n%s", d)
	}
}

// TestIdentifiersFirst has a wrong number that the rest contradicts, one with wrong check digits, and one that stands in for many.
func TestIdentifiersFirst(t *testing.T) {
	t.Parallel()
	l, p := town(t, registerSpec, registerSQL)
	add := func(record, street, phone, tax string) {
		mustExec(t, l, "INSERT INTO people VALUES (?, 'left', 'n', ?, ?, ?, DATE '2022-01-01', NULL)", record, street, phone, tax)
	}
	add("a", "mill 1", "5551", number(12))
	add("b", "mill 1", "8888", number(12)) // the same number, and another telephone: the same
	add("c", "oak 9", "7777", number(12))  // the same number, and nothing alike: a wrong number
	add("d", "elm 4", "4444", number(13)[:6]+"x")
	for i := range 6 { // more than at_most
		add(fmt.Sprint("e", i), fmt.Sprint("lane", i, " ", i), fmt.Sprint(6000+i*111), number(99))
	}
	add("f", "", "", "")
	resolve(t, l, p, "")
	if d := cmp.Diff([]string{"a a", "b a", "c c", "d d"}, rows(t, l, "SELECT record, entity FROM resolved.person WHERE record < 'e' ORDER BY record")); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if n := rows(t, l, "SELECT count(DISTINCT entity) FROM resolved.person WHERE record LIKE 'e%'")[0]; n != "6" {
		t.Errorf("a number on six records makes %s entities of them", n)
	}
	if d := cmp.Diff([]string{"a c contradicted", "b c contradicted"}, rows(t, l, "SELECT record_a, record_b, why FROM review ORDER BY ALL")); d != "" {
		t.Errorf("for review (-want +got):\n%s", d)
	}
	want := []string{"people 11 2 1 1 1 3 1"}
	got := rows(t, l, "SELECT source, records, linked, keyless, unlinkable, invalid, contradicted, links FROM linkage_error")
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("errors (-want +got):\n%s", d)
	}
}

// TestNothingProtectedIsCompared gives every protected column another value, and expects the same entities; and a spec that reads one
// is refused, however it does so. The same is allowed where only people see what comes of it.
func TestNothingProtectedIsCompared(t *testing.T) {
	t.Parallel()
	l, p := town(t, registerSpec, registerSQL)
	populate(t, l, 200, 9)
	resolve(t, l, p, "")
	before := rows(t, l, "SELECT * FROM resolved_entity ORDER BY ALL")
	mustExec(t, l, "UPDATE people SET name = md5(name || record)")
	resolve(t, l, p, "")
	if d := cmp.Diff(before, rows(t, l, "SELECT * FROM resolved_entity ORDER BY ALL")); d != "" {
		t.Errorf("names decide (-before +after):\n%s", d)
	}
	for _, query := range []string{
		"SELECT record, street, name AS phone, tax, known_on FROM people",
		"SELECT record, street || substr(name, 1, 1) AS street, phone, tax, known_on FROM people",
		"WITH p AS (SELECT record, street, p.name AS phone, tax, known_on FROM people AS p)\nSELECT * FROM p",
		"SELECT record, street, phone, tax, known_on FROM people WHERE name LIKE 'A%'",
		"SELECT record, street, phone, CASE length(name) WHEN 3 THEN '' ELSE tax END AS tax, known_on FROM people",
	} {
		l, p := town(t, registerSpec, query)
		if faults := CheckSQL(context.Background(), l, p); len(faults) != 1 || !strings.Contains(faults[0].What, "reads a protected column") || faults[0].Line == 0 {
			t.Errorf("%s: %v", query, faults)
		}
		if _, err := Resolve(context.Background(), l, Resolving{Pack: p, Match: &p.Matches[0]}); err == nil {
			t.Errorf("%s: was run", query)
		}
		l, p = town(t, strings.Replace(registerSpec, "use: risk", "use: review", 1), query)
		if faults := CheckSQL(context.Background(), l, p); len(faults) != 0 {
			t.Errorf("for people alone, %s: %v", query, faults)
		}
	}
	// Nor is a register read otherwise than by its name, by whomever: what is hidden and for what purpose goes by it.
	for _, from := range []string{"main.people", "MAIN.PEOPLE", `"main"."people"`, "p: main.people", "query('FROM main.people')", "query_table('people')", "QUERY_TABLE(['people'])",
		"'people'", "(SUMMARIZE people)", "(SELECT E'\\'' FROM main.people WHERE name > E'\\'')", "(SELECT $$'$$ FROM main.people WHERE name > $$'$$)",
		"(SELECT 1 /* /* */ '*/ FROM main.people -- ')\n)", "duckdb_columns()", "main.range(3)"} {
		for _, use := range []string{"use: risk", "use: review"} {
			l, p := town(t, strings.Replace(registerSpec, "use: risk", use, 1), "SELECT e.* FROM people AS e, "+from)
			if faults := CheckSQL(context.Background(), l, p); len(faults) == 0 || faults[0].Line == 0 || faults[0].WayOut == "" {
				t.Errorf("%s, FROM %s: %v", use, from, faults)
			}
			if _, err := Resolve(context.Background(), l, Resolving{Pack: p, Match: &p.Matches[0]}); vigie.CodeOf(err) != vigie.Invalid {
				t.Errorf("%s, FROM %s: was run: %v", use, from, err)
			}
		}
	}
	// What is written as a star has nothing protected in it.
	l, p = town(t, registerSpec, "SELECT * FROM people")
	populate(t, l, 200, 9)
	resolve(t, l, p, "")
	if d := cmp.Diff(before, rows(t, l, "SELECT * FROM resolved_entity ORDER BY ALL")); d != "" {
		t.Errorf("with a star (-before +after):\n%s", d)
	}
}

// TestNothingIsLearntFromLater refuses in a spec that may move a score what would be counted among all records.
func TestNothingIsLearntFromLater(t *testing.T) {
	t.Parallel()
	for _, edit := range [][2]string{
		{"lambda: 0.003\n", ""},
		{", m: [0.7, 0.2, 0.1]", ""},
		{", u: [0.01, 0.03, 0.96]}", ", u: [0.01, 0.03, 0.96], term_frequency: true}"},
		{"jaro_winkler >= 0.9", "cosine >= 0.9"},
	} {
		spec := strings.Replace(registerSpec, edit[0], edit[1], 1)
		l, p := town(t, spec, registerSQL)
		if faults := CheckSQL(context.Background(), l, p); len(faults) != 1 || faults[0].WayOut == "" || faults[0].File != "match/person.yaml" {
			t.Errorf("%q: %v", edit[0], faults)
		}
		l, p = town(t, strings.Replace(spec, "use: risk", "use: review", 1), registerSQL)
		if faults := CheckSQL(context.Background(), l, p); len(faults) != 0 {
			t.Errorf("for people alone, %q: %v", edit[0], faults)
		}
	}
}

// TestResolveNothing has no records, and then one.
func TestResolveNothing(t *testing.T) {
	t.Parallel()
	for _, spec := range []string{registerSpec, strings.Replace(strings.Replace(registerSpec, "use: risk", "use: review", 1), "lambda: 0.003\n", "", 1)} {
		l, p := town(t, spec, registerSQL)
		for want := range 3 {
			resolve(t, l, p, "")
			if n := len(rows(t, l, "SELECT * FROM resolved.person")); n != want {
				t.Errorf("%d records, %d rows", want, n)
			}
			mustExec(t, l, "INSERT INTO people VALUES (?, 'left', 'n', ?, '1', '1', DATE '2022-01-01', NULL)", fmt.Sprint("r", want), fmt.Sprint(want, " street"))
		}
	}
}
