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

// draw fills the arms from the candidates in the order of their scores.
//
//  1. The random arm is drawn first, from everyone: a simple random sample, so that its share of positives is the base rate.
//  2. The ranked arm takes the highest scores of the rest.
//  3. The near arm is drawn from the next candidates, window times as many as it has places: where the decision is
//     closest, a visit teaches most.
//  4. The estimating arm is drawn from all places below that, with chances that follow how unsure the outcome there is (sizes), so
//     that what the whole population would show is known best for the visits it costs.
func draw(sizes []float64, a Arms, window int, rng *rand.Rand) []choice {
	n := len(sizes)
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
	below := a.below(n, window)
	for _, k := range sample(below, a.Near, rng) {
		chosen = append(chosen, choice{rest[a.Ranked+k], vigie.Near})
	}
	if tail := a.Ranked + below; a.Estimate > 0 {
		for _, k := range systematic(inclusion(sizes[tail:len(rest)], a.Estimate), rng.Float64()) {
			chosen = append(chosen, choice{rest[tail+k], vigie.Estimating})
		}
	}
	slices.SortFunc(chosen, func(x, y choice) int { return x.rank - y.rank })
	return chosen
}

// within shrinks the arms to the candidates there are: the ranked arm gives way first, since those it would have named
// are on the list anyway.
func (a Arms) within(n int) Arms {
	a.Random = min(a.Random, n)
	a.Near = min(a.Near, n-a.Random)
	a.Estimate = min(a.Estimate, n-a.Random-a.Near)
	a.Ranked = min(a.Ranked, n-a.Random-a.Near-a.Estimate)
	return a
}

// below is how many places the near arm draws from; it leaves the estimating arm at least its own.
func (a Arms) below(n, window int) int {
	return min(n-a.Random-a.Ranked-a.Estimate, window*a.Near)
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

// inclusion are the chances of n draws in proportion to the sizes, none above 1: what one has too much goes to the others.
func inclusion(sizes []float64, n int) []float64 {
	out := make([]float64, len(sizes))
	for {
		sum, free := 0.0, float64(n)
		for i, s := range sizes {
			if out[i] == 1 {
				free--
			} else {
				sum += s
			}
		}
		again := false
		for i, s := range sizes {
			if out[i] == 1 || sum == 0 {
				continue
			}
			if out[i] = s / sum * free; out[i] >= 1-tiny {
				out[i], again = 1, true
			}
		}
		if !again {
			return out
		}
	}
}

// systematic draws places by their inclusion chances: the chances are laid end to end, and a comb with teeth one apart is put on
// them at u (Madow 1949). Each place is drawn with its own chance exactly, their number is fixed, and since places lie in the order of
// their scores the sample is spread evenly over them.
func systematic(inclusion []float64, u float64) []int {
	var out []int
	at := 0.0
	for i, p := range inclusion {
		if next := at + p; math.Floor(next-u+tiny) > math.Floor(at-u+tiny) {
			out = append(out, i)
		}
		at += p
	}
	return out
}

// chances are those of the candidates to be drawn at all, exactly.
//
// The random arm takes one with x/n. If it does not, then the number X of higher ranks that the random arm took is
// hypergeometric, and the candidate stands in place rank-X of the rest: high enough for the ranked arm, or within the
// near arm's window, of which it takes a fixed part, or further down, where the estimating arm takes each place with its own chance.
func chances(sizes []float64, a Arms, window int) []float64 {
	n := len(sizes)
	a = a.within(n)
	out := make([]float64, n)
	q := 0.0
	if n > 0 {
		q = float64(a.Random) / float64(n)
	}
	take := a.take(sizes, window)
	for rank := range out {
		if q >= 1 {
			out[rank] = 1
			continue
		}
		otherwise := 0.0
		hypergeometric(n-1, rank, a.Random, func(x int, p float64) { otherwise += p * take[rank-x] })
		out[rank] = min(1, q+(1-q)*otherwise)
	}
	return out
}

// take are the chances of the places that the random arm leaves.
func (a Arms) take(sizes []float64, window int) []float64 {
	n := len(sizes)
	take := make([]float64, n)
	below := a.below(n, window)
	for place := range a.Ranked {
		take[place] = 1
	}
	for place := a.Ranked; place < a.Ranked+below; place++ {
		take[place] = float64(a.Near) / float64(below)
	}
	tail := a.Ranked + below
	copy(take[tail:], inclusion(sizes[tail:n-a.Random], a.Estimate))
	return take
}

// hypergeometric gives the chances that of k drawn from n without replacement exactly x are among the first m.
func hypergeometric(n, m, k int, each func(x int, p float64)) {
	x := max(0, k-(n-m))
	last := min(k, m)
	if x > last {
		return
	}
	log := choose(m, x) + choose(n-m, k-x) - choose(n, k)
	for ; ; x++ {
		if log > -45 {
			each(x, math.Exp(log))
		}
		if x == last {
			return
		}
		log += math.Log(float64(m-x)*float64(k-x)) - math.Log(float64(x+1)*float64(n-m-k+x+1))
	}
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
