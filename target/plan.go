package target

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"math"
	"slices"
	"time"

	"vigie"
	"vigie/internal/survey"
	"vigie/lake"
	"vigie/pack"
)

// Wish is what a campaign may cost and how well it should say how much there is among everybody.
type Wish struct {
	Visits int     // over all territories; 0: as many as the campaign has
	Half   float64 // half the width of the 95 % interval of the share of positives among everybody; 0: none is asked for
}

// Plan trades what a campaign finds for how surely it measures everybody (Henderson and others 2023, "optimise and estimate"). All of it follows from the scores: where
// these say too much so does the plan, and the interval that the visits give in the end does not depend on them.
type Plan struct {
	Model    string         `json:"model"`
	Run      string         `json:"run"` // by whose scores
	AsOf     vigie.Date     `json:"asOf"`
	Eligible int            `json:"eligible"`
	Visits   int            `json:"visits"`
	Capacity map[string]int `json:"capacity"` // by territory
	Asked    float64        `json:"askedHalfWidth,omitempty"`
	Share    float64        `json:"expectedShare"` // of positives among everybody, as the scores have it
	Greedy   Mix            `json:"byRankAlone"`
	Frontier []Mix          `json:"frontier"`         // from what finds most to what measures best
	Chosen   *Mix           `json:"chosen,omitempty"` // of those that measure as surely as asked, the one that finds most; nil: none does
	Runner   *Mix           `json:"runnerUp,omitempty"`
}

// Mix is one way to part the visits among the arms, and what is to be expected of it.
type Mix struct {
	Ranked   float64 `json:"ranked"`
	Near     float64 `json:"near"`
	Random   float64 `json:"random"`
	Estimate float64 `json:"estimate"`
	Found    float64 `json:"expectedFindings"`
	Half     float64 `json:"halfWidth,omitempty"` // 95 %, of the share of positives among everybody
	Answers  bool    `json:"answers"`             // whether it can say anything of everybody at all
}

// PlanCampaign plans the campaign of a model by the scores of the newest run in the lake.
func PlanCampaign(ctx context.Context, l *lake.Lake, m *pack.Model, w Wish) (*Plan, error) {
	var o Options
	var asOf time.Time
	switch err := l.QueryRow(ctx, "SELECT run_id, as_of FROM score WHERE model = $model LIMIT 1", sql.Named("model", m.ID)).Scan(&o.Run, &asOf); {
	case errors.Is(err, sql.ErrNoRows):
		return nil, vigie.Errorf(vigie.NotFound, "model %s: the newest run has no scores of it to plan by: `vigie run --model %s` makes them", m.ID, m.ID)
	case err != nil:
		return nil, vigie.Errorf(vigie.Internal, "model %s: find its scores: %w", m.ID, err)
	}
	o.AsOf = vigie.DateOf(asOf.UTC())
	territories, err := candidates(ctx, l, m, o)
	if err != nil {
		return nil, err
	}
	p := newPlanner(m.Campaign, territories, w.Visits)
	if p.visits == 0 || p.eligible == 0 {
		return nil, vigie.Errorf(vigie.Invalid, "model %s: %d visits to %d candidates leave nothing to plan: give --budget, or a capacity in the model's campaign", m.ID, p.visits, p.eligible)
	}
	out := p.plan(w.Half)
	out.Model, out.Run, out.AsOf = m.ID, o.Run, o.AsOf
	return out, nil
}

// planner weighs mixes against each other.
type planner struct {
	campaign         pack.Campaign
	names            []string
	capacity         []int
	scores           [][]float64
	all              []float64 // the scores, territory after territory
	visits, eligible int
}

func newPlanner(c pack.Campaign, territories []territory, visits int) *planner {
	p := &planner{campaign: c}
	for _, t := range territories {
		var scores []float64
		for _, x := range t.candidates {
			scores = append(scores, x.Score)
		}
		p.names, p.capacity, p.scores = append(p.names, t.name), append(p.capacity, c.Visits(t.name)), append(p.scores, scores)
		p.all = append(p.all, scores...)
	}
	p.eligible = len(p.all)
	room := make([]int, len(p.scores))
	for i, list := range p.scores {
		room[i] = len(list)
		p.capacity[i] = min(p.capacity[i], room[i])
	}
	switch {
	case visits > 0 && p.eligible > 0 && slices.Max(p.capacity) == 0:
		p.capacity = within(visits, room, room) // the campaign has no visits of its own to go by
	case visits > 0 && p.eligible > 0:
		p.capacity = within(visits, p.capacity, room)
	}
	for _, n := range p.capacity {
		p.visits += n
	}
	return p
}

// within parts visits in proportion, and gives what some have no room for to those that have, in proportion again.
func within(visits int, parts, room []int) []int {
	out := make([]int, len(parts))
	parts = slices.Clone(parts)
	for visits > 0 && slices.Max(parts) > 0 {
		for i, n := range apportion(visits, parts) {
			n = min(n, room[i]-out[i])
			out[i] += n
			visits -= n
			if out[i] == room[i] {
				parts[i] = 0
			}
		}
	}
	return out
}

// apportion parts visits in proportion, so that they add up: each running total is rounded, as the arms are.
func apportion(visits int, parts []int) []int {
	all, upTo, given := 0, 0, 0
	for _, n := range parts {
		all += n
	}
	out := make([]int, len(parts))
	if all == 0 {
		return out
	}
	for i, n := range parts {
		upTo += n
		out[i] = whole(visits, float64(upTo)/float64(all), .5) - given
		given += out[i]
	}
	return out
}

// steps are the shares of an arm that a plan shows, in hundredths: what finer ones gain is less than the scores are known to.
var steps = []int{0, 2, 5, 10, 20, 40, 60, 100}

// plan holds beside each other two ways to spend visits on certainty: by lot from everybody, and by the estimating arm beside the random arm that the campaign has.
func (p *planner) plan(half float64) *Plan {
	out := &Plan{Eligible: p.eligible, Visits: p.visits, Asked: half, Capacity: map[string]int{}, Greedy: p.weigh(1, 0, 0, 0)}
	for i, name := range p.names {
		out.Capacity[name] = p.capacity[i]
	}
	for _, score := range p.all {
		out.Share += score / float64(p.eligible)
	}
	now := sharesOf(p.campaign)
	ways := []func(hundredths int) Mix{
		func(n int) Mix { return p.mix(now, now.random, float64(n)/100) },
		func(n int) Mix { return p.mix(now, max(now.random, float64(n)/100), 0) },
	}
	for _, way := range ways {
		mixes := make([]Mix, len(steps))
		for i, n := range steps {
			mixes[i] = way(n)
		}
		out.Frontier = append(out.Frontier, mixes...)
		if m := least(way, mixes, half); m != nil && half > 0 {
			out.take(m)
		}
	}
	slices.SortFunc(out.Frontier, func(a, b Mix) int { return cmp.Or(cmp.Compare(b.Found, a.Found), cmp.Compare(a.Random, b.Random)) })
	out.Frontier = slices.Compact(out.Frontier)
	return out
}

// take keeps the mix that finds most, and the other way's beside it.
func (out *Plan) take(m *Mix) {
	switch {
	case out.Chosen == nil:
		out.Chosen = m
	case m.Found > out.Chosen.Found:
		out.Chosen, out.Runner = m, out.Chosen
	case *m != *out.Chosen:
		out.Runner = m
	}
}

// least is the mix with the smallest share that is sure enough; nil where none is. A larger share measures better up to where those of high scores are left to chance
// themselves, so that the first of those shown that is sure enough has the least before it.
func least(way func(hundredths int) Mix, mixes []Mix, half float64) *Mix {
	sure := func(m Mix) bool { return m.Answers && m.Half <= half }
	at := slices.IndexFunc(mixes, sure)
	if at < 0 {
		return nil
	}
	best := mixes[at]
	for lo, hi := steps[max(0, at-1)]+1, steps[at]; lo < hi; {
		mid := (lo + hi) / 2
		if m := way(mid); sure(m) {
			best, hi = m, mid
		} else {
			lo = mid + 1
		}
	}
	return &best
}

// mix leaves the near arm the share that it has, as far as there is room beside the two others, and the rest to the ranked one.
func (p *planner) mix(now shares, random, estimate float64) Mix {
	random = min(random, 1)
	estimate = min(estimate, 1-random)
	near := min(now.near, 1-random-estimate)
	return p.weigh(max(0, 1-random-estimate-near), near, random, estimate)
}

// weigh is what is to be expected of a mix, by the exact chances that its lists would have.
func (p *planner) weigh(ranked, near, random, estimate float64) Mix {
	round := func(x float64) float64 { return math.Round(x*1e6) / 1e6 }
	m := Mix{Ranked: round(ranked), Near: round(near), Random: round(random), Estimate: round(estimate)}
	var chances []float64
	for _, list := range NewDesign(pack.Campaign{Ranked: ranked, Near: near, Random: random, Estimate: estimate, NearWindow: p.campaign.NearWindow}, p.capacity, p.scores).Chances() {
		chances = append(chances, list...)
	}
	for i, chance := range chances {
		m.Found += chance * p.all[i]
	}
	m.Half, m.Answers = survey.Planned(chances, p.all, .95)
	return m
}
