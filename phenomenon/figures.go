package phenomenon

import (
	"context"
	"math"

	"vigie"
	"vigie/internal/anytime"
)

// TrialFigures are how a field test stands on a day.
type TrialFigures struct {
	FieldTest  string             `json:"fieldTest"`
	On         vigie.Date         `json:"on"`
	State      string             `json:"state"`
	Dealt      int                `json:"dealt" doc:"Visits that were dealt"`
	Counted    int                `json:"counted" doc:"Of them in blocks that count: in the order of the dealing, up to the first block that is not known yet"`
	Waiting    int                `json:"waiting" doc:"Of them not counted yet; nothing is shown of them"`
	Arms       []ArmFigures       `json:"arms" nullable:"false"`
	Lift       Interval           `json:"lift" doc:"Of the tested arm over current practice. Each bound holds at the plan's level, at all looks together"`
	Difference Interval           `json:"difference"`
	Evidence   float64            `json:"evidence" doc:"The e-value against the lift being no more than its limit: 1 divided by the level is enough, at any look"`
	Enough     float64            `json:"enough" doc:"1 divided by the level"`
	Verdict    vigie.TrialVerdict `json:"verdict"`
	Groups     []GroupFigures     `json:"groups" nullable:"false"`
	Looks      []Look             `json:"looks" nullable:"false" doc:"One for each day on which more was counted"`
	Foresight  Foresight          `json:"foresight"`
}

// ArmFigures are those of one arm, of the visits that count.
type ArmFigures struct {
	Arm       string         `json:"arm"`
	N         int            `json:"n"`
	Hits      int            `json:"hits"`
	Rate      vigie.Figure   `json:"rate" doc:"Of all that were dealt, made or not"`
	Visited   int            `json:"visited"`
	Made      vigie.Figure   `json:"made" doc:"Of the visits that were made"`
	Burden    vigie.Figure   `json:"burden" doc:"The share of the visits made that found nothing"`
	Missing   map[string]int `json:"missing" doc:"Why nothing was told in time, by the state of the target; these count as no hit"`
	Late      int            `json:"late" doc:"Told after the day; counted as no hit"`
	Corrected int            `json:"corrected" doc:"Corrected after the arm was known; what was told first counts"`
}

// GroupFigures are the burden of the tested arm in a group beside that outside it.
type GroupFigures struct {
	By      string       `json:"by"`
	ID      string       `json:"id"`
	N       int          `json:"n"`
	Burden  vigie.Figure `json:"burden"`
	Outside vigie.Figure `json:"outside"`
}

// Interval is an estimate with the bounds of its confidence sequence. A bound that is not there yet is left out.
type Interval struct {
	Value *float64 `json:"value,omitempty"`
	Low   *float64 `json:"low,omitempty"`
	High  *float64 `json:"high,omitempty"`
}

// Look is how a test stood on one day.
type Look struct {
	On       vigie.Date `json:"on"`
	N        int        `json:"n"`
	Tested   TestedRate `json:"tested"`
	Practice TestedRate `json:"practice"`
	Lift     Interval   `json:"lift"`
	Evidence float64    `json:"evidence"`
}

// TestedRate is an arm's share of hits with its bounds.
type TestedRate struct {
	N      int          `json:"n"`
	Hits   int          `json:"hits"`
	Figure vigie.Figure `json:"rate"`
}

// Figures are how a field test stands at a moment, with all its looks up to then.
func (d *Desk) Figures(ctx context.Context, id string, on vigie.Date) (*TrialFigures, error) {
	var t *trial
	err := d.Casework.Read(ctx, func(b vigie.Books) error {
		f, err := b.FieldTests().Get(ctx, id)
		if err == nil {
			err = d.Guard.Check(ctx, "fieldtest.look", f.Thing())
		}
		if err == nil {
			t, err = d.read(ctx, b, f)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	if t.test.Ended() {
		on = min(on, d.Office.Day(t.test.EndedAt)) // what came later decided nothing
	}
	return d.figures(t, on)
}

func (d *Desk) figures(t *trial, on vigie.Date) (*TrialFigures, error) {
	f, g := t.test, d.gate(t.test).through(t, on)
	blocks := t.counted(on)
	out := &TrialFigures{FieldTest: f.ID, On: on, State: f.State, Verdict: g.says(), Looks: g.days, Enough: 1 / f.Level, Evidence: 1, Groups: []GroupFigures{}}
	if f.Decision != nil {
		out.Verdict = *f.Decision
	}
	var err error
	if out.Foresight, err = Foresee(&f.TrialPlan); err != nil {
		return nil, err
	}
	out.Dealt, out.Counted = len(t.blocks)*f.Block(), len(blocks)*f.Block()
	out.Waiting = out.Dealt - out.Counted
	for _, a := range f.Arms {
		out.Arms = append(out.Arms, armFigures(a.ID, count(blocks, inArm(a.ID)), f.Level))
	}
	for _, x := range groupsOf(blocks, f.Limits.MinGroup) {
		out.Groups = append(out.Groups, GroupFigures{x.by, x.id, x.in.N, bounded(x.in, f.Level), bounded(x.out, f.Level)})
	}
	if n := len(g.days); n > 0 {
		last := g.days[n-1]
		out.Lift, out.Evidence = last.Lift, last.Evidence
		out.Difference = interval(g.less, last.Tested.Figure.Value-last.Practice.Figure.Value, true)
	}
	if out.Looks == nil {
		out.Looks = []Look{}
	}
	return out, nil
}

func armFigures(arm string, t tally, level float64) ArmFigures {
	nothing := anytime.Share{Hits: t.made.N - t.made.Hits, N: t.made.N}
	return ArmFigures{Arm: arm, N: t.dealt.N, Hits: t.dealt.Hits, Rate: bounded(t.dealt, level), Visited: t.made.N, Made: bounded(t.made, level), Burden: bounded(nothing, level),
		Missing: t.absent, Late: t.late, Corrected: t.mended}
}

func bounded(s anytime.Share, level float64) vigie.Figure {
	low, high := s.Bounds(level)
	return vigie.Figure{Value: s.Rate(), Low: low, High: high}
}

func lookOf(day vigie.Date, tested, practice tally, evidence float64, g *gate) Look {
	l := Look{On: day, N: g.counted, Evidence: math.Exp(min(evidence, 700)), // beyond is beyond what a number holds
		Tested:   TestedRate{tested.dealt.N, tested.dealt.Hits, bounded(tested.dealt, g.test.Level)},
		Practice: TestedRate{practice.dealt.N, practice.dealt.Hits, bounded(practice.dealt, g.test.Level)}}
	l.Lift = interval(g.lift, tested.dealt.Rate()/practice.dealt.Rate(), practice.dealt.Hits > 0)
	return l
}

func interval(s *anytime.Sequence, value float64, known bool) Interval {
	i := Interval{}
	if known {
		i.Value = &value
	}
	low, high := s.Low, s.High
	i.Low = &low
	if !math.IsInf(high, 1) {
		i.High = &high
	}
	return i
}
