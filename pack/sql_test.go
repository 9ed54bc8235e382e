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
