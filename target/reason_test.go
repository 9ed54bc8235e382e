package target

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"vigie"
	"vigie/pack"
)

func text(s string) pack.Text { return pack.Text{"": s} }

var inventedFeatures = map[string]pack.Feature{
	"past.late":    {Name: "late", Type: "integer", Meaning: text("late declarations"), Unit: text("declarations"), Missing: text("never declared"), Innocent: []pack.Text{text("A new payroll office.")}},
	"past.hours":   {Name: "hours", Type: "number", Meaning: text("hours"), Unit: text("hours"), Sentence: text("It declares {value} hours[; {peer} are usual] ({date})")},
	"past.part":    {Name: "part", Type: "boolean", Meaning: text("only part-time workers"), Unit: text("")},
	"season.warm":  {Name: "warm", Type: "number", Meaning: text("warm days"), Unit: text("days"), Context: true},
	"past.sector":  {Name: "sector", Type: "category", Meaning: text("sector"), Unit: text("")},
	"past.fine":    {Name: "fine", Type: "integer", Meaning: text("fines"), Unit: text("fines"), Date: "fined_on", Sentence: text("{value} fines, the last on {date}")},
	"past.nothing": {Name: "nothing", Type: "number", Meaning: text("nothing"), Unit: text("")},
}

func TestReasons(t *testing.T) {
	t.Parallel()

	parts := []part{
		{feature: "past.nothing", amount: .001, value: "1"},
		{feature: "past.fine", amount: -.05, value: "0"}, // no fine: there is no last one to name
		{feature: "past.hours", amount: .5, value: "70.912", peer: "128.6", since: "2025-11-01"},
		{feature: "past.late", amount: -.9, value: ""},
		{feature: "past.part", amount: .2, value: "1", peer: "0"},
		{feature: "season.warm", amount: .4, value: "3"},
		{feature: "past.sector", amount: -.1, value: "bakery"},
	}
	tests := []struct {
		language string
		want     []string
	}{
		{"en", []string{
			"against Late declarations: not available (never declared)",
			"for It declares 70.9 hours; 129 are usual (2025-11-01)",
			"context Warm days: 3 days; as of 2026-01-01",
			"for Only part-time workers: yes; usual in its sector: no; as of 2026-01-01",
			"against Sector: bakery; as of 2026-01-01",
			"against Fines: 0 fines; as of 2026-01-01",
		}},
		{"nl", []string{
			"against Late declarations: niet beschikbaar (never declared)",
			"for It declares 70.9 hours; 129 are usual (2025-11-01)",
			"context Warm days: 3 days; stand op 2026-01-01",
			"for Only part-time workers: ja; gebruikelijk in de sector: nee; stand op 2026-01-01",
			"against Sector: bakery; stand op 2026-01-01",
			"against Fines: 0 fines; stand op 2026-01-01",
		}},
	}
	asOf, _ := vigie.ParseDate("2026-01-01")
	for _, tt := range tests {
		t.Run(tt.language, func(t *testing.T) {
			t.Parallel()
			p, err := NewPhrases(tt.language)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, r := range (&speaker{inventedFeatures, p, asOf}).reasons(append([]part(nil), parts...)) {
				got = append(got, string(r.Stance)+" "+r.Sentence)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("reasons (-want +got):\n%s", diff)
			}
		})
	}
}

func TestReasonsAreFew(t *testing.T) {
	t.Parallel()
	var parts []part
	for range 20 {
		parts = append(parts, part{feature: "past.hours", amount: 1, value: "1"}, part{feature: "past.late", amount: -1, value: "1"})
	}
	p, err := NewPhrases("en")
	if err != nil {
		t.Fatal(err)
	}
	n := map[vigie.Stance]int{}
	for _, r := range (&speaker{inventedFeatures, p, 0}).reasons(parts) {
		n[r.Stance]++
	}
	if diff := cmp.Diff(map[vigie.Stance]int{vigie.For: mostFor, vigie.Against: mostAgainst}, n); diff != "" {
		t.Errorf("reasons by stance (-want +got):\n%s", diff)
	}
}

func TestShow(t *testing.T) {
	t.Parallel()
	p, err := NewPhrases("fr")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ kind, value, want string }{
		{"number", "0.0361", "0.04"}, {"number", "22590", "22590"}, {"number", "127.61", "128"}, {"number", "-49.52", "-49.5"},
		{"number", "0.0004", "0.0004"}, {"integer", "3", "3"}, {"boolean", "1", "oui"}, {"boolean", "0", "non"}, {"category", "3", "3"}, {"number", "", ""},
	} {
		if got := p.show(tt.kind, tt.value); got != tt.want {
			t.Errorf("%s %q is shown as %q, want %q", tt.kind, tt.value, got, tt.want)
		}
	}
}
