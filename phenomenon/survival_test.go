package phenomenon

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The witness are the remission times of the treated in the trial of Freireich and others (1963), as every textbook on
// survival works them out by hand: half are through after 23 weeks, and nine in ten are never seen to be.
func TestSurvive(t *testing.T) {
	t.Parallel()

	days := func(through []int, open []int) (w []Waiting) {
		for _, d := range through {
			w = append(w, Waiting{Days: d})
		}
		for _, d := range open {
			w = append(w, Waiting{Days: d, Open: true})
		}
		return w
	}
	p := func(n int) *int { return &n }
	tests := []struct {
		name string
		w    []Waiting
		want Quantiles
	}{
		{"Nobody", nil, Quantiles{}},
		{"Freireich", days([]int{6, 6, 6, 7, 10, 13, 16, 22, 23}, []int{6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35}), Quantiles{N: 21, Open: 12, Median: p(23)}},
		{"AllThrough", days([]int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, nil), Quantiles{N: 10, Median: p(5), P90: p(9)}},
		{"AllOpen", days(nil, []int{30, 60}), Quantiles{N: 2, Open: 2}},
		{"TheSlowOneIsOpen", days([]int{5, 6}, []int{400, 500, 600}), Quantiles{N: 5, Open: 3}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, Survive(tt.w)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
