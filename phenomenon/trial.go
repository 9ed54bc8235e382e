package phenomenon

import (
	"context"
	"slices"

	"vigie"
	"vigie/internal/anytime"
)

// trial is a field test as casework knows it: what was dealt, and what has been told of it.
type trial struct {
	test   *vigie.FieldTest
	seed   string
	blocks []block // in the order in which they were dealt
}

// block is one envelope with what came of its visits.
type block struct {
	*vigie.Envelope
	told []told
}

// told is what is known of one visit. Every visit that was dealt counts for its arm, whether it was made or not: who is left out afterwards could be left out for
// what was found.
type told struct {
	arm       string
	target    *vigie.Target
	on        vigie.Date // since when it is known; 0: not yet
	visited   bool
	hit       bool
	missing   string // why nothing was told in time: the state of its target
	late      bool   // it was told, and after its day
	corrected bool   // what was told first was corrected later; the first word counts, because it was said blind
}

// read brings a field test together.
func (d *Desk) read(ctx context.Context, b vigie.Books, f *vigie.FieldTest) (*trial, error) {
	t := &trial{test: f}
	envelopes, err := vigie.All(ctx, b.Envelopes(), vigie.Query{Scope: everything, Sort: "number", Where: []vigie.Where{{Field: "fieldTest", Values: []string{f.ID}}}})
	if err != nil {
		return nil, err
	}
	files, err := vigie.All(ctx, b.Targets(), vigie.Query{Scope: everything, Where: []vigie.Where{{Field: "fieldTest", Values: []string{f.ID}}}})
	if err != nil {
		return nil, err
	}
	byID := map[string]*vigie.TargetFile{}
	for i := range files {
		byID[files[i].ID] = &files[i]
	}
	said, err := feedbackOn(ctx, b, files)
	if err != nil {
		return nil, err
	}
	for i := range envelopes {
		e := &envelopes[i]
		if e.Number == 0 {
			t.seed = e.Seed
			continue
		}
		x := block{Envelope: e}
		for k := range e.Slots {
			x.told = append(x.told, d.tell(f, e, &e.Slots[k], byID[e.Slots[k].TargetID], said[e.Slots[k].TargetID]))
		}
		t.blocks = append(t.blocks, x)
	}
	return t, nil
}

// tell is what is known of one visit, of which the feedback is given in the order in which it came.
func (d *Desk) tell(f *vigie.FieldTest, e *vigie.Envelope, s *vigie.Slot, file *vigie.TargetFile, said []vigie.Feedback) told {
	t := told{arm: s.Arm, target: &s.Target, corrected: len(said) > 1}
	if len(said) > 0 {
		first := &said[0]
		if on := d.Office.Day(first.CreatedAt); on <= e.DueOn {
			t.on, t.visited = on, true
			rung, err := d.Office.Rung(first.Outcome)
			t.hit = err == nil && rung.Positive && (f.Hit == vigie.HitAny || first.Found == f.Found)
			return t
		}
		t.late = true
	}
	t.on = e.DueOn + 1
	if file != nil {
		t.missing = file.State
	}
	return t
}

// feedbackOn is what was told of targets, by target, in the order in which it came.
func feedbackOn(ctx context.Context, b vigie.Books, files []vigie.TargetFile) (map[string][]vigie.Feedback, error) {
	said := map[string][]vigie.Feedback{}
	for chunk := range slices.Chunk(files, 200) {
		var ids []string
		for i := range chunk {
			ids = append(ids, chunk[i].ID)
		}
		got, err := vigie.All(ctx, b.Feedback(), vigie.Query{Scope: everything, Where: []vigie.Where{{Field: "target", Values: ids}, {Field: "service", Values: []string{""}}}})
		if err != nil {
			return nil, err
		}
		for _, f := range got {
			said[f.TargetID] = append(said[f.TargetID], f)
		}
	}
	return said, nil
}

// entities are all that were drawn.
func (t *trial) entities() map[string]bool {
	drawn := map[string]bool{}
	for _, b := range t.blocks {
		for _, s := range b.Slots {
			drawn[s.Target.EntityID] = true
		}
	}
	return drawn
}

// whole is the day from which all of a block is known.
func (b *block) whole() (day vigie.Date) {
	for _, s := range b.told {
		day = max(day, s.on)
	}
	return day
}

// counted are the blocks that count on a day: in the order in which they were dealt, up to the first that is not known yet. Who tells quickly, or slowly, can not move
// what is counted: it could depend on what was found.
func (t *trial) counted(day vigie.Date) []block {
	for i := range t.blocks {
		if t.blocks[i].whole() > day {
			return t.blocks[:i]
		}
	}
	return t.blocks
}

// looks are the days on which more was counted than before, up to one.
func (t *trial) looks(until vigie.Date) (days []vigie.Date) {
	last := vigie.Date(0)
	for i := range t.blocks {
		if last = max(last, t.blocks[i].whole()); last > until {
			break
		}
		if n := len(days); n == 0 || days[n-1] != last {
			days = append(days, last)
		}
	}
	return days
}

// tally is what was counted of an arm, or of a part of it.
type tally struct {
	dealt  anytime.Share // hits among all that were dealt: what the gate reckons with
	made   anytime.Share // hits among the visits that were made
	absent map[string]int
	late   int
	mended int
}

func count(blocks []block, of func(*told) bool) tally {
	t := tally{absent: map[string]int{}}
	for _, b := range blocks {
		for i := range b.told {
			s := &b.told[i]
			if !of(s) {
				continue
			}
			hit := anytime.Share{N: 1}
			if s.hit {
				hit.Hits = 1
			}
			t.dealt = t.dealt.And(hit)
			switch {
			case s.visited:
				t.made = t.made.And(hit)
			case s.late:
				t.late++
			default:
				t.absent[s.missing]++
			}
			if s.corrected {
				t.mended++
			}
		}
	}
	return t
}

func inArm(arm string) func(*told) bool { return func(t *told) bool { return t.arm == arm } }
