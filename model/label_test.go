package model

import (
	"context"
	"database/sql"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vigie"
	"vigie/lake"
	"vigie/pack"
)

// smallTown has three firms and five inspections; one is known late, one has no outcome.
const smallTown = `
CREATE TABLE entity AS SELECT * FROM (VALUES
  ('a', 'Alder', 'firm', 'roofing', 'north', NULL, NULL, DATE '2020-01-01', NULL, DATE '2020-01-01'),
  ('b', 'Birch', 'firm', 'roofing', 'north', NULL, NULL, DATE '2020-01-01', DATE '2021-06-01', DATE '2020-01-01'),
  ('c', 'Cedar', 'firm', 'bakery', 'south', NULL, NULL, DATE '2021-03-01', NULL, DATE '2021-03-01')
) AS t(entity_id, name, kind, sector, territory, lat, lon, started_on, ended_on, known_on);
CREATE TABLE inspection AS SELECT * FROM (VALUES
  ('1', 'a', DATE '2021-01-10', DATE '2021-01-20', 'tip', 'fine', 'g1'),
  ('2', 'b', DATE '2021-01-15', DATE '2021-04-01', 'tip', 'nothing', 'g2'),
  ('3', 'a', DATE '2021-02-05', DATE '2021-02-06', 'tip', 'nothing', 'g2'),
  ('4', 'c', DATE '2021-03-20', DATE '2021-03-21', 'random', 'fine', 'g1'),
  ('5', 'c', DATE '2021-03-25', DATE '2021-03-26', 'random', NULL, 'g1')
) AS t(inspection_id, entity_id, inspected_on, known_on, channel, outcome, inspector_group);
ALTER TABLE inspection ADD COLUMN known_until DATE;
ALTER TABLE inspection ADD COLUMN selection_probability DOUBLE;`

func town(t *testing.T) *lake.Lake {
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
	if _, err := l.Exec(ctx, smallTown); err != nil {
		t.Fatal(err)
	}
	return l
}

func lines(t *testing.T, l *lake.Lake, query string, args ...any) []string {
	t.Helper()
	rows, err := l.Query(context.Background(), query, args...)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			t.Fatal(err)
		}
		out = append(out, line)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestLabel(t *testing.T) {
	t.Parallel()

	positive := pack.Label{Positive: "i.outcome = 'fine'", DelayDays: 5}
	grid := positive
	grid.Days = 40
	tests := []struct {
		name string
		m    pack.Model
		want []string
	}{
		{"EveryInspection", pack.Model{ID: "m", Cohort: pack.Cohort{At: "inspection", LeadDays: 2}, Label: positive}, []string{
			"1 a 2021-01-08 known 2021-01-25 true g1 roofing",
			"2 b 2021-01-13 known 2021-04-06 false g2 roofing",
			"3 a 2021-02-03 known 2021-02-11 false g2 roofing",
			"4 c 2021-03-18 known 2021-03-26 true g1 bakery",
		}},
		{"OnlyTips", pack.Model{ID: "m", Cohort: pack.Cohort{At: "inspection", LeadDays: 1, Where: "i.channel = 'tip' -- and e.sector = 'bakery'"}, Label: positive}, []string{
			"1 a 2021-01-09 known 2021-01-25 true g1 roofing",
			"2 b 2021-01-14 known 2021-04-06 false g2 roofing",
			"3 a 2021-02-04 known 2021-02-11 false g2 roofing",
		}},
		// On 1 January a's fine and its later empty visit both fall into the 40 days; on 1 March only c was seen, which had
		// started that day. None may be learnt from before its 40 days are over.
		{"GridOfMonths", pack.Model{ID: "m", Cohort: pack.Cohort{At: "grid", From: "2021-01-01", Until: "2021-03-01", Every: "month"}, Label: grid}, []string{
			"a@2021-01-01 a 2021-01-01 known 2021-02-11 true g1 roofing",
			"b@2021-01-01 b 2021-01-01 known 2021-04-06 false g2 roofing",
			"a@2021-02-01 a 2021-02-01 known 2021-03-13 false g2 roofing",
			"c@2021-03-01 c 2021-03-01 known 2021-04-10 true g1 bakery",
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			l := town(t)
			for range 2 { // a second time changes nothing
				if err := Label(context.Background(), l, &tt.m); err != nil {
					t.Fatal(err)
				}
			}
			got := lines(t, l, `SELECT row_id || ' ' || entity_id || ' ' || CAST(as_of AS VARCHAR) || ' known ' || CAST(label_known_on AS VARCHAR)
  || ' ' || CAST(label AS VARCHAR) || ' ' || inspector_group || ' ' || sector FROM labelled ORDER BY as_of, row_id`)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("labelled (-want +got):\n%s", diff)
			}
		})
	}
}

func TestList(t *testing.T) {
	t.Parallel()

	tests := []struct {
		asOf, active string
		want         []string
	}{
		{"2021-02-01", "", []string{"a last 2021-01-10", "b last none"}}, // b's visit of 15 January is not known yet
		{"2021-07-01", "", []string{"a last 2021-02-05", "c last 2021-03-25"}},
		{"2021-07-01", "e.sector <> 'bakery'", []string{"a last 2021-02-05"}},
	}
	for _, tt := range tests {
		t.Run(tt.asOf+tt.active, func(t *testing.T) {
			t.Parallel()
			l := town(t)
			day, err := vigie.ParseDate(tt.asOf)
			if err != nil {
				t.Fatal(err)
			}
			if err := List(context.Background(), l, &pack.Model{ID: "m", Cohort: pack.Cohort{Active: tt.active}}, day); err != nil {
				t.Fatal(err)
			}
			got := lines(t, l, `SELECT entity_id || ' last ' || coalesce(CAST(last_inspected_on AS VARCHAR), 'none') FROM listed ORDER BY entity_id`)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("listed (-want +got):\n%s", diff)
			}
		})
	}
}

// The counts that baselines rest on, against counting one by one.
func TestPastCountsWhatWasKnown(t *testing.T) {
	t.Parallel()
	l := town(t)
	ctx := context.Background()
	m := &pack.Model{ID: "m", Cohort: pack.Cohort{LeadDays: 1}, Label: pack.Label{Positive: "i.outcome = 'fine'"}}
	if err := Label(ctx, l, m); err != nil {
		t.Fatal(err)
	}
	_, err := l.Exec(ctx, `INSERT INTO cohort SELECT e.entity_id, d.day FROM entity AS e,
  (VALUES (DATE '2021-01-19'), (DATE '2021-01-20'), (DATE '2021-02-06'), (DATE '2021-03-31'), (DATE '2021-04-01')) AS d(day)`)
	if err != nil {
		t.Fatal(err)
	}
	got := lines(t, l, "WITH past AS ("+pastSQL+`) SELECT entity_id || ' ' || CAST(as_of AS VARCHAR) || ' own ' || positives || '/' || inspections
  || ' sector ' || sector_positives || '/' || sector_inspections || ' all ' || all_positives || '/' || all_inspections
FROM past ORDER BY entity_id, as_of`, sql.Named("model", "m"))
	var want []string
	outcomes := []struct {
		firm, sector, known string
		fine                int
	}{{"a", "roofing", "2021-01-20", 1}, {"b", "roofing", "2021-04-01", 0}, {"a", "roofing", "2021-02-06", 0}, {"c", "bakery", "2021-03-21", 1}}
	for _, firm := range []struct{ id, sector string }{{"a", "roofing"}, {"b", "roofing"}, {"c", "bakery"}} {
		for _, day := range []string{"2021-01-19", "2021-01-20", "2021-02-06", "2021-03-31", "2021-04-01"} {
			var own, peers, all [2]int
			for _, o := range outcomes {
				if o.known > day {
					continue
				}
				add := func(c *[2]int) { c[0], c[1] = c[0]+o.fine, c[1]+1 }
				add(&all)
				if o.sector == firm.sector {
					add(&peers)
				}
				if o.firm == firm.id {
					add(&own)
				}
			}
			want = append(want, fmt.Sprintf("%s %s own %d.0/%d.0 sector %d.0/%d.0 all %d.0/%d.0", firm.id, day, own[0], own[1], peers[0], peers[1], all[0], all[1]))
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("past (-counted one by one +got):\n%s", diff)
	}
}

func TestTheHoldoutMayBeNarrowed(t *testing.T) {
	t.Parallel()
	l := town(t)
	m := &pack.Model{ID: "m", Cohort: pack.Cohort{LeadDays: 1}, Label: pack.Label{Positive: "i.outcome = 'fine'"}}
	m.Evaluation.Holdout.Where = "i.channel = 'random'"
	if err := Label(context.Background(), l, m); err != nil {
		t.Fatal(err)
	}
	got := lines(t, l, `SELECT row_id || ' ' || CAST(held AS VARCHAR) FROM labelled ORDER BY row_id`)
	if diff := cmp.Diff([]string{"1 false", "2 false", "3 false", "4 true"}, got); diff != "" {
		t.Errorf("rows that may be held out (-want +got):\n%s", diff)
	}
}
