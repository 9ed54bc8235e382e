package caseworktest

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"vigie"
)

// targets puts n files, of which each third is in the south and each second accepted.
func someTargets(t *testing.T, s Store, n int) {
	var files []*vigie.TargetFile
	for i := range n {
		f := &vigie.TargetFile{State: vigie.TargetProposed, ExpiresOn: vigie.Date(20000 + i)}
		f.Target = vigie.Target{EntityID: fmt.Sprint("e", i), Name: fmt.Sprint("Firm ", i), Territory: "north", Rank: i, Score: float64(i) / 10}
		if i%3 == 0 {
			f.Target.Territory = "south"
		}
		if i%2 == 0 {
			f.State, f.DecidedAt = vigie.TargetAccepted, noon.Add(time.Duration(i)*time.Hour)
		}
		files = append(files, f)
	}
	put(t, s, vigie.Books.Targets, files...)
}

func entities(l vigie.Listing[vigie.TargetFile]) []string {
	out := []string{}
	for _, f := range l.Items {
		out = append(out, f.Target.EntityID)
	}
	return out
}

func listsFilterSortPage(t *testing.T, s Store) {
	someTargets(t, s, 12)
	put(t, s, vigie.Books.Investigations, &vigie.Investigation{Title: "one", Team: []string{"anna"}, EntityIDs: []string{"e1", "e2"}},
		&vigie.Investigation{Title: "two", EntityIDs: []string{"e2"}})
	for _, c := range []struct {
		name  string
		q     vigie.Query
		want  []string
		total int
	}{
		{"OneField", vigie.Query{Where: []vigie.Where{{Field: "territory", Values: []string{"south"}}}, Sort: "rank"}, []string{"e0", "e3", "e6", "e9"}, 4},
		{"TwoFields", vigie.Query{Where: []vigie.Where{{Field: "territory", Values: []string{"south"}}, {Field: "state", Values: []string{"proposed"}}}, Sort: "rank"}, []string{"e3", "e9"}, 2},
		{"TwoValues", vigie.Query{Where: []vigie.Where{{Field: "rank", Values: []string{"3", "10"}}}, Sort: "-rank"}, []string{"e10", "e3"}, 2},
		{"Not", vigie.Query{Where: []vigie.Where{{Field: "state", Values: []string{"proposed"}, Not: true}, {Field: "territory", Values: []string{"south"}, Not: true}}, Sort: "rank"}, []string{"e2", "e4", "e8", "e10"}, 4},
		{"NoValues", vigie.Query{Where: []vigie.Where{{Field: "state", Values: []string{}}}}, []string{}, 0},
		{"NotNoValues", vigie.Query{Where: []vigie.Where{{Field: "state", Not: true}}, Sort: "rank", Size: 1}, []string{"e0"}, 12},
		{"Number", vigie.Query{Where: []vigie.Where{{Field: "score", Values: []string{"0.3"}}}}, []string{"e3"}, 1},
		{"PageTwo", vigie.Query{Sort: "-score", Page: 2, Size: 5}, []string{"e6", "e5", "e4", "e3", "e2"}, 12},
		{"BeyondTheEnd", vigie.Query{Page: 9, Size: 5}, []string{}, 12},
		{"BytesNotLocale", vigie.Query{Sort: "entity", Size: 4}, []string{"e0", "e1", "e10", "e11"}, 12},
	} {
		c.q.Scope = everything
		l := list(t, s, vigie.Books.Targets, c.q)
		if got := entities(l); !slices.Equal(got, c.want) || l.Total != c.total {
			t.Errorf("%s: listed %v of %d, want %v of %d", c.name, got, l.Total, c.want, c.total)
		}
	}
	for _, c := range []struct {
		where vigie.Where
		want  int
	}{
		{vigie.Where{Field: "entities", Values: []string{"e2"}}, 2},
		{vigie.Where{Field: "entities", Values: []string{"e1", "e9"}}, 1},
		{vigie.Where{Field: "entities", Values: []string{"e1"}, Not: true}, 1},
		{vigie.Where{Field: "team", Values: []string{"anna"}}, 1},
		{vigie.Where{Field: "team", Values: nil}, 0},
	} {
		if l := list(t, s, vigie.Books.Investigations, vigie.Query{Scope: everything, Where: []vigie.Where{c.where}}); l.Total != c.want {
			t.Errorf("%+v finds %d, want %d", c.where, l.Total, c.want)
		}
	}
}

func listsByRange(t *testing.T, s Store) {
	someTargets(t, s, 6)
	put(t, s, vigie.Books.Targets, &vigie.TargetFile{State: "no day"})
	day := func(i int) string { return vigie.Date(20000 + i).String() }
	for _, c := range []struct {
		where vigie.Where
		want  int
	}{
		{vigie.Where{Field: "expiresOn", To: day(2)}, 3},
		{vigie.Where{Field: "expiresOn", From: day(2)}, 4},
		{vigie.Where{Field: "expiresOn", From: day(2), To: day(3)}, 2},
		{vigie.Where{Field: "expiresOn", From: day(2), To: day(3), Not: true}, 5},
		{vigie.Where{Field: "decidedAt", To: noon.Add(2 * time.Hour).Format(time.RFC3339Nano)}, 2},
		{vigie.Where{Field: "rank", From: "3"}, 3},
	} {
		if l := list(t, s, vigie.Books.Targets, vigie.Query{Scope: everything, Where: []vigie.Where{c.where}}); l.Total != c.want {
			t.Errorf("%+v finds %d, want %d", c.where, l.Total, c.want)
		}
	}
}

func listsRefuseUnknownFields(t *testing.T, s Store) {
	for _, q := range []vigie.Query{
		{Where: []vigie.Where{{Field: "id; DROP TABLE targets", Values: []string{"x"}}}},
		{Where: []vigie.Where{{Field: "word", Values: []string{"x"}}}},
		{Where: []vigie.Where{{Field: "key", Values: []string{"x"}}}},
		{Where: []vigie.Where{{Field: "expires_on", Values: []string{"x"}}}},
		{Where: []vigie.Where{{Field: "rank", Values: []string{"many"}}}},
		{Where: []vigie.Where{{Field: "decidedAt", From: "yesterday"}}},
		{Sort: "state DESC"}, {Sort: "--rank"}, {Size: 1001}, {Size: -1},
	} {
		q.Scope = everything
		err := s.Read(t.Context(), func(b vigie.Books) error { _, err := b.Targets().List(t.Context(), q); return err })
		code(t, err, vigie.Invalid)
	}
}

// scopeIsTheSameEverywhere asks with several scopes for things, counts, words and events.
func scopeIsTheSameEverywhere(t *testing.T, s Store) {
	files := []*vigie.TargetFile{
		{State: "new", Directorate: "d1", Target: vigie.Target{Territory: "north", Name: "Alpha secret"}},
		{State: "new", Directorate: "d2", Target: vigie.Target{Territory: "south", Name: "Beta secret"}, AssignedTo: "anna"},
		{State: "old", Directorate: "d1", Target: vigie.Target{Territory: "south", Name: "Gamma secret"}},
	}
	do(t, s, "anna", noon, func(ctx context.Context, b vigie.Books) error {
		for _, f := range files {
			if err := b.Targets().Put(ctx, f); err != nil {
				return err
			}
			if err := b.Note(ctx, vigie.Event{Kind: vigie.KindTarget, ID: f.ID, What: "released", Keys: f.Thing().Keys}); err != nil {
				return err
			}
		}
		return nil
	})
	names := []string{"Alpha secret", "Beta secret", "Gamma secret"}
	for _, c := range []struct {
		name  string
		scope vigie.Scope
		want  []int
	}{
		{"Nothing", vigie.Scope{}, nil},
		{"All", everything, []int{0, 1, 2}},
		{"Territory", vigie.Scope{Keys: []vigie.Key{vigie.TerritoryKey("south")}}, []int{1, 2}},
		{"Either", vigie.Scope{Keys: []vigie.Key{vigie.TerritoryKey("north"), vigie.UserKey("anna")}}, []int{0, 1}},
		{"Twice", vigie.Scope{Keys: []vigie.Key{vigie.TerritoryKey("south"), vigie.DirectorateKey("d1")}}, []int{0, 1, 2}},
		{"Opened", vigie.Scope{IDs: []string{files[2].ID}}, []int{2}},
		{"OpenedBesides", vigie.Scope{IDs: []string{files[2].ID}, Keys: []vigie.Key{vigie.TerritoryKey("north")}}, []int{0, 2}},
		{"Foreign", vigie.Scope{Keys: []vigie.Key{"territory:sout", "south", "territory:", "territory:south' OR '1'='1"}}, nil},
	} {
		var want, ids []string
		for _, i := range c.want {
			want, ids = append(want, names[i]), append(ids, files[i].ID)
		}
		inState := func(not bool, states ...string) vigie.Query {
			return vigie.Query{Where: []vigie.Where{{Field: "state", Values: states, Not: not}}}
		}
		for _, q := range []vigie.Query{{}, {Text: "secret"}, {Size: 1}, inState(false, "new", "old"), inState(true, "none")} {
			q.Scope, q.Sort = c.scope, "id"
			l := list(t, s, vigie.Books.Targets, q)
			var got []string
			for _, f := range l.Items {
				got = append(got, f.Target.Name)
			}
			slices.Sort(got)
			if l.Total != len(want) || (q.Size == 0 && !slices.Equal(got, want)) {
				t.Errorf("%s: listed %v and counted %d, want %v", c.name, got, l.Total, want)
			}
		}
		events := read(t, s, func(ctx context.Context, b vigie.Books) ([]vigie.Event, error) {
			return b.Events(ctx, vigie.EventQuery{Scope: c.scope})
		})
		var of []string
		for _, e := range events {
			of = append(of, e.ID)
		}
		if !slices.Equal(of, ids) {
			t.Errorf("%s: there are events of %v, want %v", c.name, of, ids)
		}
	}
	south := vigie.Scope{Keys: []vigie.Key{vigie.TerritoryKey("south")}}
	for state, want := range map[string]int{"new": 1, "old": 1, "none": 0, "": 0} {
		q := vigie.Query{Scope: south, Where: []vigie.Where{{Field: "state", Values: []string{state}}}}
		if l := list(t, s, vigie.Books.Targets, q); l.Total != want {
			t.Errorf("in the south, %d are %q, want %d", l.Total, state, want)
		}
	}
	// A thing that is given away is out of the old scope at once, its past events are not.
	do(t, s, "anna", noon, func(ctx context.Context, b vigie.Books) error {
		files[1].AssignedTo, files[1].State = "bert", "old"
		return b.Targets().Put(ctx, files[1])
	})
	for _, where := range [][]vigie.Where{nil, {{Field: "state", Values: []string{"new", "old"}}}} {
		if l := list(t, s, vigie.Books.Targets, vigie.Query{Scope: vigie.Scope{Keys: []vigie.Key{vigie.UserKey("anna")}}, Where: where}); l.Total != 0 {
			t.Errorf("what was given away is still listed")
		}
	}
	if l := list(t, s, vigie.Books.Targets, vigie.Query{Scope: south, Where: []vigie.Where{{Field: "state", Values: []string{"old"}}}}); l.Total != 2 {
		t.Errorf("in the south, %d are old, want 2", l.Total)
	}
}

func textFindsWords(t *testing.T, s Store) {
	put(t, s, vigie.Books.Signals, &vigie.Signal{Title: "Écluses à Bruxelles", Text: "Kuriere, 24/7 unterwegs: Straße"}, &vigie.Signal{Title: "Ecluse", Text: "брокер 100% _x"})
	for text, want := range map[string]int{
		"ecluse": 2, "ECLUSES": 1, "écl brux": 1, "luses": 0, "ecluse zebra": 0, "  ": 2, "24": 1, "STRASSE": 0, "straße": 1,
		"Брокер": 1, "%": 2, "100%": 1, "_": 2, "' OR 1=1 --": 0, "x": 1,
	} {
		if l := list(t, s, vigie.Books.Signals, vigie.Query{Scope: everything, Text: text}); l.Total != want {
			t.Errorf("%q finds %d, want %d", text, l.Total, want)
		}
	}
	// A word that went is not found any more.
	l := list(t, s, vigie.Books.Signals, vigie.Query{Scope: everything, Text: "unterwegs"})
	do(t, s, "bert", noon, func(ctx context.Context, b vigie.Books) error {
		l.Items[0].Text = "nichts"
		return b.Signals().Put(ctx, &l.Items[0])
	})
	for text, want := range map[string]int{"unterwegs": 0, "nichts": 1, "ecluse": 2} {
		if l := list(t, s, vigie.Books.Signals, vigie.Query{Scope: everything, Text: text}); l.Total != want {
			t.Errorf("after a change, %q finds %d, want %d", text, l.Total, want)
		}
	}
}
