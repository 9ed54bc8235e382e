package target

import (
	"math"
	"math/rand/v2"
	"slices"

	"vigie"
)

// choice is one place on the list: which candidate, counted from the highest score, and by which channel.
type choice struct {
	rank    int // 0 is the highest score
	channel vigie.Channel
}

// draw fills the arms from n candidates in the order of their scores.
//
//  1. The random arm is drawn first, from everyone: a simple random sample, so that its share of positives is the base rate.
//  2. The ranked arm takes the highest scores of the rest.
//  3. The near arm is drawn from the next candidates, window times as many as it has places: where the decision is
//     closest, a visit teaches most.
func draw(n int, a Arms, window int, rng *rand.Rand) []choice {
	a = a.within(n)
	var chosen []choice
	taken := make([]bool, n)
	for _, i := range sample(n, a.Random, rng) {
		taken[i] = true
		chosen = append(chosen, choice{i, vigie.Random})
	}
	var rest []int
	for i := range n {
		if !taken[i] {
			rest = append(rest, i)
		}
	}
	for _, i := range rest[:a.Ranked] {
		chosen = append(chosen, choice{i, vigie.Ranked})
	}
	below := rest[a.Ranked:]
	below = below[:min(len(below), window*a.Near)]
	for _, k := range sample(len(below), a.Near, rng) {
		chosen = append(chosen, choice{below[k], vigie.Near})
	}
	slices.SortFunc(chosen, func(x, y choice) int { return x.rank - y.rank })
	return chosen
}

// within shrinks the arms to the candidates there are: the ranked arm gives way first, since those it would have named
// are on the list anyway.
func (a Arms) within(n int) Arms {
	a.Random = min(a.Random, n)
	a.Near = min(a.Near, n-a.Random)
	a.Ranked = min(a.Ranked, n-a.Random-a.Near)
	return a
}

// sample draws k of n without replacement (Floyd 1987), in no particular order.
func sample(n, k int, rng *rand.Rand) []int {
	drawn := make(map[int]bool, k)
	out := make([]int, 0, k)
	for j := n - k; j < n; j++ {
		i := rng.IntN(j + 1)
		if drawn[i] {
			i = j
		}
		drawn[i] = true
		out = append(out, i)
	}
	return out
}

// probability is the chance that the candidate of a rank is drawn at all, exactly.
//
// The random arm takes it with x/n. If it does not, then the number X of higher ranks that the random arm took is
// hypergeometric, and the candidate stands in place rank-X of the rest: high enough for the ranked arm, or within the
// near arm's window, of which it takes a fixed part.
func probability(rank, n int, a Arms, window int) float64 {
	a = a.within(n)
	q := float64(a.Random) / float64(n)
	if q >= 1 {
		return 1
	}
	below := min(n-a.Random-a.Ranked, window*a.Near)
	near := 0.0
	if below > 0 {
		near = float64(a.Near) / float64(below)
	}
	otherwise := 0.0
	for x := max(0, a.Random-(n-1-rank)); x <= min(a.Random, rank); x++ {
		switch place := rank - x; {
		case place < a.Ranked:
			otherwise += hypergeometric(x, n-1, rank, a.Random)
		case place < a.Ranked+below:
			otherwise += hypergeometric(x, n-1, rank, a.Random) * near
		}
	}
	return min(1, q+(1-q)*otherwise)
}

// hypergeometric is the chance that of k drawn from n without replacement exactly x are among the first m.
func hypergeometric(x, n, m, k int) float64 {
	return math.Exp(choose(m, x) + choose(n-m, k-x) - choose(n, k))
}

// choose is the logarithm of the binomial coefficient.
func choose(n, k int) float64 {
	if k < 0 || k > n {
		return math.Inf(-1)
	}
	a, _ := math.Lgamma(float64(n + 1))
	b, _ := math.Lgamma(float64(k + 1))
	c, _ := math.Lgamma(float64(n - k + 1))
	return a - b - c
}
