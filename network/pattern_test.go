package network_test

import (
	"context"
	"testing"

	"vigie"
	"vigie/network"
	"vigie/pack"
)

// TestPatternsAreToldAsKnown asks for two patterns, of which one was traced, on three days.
func TestPatternsAreToldAsKnown(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l, p := drawn(t), spec()
	p.Network.Patterns = []pack.Trace{
		{ID: "staff", Kind: "transfer", Meaning: pack.Text{"en": "staff that goes over"}, Sentence: pack.Text{"en": "{count} of {of} workers of {others}, which failed on {on}, began from {first} to {last}: {shared}"}},
		{ID: "boxes", Kind: "letterbox", Meaning: pack.Text{"en": "letterboxes"}, Sentence: pack.Text{"en": "{count} at {shared}"}},
	}
	_, err := l.Exec(ctx, `
CREATE TABLE derived.pattern_staff (entity_id VARCHAR, happened_on DATE, weight DOUBLE, whole DOUBLE, others VARCHAR, resources VARCHAR, known_on DATE, known_until DATE, first_on DATE, last_on DATE, source_ref VARCHAR);
INSERT INTO derived.pattern_staff VALUES
  ('B', '2021-03-01', 4, 9, 'A', 'w1; w2; w3; w4', '2021-04-01', '2021-06-01', '2021-03-05', '2021-03-20', 'register 7'),
  ('B', '2021-03-01', 5, 9, 'A', 'w1; w2; w3; w4; w5', '2021-06-01', NULL, '2021-03-05', '2021-05-30', 'register 7'),
  ('C', '2021-02-01', 6, NULL, 'A; D', 'w8', '2021-05-01', NULL, '2021-02-02', '2021-02-03', 'register 8')`)
	if err != nil {
		t.Fatal(err)
	}
	ask := func(day, kind, entity string) *network.Traced {
		t.Helper()
		on, err := vigie.ParseDate(day)
		if err != nil {
			t.Fatal(err)
		}
		found, err := network.Patterns(ctx, l, p, on, kind, entity)
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	for _, test := range []struct {
		day, kind, entity string
		said              []string // the sentences, the latest known first
	}{
		{"2021-03-31", "", "", nil},
		{"2021-04-30", "", "", []string{"4 of 9 workers of Alder (A), which failed on 2021-03-01, began from 2021-03-05 to 2021-03-20: w1; w2; w3; w4"}},
		{"2021-06-01", "transfer", "", []string{
			"5 of 9 workers of Alder (A), which failed on 2021-03-01, began from 2021-03-05 to 2021-05-30: w1; w2; w3; w4; w5",
			"6 of {of} workers of Alder (A); D, which failed on 2021-02-01, began from 2021-02-02 to 2021-02-03: w8",
		}},
		{"2021-06-01", "staff", "B", []string{"5 of 9 workers of Alder (A), which failed on 2021-03-01, began from 2021-03-05 to 2021-05-30: w1; w2; w3; w4; w5"}},
		{"2021-06-01", "letterbox", "", nil},
	} {
		found := ask(test.day, test.kind, test.entity)
		if len(found.Patterns) != len(test.said) {
			t.Errorf("%v: %d patterns: %+v", test, len(found.Patterns), found.Patterns)
			continue
		}
		for i, want := range test.said {
			if got := found.Patterns[i].Sentence["en"]; got != want {
				t.Errorf("%s: %q, want %q", test.day, got, want)
			}
		}
	}
	all := ask("2021-06-01", "", "")
	if b := all.Patterns[0]; b.Entity != (network.Party{ID: "B", Name: "Birch"}) || b.KnownOn != "2021-06-01" || b.Source != "register 7" || b.Of == nil || *b.Of != 9 || len(b.Resources) != 5 {
		t.Errorf("the latest known: %+v", b)
	}
	if len(all.Untraced) != 1 || all.Untraced[0] != "boxes" {
		t.Errorf("nobody traced the letterboxes: %v", all.Untraced)
	}
	if _, err := network.Patterns(ctx, l, p, vigie.Date(19000), "circles", ""); vigie.CodeOf(err) != vigie.NotFound {
		t.Errorf("of no such kind: %v", err)
	}
}
