package anytime

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

// TestEvidenceIsFair works out by hand, over all outcomes of a block, what a part of the evidence is worth on average under the hypothesis. It is
// never more than 1; at the nearest point it is 1, so that nothing is given away.
func TestEvidenceIsFair(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := Design{Tested: rapid.IntRange(1, 4).Draw(t, "tested"), Compared: rapid.IntRange(1, 4).Draw(t, "compared"),
			Rate: rapid.Float64Range(0.02, 0.9).Draw(t, "rate"), Hoped: rapid.Float64Range(0.02, 0.95).Draw(t, "hoped")}
		scale, limit := Ratio, rapid.Float64Range(0.3, 3).Draw(t, "limit")
		if rapid.Bool().Draw(t, "difference") {
			scale, limit = Difference, rapid.Float64Range(-0.4, 0.4).Draw(t, "limit")
		}
		test := NewTest(scale, limit, d)
		l := scale.null(limit)
		low, high := l.span()
		for range 20 {
			b := rapid.Float64Range(low, high).Draw(t, "b")
			a := rapid.Float64Range(0, l.of(b)).Draw(t, "a") // anywhere behind the line
			if worth := test.worth(d, a, b); worth > 1+1e-9 {
				t.Fatalf("%s, limit %v, %+v: under (%v, %v) a block multiplies the evidence by %v on average", scale, limit, d, a, b, worth)
			}
		}
	})
}

// worth is what a block multiplies the evidence by on average, where its chances are a and b.
func (t *Test) worth(d Design, a, b float64) (sum float64) {
	for hitsA := 0; hitsA <= d.Tested; hitsA++ {
		for hitsB := 0; hitsB <= d.Compared; hitsB++ {
			p := binomial(hitsA, d.Tested, a) * binomial(hitsB, d.Compared, b)
			sum += p * math.Exp(t.Evidence(Share{hitsA, d.Tested}, Share{hitsB, d.Compared}))
		}
	}
	return sum
}

func binomial(k, n int, p float64) float64 {
	if p <= 0 || p >= 1 {
		if (p <= 0 && k == 0) || (p >= 1 && k == n) {
			return 1
		}
		return 0
	}
	return math.Exp(lgamma(float64(n+1)) - lgamma(float64(k+1)) - lgamma(float64(n-k+1)) + float64(k)*math.Log(p) + float64(n-k)*math.Log1p(-p))
}

// TestNearest compares with a search over the whole line.
func TestNearest(t *testing.T) {
	t.Parallel()
	kl := func(p, q float64) float64 { return p*math.Log(p/q) + (1-p)*math.Log((1-p)/(1-q)) }
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		l := line{0.5 + r.Float64()*2, 0}
		if r.IntN(2) == 0 {
			l = line{1, r.Float64()*0.6 - 0.3}
		}
		a, b, w := 0.02+0.96*r.Float64(), 0.02+0.96*r.Float64(), 0.1+0.8*r.Float64()
		q, ok := l.nearest(a, b, w)
		if !ok {
			if a > l.of(b) {
				t.Errorf("(%v, %v) is before the line %+v", a, b, l)
			}
			continue
		}
		best, at := math.Inf(1), 0.0
		low, high := l.span()
		for _, x := range steps(low, high, 20_001) {
			if d := w*kl(a, l.of(x)) + (1-w)*kl(b, x); d < best {
				best, at = d, x
			}
		}
		if math.Abs(q-at) > 2e-4 {
			t.Errorf("the point of %+v nearest to (%v, %v) is %v, and a search finds %v", l, a, b, q, at)
		}
	}
}

// TestOneToOne is the case that Turner, Ly and Grünwald work out: blocks of one and one, and the hypothesis that both chances are equal; the nearest point is the mean.
func TestOneToOne(t *testing.T) {
	t.Parallel()
	q, ok := line{1, 0}.nearest(0.7, 0.3, 0.5)
	if !ok || math.Abs(q-0.5) > 1e-9 {
		t.Errorf("the nearest point is %v, want 0.5", q)
	}
	q, _ = line{1, 0}.nearest(0.8, 0.2, 0.75)
	if math.Abs(q-0.65) > 1e-9 {
		t.Errorf("with three to one the nearest point is %v, want 0.65", q)
	}
}

// TestDailyLooksDoNotLie looks after each block at tests of an arm that is no better, and counts how often the evidence ever suffices. Looking as often at a test
// of a fixed sample is beside it, so that the test shows that it could fail.
func TestDailyLooksDoNotLie(t *testing.T) {
	t.Parallel()
	const runs, level, blocks = 2000, 0.05, 150
	d := Design{Tested: 2, Compared: 2, Rate: 0.3, Hoped: 0.42}
	for _, c := range []struct {
		scale Scale
		limit float64
		a, b  float64
	}{{Ratio, 1, 0.3, 0.3}, {Ratio, 1.2, 0.36, 0.3}, {Difference, 0.05, 0.25, 0.2}, {Ratio, 1, 0.05, 0.05}} {
		t.Run(fmt.Sprintf("%s-%v-%v", c.scale, c.limit, c.b), func(t *testing.T) {
			t.Parallel()
			test, r := NewTest(c.scale, c.limit, d), rand.New(rand.NewPCG(7, uint64(100*c.b)))
			false1, naive := 0, 0
			for range runs {
				ever, fooled := simulate(r, test, d, c.a, c.b, c.scale.null(c.limit), blocks, level)
				if ever {
					false1++
				}
				if fooled {
					naive++
				}
			}
			most := level*runs + 3*math.Sqrt(level*(1-level)*runs)
			if float64(false1) > most {
				t.Errorf("%d of %d useless arms were let through, want %v at most", false1, runs, most)
			}
			if float64(naive) <= most {
				t.Errorf("a test of a fixed sample that is looked at daily let only %d of %d through: this test could not fail", naive, runs)
			}
		})
	}
}

func simulate(r *rand.Rand, test *Test, d Design, a, b float64, l line, blocks int, level float64) (ever, fooled bool) {
	var tested, compared Share
	z := quantile(1 - level)
	for range blocks {
		tested, compared = tested.And(Draw(r, d.Tested, a)), compared.And(Draw(r, d.Compared, b))
		ever = ever || Refutes(test.Evidence(tested, compared), level)
		p, q := tested.Rate(), compared.Rate()
		if se := math.Sqrt(p*(1-p)/float64(tested.N) + l.ratio*l.ratio*q*(1-q)/float64(compared.N)); se > 0 && tested.N > 10 {
			fooled = fooled || (p-l.of(q))/se > z
		}
	}
	return ever, fooled
}
