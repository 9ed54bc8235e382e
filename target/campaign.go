package target

import (
	"math"
	"slices"

	"vigie/pack"
)

// Arms are the places of a list, by the channel that fills them.
type Arms struct{ Ranked, Near, Random int }

// shares of a campaign, and how far below the cut the near arm may draw.
type shares struct {
	near, random float64
	window       int
}

func sharesOf(c pack.Campaign) shares {
	s := shares{near: c.Near, random: c.Random, window: c.NearWindow}
	if c.Ranked == 0 && c.Near == 0 && c.Random == 0 {
		s.near, s.random = .10, .05
	}
	if s.window == 0 {
		s.window = 5
	}
	return s
}

// divide splits each territory's capacity among the arms. A share of a small capacity is seldom whole: 5 % of 10 visits is
// half a visit. So visits are laid end to end over all territories and each arm's running total is rounded on the way,
// starting at u, a chance in [0, 1): the campaign as a whole keeps its shares within one visit, and each territory keeps its
// own in expectation. The near arm shares what the random arm has left, so that no visit is given twice.
func (s shares) divide(capacity []int, u float64) []Arms {
	arms := make([]Arms, len(capacity))
	before := 0
	for i, c := range capacity {
		after := before + c
		random := whole(after, s.random, u) - whole(before, s.random, u)
		near := whole(s.left(after, u), s.nearOfLeft(), u) - whole(s.left(before, u), s.nearOfLeft(), u)
		arms[i] = Arms{Ranked: c - near - random, Near: near, Random: random}
		before = after
	}
	return arms
}

// left is how many of the first visits the random arm leaves.
func (s shares) left(total int, u float64) int { return total - whole(total, s.random, u) }

func (s shares) nearOfLeft() float64 {
	if s.random >= 1 {
		return 0
	}
	return s.near / (1 - s.random)
}

// whole counts the places of an arm up to a total. The small term keeps 0.1·30 from being 2.
func whole(total int, share, u float64) int { return int(math.Floor(float64(total)*share + u + tiny)) }

const tiny = 1e-9

// piece is a stretch of u in which a territory's arms do not change: a point in it, and its length.
type piece struct{ at, length float64 }

// pieces are those stretches for the territory between two running totals: its arms change only where a running total of
// an arm passes a whole number. The random arm's total is one of two numbers, so four totals of the near arm are possible.
func (s shares) pieces(before, after int) []piece {
	cuts := []float64{0, 1}
	for _, total := range []int{before, after} {
		cuts = append(cuts, passes(float64(total)*s.random))
		for _, u := range []float64{0, 1} {
			cuts = append(cuts, passes(float64(s.left(total, u))*s.nearOfLeft()))
		}
	}
	slices.Sort(cuts)
	var out []piece
	for i := 1; i < len(cuts); i++ {
		if length := cuts[i] - cuts[i-1]; length > tiny/10 {
			out = append(out, piece{cuts[i-1] + length/2, length})
		}
	}
	return out
}

// passes is the u at which a running total becomes the next whole number.
func passes(total float64) float64 { return min(1, max(0, math.Ceil(total+tiny)-(total+tiny))) }

// probability is the chance that the candidate of a rank among n is on the list of a territory whose capacity lies
// between two running totals: the exact one of each way the arms may be rounded, weighted by how often it happens.
func (s shares) probability(rank, n, before, after int) float64 {
	p := 0.0
	for _, piece := range s.pieces(before, after) {
		a := s.divide([]int{before, after - before}, piece.at)[1]
		p += piece.length * probability(rank, n, a, s.window)
	}
	if p > 1-tiny {
		return 1 // what is missing to it is rounding
	}
	return p
}
