package target

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"vigie/internal/survey"
	"vigie/pack"
)

// planned is a planner of two territories whose scores are what visits would find.
func planned(visits int) *planner {
	rng := rand.New(rand.NewPCG(8, 8))
	var territories []territory
	for _, name := range []string{"north", "south"} {
		t := territory{name: name}
		for range 1000 {
			c := candidate{margin: -2.6 + 1.2*rng.NormFloat64()}
			c.Score = 1 / (1 + math.Exp(-c.margin))
			t.candidates = append(t.candidates, c)
		}
		slices.SortFunc(t.candidates, func(a, b candidate) int { return cmp.Compare(b.margin, a.margin) })
		territories = append(territories, t)
	}
	return newPlanner(pack.Campaign{Territories: map[string]int{"north": 50, "south": 150}, Ranked: .85, Near: .1, Random: .05}, territories, visits)
}

// A plan promises findings and an interval. The witness is to draw the lists, make the visits, and see.
func TestAPlanKeepsWhatItPromises(t *testing.T) {
	t.Parallel()
	const draws = 400
	for _, half := range []float64{.05, .04} {
		p := planned(400)
		m := p.plan(half).Chosen
		if m == nil {
			t.Fatalf("400 visits to 2,000 can not say a share to ±%v", half)
		}
		if m.Half > half {
			t.Errorf("asked for ±%v, chosen is ±%v", half, m.Half)
		}
		design := NewDesign(pack.Campaign{Ranked: m.Ranked, Near: m.Near, Random: m.Random, Estimate: m.Estimate}, p.capacity, p.scores)
		chances := design.Chances()
		rng := rand.New(rand.NewPCG(9, 9))
		var found, width, held float64
		for range draws {
			would, truth := make([][]bool, len(p.scores)), 0.0
			for i, list := range p.scores {
				for _, score := range list {
					would[i] = append(would[i], rng.Float64() < score)
					truth += float64(count(would[i][len(would[i])-1])) / float64(p.eligible)
				}
			}
			var units []survey.Unit
			for _, pick := range design.Draw(rng) {
				hit := would[pick.Territory][pick.Rank]
				found += float64(count(hit)) / draws
				units = append(units, survey.Unit{Hit: hit, Chance: chances[pick.Territory][pick.Rank], Guess: p.scores[pick.Territory][pick.Rank]})
			}
			e := survey.Hajek(units, .95)
			width += (e.High - e.Low) / 2 / draws
			held += float64(count(e.Low <= truth && truth <= e.High)) / draws
		}
		if math.Abs(found/m.Found-1) > .02 {
			t.Errorf("±%v: %.1f findings are promised and %.1f found", half, m.Found, found)
		}
		if math.Abs(width/m.Half-1) > .05 {
			t.Errorf("±%v: the interval is promised to be ±%.4f and is ±%.4f", half, m.Half, width)
		}
		if held < .92 {
			t.Errorf("±%v: the interval holds the truth %.1f %% of the time", half, 100*held)
		}
	}
}

func TestAPlanTradesFindingsForCertainty(t *testing.T) {
	t.Parallel()
	p := planned(0)
	out := p.plan(.07)
	if out.Visits != 200 || out.Capacity["south"] != 150 || out.Greedy.Answers {
		t.Errorf("%d visits, %v; by rank alone it answers: %v", out.Visits, out.Capacity, out.Greedy.Answers)
	}
	for i, m := range out.Frontier {
		if sum := m.Ranked + m.Near + m.Random + m.Estimate; math.Abs(sum-1) > 1e-5 || m.Found > out.Greedy.Found {
			t.Errorf("%+v: its shares make %v, and by rank alone %.1f are found", m, sum, out.Greedy.Found)
		}
		if i > 0 && m.Found > out.Frontier[i-1].Found {
			t.Errorf("%+v finds more than the one before it", m)
		}
	}
	surer := p.plan(.055)
	if out.Chosen == nil || surer.Chosen == nil || surer.Chosen.Found >= out.Chosen.Found || out.Chosen.Found >= out.Greedy.Found {
		t.Errorf("certainty costs nothing: %+v, %+v", out.Chosen, surer.Chosen)
	}
	if none := p.plan(.001); none.Chosen != nil {
		t.Errorf("200 visits to 2,000 say a share to ±0.001: %+v", none.Chosen)
	}
	if got := planned(50).capacity; !slices.Equal(got, []int{13, 37}) && !slices.Equal(got, []int{12, 38}) {
		t.Errorf("50 visits are parted as %v, where 1 to 3 is asked for", got)
	}
}

// What one territory has no room for the others have.
func TestABudgetIsPartedWithinTheRoom(t *testing.T) {
	t.Parallel()
	if got := within(100, []int{30, 10, 10}, []int{20, 50, 60}); got[0] != 20 || got[0]+got[1]+got[2] != 100 || got[1] != got[2] {
		t.Errorf("%v", got)
	}
	if got := within(100, []int{3, 1}, []int{20, 50}); !slices.Equal(got, []int{20, 50}) {
		t.Errorf("%v, where there is room for 70", got)
	}
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}
