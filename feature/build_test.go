package feature_test

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vigie/feature"
	"vigie/lake"
	"vigie/pack"
)

// asked is a lake in which three entities are asked about on two dates.
func asked(t *testing.T) *lake.Lake {
	t.Helper()
	ctx := context.Background()
	l, err := lake.Open(ctx, lake.Memory, lake.Options{Threads: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	if err := l.Schema(ctx); err != nil {
		t.Fatal(err)
	}
	_, err = l.Exec(ctx, `
INSERT INTO labelled (model, row_id, entity_id, as_of, inspected_on, label_known_on, label, held, inspector_group, sector, territory) SELECT 'm', id, id, DATE '2024-01-01', DATE '2024-01-02', DATE '2024-01-03', true, true, NULL, NULL, NULL FROM (VALUES ('a'), ('b'), ('a')) AS t(id);
INSERT INTO listed SELECT 'm', id, DATE '2024-02-01', NULL, NULL, NULL, NULL FROM (VALUES ('a'), ('c')) AS t(id);
CREATE TABLE visit AS SELECT * FROM (VALUES ('a', DATE '2023-05-01'), ('a', DATE '2024-01-15'), ('c', DATE '2023-01-01')) AS t(firm, known_on);`)
	if err != nil {
		t.Fatal(err)
	}
	n, err := feature.Cohort(ctx, l)
	if err != nil || n != 4 {
		t.Fatalf("the cohort has %d rows (%v), want 4: each entity and date once", n, err)
	}
	return l
}

func family(sql string, columns ...pack.Feature) []pack.Family {
	return []pack.Family{{ID: "past", File: "feature/past.sql", SQL: sql, Features: columns}}
}

var visits = pack.Feature{Name: "visits", Type: "integer"}

const counted = `SELECT c.entity_id, c.as_of, count(v.firm) AS visits, max(v.known_on) AS last_on, 'quay' AS place
FROM cohort AS c LEFT JOIN visit AS v ON v.firm = c.entity_id AND v.known_on <= c.as_of
GROUP BY c.entity_id, c.as_of`

func TestBuildAnswersForEachEntityAndDate(t *testing.T) {
	t.Parallel()
	l := asked(t)
	ctx := context.Background()
	families := family(counted+" -- a comment at the end\n;", visits, pack.Feature{Name: "last_on", Type: "date"}, pack.Feature{Name: "place", Type: "category"})
	if err := feature.Build(ctx, l, families, nil); err != nil {
		t.Fatal(err)
	}
	f, err := l.Frame(ctx, "SELECT entity_id || ' ' || as_of || ' ' || visits || ' ' || coalesce(CAST(last_on AS VARCHAR), 'never') || ' ' || place AS line FROM "+feature.Table("past"))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"a 2024-01-01 1.0 2023-05-01 quay", "b 2024-01-01 0.0 never quay", "a 2024-02-01 2.0 2024-01-15 quay", "c 2024-02-01 1.0 2023-01-01 quay"}
	if diff := cmp.Diff(want, f.Columns[0].Texts); diff != "" {
		t.Errorf("answers (-want +got):\n%s", diff)
	}
}

func TestBuildRefusesAnswersThatAreNotOneARow(t *testing.T) {
	t.Parallel()

	tests := []struct{ name, sql, want string }{
		{"RowsAreDropped", `SELECT c.entity_id, c.as_of, 1 AS visits FROM cohort AS c JOIN visit AS v ON v.firm = c.entity_id GROUP BY ALL`, "returns 3 rows (3 of the cohort) where the cohort has 4"},
		{"RowsAreRepeated", `SELECT c.entity_id, c.as_of, 1 AS visits FROM cohort AS c LEFT JOIN visit AS v ON v.firm = c.entity_id`, "returns 6 rows (4 of the cohort) where the cohort has 4"},
		{"OthersAreAnswered", `SELECT c.entity_id || 'x' AS entity_id, c.as_of, 1 AS visits FROM cohort AS c`, "returns 4 rows (0 of the cohort) where the cohort has 4"},
		{"TheColumnIsMissing", `SELECT c.entity_id, c.as_of FROM cohort AS c`, `"visits"`},
		{"TheTypeDoesNotFit", `SELECT c.entity_id, c.as_of, 'many' AS visits FROM cohort AS c`, "many"},
		{"ItReadsAFile", `SELECT c.entity_id, c.as_of, (SELECT count(*) FROM read_csv('/etc/passwd')) AS visits FROM cohort AS c`, "disabled"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			err := feature.Build(context.Background(), asked(t), family(tt.sql, visits), nil)
			if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), "feature/past.sql") {
				t.Errorf("error %v, want one that names feature/past.sql and says %q", err, tt.want)
			}
		})
	}
}

func TestCheckSQLComparesColumns(t *testing.T) {
	t.Parallel()
	p := &pack.Pack{Families: family(counted, visits, pack.Feature{Name: "fines", Type: "integer", Pos: pack.Pos{File: "feature/past.yaml", Line: 9}})}
	var got []string
	for _, f := range feature.CheckSQL(context.Background(), asked(t), p) {
		got = append(got, strings.SplitN(f.String(), "\n", 2)[0])
	}
	want := []string{
		"feature/past.yaml:9: family past: the query gives no column fines",
		"feature/past.sql:1: family past: column last_on is not declared",
		"feature/past.sql:1: family past: column place is not declared",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("faults (-want +got):\n%s", diff)
	}
}

func TestCatalogueKeepsASentenceInItsCell(t *testing.T) {
	t.Parallel()
	p := &pack.Pack{Languages: []string{"en"}, Families: []pack.Family{{ID: "past", Features: []pack.Feature{
		{Name: "visits", Type: "integer", Meaning: pack.Text{"en": "visits |\n and more"}, Context: true},
	}}}}
	var page bytes.Buffer
	if err := feature.Catalogue(&page, p); err != nil {
		t.Fatal(err)
	}
	if want := "| `visits` | integer | visits \\| and more *(circumstance)* |"; !strings.Contains(page.String(), want) {
		t.Errorf("no line %q in\n%s", want, page.String())
	}
}
