package source

import (
	"regexp"
	"testing"
)

// TestPatternIsTheExpression holds the short way to what the regular expression says, over values that are near each pattern.
func TestPatternIsTheExpression(t *testing.T) {
	t.Parallel()

	tests := []struct {
		pattern string
		short   bool // it is compared sign by sign
	}{
		{`[0-9]{3}`, true},
		{`[01][0-9]{2}`, true},
		{`\d{1,3}`, true},
		{`[0-9]\.?[0-9]{2}\.[0-9]`, true},
		{`(A)[0-9]+`, true},
		{`A*B?1{0,2}`, true},
		{`[0-9A-Z -]{1,3}`, true},
		{``, false},
		{`[0-9]{2}([0-9]{2})?`, false}, // a group that comes or not
		{`A|B1`, false},
		{`[0-9]?[0-9]{2}`, false}, // to take the first sign may be wrong
		{`A?B?A`, false},
		{`[^0]1`, false}, // signs outside ASCII
		{`(?i)ab`, false},
		{`^12$`, false},
		{`.1`, false},
		{`é1`, false},
	}
	values := near("019AB.- é\n", 5)
	for _, tt := range tests {
		t.Run(tt.pattern, func(t *testing.T) {
			t.Parallel()

			p, err := newPattern(tt.pattern)
			if err != nil {
				t.Fatal(err)
			}
			if short := p.any == nil; short != tt.short {
				t.Errorf("compared sign by sign: %v, want %v", short, tt.short)
			}
			whole := regexp.MustCompile("^(?:" + tt.pattern + ")$")
			for _, v := range values {
				if got, want := p.matches([]byte(v)), whole.MatchString(v); got != want {
					t.Fatalf("%q: got %v, want %v", v, got, want)
				}
			}
		})
	}
}

// near are all texts of up to most signs.
func near(of string, most int) []string {
	all, last := []string{""}, []string{""}
	for range most {
		var longer []string
		for _, text := range last {
			for _, sign := range of {
				longer = append(longer, text+string(sign))
			}
		}
		all, last = append(all, longer...), longer
	}
	return all
}
