package pack

import "testing"

func TestNearest(t *testing.T) {
	t.Parallel()

	known := []string{"meaning", "missing", "unit", "window", "of"}
	tests := []struct{ name, word, want string }{
		{"Swapped", "meanign", "meaning"},
		{"Dropped", "mising", "missing"},
		{"Capital", "Unit", "unit"},
		{"FirstOfEquals", "m?ssing", "missing"},
		{"ShortWordTakesOneEdit", "or", "of"},
		{"TooFar", "legal_basis", ""},
		{"Empty", "", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()

			if got := nearest(test.word, known); got != test.want {
				t.Errorf("nearest(%q) is %q, want %q", test.word, got, test.want)
			}
		})
	}
}

func TestParsePeriod(t *testing.T) {
	t.Parallel()

	tests := []struct {
		text string
		want Period
		ok   bool
	}{
		{"P365D", Period{Days: 365}, true},
		{"P5Y", Period{Years: 5}, true},
		{"P1Y6M", Period{Years: 1, Months: 6}, true},
		{"P2W", Period{Days: 14}, true},
		{"P", Period{}, false},
		{"P0D", Period{}, false},
		{"PT5H", Period{}, false},
		{"5Y", Period{}, false},
		{"P1.5Y", Period{}, false},
		{"P5Y ", Period{}, false},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			t.Parallel()

			got, err := ParsePeriod(test.text)
			if (err == nil) != test.ok || err == nil && got != test.want {
				t.Errorf("ParsePeriod(%q) is %+v, %v", test.text, got, err)
			}
		})
	}
}
