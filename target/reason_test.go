package target

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"vigie"
	"vigie/pack"
)

func text(s string) pack.Text { return pack.Text{"": s} }

// invented is a pack in two languages whose texts are all English, so that the house's words stand out.
func invented() *pack.Pack {
	return &pack.Pack{
		Languages: []string{"en", "nl"},
		Sectors:   []pack.Area{{ID: "bakery", Name: pack.Text{"en": "Bakeries", "nl": "Bakkerijen"}}},
		Families: []pack.Family{
			{ID: "past", Features: []pack.Feature{
				{Name: "late", Type: "integer", Meaning: text("late declarations"), Unit: text("declaration|declarations"), Missing: text("never declared"), Innocent: []pack.Text{text("A new payroll office.")}},
				{Name: "hours", Type: "number", Meaning: text("hours"), Unit: text("hours"), Sentence: text("It declares {value} hours[; {peer} are usual] ({date})")},
				{Name: "part", Type: "boolean", Meaning: text("only part-time workers"), Unit: text("")},
				{Name: "sector", Type: "category", Meaning: text("sector"), Unit: text("")},
				{Name: "fine", Type: "integer", Meaning: text("fines"), Unit: text("fine|fines"), Date: "fined_on", Sentence: text("{value} fines, the last on {date}")},
				{Name: "nothing", Type: "number", Meaning: text("nothing"), Unit: text("")},
			}},
			{ID: "season", Features: []pack.Feature{{Name: "warm", Type: "number", Meaning: text("warm days"), Unit: text("day|days"), Context: true}}},
		},
	}
}

func speak(t *testing.T) *speaker {
	t.Helper()
	asOf, _ := vigie.ParseDate("2026-01-01")
	s, err := newSpeaker(invented(), asOf)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestReasons(t *testing.T) {
	t.Parallel()

	parts := []part{
		{feature: "past.nothing", amount: .001, value: "1"},
		{feature: "past.fine", amount: -.05, value: "1"}, // no day of it: it can not be named
		{feature: "past.hours", amount: .5, value: "70.912", peer: "128.6", since: "2025-11-01"},
		{feature: "past.late", amount: .9, value: ""},
		{feature: "past.part", amount: .2, value: "1", peer: "0"},
		{feature: "season.warm", amount: .4, value: "3"},
		{feature: "past.sector", amount: -.1, value: "bakery"},
	}
	want := map[string][]string{
		"en": {
			"unknown Not known: late declarations (never declared). That counts in the score, and says nothing for or against",
			"for It declares 70.9 hours; 129 are usual (2025-11-01)",
			"context Warm days: 3 days; as of 2026-01-01",
			"for Only part-time workers: yes; usual in its sector: no; as of 2026-01-01",
			"against Sector: Bakeries; as of 2026-01-01",
			"against Fines: 1 fine; as of 2026-01-01",
		},
		"nl": {
			"unknown Niet bekend: late declarations (never declared). Dat telt mee in de score, en zegt niets voor of tegen",
			"for It declares 70.9 hours; 129 are usual (2025-11-01)",
			"context Warm days: 3 days; stand op 2026-01-01",
			"for Only part-time workers: ja; gebruikelijk in de sector: nee; stand op 2026-01-01",
			"against Sector: Bakkerijen; stand op 2026-01-01",
			"against Fines: 1 fine; stand op 2026-01-01",
		},
	}
	reasons, err := speak(t).reasons(parts)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string][]string{}
	for _, r := range reasons {
		for language, sentence := range r.Sentence {
			got[language] = append(got[language], string(r.Stance)+" "+sentence)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("reasons (-want +got):\n%s", diff)
	}
	if reasons[0].Innocent != nil {
		t.Errorf("what is not known is explained with %v: there is nothing to explain", reasons[0].Innocent)
	}
}

// A value that is that of its peers, as both are shown, sets nobody apart, and is not said as if it did.
func TestReasonsLikeThePeers(t *testing.T) {
	t.Parallel()

	tests := []struct {
		name string
		part part
		want string
	}{
		{"Sentence", part{feature: "past.hours", amount: 1, value: "128.9", peer: "129", since: "2025-11-01"}, "It declares 129 hours (2025-11-01), as is usual in its sector"},
		{"HousesSentence", part{feature: "past.part", amount: 1, value: "1", peer: "1"}, "Only part-time workers: yes; as of 2026-01-01, as is usual in its sector"},
		{"NoPeer", part{feature: "past.part", amount: 1, value: "1"}, "Only part-time workers: yes; as of 2026-01-01"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got, err := speak(t).reasons([]part{test.part})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, got[0].Sentence["en"]); diff != "" {
				t.Errorf("sentence (-want +got):\n%s", diff)
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
	reasons, err := speak(t).reasons(parts)
	if err != nil {
		t.Fatal(err)
	}
	n := map[vigie.Stance]int{}
	for _, r := range reasons {
		n[r.Stance]++
	}
	if diff := cmp.Diff(map[vigie.Stance]int{vigie.For: mostFor, vigie.Against: mostAgainst}, n); diff != "" {
		t.Errorf("reasons by stance (-want +got):\n%s", diff)
	}
}

func TestShow(t *testing.T) {
	t.Parallel()
	v := speak(t).in("nl")
	for _, tt := range []struct{ kind, value, want string }{
		{"number", "0.0361", "0.04"}, {"number", "22590", "22590"}, {"number", "127.61", "128"}, {"number", "-49.52", "-49.5"},
		{"number", "0.0004", "0.0004"}, {"integer", "3", "3"}, {"boolean", "1", "ja"}, {"boolean", "0", "nee"}, {"category", "3", "3"}, {"number", "", ""},
	} {
		if got := v.show(tt.kind, tt.value); got != tt.want {
			t.Errorf("%s %q is shown as %q, want %q", tt.kind, tt.value, got, tt.want)
		}
	}
}
