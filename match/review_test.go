package match

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestToLookAt says who is asked about a pair on which people said something.
func TestToLookAt(t *testing.T) {
	t.Parallel()

	pair := []Review{{A: "x", B: "y"}}
	said := func(by string, v Verdict, on string) Judgement {
		return Judgement{A: "y", B: "x", Verdict: v, By: by, On: on}
	}
	tests := []struct {
		name  string
		said  []Judgement
		asked []string // of anna, ben, cato and whoever asks without a name ("")
	}{
		{"Nobody", nil, []string{"anna", "ben", "cato", ""}},
		{"ASecondLook", []Judgement{said("anna", Positive, "1")}, []string{"ben", "cato"}},
		{"TwoAreEnough", []Judgement{said("anna", Positive, "1"), said("ben", Unsure, "2")}, nil},
		{"AThirdWhereTheyDisagree", []Judgement{said("anna", Positive, "1"), said("ben", Negative, "2")}, []string{"cato", ""}},
		{"TakenBackIsUnsaid", []Judgement{said("anna", Positive, "1"), said("anna", Withdrawn, "2")}, []string{"anna", "ben", "cato", ""}},
		{"TheLastWordHolds", []Judgement{said("anna", Withdrawn, "1"), said("anna", Positive, "2")}, []string{"ben", "cato"}},
		{"AgreedInTheEnd", []Judgement{said("ben", Positive, "3"), said("ben", Negative, "2"), said("anna", Positive, "1")}, nil},
		{"AnotherPair", []Judgement{{A: "x", B: "z", Verdict: Positive, By: "anna", On: "1"}}, []string{"anna", "ben", "cato", ""}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var asked []string
			for _, who := range []string{"anna", "ben", "cato", ""} {
				if len(ToLookAt(pair, test.said, who)) > 0 {
					asked = append(asked, who)
				}
			}
			if diff := cmp.Diff(test.asked, asked); diff != "" {
				t.Errorf("who is asked (-want +got):\n%s", diff)
			}
		})
	}
}
