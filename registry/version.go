package registry

import (
	"context"
	"time"

	"vigie"
)

// Enter makes a draft of each trained model that has none yet. It is safe to call at any time and any number of times.
func (d *Desk) Enter(ctx context.Context, c vigie.Command) (vigie.Receipt, error) {
	c.Action = "version.enter"
	trained, err := d.Trained.Trained(ctx)
	if err != nil {
		return vigie.Receipt{}, err
	}
	ctx = vigie.WithActor(ctx, vigie.System)
	return d.Casework.Do(ctx, c, func(b vigie.Books) error {
		for i := range trained {
			if err := d.enter(ctx, b, &trained[i]); err != nil {
				return err
			}
		}
		return nil
	})
}

func (d *Desk) enter(ctx context.Context, b vigie.Books, t *vigie.TrainedModel) error {
	there, err := b.Versions().List(ctx, vigie.Query{Scope: everything, Size: 1, Where: []vigie.Where{
		{Field: "model", Values: []string{t.Model}}, {Field: "trained", Values: []string{t.Version}}}})
	if err != nil || there.Total > 0 {
		return err
	}
	v := &vigie.ModelVersion{State: vigie.VersionDraft, Model: t.Model, Trained: t.Version, KnownBy: t.KnownBy, Scorer: t.Scorer, Said: []vigie.Saying{},
		Promise: vigie.Promise{Precision: t.Precision, Of: "evaluation"}}
	if err := d.Guard.Check(ctx, "version.enter", v.Thing()); err != nil {
		return err
	}
	return vigie.Keep(ctx, b, b.Versions(), "version.enter", vigie.Act{}, v)
}

// Nominate puts a version forward.
func (d *Desk) Nominate(ctx context.Context, c vigie.Command, act vigie.Act) (vigie.Receipt, error) {
	return d.step(ctx, c, "version.nominate", act, func(_ vigie.Books, v *vigie.ModelVersion) error {
		if v.Promise.Precision == nil {
			return vigie.Errorf(vigie.Gate, "nobody has measured how well version %s finds: evaluate it first", v.Trained)
		}
		v.FieldTest, v.Proposal, v.LiveFrom, v.Ended = "", nil, time.Time{}, time.Time{} // it starts anew, also where it was withdrawn
		return nil
	})
}

// Test says in which field test the version is tried.
func (d *Desk) Test(ctx context.Context, c vigie.Command, act vigie.Act, fieldTest string) (vigie.Receipt, error) {
	return d.step(ctx, c, "version.test", act, func(_ vigie.Books, v *vigie.ModelVersion) error {
		v.FieldTest = fieldTest
		return vigie.Said(fieldTest, "the field test")
	})
}

// Approve is the second pair of eyes. What the field test found is what the version is held to from now on.
func (d *Desk) Approve(ctx context.Context, c vigie.Command, act vigie.Act) (vigie.Receipt, error) {
	return d.step(ctx, c, "version.approve", act, func(b vigie.Books, v *vigie.ModelVersion) error {
		if err := other(ctx, v); err != nil {
			return err
		}
		if d.Tests == nil {
			return vigie.Errorf(vigie.Gate, "no field test has opened the gate of %s %s: the head of the team may approve it past its test, with a reason", v.Model, v.Trained)
		}
		found, err := d.Tests.Found(ctx, b, v.FieldTest, v)
		if err != nil {
			return err
		}
		v.Promise = vigie.Promise{Precision: found, Of: "fieldtest"}
		return nil
	})
}

// ApproveUntested approves a version past its field test, with the reason of the head of the team.
func (d *Desk) ApproveUntested(ctx context.Context, c vigie.Command, act vigie.Act) (vigie.Receipt, error) {
	return d.step(ctx, c, "version.approve_untested", act, func(_ vigie.Books, v *vigie.ModelVersion) error { return other(ctx, v) })
}

// other refuses who has put the version forward.
func other(ctx context.Context, v *vigie.ModelVersion) error {
	if who, _ := vigie.ActorOf(ctx); who.UserID == v.PutForwardBy() {
		return vigie.Errorf(vigie.Gate, "who has put a version forward does not approve it: ask a second person")
	}
	return nil
}

// Release lets a version choose targets from the next run on. The one that did before is withdrawn in the same act.
func (d *Desk) Release(ctx context.Context, c vigie.Command, act vigie.Act) (vigie.Receipt, error) {
	return d.step(ctx, c, "version.release", act, func(b vigie.Books, v *vigie.ModelVersion) error {
		v.LiveFrom = c.At
		before, err := d.inUse(ctx, b, v.Model)
		if err != nil {
			return err
		}
		for i := range before {
			if err := d.replace(ctx, b, c, &before[i], v); err != nil {
				return err
			}
		}
		return nil
	})
}

func (d *Desk) replace(ctx context.Context, b vigie.Books, c vigie.Command, old, by *vigie.ModelVersion) error {
	_, err := vigie.Take(ctx, b, d.Guard, b.Versions(), vigie.VersionCycle, "version.withdraw", vigie.Act{ID: old.ID}, func(v *vigie.ModelVersion) error {
		v.Ended = c.At
		say(ctx, v, "version.withdraw", c, "Replaced by version "+by.Trained+".")
		return nil
	})
	return err
}

// inUse are the versions of a model that choose targets: one at most, as long as nobody changes the store by hand.
func (d *Desk) inUse(ctx context.Context, b vigie.Books, model string) ([]vigie.ModelVersion, error) {
	w := []vigie.Where{{Field: "state", Values: []string{vigie.VersionLive, vigie.VersionWatched}}}
	if model != "" {
		w = append(w, vigie.Where{Field: "model", Values: []string{model}})
	}
	got, err := b.Versions().List(ctx, vigie.Query{Scope: everything, Size: all, Where: w})
	return got.Items, err
}

// Retain keeps a watched version alive, against the program's proposal. What was seen until now is not held against it again: the program
// proposes anew when later visits give it cause.
func (d *Desk) Retain(ctx context.Context, c vigie.Command, act vigie.Act) (vigie.Receipt, error) {
	return d.step(ctx, c, "version.keep", act, func(_ vigie.Books, v *vigie.ModelVersion) error {
		v.LiveFrom, v.Proposal = c.At, nil
		return nil
	})
}

// Withdraw stops a version. Where none is live any more, its model makes no list until another is released.
func (d *Desk) Withdraw(ctx context.Context, c vigie.Command, act vigie.Act) (vigie.Receipt, error) {
	return d.step(ctx, c, "version.withdraw", act, func(_ vigie.Books, v *vigie.ModelVersion) error {
		v.Ended = c.At
		return nil
	})
}

// step carries out one step of one version's life: gate checks what has to be there, and the words of who takes it stay.
func (d *Desk) step(ctx context.Context, c vigie.Command, action vigie.Action, act vigie.Act, gate func(vigie.Books, *vigie.ModelVersion) error) (vigie.Receipt, error) {
	c.Action = action
	return d.Casework.Do(ctx, c, func(b vigie.Books) error {
		_, err := vigie.Take(ctx, b, d.Guard, b.Versions(), vigie.VersionCycle, action, act, func(v *vigie.ModelVersion) error {
			if action != "version.release" && action != "version.test" {
				if err := vigie.Said(act.Note, "the reason"); err != nil {
					return err
				}
			}
			if err := gate(b, v); err != nil {
				return err
			}
			say(ctx, v, action, c, act.Note)
			return nil
		})
		return err
	})
}

func say(ctx context.Context, v *vigie.ModelVersion, action vigie.Action, c vigie.Command, text string) {
	who, _ := vigie.ActorOf(ctx)
	v.Said = append(v.Said, vigie.Saying{Action: action, By: who.UserID, At: c.At, Text: text})
}
