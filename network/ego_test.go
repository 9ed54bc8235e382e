package network_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vigie"
	"vigie/network"
)

func view(t *testing.T, day string) *network.View {
	t.Helper()
	on, err := vigie.ParseDate(day)
	if err != nil {
		t.Fatal(err)
	}
	v, err := network.Open(context.Background(), drawn(t), spec(), on)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestPathsLeadToWhatWasFound(t *testing.T) {
	t.Parallel()
	v := view(t, "2021-08-20")
	paths, err := v.Paths("C", 3)
	if err != nil {
		t.Fatal(err)
	}
	want := []network.Path{{ // C shares the client and the hall with B, whose boss led A: one of the two ways is told
		Ties: []network.Tie{
			{Entity: "C", Resource: "client", Kind: "client", From: "2021-05-01", KnownOn: "2021-06-01"},
			{Entity: "B", Name: "Birch", Resource: "client", Kind: "client", From: "2021-05-01", KnownOn: "2021-06-01"},
			{Entity: "B", Name: "Birch", Resource: "boss", Kind: "person", From: "2021-03-05", KnownOn: "2021-04-01"},
			{Entity: "A", Name: "Alder", Resource: "boss", Kind: "person", From: "2020-01-01", To: "2021-03-01", KnownOn: "2020-01-02"},
		},
		Found: "A", FoundName: "Alder", FoundOn: "2021-02-01",
	}}
	if diff := cmp.Diff(want, paths, cmp.FilterPath(func(p cmp.Path) bool { return p.String() == "Share" }, cmp.Ignore())); diff != "" {
		t.Errorf("paths of C (-want +got):\n%s", diff)
	}
	if len(paths) == 1 && !(paths[0].Share > .5 && paths[0].Share < 1) {
		t.Errorf("the client is a part of what reaches C, and the larger one: %v", paths[0].Share)
	}
	if none, err := view(t, "2021-04-10").Paths("C", 3); err != nil || len(none) != 0 {
		t.Errorf("the report was not known on 10 April: %v %v", none, err)
	}
	if _, err := v.Paths("nobody", 3); vigie.CodeOf(err) != vigie.NotFound {
		t.Errorf("paths of nobody: %v", err)
	}
}

// TestAViewSaysWhatScoresSaw holds the day that a view names to the one on which the cohort's positions were drawn.
func TestAViewSaysWhatScoresSaw(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l := drawn(t)
	if err := network.Position(ctx, l, spec(), nil); err != nil {
		t.Fatal(err)
	}
	f, err := l.Frame(ctx, "SELECT DISTINCT as_of, drawn_on FROM position ORDER BY as_of")
	if err != nil {
		t.Fatal(err)
	}
	if f.Rows == 0 {
		t.Fatal("nobody was asked about")
	}
	for i := range f.Rows {
		asOf, want := vigie.Date(f.Columns[0].Dates[i]), vigie.Date(f.Columns[1].Dates[i])
		v, err := network.Open(ctx, l, spec(), asOf)
		if err != nil {
			t.Fatal(err)
		}
		if v.AsOf != asOf || v.ScoredOn != want {
			t.Errorf("a view as of %s is of %s, and names the drawing of %s; positions came from that of %s", asOf, v.AsOf, v.ScoredOn, want)
		}
	}
}

func TestAnEgoKeepsToItsBudget(t *testing.T) {
	t.Parallel()
	v := view(t, "2021-08-20")
	all, err := v.Ego("B", 100)
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[string]int{}
	for _, n := range all.Nodes {
		kinds[n.Kind]++
	}
	if diff := cmp.Diff(map[string]int{"entity": 3, "person": 1, "address": 2, "client": 1}, kinds); diff != "" {
		t.Errorf("nodes around B (-want +got):\n%s", diff)
	}
	if all.Hubs != 1 || all.Hidden != 0 || len(all.Ties) != 7 {
		t.Errorf("hubs %d, hidden %d, ties %v", all.Hubs, all.Hidden, all.Ties)
	}
	few, err := v.Ego("B", 4)
	if err != nil {
		t.Fatal(err)
	}
	if len(few.Nodes) != 4 || few.Nodes[3].ID != "A" || few.Hidden != 1 {
		t.Errorf("of four nodes the last is A, which was found, and C is hidden: %+v", few)
	}
}

// TestAFindingComesFirstAmongThousands ties X strongly to one at which nothing was found, and weakly to one with a finding, in a country
// with so many findings that each is next to nothing of them all.
func TestAFindingComesFirstAmongThousands(t *testing.T) {
	t.Parallel()
	l := drawn(t)
	_, err := l.Exec(context.Background(), `
INSERT INTO link (entity_id, resource_id, resource_kind, from_on, known_on, weight)
VALUES ('X', 'strong', 'person', DATE '2021-04-01', DATE '2021-04-01', 1), ('Y', 'strong', 'person', DATE '2021-04-01', DATE '2021-04-01', 1),
  ('X', 'weak', 'client', DATE '2021-04-01', DATE '2021-04-01', 0.1), ('F0', 'weak', 'client', DATE '2021-04-01', DATE '2021-04-01', 0.1);
INSERT INTO link (entity_id, resource_id, resource_kind, from_on, known_on, weight)
SELECT 'F' || i, 'R' || i // 2, 'client', DATE '2021-04-01', DATE '2021-04-01', 1 FROM range(6000) AS t(i);
INSERT INTO inspection (entity_id, inspected_on, known_on, outcome)
SELECT 'F' || i, DATE '2021-04-01', DATE '2021-04-01', 'report' FROM range(6000) AS t(i)`)
	if err != nil {
		t.Fatal(err)
	}
	on, _ := vigie.ParseDate("2021-08-20")
	v, err := network.Open(context.Background(), l, spec(), on)
	if err != nil {
		t.Fatal(err)
	}
	e, err := v.Ego("X", 3)
	if err != nil {
		t.Fatal(err)
	}
	if len(e.Nodes) != 3 || e.Nodes[2].ID != "F0" || e.Nodes[2].FoundOn == "" {
		t.Errorf("with room for one neighbour it is the one with the finding: %+v", e.Nodes)
	}
	if e, err = v.Ego("X", 5); err != nil || len(e.Nodes) != 5 || e.Nodes[4].ID != "Y" {
		t.Errorf("then the strong tie: %+v %v", e.Nodes, err)
	}
}
