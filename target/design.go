package target

import (
	"math"
	"math/rand/v2"

	"vigie"
	"vigie/pack"
)

// Design is how the lists of one campaign are drawn: the territories' candidates by their scores, and how many visits each has.
// The same design can be drawn as often as one likes; a run draws it once.
type Design struct {
	shares   shares
	capacity []int
	sizes    [][]float64 // by territory, of the candidates from the highest score on
}

// Pick is one place of a drawn list.
type Pick struct {
	Territory, Rank int // Rank counts from 0, the highest score
	Channel         vigie.Channel
}

// NewDesign plans the lists of a campaign. Scores are the calibrated ones of each territory's candidates, from the highest to the lowest.
func NewDesign(c pack.Campaign, capacity []int, scores [][]float64) *Design {
	d := &Design{shares: sharesOf(c), capacity: capacity, sizes: make([][]float64, len(scores))}
	for i, list := range scores {
		d.sizes[i] = make([]float64, len(list))
		for k, p := range list {
			d.sizes[i][k] = size(p)
		}
	}
	return d
}

// size is how much of the estimating arm a score draws: in proportion to the standard deviation of its outcome, which for a given
// number of visits makes the estimate of the whole surest (Neyman 1934). A score is a guess, so that none counts as all but sure: where
// the model sees nothing something may be.
func size(p float64) float64 {
	p = min(.5, max(.02, p))
	return math.Sqrt(p * (1 - p))
}

// Draw draws the lists once.
func (d *Design) Draw(rng *rand.Rand) []Pick {
	var picks []Pick
	for i, arms := range d.shares.divide(d.capacity, rng.Float64()) {
		for _, c := range draw(d.sizes[i], arms, d.shares.window, rng) {
			picks = append(picks, Pick{i, c.rank, c.channel})
		}
	}
	return picks
}

// Chances are, by territory and rank, those of being on the list over all draws.
func (d *Design) Chances() [][]float64 {
	all := make([][]float64, len(d.sizes))
	before := 0
	for i, sizes := range d.sizes {
		all[i] = d.shares.chances(sizes, before, before+d.capacity[i])
		before += d.capacity[i]
	}
	return all
}
