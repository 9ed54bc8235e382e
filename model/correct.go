package model

import (
	"hash/fnv"
	"math"
	"slices"

	"vigie"
	"vigie/internal/survey"
	"vigie/pack"
)

// folds of the outcome model, bands of the scores in which somebody must have been drawn, and how much of everybody may be where nobody was
// before an estimate is no answer.
const (
	folds  = 5
	bands  = 5
	unseen = .05
)

// corrector holds the judged inspections beside everybody whom a list may name.
type corrector struct {
	e        *evaluator
	rows     []int32   // judged, of the table
	margin   []float64 // of these
	selects  []string
	guess    []float64       // the outcome model's, made without the entity's own outcome
	frame    []float64       // margins of everybody
	expected []float64       // what the outcome model guesses of everybody, had a draw decided
	lot      map[int]float64 // chance of the rows of the random arm, by their place in rows
	stands   float64         // how many of everybody, over all draws, those drawn stand for
	reach    reach
}

// selection corrects for who was inspected; nil where nobody is listed.
func (e *evaluator) selection(chosen string, capacity int) *Selection {
	if e.listed == nil || e.listed.Len() == 0 {
		return nil
	}
	c := &corrector{e: e}
	c.gather(chosen)
	c.learn()
	c.rake()
	c.reach = c.reached()
	for i, r := range c.rows {
		if c.selects[i] == pack.Drawn {
			c.stands += 1 / c.e.t.Chance[r]
		}
	}
	s := &Selection{Listed: e.listed.Len(), Visits: len(c.rows), Drawn: c.drawn(), Channels: c.channels(), Others: c.others()}
	p := period(e.t, c.rows)
	s.From, s.Until = p.From, p.Until
	s.Unreached, s.UnreachedIn = c.reach.unreached(func(int) bool { return true }), c.reach.without
	everybody := func(*Table, int32) bool { return true }
	s.Shares = c.shares(everybody, capacity > 0)
	for _, by := range []string{"sector", "territory"} {
		for _, g := range c.names(by) {
			in := func(t *Table, r int32) bool { return column(t, by)[r] == g }
			s.Groups = append(s.Groups, GroupShare{by, g, c.shares(in, capacity > 0)})
		}
	}
	return s
}

// gather takes every judged inspection once, those before the holdout as the steps judged them.
func (c *corrector) gather(chosen string) {
	seen := map[int32]bool{}
	for _, s := range []scored{c.e.held, c.e.rolled} {
		for i, r := range s.rows {
			if !seen[r] {
				seen[r] = true
				c.rows, c.margin = append(c.rows, r), append(c.margin, s.margins[chosen][i])
			}
		}
	}
	for _, r := range c.rows {
		c.selects = append(c.selects, c.e.selectsBy(r))
	}
	all := make([]int32, c.e.listed.Len())
	for i := range all {
		all[i] = int32(i)
	}
	c.frame = c.e.held.last[chosen].Margins(c.e.listed, all)
}

// selectsBy is by what an inspection was selected. A draw whose chance nobody recorded is somebody's choice.
func (e *evaluator) selectsBy(r int32) string {
	if e.t.Channel == nil {
		return pack.Chosen
	}
	by := e.p.Selects(e.t.Channel[r])
	if by == pack.Drawn && !(e.t.Chance[r] > 0 && e.t.Chance[r] <= 1) {
		return pack.Chosen
	}
	return by
}

func (c *corrector) drawn() (n int) {
	for _, by := range c.selects {
		if by == pack.Drawn {
			n++
		}
	}
	return n
}

// learn cross-fits the outcome model on all judged inspections, those of somebody's choice too: they tell how outcomes go along with the margin; how much
// more is found where somebody chose has a term of its own, which everybody is guessed without. The margins come from a scorer that learnt from
// earlier inspections only.
func (c *corrector) learn() {
	x, hit, fold := make([][]float64, len(c.rows)), make([]bool, len(c.rows)), make([]int, len(c.rows))
	columns := func(margin float64, by string) []float64 {
		return []float64{margin, truth(by == pack.Chosen), truth(by == pack.Reported), truth(by == pack.Systematic)}
	}
	for i, r := range c.rows {
		x[i], hit[i] = columns(c.margin[i], c.selects[i]), c.e.t.Positive[r]
		h := fnv.New32a()
		h.Write([]byte(c.e.t.Entity[r]))
		fold[i] = int(h.Sum32() % folds)
	}
	var models []survey.Outcome
	c.guess, models = survey.CrossFit(x, hit, fold, folds)
	c.expected = make([]float64, len(c.frame))
	for i, m := range c.frame {
		for _, model := range models {
			c.expected[i] += model.Guess(columns(m, pack.Drawn)) / folds
		}
	}
}

// rake weighs the random arm so that it shows everybody's sectors and territories: within one of both everybody had the same chance in that arm. The chance that
// is recorded beside a target is another: of being on the list by any arm.
func (c *corrector) rake() {
	c.lot = map[int]float64{}
	var places []int
	for i, r := range c.rows {
		if channel := vigie.Channel(at(c.e.t.Channel, r)); c.selects[i] == pack.Drawn && (channel == vigie.Random || !channel.OfList()) {
			places = append(places, i)
		}
	}
	var groups [][]int
	var totals [][]float64
	for _, by := range []string{"sector", "territory"} {
		names := c.names(by)
		group, total := make([]int, len(places)), make([]float64, len(names)+1) // the last: whoever is in none that is listed
		for k, i := range places {
			if group[k] = slices.Index(names, column(c.e.t, by)[c.rows[i]]); group[k] < 0 {
				group[k] = len(names)
			}
		}
		for _, g := range column(c.e.listed, by) {
			total[slices.Index(names, g)]++
		}
		groups, totals = append(groups, group), append(totals, total)
	}
	weights, _ := survey.Rake(groups, totals)
	for k, i := range places {
		if weights[k] > 0 {
			c.lot[i] = min(1, 1/weights[k])
		}
	}
}

// shares are those of everybody in a group: how many would be positive, and among the first of the list.
func (c *corrector) shares(in func(*Table, int32) bool, capacity bool) []Share {
	tenth := c.threshold(func(int32) bool { return true }, len(c.frame)/10)
	asked := []struct {
		of string
		in func(t *Table, r int32, margin float64) bool
	}{
		{"prevalence", func(t *Table, r int32, _ float64) bool { return in(t, r) }},
		{"top10Percent", func(t *Table, r int32, m float64) bool { return in(t, r) && m >= tenth }},
	}
	if capacity {
		cut := c.cuts()
		asked = append(asked, struct {
			of string
			in func(t *Table, r int32, margin float64) bool
		}{"capacity", func(t *Table, r int32, m float64) bool {
			least, ok := cut[t.Territory[r]]
			return ok && in(t, r) && m >= least
		}})
	}
	var out []Share
	for _, a := range asked {
		s := c.share(a.in)
		s.Of = a.of
		if d := s.Doubly; len(out) > 0 && d != nil && out[0].Doubly != nil && !d.Thin && !out[0].Doubly.Thin {
			s.Lift = lift(d.Figure, out[0].Doubly.Figure)
		}
		out = append(out, s)
	}
	return out
}

func (c *corrector) share(in func(t *Table, r int32, margin float64) bool) Share {
	var naive, lot, drawn []survey.Unit
	for i, r := range c.rows {
		if !in(c.e.t, r, c.margin[i]) {
			continue
		}
		u := survey.Unit{Hit: c.e.t.Positive[r], Chance: 1, Guess: c.guess[i]}
		naive = append(naive, u)
		if u.Chance = c.lot[i]; u.Chance > 0 {
			lot = append(lot, survey.Unit{Hit: u.Hit, Chance: u.Chance})
		}
		if c.selects[i] == pack.Drawn {
			u.Chance = c.e.t.Chance[r]
			drawn = append(drawn, u)
		}
	}
	asked := func(i int) bool { return in(c.e.listed, int32(i), c.frame[i]) }
	var listed, expected float64
	for i := range c.frame {
		if asked(i) {
			listed++
			expected += c.expected[i]
		}
	}
	s := Share{Listed: int(listed), Naive: estimated(survey.Naive(naive, surely), false)}
	if listed == 0 {
		return s // nobody to say anything of, and inspections of those who are gone say nothing of them
	}
	hidden, stood := c.reach.unreached(asked) > unseen, c.stands*listed/float64(len(c.frame))
	of := func(e survey.Estimate, size float64) *Estimated { return estimated(e, hidden || e.Thin(size)) }
	s.Random = of(survey.Hajek(lot, surely), listed)
	s.Hajek = of(survey.Hajek(drawn, surely), stood)
	s.Doubly = of(survey.Doubly(drawn, expected/listed, surely), stood)
	return s
}

// estimated is nil where no visit says anything.
func estimated(e survey.Estimate, thin bool) *Estimated {
	if e.Visits == 0 || math.IsNaN(e.Value) {
		return nil
	}
	return &Estimated{vigie.Figure{Value: e.Value, Low: e.Low, High: e.High}, e.Visits, e.Hits, e.Effective, e.Heaviest, e.Truncated, thin}
}

// lift is a share over another with the interval that follows from both of theirs (Zou and Donner 2008), as if they were independent: those who are
// in both make it narrower than that.
func lift(share, over vigie.Figure) *vigie.Figure {
	if over.Value <= 0 || over.Low <= 0 || share.Value <= 0 {
		return nil
	}
	log := math.Log
	middle := log(share.Value / over.Value)
	low := 0.0
	if share.Low > 0 {
		low = math.Exp(middle - math.Hypot(log(share.Value/share.Low), log(over.High/over.Value)))
	}
	high := math.Exp(middle + math.Hypot(log(share.High/share.Value), log(over.Value/over.Low)))
	return &vigie.Figure{Value: math.Exp(middle), Low: low, High: high}
}

// threshold is the margin from which on the first n of those listed stand who are in.
func (c *corrector) threshold(in func(r int32) bool, n int) float64 {
	var margins []float64
	for i, m := range c.frame {
		if in(int32(i)) {
			margins = append(margins, m)
		}
	}
	if n <= 0 || len(margins) == 0 {
		return math.Inf(1)
	}
	slices.Sort(margins)
	return margins[max(0, len(margins)-n)]
}

// cuts are the margins down to which a list would reach if it were filled by rank, by territory.
func (c *corrector) cuts() map[string]float64 {
	cut := map[string]float64{}
	for _, name := range c.names("territory") {
		cut[name] = c.threshold(func(r int32) bool { return c.e.listed.Territory[r] == name }, c.e.m.Campaign.Visits(name))
	}
	return cut
}

// names are the sectors or territories of those listed, in order.
func (c *corrector) names(by string) []string {
	all := slices.Clone(column(c.e.listed, by))
	slices.Sort(all)
	return slices.Compact(all)
}

func column(t *Table, by string) []string {
	if by == "sector" {
		return t.Sector
	}
	return t.Territory
}
