package main

import (
	"math"
	"math/rand/v2"

	"vigie"
	"vigie/pack"
	"vigie/target"
)

// practice is how an office chooses whom it visits in a year: a campaign, with its shares left to chance, and beside it the visits that
// inspectors choose themselves, of which nobody knows the chance.
type practice struct {
	campaign pack.Campaign
	capacity []int // of the campaign, by territory
	own      int   // visits of the inspectors' own choice

	design  *target.Design
	chances []float64 // of every employer, to be on the campaign's list
	atLot   []float64 // of every employer, to be in its random arm
}

func (c *country) practise(p practice) *practice {
	p.design = target.NewDesign(p.campaign, p.capacity, c.scores())
	p.chances, p.atLot = make([]float64, len(c.All)), make([]float64, len(c.All))
	for t, chances := range p.design.Chances() {
		for rank, chance := range chances {
			i := c.lists[t][rank]
			p.chances[i] = chance
			p.atLot[i] = p.campaign.Random * float64(p.capacity[t]) / float64(len(c.lists[t]))
		}
	}
	return &p
}

// visit is one that was made.
type visit struct {
	employer int
	channel  vigie.Channel // "": the inspectors' own choice
	hit      bool
}

// year is one year of an office: what every visit would find, and which were made.
type year struct {
	would  []bool
	visits []visit
}

func (c *country) year(p *practice, rng *rand.Rand) year {
	y := year{would: make([]bool, len(c.All))}
	for i := range c.All {
		y.would[i] = rng.Float64() < c.All[i].Chance
	}
	taken := make([]bool, len(c.All))
	for _, pick := range p.design.Draw(rng) {
		i := c.lists[pick.Territory][pick.Rank]
		taken[i] = true
		y.visits = append(y.visits, visit{i, pick.Channel, y.would[i]})
	}
	for _, i := range c.chosen(p.own, taken, y.would, rng) {
		y.visits = append(y.visits, visit{i, "", y.would[i]})
	}
	return y
}

// nose is how much better inspectors smell what a visit would find than chance does, as odds' logarithm: as in the country itself
// (synth/belgium/worth.go).
const nose = 1.65

// chosen are the inspectors' own: the most worth a visit in their eyes, with a draw in it (Gumbel's trick), among those not on the list.
func (c *country) chosen(n int, taken, would []bool, rng *rand.Rand) []int {
	if n == 0 {
		return nil
	}
	worth := make([]float64, len(c.All))
	for i := range c.All {
		worth[i] = math.Inf(-1)
		if !taken[i] {
			worth[i] = c.All[i].Worth - math.Log(rng.ExpFloat64())
			if would[i] {
				worth[i] += nose
			}
		}
	}
	return largest(worth, n)
}
