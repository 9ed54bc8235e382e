package phenomenon

import (
	"context"

	"vigie"
)

// LookAtTests does what the days bring about in running field tests: envelopes whose visits have all been told, or whose day is over, are opened, and a test whose limits
// are shown to be broken is stopped. It is safe to call at any time and any number of times.
func (d *Desk) LookAtTests(ctx context.Context, c vigie.Command) (vigie.Receipt, error) {
	c.Action = "fieldtest.stop"
	ctx = vigie.WithActor(ctx, vigie.System)
	due, err := d.due(ctx, c)
	if err != nil || len(due) == 0 {
		return vigie.Receipt{At: c.At}, err // nothing has happened: it is not worth a line
	}
	c.Action = "sweep"
	return d.Casework.Do(ctx, c, func(b vigie.Books) error {
		for _, id := range due {
			f, err := b.FieldTests().Get(ctx, id)
			if err == nil {
				err = d.lookAt(ctx, b, c, f)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// due are the running tests in which there is something to do.
func (d *Desk) due(ctx context.Context, c vigie.Command) (due []string, err error) {
	err = d.Casework.Read(ctx, func(b vigie.Books) error {
		running, err := vigie.All(ctx, b.FieldTests(), vigie.Query{Scope: everything, Where: []vigie.Where{{Field: "state", Values: []string{vigie.FieldTestRunning}}}})
		if err != nil {
			return err
		}
		for i := range running {
			t, err := d.read(ctx, b, &running[i])
			if err != nil {
				return err
			}
			if day := d.Office.Day(c.At); len(t.openable(day)) > 0 || d.verdict(t, day).Stops {
				due = append(due, running[i].ID)
			}
		}
		return nil
	})
	return due, err
}

func (d *Desk) lookAt(ctx context.Context, b vigie.Books, c vigie.Command, f *vigie.FieldTest) error {
	t, err := d.read(ctx, b, f)
	if err != nil {
		return err
	}
	day := d.Office.Day(c.At)
	for _, e := range t.openable(day) {
		if err := d.open(ctx, b, c, e); err != nil {
			return err
		}
	}
	v := d.verdict(t, day)
	if !v.Stops {
		return nil
	}
	_, err = vigie.Take(ctx, b, d.Guard, b.FieldTests(), vigie.FieldTestCycle, "fieldtest.stop", vigie.Act{ID: f.ID}, func(f *vigie.FieldTest) error {
		v.At, v.By = c.At, vigie.System.UserID
		f.Decision, f.Reason, f.EndedAt = &v, v.Sentence[houseLanguage], c.At
		return d.openAll(ctx, b, c, f)
	})
	return err
}

// openable are the envelopes whose visits are all known on a day, and which are sealed.
func (t *trial) openable(day vigie.Date) (all []*vigie.Envelope) {
	for i := range t.blocks {
		if e := t.blocks[i].Envelope; e.State == vigie.EnvelopeSealed && t.blocks[i].whole() <= day {
			all = append(all, e)
		}
	}
	return all
}

// openAll opens what is still sealed of a test that has ended, the seed with it.
func (d *Desk) openAll(ctx context.Context, b vigie.Books, c vigie.Command, f *vigie.FieldTest) error {
	sealed, err := vigie.All(ctx, b.Envelopes(), vigie.Query{Scope: everything, Sort: "number", Where: []vigie.Where{{Field: "fieldTest", Values: []string{f.ID}}, {Field: "state", Values: []string{vigie.EnvelopeSealed}}}})
	for i := range sealed {
		if err == nil {
			err = d.open(ctx, b, c, &sealed[i])
		}
	}
	return err
}

// open shows of each target of an envelope which arm it was, and what the arm said of it. That follows from the envelope, whoever ended the test.
func (d *Desk) open(ctx context.Context, b vigie.Books, c vigie.Command, e *vigie.Envelope) error {
	var err error
	if e.State, err = vigie.EnvelopeCycle.After(e.State, "envelope.open"); err != nil {
		return err
	}
	e.OpenedAt = c.At
	if err := vigie.Keep(ctx, b, b.Envelopes(), "envelope.open", vigie.Act{}, e); err != nil {
		return err
	}
	for _, s := range e.Slots {
		f, err := b.Targets().Get(ctx, s.TargetID)
		if err != nil {
			return err
		}
		f.Arm, f.Target = s.Arm, s.Target
		if err := vigie.Keep(ctx, b, b.Targets(), "target.unblind", vigie.Act{}, f); err != nil {
			return err
		}
	}
	return nil
}
