package anytime

import "math"

// Scale is how two chances are compared.
type Scale string

const (
	Ratio      Scale = "ratio"      // the lift: the chance in the tested arm over that in the other
	Difference Scale = "difference" // the one less the other
)

// Design is what is known of a trial before it starts: how the cases of a block are divided, and what is hoped for. A wrong hope costs time and
// never validity.
type Design struct {
	Tested, Compared int     // cases of each arm in a block
	Rate             float64 // the chance of a hit that is expected of the compared arm; 0: no idea
	Hoped            float64 // and of the tested one
}

// Test is of one hypothesis: that the tested chance is no more than limit times the compared one, or than limit above it.
//
// Its evidence is an e-value: over whole blocks its expectation is 1 at most under the hypothesis, whatever came before, so that the product over blocks
// passes 1/level with probability level at most, however often one looks (Ville 1939). It is a mixture, over alternatives fixed beforehand, of
// likelihood ratios against the point of the hypothesis that is nearest to the alternative in relative entropy (Turner, Ly and Grünwald 2024;
// Turner and Grünwald 2023). Because the alternatives and the division of a block are fixed, it follows from four counts.
type Test struct {
	parts []part
}

// part is one alternative: the logarithms of its weight, and of how much each case multiplies its evidence.
type part struct {
	weight           float64
	hitA, missA      float64
	hitB, missB      float64
	alternativeA, qA float64 // for who proves it: the alternative's chance and the null's, in the tested arm
	alternativeB, qB float64 // and in the other
}

// NewTest makes the test of a hypothesis.
func NewTest(scale Scale, limit float64, d Design) *Test {
	t := &Test{}
	null := scale.null(limit)
	weight := float64(d.Tested) / float64(d.Tested+d.Compared)
	for _, x := range alternatives(null, d) {
		q, ok := null.nearest(x.a, x.b, weight)
		if !ok {
			continue
		}
		a := null.of(q)
		t.parts = append(t.parts, part{weight: math.Log(x.weight), hitA: math.Log(x.a / a), missA: math.Log((1 - x.a) / (1 - a)),
			hitB: math.Log(x.b / q), missB: math.Log((1 - x.b) / (1 - q)), alternativeA: x.a, qA: a, alternativeB: x.b, qB: q})
	}
	return t.normal()
}

// normal makes the weights add up to 1.
func (t *Test) normal() *Test {
	sum := 0.0
	for _, p := range t.parts {
		sum += math.Exp(p.weight)
	}
	for i := range t.parts {
		t.parts[i].weight -= math.Log(sum)
	}
	return t
}

// Evidence is the logarithm of the e-value of whole blocks. A hypothesis that can not be wrong has no evidence against it.
func (t *Test) Evidence(tested, compared Share) float64 {
	if len(t.parts) == 0 {
		return math.Inf(-1)
	}
	hitA, missA := float64(tested.Hits), float64(tested.N-tested.Hits)
	hitB, missB := float64(compared.Hits), float64(compared.N-compared.Hits)
	top, sum := math.Inf(-1), 0.0
	for _, p := range t.parts {
		e := p.weight + hitA*p.hitA + missA*p.missA + hitB*p.hitB + missB*p.missB
		if e > top {
			sum, top = sum*math.Exp(top-e), e
		}
		sum += math.Exp(e - top)
	}
	return top + math.Log(sum)
}

// Refutes says whether evidence suffices at a level.
func Refutes(evidence, level float64) bool { return evidence >= math.Log(1/level) }
