package pack

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTablesIn(t *testing.T) {
	t.Parallel()

	tests := []struct {
		name, sql string
		want      []string
	}{
		{"From", "SELECT a FROM hiring", []string{"hiring"}},
		{"JoinAndAlias", "SELECT h.a FROM cohort AS c LEFT JOIN hiring h ON h.a = c.a", []string{"cohort", "hiring"}},
		{"Commas", "SELECT a, b FROM hiring h, visit AS v, cohort WHERE a IN (b, c)", []string{"hiring", "visit", "cohort"}},
		{"CommaInFunctionIsNone", "SELECT 1 FROM hiring JOIN cohort ON coalesce(a, visit) = 1", []string{"hiring", "cohort"}},
		{"Subquery", "SELECT 1 FROM (SELECT a, b FROM visit) v, hiring", []string{"visit", "hiring"}},
		{"CTE", "WITH x AS (SELECT 1 FROM visit), y AS (SELECT 2 FROM x) SELECT * FROM y", []string{"visit", "x", "y"}},
		{"Union", "SELECT a FROM visit UNION ALL SELECT b, c FROM hiring", []string{"visit", "hiring"}},
		{"CommentAndText", "SELECT 'FROM visit' -- FROM visit\n/* FROM visit */ FROM hiring", []string{"hiring"}},
		{"Quoted", `SELECT a FROM "visit"`, []string{"visit"}},
		{"Function", "SELECT a FROM generate_series(1, 2) g, hiring", []string{"hiring"}},
		{"UpperCase", "select a from HIRING", []string{"hiring"}},
		{"QuotedCapitals", `SELECT a FROM "Visit"`, []string{"visit"}},
		{"AliasBefore", "SELECT a FROM v: visit, hiring", []string{"visit", "hiring"}},
		{"FromOfExpression", "SELECT a IS DISTINCT FROM b, extract(year FROM c), trim(d FROM e), NOT a IS NOT DISTINCT FROM f FROM hiring", []string{"hiring"}},
		{"SelectInCall", "SELECT trim((SELECT 'x' FROM visit)), extract(year FROM (SELECT a FROM cohort)) FROM hiring", []string{"visit", "cohort", "hiring"}},
		{"Values", "SELECT a FROM (VALUES ('x'), ('y')) AS v(a), hiring", []string{"hiring"}},
		{"OrderByList", "SELECT a FROM hiring ORDER BY visit, b", []string{"hiring"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()

			var got []string
			for _, table := range tablesIn(test.sql) {
				got = append(got, table.text)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("tables (-want +got):\n%s", diff)
			}
		})
	}
}

// TestDoors refuses every way to read a table but its name, and nothing else.
func TestDoors(t *testing.T) {
	t.Parallel()
	tests := []struct{ sql, want string }{
		{"SELECT * FROM query('FROM visit')", "reads the rows of query()"},
		{"SELECT * FROM hiring, LATERAL query_table('visit')", "reads the rows of query_table()"},
		{"SELECT * FROM hiring JOIN \"Query\" ('FROM visit') USING (a)", "reads the rows of query()"},
		{"SELECT * FROM main.query('FROM visit')", "reads the rows of main.query()"},
		{"SELECT * FROM read_csv('visit.csv')", "reads the rows of read_csv()"},
		{"SELECT * FROM sqlite_scan('a', 'b')", "reads the rows of sqlite_scan()"},
		{"SELECT * FROM duckdb_tables", ""}, // a name: the queries' checks know that there is no such register
		{"SELECT * FROM 'visit'", "reads a table by a text"},
		{"SELECT * FROM hiring, 'visit' AS v", "reads a table by a text"},
		{"SELECT * FROM (SUMMARIZE visit)", "reads by SUMMARIZE"},
		{"WITH v AS (TABLE visit) SELECT * FROM v", "reads by TABLE"},
		{"WITH v AS (PIVOT visit ON a IN (1) USING sum(b)) SELECT * FROM v", "reads by PIVOT"},
		{"SELECT E'\\'' FROM visit WHERE a > E'\\''", "has a text E'…'"},
		{"SELECT $$'$$ FROM visit WHERE a = $$'$$", "has a $"},
		{"SELECT 1 /* /* */ FROM visit", "has a comment in a comment"},
		{"SELECT date_trunc('month', a), 'x' FROM generate_series(1, 2) AS s(n), unnest(['a', 'b']), range(DATE '2020-01-01', b, INTERVAL 1 DAY)", ""},
		{"SELECT a IS DISTINCT FROM 'x', substring(a FROM 'b'), count(*) AS show, t.table FROM (VALUES ('x', 1), ('y', 2)) AS t(a, n) WHERE a IN ('x', 'y')", ""},
	}
	for _, test := range tests {
		faults := checkQuery(Pos{"query.sql", 1}, test.sql)
		switch {
		case test.want == "" && len(faults) > 0:
			t.Errorf("%s: %v", test.sql, faults)
		case test.want != "" && (len(faults) == 0 || faults[0].What != test.want):
			t.Errorf("%s: %v, want %s", test.sql, faults, test.want)
		}
	}
}

func TestRebase(t *testing.T) {
	t.Parallel()

	begins := Pos{"model/m.yaml", 13}
	tests := []struct {
		name, message string
		before        int
		want          int
	}{
		{"FirstLine", "Parser Error: syntax error at or near \"x\"\n\nLINE 1: x y\n          ^", 0, 13},
		{"ThirdLine", "Binder Error: no column\n\nLINE 3: z", 0, 15},
		{"BehindTheRoomsLines", "LINE 7: z", 5, 14},
		{"InTheRoomsLines", "LINE 2: z", 5, 13},
		{"NoLine", "Conversion Error: '1x'", 5, 13},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()

			if got := Rebase(begins, test.message, test.before); got != (Pos{begins.File, test.want}) {
				t.Errorf("at %v, want line %d", got, test.want)
			}
		})
	}
}
