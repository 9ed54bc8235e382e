package phenomenon

import (
	"vigie"
	"vigie/internal/anytime"
)

// Dealt is a block of a field test that was never held: what its visits would have found, and when they would have been told.
type Dealt struct {
	Territory string
	DueOn     vigie.Date
	Visits    []Played
}

// Played is one visit of it.
type Played struct {
	Arm    string
	Sector string
	ToldOn vigie.Date // 0: never
	Hit    bool
}

// Replayed is what the gate would have said at a look.
type Replayed struct {
	On      vigie.Date
	Counted int
	Opens   bool
	Stops   bool
}

// Replayer asks the gate of a plan about tests that were never held: to see how often it would open for what is useless, and how soon for what is not. It is the
// gate itself that answers, and no copy of it.
type Replayer struct {
	Plan    vigie.TrialPlan
	Sectors int // in the office

	limit *anytime.Test
}

// Replay follows one test until the gate opens or stops it, or nothing more comes, and says how it stood then.
func (r *Replayer) Replay(dealt []Dealt) (last Replayed) {
	if r.limit == nil {
		r.limit = anytime.NewTest(anytime.Ratio, r.Plan.Limits.Lift, design(&r.Plan))
	}
	t := &trial{}
	for i := range dealt {
		t.blocks = append(t.blocks, dealt[i].block())
	}
	g := newGate(&r.Plan, r.Sectors, r.limit)
	const everything = vigie.Date(1 << 30)
	for _, day := range t.looks(everything) {
		counted := t.counted(day)
		g.look(counted, day)
		last = Replayed{On: day, Counted: g.counted}
		if last.Opens, last.Stops = g.stands(); last.Opens || last.Stops {
			break
		}
	}
	return last
}

func (x *Dealt) block() block {
	b := block{Envelope: &vigie.Envelope{Territory: x.Territory, DueOn: x.DueOn}}
	for i := range x.Visits {
		v := &x.Visits[i]
		s := told{arm: v.Arm, target: &vigie.Target{Sector: v.Sector, Territory: x.Territory}, on: x.DueOn + 1, missing: vigie.TargetAccepted}
		if v.ToldOn != 0 && v.ToldOn <= x.DueOn {
			s.on, s.visited, s.hit, s.missing = v.ToldOn, true, v.Hit, ""
		}
		b.told = append(b.told, s)
	}
	return b
}
