package vigie

import "testing"

// TestCouldSee goes through who said what, in its order: b asks whether a third word of b is blind.
func TestCouldSee(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name string
		said []string // who and what
		want bool
	}{
		{"Nobody", nil, false},
		{"AnotherBefore", []string{"a", JudgedSame}, false},
		{"OwnAlone", []string{"b", JudgedUnsure}, false},
		{"UnsureToSee", []string{"a", JudgedSame, "b", JudgedUnsure}, true},
		{"AnotherAfterOwn", []string{"b", JudgedUnsure, "a", JudgedSame}, true},
		{"SeenAndWithdrawn", []string{"a", JudgedSame, "b", JudgedUnsure, "b", JudgedWithdrawn}, true},
		{"WithdrawnBeforeOthers", []string{"b", JudgedUnsure, "b", JudgedWithdrawn, "a", JudgedSame}, false},
	} {
		var said []Judgement
		for i := 0; i < len(test.said); i += 2 {
			said = append(said, Judgement{Record: Record{CreatedBy: test.said[i]}, Verdict: test.said[i+1]})
		}
		if got := couldSee(said, "b"); got != test.want {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
}
