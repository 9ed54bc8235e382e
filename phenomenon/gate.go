package phenomenon

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"vigie"
	"vigie/internal/anytime"
)

// Earned is the decision gate: a phenomenon has earned its roll-out when a field test of something that looks for it was decided, and its gate opened.
func (d *Desk) Earned(ctx context.Context, b vigie.Books, p *vigie.Phenomenon) error {
	tests, err := vigie.All(ctx, b.FieldTests(), vigie.Query{Scope: everything, Where: []vigie.Where{{Field: "phenomenon", Values: []string{p.ID}}}})
	if err != nil {
		return err
	}
	why := vigie.Errorf(vigie.Gate, "no field test has been planned")
	for i := range tests {
		f := &tests[i]
		switch {
		case f.State == vigie.FieldTestDecided && f.Decision.Opens && looksFor(p, f.TrialPlan):
			return nil
		case f.State == vigie.FieldTestDecided && f.Decision.Opens:
			why = vigie.Errorf(vigie.Gate, "what was tested does not look for it any more")
		case f.State == vigie.FieldTestDecided, f.State == vigie.FieldTestStopped:
			why = vigie.Errorf(vigie.Gate, "field test %s did not open it", f.ID)
		case f.State != vigie.FieldTestAbandoned:
			why = vigie.Errorf(vigie.Gate, "field test %s is %s, and not decided", f.ID, vigie.StateWord(vigie.KindFieldTest, f.State))
		}
	}
	return vigie.Errorf(vigie.Gate, "the gate of %s is shut: %w; the head of the team may override it, with a reason", p.ID, why)
}

// verdict is what the gate says on a day: it follows from what was counted at this look and at every look before it.
func (d *Desk) verdict(t *trial, day vigie.Date) vigie.TrialVerdict {
	return d.gate(t.test).through(t, day).says()
}

// gate follows a test from look to look.
type gate struct {
	test       *vigie.TrialPlan
	limit      *anytime.Test
	lift, less *anytime.Sequence // for who reads the bounds; the gate itself needs none
	groups     int               // among which the level of the stop rule is divided
	passed     bool
	conditions []vigie.TrialCondition
	broken     map[string]bool // which limits were shown to be broken, at any look
	days       []Look
	counted    int
}

func (d *Desk) gate(f *vigie.FieldTest) *gate {
	x := design(&f.TrialPlan)
	g := newGate(&f.TrialPlan, len(d.Office.Sectors), anytime.NewTest(anytime.Ratio, f.Limits.Lift, x))
	g.lift, g.less = anytime.NewSequence(anytime.Ratio, f.Level, x), anytime.NewSequence(anytime.Difference, f.Level, x)
	return g
}

func newGate(plan *vigie.TrialPlan, sectors int, limit *anytime.Test) *gate {
	return &gate{test: plan, limit: limit, groups: sectors + len(plan.Territories), broken: map[string]bool{}}
}

// through takes in every look up to a day.
func (g *gate) through(t *trial, day vigie.Date) *gate {
	for _, look := range t.looks(day) {
		g.look(t.counted(look), look)
	}
	return g
}

// look takes in what is counted on a day. What was shown at an earlier look stays shown: the level is that of all looks together.
func (g *gate) look(blocks []block, day vigie.Date) {
	tested, practice := count(blocks, inArm(vigie.ArmTested)), count(blocks, inArm(vigie.ArmPractice))
	evidence := g.limit.Evidence(tested.dealt, practice.dealt)
	g.passed = g.passed || anytime.Refutes(evidence, g.test.Level)
	g.counted = tested.dealt.N + practice.dealt.N
	if g.lift != nil {
		g.lift.Look(tested.dealt, practice.dealt)
		g.less.Look(tested.dealt, practice.dealt)
		g.days = append(g.days, lookOf(day, tested, practice, evidence, g))
	}
	g.conditions = []vigie.TrialCondition{
		g.lifted(), g.enough(min(tested.dealt.N, practice.dealt.N)), g.burden(tested), g.gap(blocks),
	}
}

func (g *gate) lifted() vigie.TrialCondition {
	low := 0.0
	if g.lift != nil {
		low = g.lift.Low
	}
	if g.passed {
		low = max(low, g.test.Limits.Lift) // between two rungs of the ladder
	}
	return condition("lift", g.passed, false, low, g.test.Limits.Lift)
}

func (g *gate) enough(n int) vigie.TrialCondition {
	return condition("minN", n >= g.test.Limits.MinN, false, float64(n), float64(g.test.Limits.MinN))
}

// burden is on those who were visited by the tested arm and had done nothing.
func (g *gate) burden(tested tally) vigie.TrialCondition {
	nothing := anytime.Share{Hits: tested.made.N - tested.made.Hits, N: tested.made.N}
	low, high := nothing.Bounds(g.test.Level)
	g.broken["burden"] = g.broken["burden"] || low > g.test.Limits.Burden
	return condition("burden", high < g.test.Limits.Burden, g.broken["burden"], high, g.test.Limits.Burden)
}

// gap is the fairness rule: in no group is the burden of the tested arm shown to be more than so much above that outside the group. The level is divided among all
// groups there are and the two bounds of each, whether or not they are judged.
func (g *gate) gap(blocks []block) vigie.TrialCondition {
	worst := 0.0
	for _, x := range groupsOf(blocks, g.test.Limits.MinGroup) {
		worst = max(worst, x.in.Rate()-x.out.Rate())
		if x.in.Rate()-x.out.Rate() <= g.test.Limits.Gap {
			continue // its bounds are wider still
		}
		low, _ := x.in.Bounds(g.test.Level / float64(2*g.groups))
		_, high := x.out.Bounds(g.test.Level / float64(2*g.groups))
		g.broken["gap"] = g.broken["gap"] || low-high > g.test.Limits.Gap
	}
	return condition("gap", !g.broken["gap"], g.broken["gap"], worst, g.test.Limits.Gap)
}

// group is the burden of the tested arm in a group and outside it.
type group struct {
	by, id  string
	in, out anytime.Share // visits that found nothing, of those that were made
}

// groupsOf are the groups that are large enough to be judged, by sector and by territory.
func groupsOf(blocks []block, least int) (all []group) {
	keys := map[string]func(*told) string{"sector": func(t *told) string { return t.target.Sector }, "territory": func(t *told) string { return t.target.Territory }}
	for _, by := range []string{"sector", "territory"} {
		key := keys[by]
		in, total := map[string]anytime.Share{}, anytime.Share{}
		for _, b := range blocks {
			for i := range b.told {
				s := &b.told[i]
				if s.arm != vigie.ArmTested || !s.visited {
					continue
				}
				one := anytime.Share{N: 1}
				if !s.hit {
					one.Hits = 1
				}
				in[key(s)], total = in[key(s)].And(one), total.And(one)
			}
		}
		for id, x := range in {
			if out := (anytime.Share{Hits: total.Hits - x.Hits, N: total.N - x.N}); x.N >= least && out.N >= least && id != "" {
				all = append(all, group{by, id, x, out})
			}
		}
	}
	slices.SortFunc(all, func(a, b group) int { return cmp.Or(strings.Compare(a.by, b.by), strings.Compare(a.id, b.id)) })
	return all
}

// stands says whether the gate opens, and whether it stops the test.
func (g *gate) stands() (opens, stops bool) {
	opens = len(g.conditions) > 0
	for _, c := range g.conditions {
		opens, stops = opens && c.Holds, stops || c.Broken
	}
	return opens && !stops, stops
}

// says puts the conditions together, in words.
func (g *gate) says() (v vigie.TrialVerdict) {
	if len(g.conditions) == 0 {
		g.conditions = []vigie.TrialCondition{condition("lift", false, false, 0, g.test.Limits.Lift), g.enough(0), condition("burden", false, false, 1, g.test.Limits.Burden),
			condition("gap", true, false, 0, g.test.Limits.Gap)}
	}
	v.Conditions = slices.Clone(g.conditions)
	for i := range v.Conditions {
		v.Conditions[i].Sentence = sentence(&v.Conditions[i])
	}
	v.Opens, v.Stops = g.stands()
	switch {
	case v.Stops:
		v.Sentence = phrase("stops", nil)
	case v.Opens:
		v.Sentence = phrase("opens", nil)
	case g.counted >= g.test.PlannedN:
		v.Sentence = phrase("shut", number("n", float64(g.counted)))
	default:
		v.Sentence = phrase("waits", number("n", float64(g.counted), "of", float64(g.test.PlannedN)))
	}
	return v
}

func condition(id string, holds, broken bool, value, limit float64) vigie.TrialCondition {
	return vigie.TrialCondition{ID: id, Holds: holds, Broken: broken, Value: value, Limit: limit}
}

func sentence(c *vigie.TrialCondition) vigie.LocalText {
	key := c.ID + "_fails"
	switch {
	case c.Broken:
		key = c.ID + "_broken"
	case c.Holds:
		key = c.ID + "_holds"
	}
	return phrase(key, figure(c.ID, c.Value, c.Limit))
}

// Decide has the gate say yes or no, as its figures stand. No is said when as many visits have been counted as were planned; before that the answer is to wait.
func (d *Desk) Decide(ctx context.Context, c vigie.Command, act vigie.Act) (vigie.Receipt, error) {
	return d.try(ctx, c, "fieldtest.decide", act, func(b vigie.Books, f *vigie.FieldTest) error {
		t, err := d.read(ctx, b, f)
		if err != nil {
			return err
		}
		g := d.gate(f).through(t, d.Office.Day(c.At))
		v := g.says()
		if !v.Opens && g.counted < f.PlannedN {
			return vigie.Errorf(vigie.Gate, "the gate says: %s", vigie.Told(v.Sentence))
		}
		who, _ := vigie.ActorOf(ctx)
		v.At, v.By = c.At, who.UserID
		f.Decision, f.EndedAt = &v, c.At
		return d.openAll(ctx, b, c, f)
	})
}
