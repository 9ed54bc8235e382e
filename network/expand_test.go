package network_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"vigie"
	"vigie/network"
)

func TestRelationsCountBeforeAnythingIsLoaded(t *testing.T) {
	t.Parallel()
	got, err := view(t, "2021-08-20").Relations("B")
	if err != nil {
		t.Fatal(err)
	}
	want := []network.Relation{
		{Kind: "person", Resources: 1, Shared: 1, Others: 1},
		{Kind: "address", Resources: 2, Shared: 1, Others: 1, Hubs: 1},
		{Kind: "client", Resources: 1, Shared: 1, Others: 1},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("relations of B (-want +got):\n%s", diff)
	}
	if before, err := view(t, "2021-04-10").Relations("B"); err != nil || len(before) != 2 {
		t.Errorf("the client was not known on 10 April: %+v %v", before, err)
	}
}

func TestExpandFollowsOneRelation(t *testing.T) {
	t.Parallel()
	v := view(t, "2021-08-20")
	shown := func(a network.Along, budget int) (ids []string) {
		t.Helper()
		e, err := v.Expand("B", a, budget)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range e.Nodes {
			ids = append(ids, n.ID)
		}
		if len(e.Nodes)-1 > len(e.Ties) {
			t.Errorf("along %+v: %d nodes hang on %d ties", a, len(e.Nodes), len(e.Ties))
		}
		return ids
	}
	for _, test := range []struct {
		along  network.Along
		budget int
		want   []string
	}{
		{network.Along{Kind: "person"}, 50, []string{"B", "boss", "A"}},
		{network.Along{Kind: "client"}, 50, []string{"B", "client", "C"}},
		{network.Along{Resource: "hall"}, 50, []string{"B", "hall", "C"}},
		{network.Along{Kind: "client"}, 2, []string{"B"}}, // a client without whom it ties to says nothing
	} {
		if diff := cmp.Diff(test.want, shown(test.along, test.budget)); diff != "" {
			t.Errorf("along %+v (-want +got):\n%s", test.along, diff)
		}
	}
	for along, code := range map[network.Along]vigie.Code{{Kind: "phone"}: vigie.Invalid, {Resource: "moon"}: vigie.NotFound} {
		if _, err := v.Expand("B", along, 50); vigie.CodeOf(err) != code {
			t.Errorf("along %+v: %v", along, err)
		}
	}
}

func TestTheShortestWayIsDatedAndKeepsOffHubs(t *testing.T) {
	t.Parallel()
	v := view(t, "2021-08-20")
	got, err := v.Between("A", "C")
	if err != nil {
		t.Fatal(err)
	}
	var over []string
	for _, tie := range got.Ties {
		over = append(over, tie.Entity+" "+tie.Resource)
		if tie.From == "" || tie.KnownOn == "" {
			t.Errorf("a tie without its day: %+v", tie)
		}
	}
	if diff := cmp.Diff([]string{"A boss", "B boss", "B hall", "C hall"}, over); diff != "" && over[2] != "B client" {
		t.Errorf("from A to C (-want +got):\n%s", diff)
	}
	back, err := v.Between("C", "A")
	if err != nil || len(back.Ties) != len(got.Ties) || back.Ties[0].Entity != "C" || back.Ties[3].Entity != "A" {
		t.Errorf("the way back: %+v %v", back, err)
	}
	if none, err := v.Between("A", "D"); err != nil || len(none.Ties) != 0 || !none.Whole {
		t.Errorf("all that ties A and D is the accountant, who is a hub: %+v %v", none, err)
	}
	if _, err := v.Between("A", "nobody"); vigie.CodeOf(err) != vigie.NotFound {
		t.Errorf("to nobody: %v", err)
	}
}

func TestTiesAreLookedUpAndNotBelieved(t *testing.T) {
	t.Parallel()
	v := view(t, "2021-08-20")
	got := v.Ties([]network.Pair{{Entity: "B", Resource: "hall"}, {Entity: "A", Resource: "hall"}, {Entity: "X", Resource: "hall"}, {Entity: "B", Resource: "moon"}})
	if len(got) != 1 || got[0].Entity != "B" || got[0].From != "2021-03-05" {
		t.Errorf("only B is tied to the hall: %+v", got)
	}
}
