package indicator_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vigie"
	"vigie/indicator"
	"vigie/lake"
	"vigie/pack"
)

// invented is a pack of one indicator over one table, in a lake that holds the table.
func invented(t *testing.T, window string, threshold pack.Changes) (*lake.Lake, *pack.Pack) {
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
	exec(t, l, `CREATE TABLE tip (entity_id VARCHAR, happened_on DATE, known_on DATE, known_until DATE, weight DOUBLE);
CREATE TABLE entity (entity_id VARCHAR, sector VARCHAR, territory VARCHAR, known_on DATE);
CREATE TABLE inspection (inspection_id VARCHAR, entity_id VARCHAR, inspected_on DATE, known_on DATE, channel VARCHAR, outcome VARCHAR, phenomenon VARCHAR, known_until DATE);`)
	return l, &pack.Pack{Positive: "i.outcome = 'fault'", Indicators: []pack.Indicator{{
		ID: "told", Version: 1, Query: "indicator/told/query.sql", Window: window, Threshold: threshold, FollowUp: "P1Y", Phenomenon: "hidden",
		SQL: "SELECT entity_id, happened_on, known_on, known_until, weight, 'told' AS detail, 'told' AS source_ref FROM tip",
	}}}
}

func exec(t *testing.T, l *lake.Lake, query string) {
	t.Helper()
	if _, err := l.Exec(context.Background(), query); err != nil {
		t.Fatal(err)
	}
}

func lines(t *testing.T, l *lake.Lake, query string) []string {
	t.Helper()
	f, err := l.Frame(context.Background(), query)
	if err != nil {
		t.Fatal(err)
	}
	return f.Columns[0].Texts
}

// Every day is asked by itself, straight from the rule, and the answers are held against the stretches and against the findings.
func TestFiringIsTheRuleDayByDay(t *testing.T) {
	t.Parallel()
	thresholds := map[string]pack.Changes{"One": {{Value: 1}}, "Dated": {{Value: 2}, {From: "2024-02-20", Value: 1.5}, {From: "2024-03-25", Value: 3}}, "LateBegin": {{From: "2024-02-10", Value: 1}}}
	for name, threshold := range thresholds {
		for _, window := range []string{"P30D", "P1M", "all"} {
			t.Run(name+window, func(t *testing.T) {
				t.Parallel()
				ctx := context.Background()
				l, p := invented(t, window, threshold)
				exec(t, l, "INSERT INTO tip VALUES "+strings.Join(randomRows(7), ", "))
				exec(t, l, "INSERT INTO entity VALUES ('a', 'x', 'n', NULL), ('b', 'x', 'n', DATE '2024-02-01'), ('b', 'x', 'n', DATE '2024-03-01')")
				exec(t, l, "INSERT INTO cohort SELECT e, CAST(d AS DATE) FROM (VALUES ('a'), ('b'), ('c')) AS t(e), generate_series(DATE '2024-01-01', DATE '2024-06-30', INTERVAL 1 DAY) AS s(d)")
				if _, err := indicator.Collect(ctx, l, p, &p.Indicators[0]); err != nil {
					t.Fatal(err)
				}
				if _, err := indicator.Find(ctx, l, p); err != nil {
					t.Fatal(err)
				}
				inWindow := map[string]string{"P30D": "t.happened_on > c.as_of - 30", "P1M": "CAST(t.happened_on + INTERVAL 1 MONTH AS DATE) > c.as_of", "all": "true"}[window]
				want := lines(t, l, fmt.Sprintf(`SELECT c.entity_id || ' ' || c.as_of AS line FROM cohort AS c
JOIN tip AS t ON t.entity_id = c.entity_id AND t.known_on <= c.as_of AND (t.known_until IS NULL OR t.known_until > c.as_of) AND t.happened_on <= c.as_of AND %s
WHERE c.entity_id = 'a' OR c.entity_id = 'b' AND c.as_of >= DATE '2024-02-01'
GROUP BY c.entity_id, c.as_of
HAVING round(sum(t.weight), 6) >= any_value((SELECT value FROM (%s) AS h WHERE (h.from_on IS NULL OR h.from_on <= c.as_of) AND (h.until_on IS NULL OR h.until_on > c.as_of)))
ORDER BY line`, inWindow, p.IndicatorThresholdSQL()))
				if len(want) == 0 {
					t.Fatal("nothing fires: the rows test nothing")
				}
				fires := lines(t, l, `SELECT c.entity_id || ' ' || c.as_of AS line FROM cohort AS c
JOIN firing AS f ON f.entity_id = c.entity_id AND f.from_on <= c.as_of AND (f.until_on IS NULL OR f.until_on > c.as_of) ORDER BY line`)
				if diff := cmp.Diff(want, fires); diff != "" {
					t.Errorf("days on which it fires, by stretches (-want +got):\n%s", diff)
				}
				found := lines(t, l, `SELECT entity_id || ' ' || as_of AS line FROM finding WHERE fires ORDER BY line`)
				if diff := cmp.Diff(want, found); diff != "" {
					t.Errorf("days on which it fires, by findings (-want +got):\n%s", diff)
				}
				if touching := lines(t, l, `SELECT a.entity_id || ' ' || a.until_on FROM firing AS a JOIN firing AS b ON b.entity_id = a.entity_id AND b.from_on = a.until_on`); len(touching) > 0 {
					t.Errorf("stretches that touch: %v", touching)
				}
			})
		}
	}
}

// randomRows are pieces of evidence of three entities, some known late, some withdrawn; one entity is in no register.
func randomRows(seed uint64) []string {
	rng := rand.New(rand.NewPCG(seed, 1))
	day := func(n int) string {
		d, _ := vigie.ParseDate("2024-01-01")
		return "DATE '" + (d + vigie.Date(n)).String() + "'"
	}
	var rows []string
	for range 60 {
		happened := rng.IntN(120)
		known := happened + rng.IntN(40) - 3
		until := "NULL"
		if rng.IntN(3) == 0 {
			until = day(known + rng.IntN(30))
		}
		rows = append(rows, fmt.Sprintf("('%c', %s, %s, %s, %.1f)", 'a'+rng.IntN(3), day(happened), day(known), until, .1*float64(1+rng.IntN(15))))
	}
	return rows
}

func TestCollectKeepsToTheSectors(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l, p := invented(t, "P1Y", pack.Changes{{Value: 1}})
	p.Indicators[0].Sectors = pack.Those{"building"}
	exec(t, l, `INSERT INTO tip VALUES ('a', '2024-01-01', '2024-01-02', NULL, 1), ('a', '2024-06-01', '2024-06-02', NULL, 1), ('b', '2024-01-01', '2024-01-02', NULL, 1);
INSERT INTO entity VALUES ('a', 'building', 'n', '2020-01-01'), ('a', 'bakery', 'n', '2024-03-01'), ('b', 'bakery', 'n', '2020-01-01')`)
	if _, err := indicator.Collect(ctx, l, p, &p.Indicators[0]); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"a 2024-01-01"}, lines(t, l, "SELECT entity_id || ' ' || happened_on FROM evidence")); diff != "" {
		t.Errorf("evidence (-want +got):\n%s", diff)
	}
}

func TestCollectTellsOfRowsThatSayNotWhen(t *testing.T) {
	t.Parallel()
	l, p := invented(t, "P1Y", pack.Changes{{Value: 1}})
	exec(t, l, "INSERT INTO tip VALUES ('a', NULL, '2024-01-02', NULL, 1); INSERT INTO entity VALUES ('a', 'x', 'n', NULL)")
	_, err := indicator.Collect(context.Background(), l, p, &p.Indicators[0])
	if err == nil || !strings.Contains(err.Error(), "indicator/told/query.sql") || !strings.Contains(err.Error(), "leave out rows that lack happened_on") {
		t.Errorf("error %v, want one that names the query and the way out", err)
	}
}
