package target

import (
	"math"
	"slices"

	"vigie/pack"
)

// Arms are the places of a list, by the channel that fills them.
type Arms struct{ Ranked, Near, Estimate, Random int }

func (a Arms) all() int { return a.Ranked + a.Near + a.Estimate + a.Random }

// shares of a campaign, and how far below the cut the near arm may draw.
type shares struct {
	near, estimate, random float64
	window                 int
}

func sharesOf(c pack.Campaign) shares {
	s := shares{near: c.Near, estimate: c.Estimate, random: c.Random, window: c.NearWindow}
	if c.Ranked == 0 && c.Near == 0 && c.Random == 0 && c.Estimate == 0 {
		s.near, s.random = .10, .05
	}
	if s.window == 0 {
		s.window = 5
	}
	return s
}

// divide splits each territory's capacity among the arms. A share of a small capacity is seldom whole: 5 % of 10 visits is
// half a visit. So visits are laid end to end over all territories and each arm's running total is rounded on the way,
// starting at u, a chance in [0, 1): the campaign as a whole keeps its shares within a visit or two, and each territory keeps its
// own in expectation. Each arm shares what those before it have left, so that no visit is given twice.
func (s shares) divide(capacity []int, u float64) []Arms {
	arms := make([]Arms, len(capacity))
	before := Arms{}
	total := 0
	for i, c := range capacity {
		total += c
		after := s.upTo(total, u)
		arms[i] = Arms{after.Ranked - before.Ranked, after.Near - before.Near, after.Estimate - before.Estimate, after.Random - before.Random}
		before = after
	}
	return arms
}

// upTo are the places of each arm among the first visits.
func (s shares) upTo(total int, u float64) Arms {
	var a Arms
	left := total
	for k, share := range s.ofLeft() {
		n := whole(left, share, u)
		*[]*int{&a.Random, &a.Near, &a.Estimate}[k] = n
		left -= n
	}
	a.Ranked = left
	return a
}

// ofLeft are the shares of the random, the near and the estimating arm, each of what those before it leave.
func (s shares) ofLeft() [3]float64 {
	of := func(share, left float64) float64 {
		if left <= 0 {
			return 0
		}
		return min(1, share/left)
	}
	return [3]float64{s.random, of(s.near, 1-s.random), of(s.estimate, 1-s.random-s.near)}
}

// whole counts the places of an arm up to a total. The small term keeps 0.1·30 from being 2.
func whole(total int, share, u float64) int { return int(math.Floor(float64(total)*share + u + tiny)) }

const tiny = 1e-9

// piece is a stretch of u in which a territory's arms do not change, with its length.
type piece struct {
	arms   Arms
	length float64
}

// pieces are those stretches for the territory between two running totals. Its arms change only where a running total of
// an arm passes a whole number; what an arm has left to the next is one of few numbers.
func (s shares) pieces(before, after int) []piece {
	cuts := []float64{0, 1}
	for _, total := range []int{before, after} {
		lefts := []int{total}
		for _, share := range s.ofLeft() {
			var next []int
			for _, left := range lefts {
				cuts = append(cuts, passes(float64(left)*share))
				next = append(next, left-whole(left, share, 0), left-whole(left, share, 1))
			}
			slices.Sort(next)
			lefts = slices.Compact(next)
		}
	}
	slices.Sort(cuts)
	var out []piece
	for i := 1; i < len(cuts); i++ {
		if length := cuts[i] - cuts[i-1]; length > tiny/10 {
			out = append(out, piece{s.divide([]int{before, after - before}, cuts[i-1]+length/2)[1], length})
		}
	}
	return out
}

// passes is the u at which a running total becomes the next whole number.
func passes(total float64) float64 { return min(1, max(0, math.Ceil(total+tiny)-(total+tiny))) }

// chances are, for the candidates of a territory whose capacity lies between two running totals, those of being on its list at all:
// the exact ones of each way the arms may be rounded, weighted by how often it happens. sizes are those of the candidates, from the
// highest score on; see draw.
func (s shares) chances(sizes []float64, before, after int) []float64 {
	all := make([]float64, len(sizes))
	for _, p := range s.pieces(before, after) {
		for rank, c := range chances(sizes, p.arms, s.window) {
			all[rank] += p.length * c
		}
	}
	for rank, p := range all {
		if p > 1-tiny {
			all[rank] = 1 // what is missing to it is rounding
		}
	}
	return all
}
