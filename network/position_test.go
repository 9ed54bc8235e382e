package network_test

import (
	"context"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"vigie/lake"
	"vigie/network"
	"vigie/pack"
)

// A boss led A, which was found, then B; B and C share premises and a client; everybody is at the accountant's.
const sample = `
CREATE TABLE link AS SELECT entity_id, resource_id, resource_kind, CAST(from_on AS DATE) AS from_on, CAST(to_on AS DATE) AS to_on, CAST(known_on AS DATE) AS known_on, weight
FROM (VALUES
  ('A', 'boss',       'person',  '2020-01-01', '2021-03-01', '2020-01-02', 1.0),
  ('B', 'boss',       'person',  '2021-03-05', NULL,         '2021-04-01', 1.0),
  ('B', 'hall',       'address', '2021-03-05', NULL,         '2021-04-01', 1.0),
  ('C', 'hall',       'address', '2020-06-01', NULL,         '2020-06-02', 1.0),
  ('B', 'client',     'client',  '2021-05-01', NULL,         '2021-06-01', 1.0),
  ('C', 'client',     'client',  '2021-05-01', NULL,         '2021-06-01', 1.0),
  ('A', 'accountant', 'address', '2020-01-01', NULL,         '2020-01-02', 1.0),
  ('B', 'accountant', 'address', '2020-01-01', NULL,         '2020-01-02', 1.0),
  ('C', 'accountant', 'address', '2020-01-01', NULL,         '2020-01-02', 1.0),
  ('D', 'accountant', 'address', '2020-01-01', NULL,         '2020-01-02', 1.0),
  ('D', 'phone',      'phone',   '2020-01-01', NULL,         '2020-01-02', 1.0)
) AS t(entity_id, resource_id, resource_kind, from_on, to_on, known_on, weight);
CREATE TABLE entity AS SELECT entity_id, name, CAST(known_on AS DATE) AS known_on
FROM (VALUES ('A', 'Alder', NULL), ('B', 'Birch', '2021-04-01'), ('B', 'Birch & Co', '2021-12-01')) AS t(entity_id, name, known_on);
CREATE TABLE inspection AS SELECT entity_id, CAST(inspected_on AS DATE) AS inspected_on, CAST(known_on AS DATE) AS known_on, CAST(NULL AS DATE) AS known_until, outcome
FROM (VALUES ('A', '2021-02-01', '2021-04-15', 'report'), ('C', '2021-05-03', '2021-05-20', 'none')) AS t(entity_id, inspected_on, known_on, outcome);
INSERT INTO cohort SELECT e, CAST(d AS DATE) FROM (VALUES ('A'), ('B'), ('C'), ('D')) AS t(e), (VALUES ('2021-04-10'), ('2021-08-20')) AS u(d)`

func spec() *pack.Pack {
	return &pack.Pack{ID: "p", Network: &pack.Network{
		Kinds: []pack.NetworkKind{{Kind: "person", Weight: 1}, {Kind: "address", Weight: .5, Hub: 3}, {Kind: "client", Weight: 1}},
		Alpha: .85, LinkHalfLifeDays: 365, FindingHalfLifeDays: 365, Finding: "i.outcome = 'report'", Every: "month",
	}}
}

func drawn(t *testing.T) *lake.Lake {
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
	if _, err := l.Exec(ctx, sample); err != nil {
		t.Fatal(err)
	}
	return l
}

func TestWhereEverybodyStands(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l := drawn(t)
	if err := network.Position(ctx, l, spec(), nil); err != nil {
		t.Fatal(err)
	}
	f, err := l.Frame(ctx, `SELECT entity_id, CAST(as_of AS VARCHAR) AS as_of, CAST(drawn_on AS VARCHAR) AS drawn_on, resources, hubs, neighbours, close_neighbours,
found_neighbours, close_found, component, coalesce(CAST(last_found_on AS VARCHAR), '') AS found FROM position ORDER BY as_of, entity_id`)
	if err != nil {
		t.Fatal(err)
	}
	type row struct {
		entity, asOf, drawnOn                                                string
		resources, hubs, neighbours, close, foundNear, foundClose, component float64
		found                                                                string
	}
	var got []row
	for i := range f.Rows {
		n := func(k int) float64 { return f.Columns[k].Numbers[i] }
		got = append(got, row{f.Columns[0].Texts[i], f.Columns[1].Texts[i], f.Columns[2].Texts[i], n(3), n(4), n(5), n(6), n(7), n(8), n(9), f.Columns[10].Texts[i]})
	}
	want := []row{
		// As drawn on 1 April: B and its hall are known since that day; what A was found at is not.
		{"A", "2021-04-10", "2021-04-01", 1, 1, 1, 0, 0, 0, 3, ""},
		{"B", "2021-04-10", "2021-04-01", 2, 1, 2, 0, 0, 0, 3, ""},
		{"C", "2021-04-10", "2021-04-01", 1, 1, 1, 0, 0, 0, 3, ""},
		{"D", "2021-04-10", "2021-04-01", 0, 1, 0, 0, 0, 0, 1, ""},
		// By August the report on A is known, and B and C share a client as well as the hall.
		{"A", "2021-08-20", "2021-08-01", 1, 1, 1, 0, 0, 0, 3, ""},
		{"B", "2021-08-20", "2021-08-01", 3, 1, 2, 1, 1, 0, 3, "2021-02-01"},
		{"C", "2021-08-20", "2021-08-01", 2, 1, 1, 1, 0, 0, 3, ""},
		{"D", "2021-08-20", "2021-08-01", 0, 1, 0, 0, 0, 0, 1, ""},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(row{})); diff != "" {
		t.Errorf("positions (-want +got):\n%s", diff)
	}
}

// B left the boss in June, which was known in July: until then the tie goes on, and from then on it fades.
func TestALaterRowSaysHowATieWentOn(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	exposure := func(told string) []float64 {
		l := drawn(t)
		if _, err := l.Exec(ctx, "DELETE FROM cohort; INSERT INTO cohort VALUES ('B', DATE '2021-06-20'), ('B', DATE '2021-12-05'); "+told); err != nil {
			t.Fatal(err)
		}
		if err := network.Position(ctx, l, spec(), nil); err != nil {
			t.Fatal(err)
		}
		f, err := l.Frame(ctx, "SELECT mean_resource FROM position ORDER BY as_of")
		if err != nil {
			t.Fatal(err)
		}
		return f.Columns[0].Numbers
	}
	goesOn := exposure("")
	ended := exposure("INSERT INTO link VALUES ('B', 'boss', 'person', DATE '2021-03-05', DATE '2021-06-01', DATE '2021-07-01', 1.0)")
	if goesOn[0] != ended[0] || goesOn[1] == ended[1] {
		t.Errorf("in June and December: %v while the tie goes on, %v when its end is told in July", goesOn, ended)
	}
}

func TestExposureFallsWithDistanceAndIsNotOnesOwn(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l := drawn(t)
	if err := network.Position(ctx, l, spec(), nil); err != nil {
		t.Fatal(err)
	}
	f, err := l.Frame(ctx, `SELECT exposure, worst_resource FROM position WHERE as_of = DATE '2021-08-20' ORDER BY entity_id`)
	if err != nil {
		t.Fatal(err)
	}
	e := f.Columns[0].Numbers
	if !(e[1] > e[2] && e[2] > 0 && e[3] == 0) {
		t.Errorf("exposure of A, B, C, D: %v: B shares the boss with A, C only shares with B, D nothing", e)
	}
	// A alone was found, and has nothing from others but what came back from B.
	if e[0] >= e[1] {
		t.Errorf("A, whose own finding it is, has %v from others, B %v", e[0], e[1])
	}
	if worst := f.Columns[1].Numbers; !cmp.Equal(worst[3], 0., cmpopts.EquateApprox(0, 0)) || worst[1] <= worst[2] {
		t.Errorf("worst resources: %v", worst)
	}
}

// K, L and M share two addresses, two by two and all three; N shares a third with K. Only L was found.
func TestTrianglesAndCommunities(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l := drawn(t)
	for _, e := range []string{"K", "L", "M"} {
		for _, r := range []string{"one", "two"} {
			_, err := l.Exec(ctx, "INSERT INTO link VALUES (?, ?, 'person', DATE '2020-01-01', NULL, DATE '2020-01-02', 1.0)", e, r)
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	_, err := l.Exec(ctx, `DELETE FROM cohort;
INSERT INTO link VALUES ('K', 'three', 'person', DATE '2020-01-01', NULL, DATE '2020-01-02', 1.0), ('N', 'three', 'person', DATE '2020-01-01', NULL, DATE '2020-01-02', 1.0);
INSERT INTO inspection VALUES ('L', DATE '2021-01-01', DATE '2021-01-11', NULL, 'report');
INSERT INTO cohort VALUES ('K', DATE '2021-02-10'), ('L', DATE '2021-02-10'), ('N', DATE '2021-02-10')`)
	if err != nil {
		t.Fatal(err)
	}
	if err := network.Position(ctx, l, spec(), nil); err != nil {
		t.Fatal(err)
	}
	f, err := l.Frame(ctx, `SELECT squares, triangles, found_triangles, community, community_found_share, coalesce(days_since_found, -1) FROM position ORDER BY entity_id`)
	if err != nil {
		t.Fatal(err)
	}
	want := [][]float64{{2, 2, 0}, {1, 1, 0}, {1, 0, 0}, {3, 3, 1}, {.5, 0, math.NaN()}, {40, -1, -1}}
	var got [][]float64
	for _, c := range f.Columns {
		got = append(got, c.Numbers)
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateApprox(0, 1e-12), cmpopts.EquateNaNs()); diff != "" {
		t.Errorf("squares, triangles, with a finding, community, share found, days since, of K, L and N (-want +got):\n%s", diff)
	}
}
