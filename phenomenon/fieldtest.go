package phenomenon

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"

	"vigie"
)

// PlanTest keeps the plan of a field test, with how many visits it takes.
func (d *Desk) PlanTest(ctx context.Context, c vigie.Command, plan vigie.TrialPlan) (vigie.Receipt, error) {
	c.Action = "fieldtest.plan"
	if err := d.whole(&plan); err != nil {
		return vigie.Receipt{}, err
	}
	return d.Casework.Do(ctx, c, func(b vigie.Books) error {
		f := &vigie.FieldTest{State: vigie.FieldTestPlanned, TrialPlan: plan}
		if err := d.Guard.Check(ctx, c.Action, f.Thing()); err != nil {
			return err
		}
		if err := looked(ctx, b, &f.TrialPlan); err != nil {
			return err
		}
		return vigie.Keep(ctx, b, b.FieldTests(), c.Action, vigie.Act{}, f)
	})
}

// looked refuses a plan for something that does not look for its phenomenon: the gate would open for nothing. It writes down what the phenomenon is called.
func looked(ctx context.Context, b vigie.Books, plan *vigie.TrialPlan) error {
	p, err := b.Phenomena().Get(ctx, plan.PhenomenonID)
	if err != nil {
		return err
	}
	if !looksFor(p, *plan) {
		return vigie.Errorf(vigie.Invalid, "what is tested does not look for %s: choose one of its models %v or indicators %v", p.ID, p.Models, p.Indicators)
	}
	if plan.Found = ""; plan.Hit == vigie.HitPhenomenon {
		if plan.Found = p.PackID; plan.Found == "" {
			return vigie.Errorf(vigie.Invalid, "%s has no name in the pack by which visits could say that they found it: count any positive outcome, or describe it first", p.ID)
		}
	}
	return nil
}

// ChangePlan writes the plan anew, as long as nothing was frozen.
func (d *Desk) ChangePlan(ctx context.Context, c vigie.Command, act vigie.Act, plan vigie.TrialPlan) (vigie.Receipt, error) {
	if err := d.whole(&plan); err != nil {
		return vigie.Receipt{}, err
	}
	return d.try(ctx, c, "fieldtest.change", act, func(b vigie.Books, f *vigie.FieldTest) error {
		if plan.PhenomenonID != f.PhenomenonID {
			return vigie.Errorf(vigie.Invalid, "a field test stays with its phenomenon: plan another one for %s", plan.PhenomenonID)
		}
		f.TrialPlan = plan
		return looked(ctx, b, &f.TrialPlan)
	})
}

// Freeze makes the plan stand, by its hash, and draws the seed that decides which visit is which arm's. The seed goes into an envelope; its hash is shown at once, so
// that everybody can see at the end that it was not chosen afterwards.
func (d *Desk) Freeze(ctx context.Context, c vigie.Command, act vigie.Act) (vigie.Receipt, error) {
	return d.try(ctx, c, "fieldtest.freeze", act, func(b vigie.Books, f *vigie.FieldTest) error {
		seed, err := d.seed()
		if err != nil {
			return err
		}
		if f.Hash, err = f.Digest(); err != nil {
			return err
		}
		who, _ := vigie.ActorOf(ctx)
		f.FrozenAt, f.FrozenBy, f.SeedHash = c.At, who.UserID, hashOf(seed)
		return b.Envelopes().Put(ctx, &vigie.Envelope{State: vigie.EnvelopeSealed, FieldTestID: f.ID, PhenomenonID: f.PhenomenonID, Seed: seed})
	})
}

func (d *Desk) seed() (string, error) {
	if d.Seed != nil {
		return d.Seed()
	}
	var seed [32]byte
	_, _ = rand.Read(seed[:]) // never fails: see crypto/rand
	return hex.EncodeToString(seed[:]), nil
}

func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// StartTest lets visits be dealt. Two field tests of one thing in one territory would take each other's candidates.
func (d *Desk) StartTest(ctx context.Context, c vigie.Command, act vigie.Act) (vigie.Receipt, error) {
	return d.try(ctx, c, "fieldtest.start", act, func(b vigie.Books, f *vigie.FieldTest) error {
		p, err := b.Phenomena().Get(ctx, f.PhenomenonID)
		if err != nil {
			return err
		}
		if p.State != vigie.PhenomenonDrafted && p.State != vigie.PhenomenonTested {
			return vigie.Errorf(vigie.Gate, "what is tested is a phenomenon that is drafted or was tried, and %s is %s", p.ID, vigie.StateWord(vigie.KindPhenomenon, p.State))
		}
		if today := d.Office.Day(c.At); f.StartOn > today {
			return vigie.Errorf(vigie.Gate, "the plan says that it starts on %s", f.StartOn)
		}
		if err := sound(f); err != nil {
			return err
		}
		f.StartedAt = c.At
		return alone(ctx, b, f)
	})
}

// sound holds a plan to its hash: nothing of it has changed since it was frozen.
func sound(f *vigie.FieldTest) error {
	hash, err := f.Digest()
	if err == nil && hash != f.Hash {
		return vigie.Errorf(vigie.Conflict, "the plan of field test %s is not the one that was frozen (%.12s…): stop it, and ask the auditor", f.ID, f.Hash)
	}
	return err
}

// alone refuses a second running test of the same thing in one of its territories.
func alone(ctx context.Context, b vigie.Books, f *vigie.FieldTest) error {
	running, err := b.FieldTests().List(ctx, vigie.Query{Scope: everything, Size: all, Where: []vigie.Where{{Field: "state", Values: []string{vigie.FieldTestRunning}},
		{Field: "territories", Values: f.Territories}, {Field: "model", Values: []string{f.Model}}, {Field: "indicator", Values: []string{f.Indicator}}}})
	if err != nil || running.Total == 0 {
		return err
	}
	return vigie.Errorf(vigie.Conflict, "field test %s tests the same thing in %v: let it end first", running.Items[0].ID, vigie.WordsOf("territory", running.Items[0].Territories))
}

// StopTest ends a running test, with a reason. Everything is shown then.
func (d *Desk) StopTest(ctx context.Context, c vigie.Command, act vigie.Act) (vigie.Receipt, error) {
	return d.try(ctx, c, "fieldtest.stop", act, func(b vigie.Books, f *vigie.FieldTest) error {
		f.Reason, f.EndedAt = act.Note, c.At
		if err := vigie.Said(act.Note, "the reason"); err != nil {
			return err
		}
		return d.openAll(ctx, b, c, f)
	})
}

// AbandonTest gives a test up before anything was dealt.
func (d *Desk) AbandonTest(ctx context.Context, c vigie.Command, act vigie.Act) (vigie.Receipt, error) {
	return d.try(ctx, c, "fieldtest.abandon", act, func(b vigie.Books, f *vigie.FieldTest) error {
		f.Reason, f.EndedAt = act.Note, c.At
		if err := vigie.Said(act.Note, "the reason"); err != nil {
			return err
		}
		return d.openAll(ctx, b, c, f)
	})
}

func (d *Desk) try(ctx context.Context, c vigie.Command, action vigie.Action, act vigie.Act, fill func(vigie.Books, *vigie.FieldTest) error) (vigie.Receipt, error) {
	c.Action = action
	return d.Casework.Do(ctx, c, func(b vigie.Books) error {
		_, err := vigie.Take(ctx, b, d.Guard, b.FieldTests(), vigie.FieldTestCycle, action, act, func(f *vigie.FieldTest) error { return fill(b, f) })
		return err
	})
}

// SealOf is the hash by which a seed is promised.
func SealOf(seed string) string { return hashOf(seed) }
