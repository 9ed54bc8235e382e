package target

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vigie/pack"
)

// A reason that is an indicator says its evidence with its dates; without evidence it says that there is none, and there is nothing to explain.
func TestReasonsOfIndicators(t *testing.T) {
	t.Parallel()

	features := map[string]pack.Feature{"indicator.late": {
		Name: "late", Type: "number", Meaning: text("Was it late?"), Unit: text("days"), Date: "late_last_on", Evidence: true,
		Sentence: text("{count} declarations were {weight} days late[, from {first} to {last}]"), Innocent: []pack.Text{text("A new payroll office.")},
	}}
	phrases, err := NewPhrases("en")
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name     string
		part     part
		want     string
		innocent bool
	}{
		{"Evidence", part{feature: "indicator.late", amount: .5, value: "12.5", since: "2025-11-03", count: "3", first: "2025-02-01"},
			"3 declarations were 12.5 days late, from 2025-02-01 to 2025-11-03", true},
		{"None", part{feature: "indicator.late", amount: -.5, value: "0"}, "Was it late? No evidence of it is known", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got := (&speaker{features, phrases, 0}).reasons([]part{test.part})
			if len(got) != 1 || slices.Contains(got[0].Innocent, "A new payroll office.") != test.innocent {
				t.Fatalf("reasons %+v", got)
			}
			if diff := cmp.Diff(test.want, got[0].Sentence); diff != "" {
				t.Errorf("sentence (-want +got):\n%s", diff)
			}
		})
	}
}
