package target

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"vigie"
	"vigie/pack"
)

// A reason that is an indicator says its evidence with its dates; without evidence it says that there is none, and there is nothing to explain.
func TestReasonsOfIndicators(t *testing.T) {
	t.Parallel()

	p := &pack.Pack{
		Languages:  []string{"en"},
		Indicators: []pack.Indicator{{ID: "late", Detail: pack.Text{"en": "{days} {days|day|days} late"}}},
		Families: []pack.Family{{ID: "indicator", Features: []pack.Feature{{
			Name: "late", Type: "number", Meaning: text("Was it late?"), Unit: text("days"), Date: "late_last_on", Evidence: true,
			Sentence: text("{count} {count|declaration was|declarations were} {weight} days late[, {count|on {last}|from {first} to {last}}]"),
			Innocent: []pack.Text{text("A new payroll office.")},
		}}}},
	}
	s, err := newSpeaker(p, 0)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name     string
		part     part
		want     string
		innocent bool
	}{
		{"One", part{feature: "indicator.late", amount: .5, value: "4", since: "2025-11-03", count: "1", first: "2025-11-03"},
			"1 declaration was 4 days late, on 2025-11-03", true},
		{"AsManyAsOthers", part{feature: "indicator.late", amount: .5, value: "4", peer: "4", since: "2025-11-03", count: "1", first: "2025-11-03"},
			"1 declaration was 4 days late, on 2025-11-03", true},
		{"Several", part{feature: "indicator.late", amount: .5, value: "12.5", since: "2025-11-03", count: "3", first: "2025-02-01"},
			"3 declarations were 12.5 days late, from 2025-02-01 to 2025-11-03", true},
		{"None", part{feature: "indicator.late", amount: -.5, value: "0"}, "Was it late? No evidence of it is known", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got, err := s.reasons([]part{test.part})
			if err != nil {
				t.Fatal(err)
			}
			if len(got) != 1 || (len(got[0].Innocent) == 1) != test.innocent {
				t.Fatalf("reasons %+v", got)
			}
			if diff := cmp.Diff(test.want, got[0].Sentence["en"]); diff != "" {
				t.Errorf("sentence (-want +got):\n%s", diff)
			}
		})
	}
}

// The latest evidence stands beside the reason, its numbers and words in each language.
func TestReasonsShowTheirEvidence(t *testing.T) {
	t.Parallel()

	p := &pack.Pack{
		Languages: []string{"en", "fr"},
		Words:     map[string]map[string]pack.Text{"seen": {"site": {"en": "on site", "fr": "sur chantier"}}},
		Indicators: []pack.Indicator{{ID: "seen", Detail: pack.Text{
			"en": "{days} {days|day|days} {seen}[ at {place}]", "fr": "{days} {days|jour|jours} {seen}[ à {place}]",
		}}},
		Families: []pack.Family{{ID: "indicator", Features: []pack.Feature{{Name: "seen", Type: "number", Evidence: true, Sentence: pack.Text{"en": "Seen", "fr": "Vu"}}}}},
	}
	s, err := newSpeaker(p, 0)
	if err != nil {
		t.Fatal(err)
	}
	got, err := s.reasons([]part{{feature: "indicator.seen", amount: 1, value: "1", count: "2", shown: []shown{
		{20000, `{"days":1,"seen":"site","place":null}`, "a/2"}, {19000, `{"days":2.50,"seen":"office","place":"B7"}`, "a/1"},
	}}})
	if err != nil {
		t.Fatal(err)
	}
	want := []vigie.Shown{
		{On: 20000, Detail: vigie.LocalText{"en": "1 day on site", "fr": "1 jour sur chantier"}, Records: "a/2"},
		{On: 19000, Detail: vigie.LocalText{"en": "2.5 days office at B7", "fr": "2.5 jours office à B7"}, Records: "a/1"},
	}
	if diff := cmp.Diff(want, got[0].Shown); diff != "" {
		t.Errorf("shown (-want +got):\n%s", diff)
	}
}
