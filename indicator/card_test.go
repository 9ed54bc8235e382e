package indicator_test

import (
	"context"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"vigie"
	"vigie/indicator"
	"vigie/lake"
	"vigie/pack"
)

// carded is a lake in which the indicator spoke before eight inspections of one sector, six of them with a finding, and ten others went without.
func carded(t *testing.T) (*lake.Lake, *pack.Pack) {
	t.Helper()
	l, p := invented(t, "P1Y", pack.Changes{{Value: 1}})
	exec(t, l, `
INSERT INTO entity SELECT 'e' || i, 'x', 'n', DATE '2020-01-01' FROM generate_series(1, 30) AS t(i);
INSERT INTO tip SELECT 'e' || i, DATE '2024-01-10', DATE '2024-01-20', NULL, 1 FROM generate_series(1, 9) AS t(i);
-- fired on the eve: six find something, four of them the phenomenon, two nothing
INSERT INTO inspection (inspection_id, entity_id, inspected_on, known_on, channel, outcome, phenomenon) SELECT 'v' || i, 'e' || i, DATE '2024-03-01', DATE '2024-04-01', 'plan', CASE WHEN i <= 6 THEN 'fault' ELSE 'clean' END, CASE WHEN i <= 4 THEN 'hidden' END
FROM generate_series(1, 8) AS t(i);
-- the ninth was visited on the day on which the evidence became known: nobody could have used it
INSERT INTO inspection (inspection_id, entity_id, inspected_on, known_on, channel, outcome, phenomenon) VALUES ('v9', 'e9', '2024-01-20', '2024-02-01', 'plan', 'fault', NULL);
-- ten of whom nothing was told, three with a finding; one more whose outcome is not known yet, one of another sector
INSERT INTO inspection (inspection_id, entity_id, inspected_on, known_on, channel, outcome, phenomenon) SELECT 'w' || i, 'e' || i, DATE '2024-03-01', DATE '2024-04-01', 'tip', CASE WHEN i <= 12 THEN 'fault' ELSE 'clean' END, NULL
FROM generate_series(10, 19) AS t(i);
INSERT INTO inspection (inspection_id, entity_id, inspected_on, known_on, channel, outcome, phenomenon) VALUES ('w20', 'e20', '2024-03-01', '2025-04-01', 'plan', 'fault', NULL), ('w21', 'e21', '2024-03-01', '2024-04-01', 'plan', NULL, NULL);
INSERT INTO entity VALUES ('z', 'y', 'n', DATE '2020-01-01');
INSERT INTO inspection (inspection_id, entity_id, inspected_on, known_on, channel, outcome, phenomenon) VALUES ('z1', 'z', '2024-03-01', '2024-04-01', 'plan', 'fault', NULL);`)
	if _, err := indicator.Collect(context.Background(), l, p, &p.Indicators[0]); err != nil {
		t.Fatal(err)
	}
	return l, p
}

func day(t *testing.T, s string) vigie.Date {
	t.Helper()
	d, err := vigie.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestCard(t *testing.T) {
	t.Parallel()
	l, p := carded(t)
	cards, err := indicator.Cards(context.Background(), l, p, day(t, "2024-06-30"))
	if err != nil {
		t.Fatal(err)
	}
	base, lead := 4./11, 41.
	want := &indicator.Card{
		Indicator: "told", Version: 1, AsOf: day(t, "2024-06-30"), Evidence: 9, Firings: 9, Entities: 9, Now: 9, Followed: 8, Open: 1,
		Overall: indicator.Tally{
			Inspected: 8, Confirmed: 6, Own: 4, Refuted: 2, Others: 11,
			Precision: &vigie.Figure{Value: .75, Low: .3491, High: .9681}, Base: &base, LeadDays: &lead,
			Lift: &vigie.Figure{Value: 2.0625, Low: .8570, High: 4.9634}, // by hand: e^±(1.96·√(0.25/6 + 1.75/11)),
		},
	}
	approx := cmp.Comparer(func(a, b float64) bool { return math.Abs(a-b) < 1e-4 })
	if diff := cmp.Diff(want, cards[0], approx, cmpopts.IgnoreFields(indicator.Card{}, "Parts")); diff != "" {
		t.Errorf("card (-want +got):\n%s", diff)
	}
	parts := map[string]int{}
	for _, part := range cards[0].Parts {
		parts[part.Of+" "+part.Value] = part.Inspected
		if part.Of == "channel" && part.Base != nil {
			t.Errorf("channel %s: base %v, and nobody else of the sector was inspected by it often enough to compare", part.Value, *part.Base)
		}
	}
	if diff := cmp.Diff(map[string]int{"sector x": 8, "channel plan": 8, "territory n": 8}, parts); diff != "" {
		t.Errorf("parts (-want +got):\n%s", diff)
	}
}

// On an earlier date neither the outcomes nor the firings that came later count, and too few say nothing.
func TestCardAsOfEarlier(t *testing.T) {
	t.Parallel()
	l, p := carded(t)
	cards, err := indicator.Cards(context.Background(), l, p, day(t, "2024-03-31"))
	if err != nil {
		t.Fatal(err)
	}
	want := &indicator.Card{Indicator: "told", Version: 1, AsOf: day(t, "2024-03-31"), Evidence: 9, Firings: 9, Entities: 9, Now: 9, Open: 9}
	if diff := cmp.Diff(want, cards[0]); diff != "" {
		t.Errorf("card (-want +got):\n%s", diff)
	}
}

func TestBacktestByYear(t *testing.T) {
	t.Parallel()
	l, p := carded(t)
	c, err := indicator.Backtest(context.Background(), l, p, &p.Indicators[0], day(t, "2025-06-30"), 0)
	if err != nil {
		t.Fatal(err)
	}
	var got [][4]int
	for _, y := range c.Years {
		got = append(got, [4]int{y.Year, y.Evidence, y.Entities, y.Inspected})
	}
	if diff := cmp.Diff([][4]int{{2024, 9, 9, 8}, {2025, 0, 9, 0}}, got); diff != "" {
		t.Errorf("years: evidence, entities, inspections (-want +got):\n%s", diff)
	}
}

func TestKeep(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l, p := carded(t)
	for range 2 { // the second takes the place of the first
		cards, err := indicator.Cards(ctx, l, p, day(t, "2024-06-30"))
		if err != nil {
			t.Fatal(err)
		}
		if err := indicator.Keep(ctx, l, cards); err != nil {
			t.Fatal(err)
		}
	}
	want, err := indicator.Cards(ctx, l, p, day(t, "2024-06-30"))
	if err != nil {
		t.Fatal(err)
	}
	read, err := indicator.Read(ctx, l)
	if err != nil {
		t.Fatal(err)
	}
	byName := cmpopts.SortSlices(func(a, b indicator.Part) bool { return a.Of < b.Of })
	if diff := cmp.Diff(want[0], read["told"], byName); diff != "" {
		t.Errorf("the card as it is read again (-want +got):\n%s", diff)
	}
	got := lines(t, l, "SELECT part || ' ' || value || ' ' || coalesce(firings, -1) || ' ' || confirmed || ' of ' || inspected || ' ' || round(share, 2) FROM precision ORDER BY part")
	if diff := cmp.Diff([]string{"all  9 6 of 8 0.75", "channel plan -1 6 of 8 0.75", "sector x -1 6 of 8 0.75", "territory n -1 6 of 8 0.75"}, got); diff != "" {
		t.Errorf("precision (-want +got):\n%s", diff)
	}
}

// What visits said of a reason counts where the indicator fired on the day of the list; of what was corrected only the correction, from its day on.
func TestCardCountsVerdicts(t *testing.T) {
	t.Parallel()
	l, p := carded(t)
	exec(t, l, `
INSERT INTO told (feedback_id, corrects, entity_id, inspected_on, known_on, outcome, as_of) VALUES
  ('f1', NULL, 'e1', '2024-03-01', '2024-03-03', 'fault', '2024-02-01'), ('f2', NULL, 'e2', '2024-03-01', '2024-03-03', 'clean', '2024-02-01'),
  ('f3', 'f2', 'e2', '2024-03-01', '2024-05-03', 'fault', '2024-02-01'), ('f4', NULL, 'e3', '2024-03-01', '2024-03-03', 'fault', '2024-01-15'),
  ('f5', NULL, 'e20', '2024-03-01', '2024-03-03', 'fault', '2024-02-01');
INSERT INTO verdict SELECT feedback_id, entity_id, 'indicator.told', CASE feedback_id WHEN 'f2' THEN 'refuted' ELSE 'confirmed' END, known_on FROM told;
INSERT INTO verdict VALUES ('f1', 'e1', 'family.told', 'refuted', '2024-03-03');`)
	for day1, want := range map[string][2]int{"2024-03-02": {0, 0}, "2024-03-03": {1, 1}, "2024-05-02": {1, 1}, "2024-05-03": {2, 0}} {
		cards, err := indicator.Cards(context.Background(), l, p, day(t, day1))
		if err != nil {
			t.Fatal(err)
		}
		if got := [2]int{cards[0].ToldConfirmed, cards[0].ToldRefuted}; got != want {
			t.Errorf("as of %s: confirmed and refuted %v, want %v", day1, got, want)
		}
	}
}
