package anytime

import (
	"math"
	"testing"
)

// TestFixedAgrees with statsmodels 0.15.0: samplesize_proportions_2indep_onetail(lift*rate-rate, rate, power, ratio, alpha=0.05) for the visits of the first arm, and
// power_proportions_2indep(..., 100, ratio, alpha=0.05, alternative="larger") for the power with a hundred of them.
func TestFixedAgrees(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		rate, lift       float64
		tested, compared int
		power            float64
		first, at100     float64
	}{
		{0.3, 1.5, 1, 1, 0.8, 127.75273701947222, 0.7097687907231798},
		{0.3, 1.3, 1, 1, 0.8, 343.9159025127014, 0.37923477688836693},
		{0.1, 2, 1, 1, 0.9, 216.49772000171677, 0.6326119894737076},
		{0.45, 1.4, 1, 1, 0.8, 93.7471392463137, 0.8222849072083311},
		{0.3, 1.5, 1, 2, 0.8, 94.80950713196614, 0.8180774344335195},
	} {
		f := Fixed{Scale: Ratio, Limit: 1, Tested: c.tested, Compared: c.compared, Rate: c.rate, Hoped: c.rate * c.lift, Level: 0.05}
		all := float64(c.tested+c.compared) / float64(c.tested)
		if got, want := f.Size(c.power), int(math.Ceil(c.first*all)); got != want {
			t.Errorf("%+v: %d visits, and statsmodels says %d", f, got, want)
		}
		if got := f.Power(100 * all); math.Abs(got-c.at100) > 1e-4 {
			t.Errorf("%+v: power %v with a hundred in the first arm, and statsmodels says %v", f, got, c.at100)
		}
	}
}

// TestSequenceOnlyCloses: what was refuted stays so, the truth stays inside as often as is said, and the bounds lie on both sides of the estimate after many cases.
func TestSequenceOnlyCloses(t *testing.T) {
	t.Parallel()
	d := Design{Tested: 2, Compared: 2, Rate: 0.3, Hoped: 0.45}
	for _, scale := range []Scale{Ratio, Difference} {
		s, low, high := NewSequence(scale, 0.05, d), math.Inf(-1), math.Inf(1)
		for n := 10; n <= 400; n += 10 { // 0.45 against 0.3, exactly
			s.Look(Share{n * 45 / 100, n}, Share{n * 30 / 100, n})
			if s.Low < low || s.High > high {
				t.Fatalf("%s: the bounds open again, from (%v, %v) to (%v, %v)", scale, low, high, s.Low, s.High)
			}
			low, high = s.Low, s.High
		}
		truth := map[Scale]float64{Ratio: 1.5, Difference: 0.15}[scale]
		if low >= truth || high <= truth || low < truth/4 {
			t.Errorf("%s: between %v and %v after 400 cases an arm, and the truth is %v", scale, low, high, truth)
		}
	}
}
