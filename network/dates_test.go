package network_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vigie/lake"
	"vigie/network"
)

// An invented network of 60 entities and 90 resources over three years, a finding for every fifth.
const many = `
CREATE TABLE entity (entity_id VARCHAR, name VARCHAR, known_on DATE);
CREATE TABLE link AS
SELECT 'E' || CAST(hash(i * 7) % 60 AS VARCHAR) AS entity_id, 'R' || CAST(hash(i * 11) % 90 AS VARCHAR) AS resource_id,
  CASE hash(i * 13) % 3 WHEN 0 THEN 'person' WHEN 1 THEN 'address' ELSE 'client' END AS resource_kind,
  DATE '2020-01-01' + CAST(hash(i * 17) % 1000 AS INTEGER) AS from_on,
  CASE WHEN i % 3 = 0 THEN DATE '2020-01-01' + CAST(hash(i * 17) % 1000 + hash(i * 19) % 300 AS INTEGER) END AS to_on,
  DATE '2020-01-01' + CAST(hash(i * 17) % 1000 + hash(i * 23) % 90 AS INTEGER) AS known_on, 0.5 + (i % 5) / 4.0 AS weight
FROM range(400) AS t(i);
CREATE TABLE inspection AS
SELECT 'E' || CAST(i * 5 AS VARCHAR) AS entity_id, DATE '2020-06-01' + CAST(hash(i) % 700 AS INTEGER) AS inspected_on,
  DATE '2020-07-01' + CAST(hash(i) % 700 AS INTEGER) AS known_on, CAST(NULL AS DATE) AS known_until, 'report' AS outcome
FROM range(12) AS t(i)`

func invented(t *testing.T) *lake.Lake {
	t.Helper()
	ctx := context.Background()
	l, err := lake.Open(ctx, lake.Memory, lake.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	if err := l.Schema(ctx); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Exec(ctx, many); err != nil {
		t.Fatal(err)
	}
	return l
}

// positions are all rows of the cohort, as text to the last bit.
func positions(t *testing.T, l *lake.Lake, dates ...string) (rows []string) {
	t.Helper()
	ctx := context.Background()
	exec := func(query string) {
		t.Helper()
		if _, err := l.Exec(ctx, query); err != nil {
			t.Fatal(err)
		}
	}
	exec("DELETE FROM cohort")
	for _, d := range dates {
		exec(fmt.Sprintf("INSERT INTO cohort SELECT DISTINCT entity_id, DATE '%s' FROM link", d))
	}
	if err := network.Position(ctx, l, spec(), nil); err != nil {
		t.Fatal(err)
	}
	f, err := l.Frame(ctx, "SELECT CAST(p AS VARCHAR) AS text FROM position AS p ORDER BY as_of, entity_id")
	if err != nil {
		t.Fatal(err)
	}
	return f.Columns[0].Texts
}

func TestManyDatesAtOnceAreOneAtATime(t *testing.T) {
	t.Parallel()
	dates := []string{"2020-09-15", "2021-03-02", "2021-03-20", "2022-02-01"}
	all := positions(t, invented(t), dates...)
	var each []string
	for _, d := range dates {
		each = append(each, positions(t, invented(t), d)...)
	}
	if diff := cmp.Diff(each, all); diff != "" {
		t.Errorf("four dates at once (-one at a time +at once):\n%s", diff)
	}
	if len(all) < 200 {
		t.Errorf("only %d rows were compared", len(all))
	}
}

// What becomes known after a date is deleted: ties, findings and all that is drawn from them stay what they were.
func TestTheFutureMovesNobody(t *testing.T) {
	t.Parallel()
	const day = "2021-03-02"
	l := invented(t)
	before := positions(t, l, day)
	for _, query := range []string{"DELETE FROM link WHERE known_on > DATE '" + day + "'", "DELETE FROM inspection WHERE known_on > DATE '" + day + "'"} {
		if n, err := l.Exec(context.Background(), query); err != nil || n == 0 {
			t.Fatalf("%s: %d rows, %v", query, n, err)
		}
	}
	after := positions(t, l, day)
	still := map[string]bool{}
	for _, row := range before {
		still[row] = true
	}
	for _, row := range after { // who is tied to nothing yet is not asked about any more
		if !still[row] {
			t.Errorf("without the future: %s", row)
		}
	}
	if len(after) < 40 {
		t.Errorf("only %d rows were compared", len(after))
	}
}
