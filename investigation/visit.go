package investigation

import (
	"context"
	"slices"

	"vigie"
)

// PlanVisit adds a visit to a running investigation.
func (d *Desk) PlanVisit(ctx context.Context, c vigie.Command, act vigie.Act, v vigie.Visit) (vigie.Receipt, error) {
	return d.visit(ctx, c, "investigation.plan_visit", act, func(b vigie.Books, inv *vigie.Investigation) error {
		if v.EntityID == "" || v.PlannedOn == 0 || v.Inspector == "" {
			return vigie.Errorf(vigie.Invalid, "a visit has an employer, a day and an inspector")
		}
		if err := vigie.AtWork(ctx, b, "the inspector of a visit", v.Inspector); err != nil {
			return err
		}
		v.ID, v.MadeOn, v.Outcome = vigie.NewID(c.At), 0, ""
		inv.Visits = append(inv.Visits, v)
		if err := d.mine(ctx, b, v, inv, d.Office.Day(c.At)); err != nil {
			return err
		}
		if !slices.Contains(inv.EntityIDs, v.EntityID) {
			inv.EntityIDs = append(inv.EntityIDs, v.EntityID)
		}
		return nil
	})
}

// CancelVisit takes a visit off that was not made.
func (d *Desk) CancelVisit(ctx context.Context, c vigie.Command, act vigie.Act, visit string) (vigie.Receipt, error) {
	return d.visit(ctx, c, "investigation.cancel_visit", act, func(_ vigie.Books, inv *vigie.Investigation) error {
		i, err := planned(inv, visit)
		if err != nil {
			return err
		}
		inv.Visits = slices.Delete(inv.Visits, i, i+1)
		return vigie.Said(act.Note, "the reason")
	})
}

// EnterVisit writes what a visit found, and starts the legal clocks that follow from its outcome.
func (d *Desk) EnterVisit(ctx context.Context, c vigie.Command, act vigie.Act, v vigie.Visit) (vigie.Receipt, error) {
	return d.visit(ctx, c, "investigation.enter_visit", act, func(b vigie.Books, inv *vigie.Investigation) error {
		i, err := planned(inv, v.ID)
		if err != nil {
			return err
		}
		rung, err := d.Office.Rung(v.Outcome)
		if err != nil {
			return err
		}
		if v.MadeOn == 0 || v.MadeOn > d.Office.Day(c.At) {
			return vigie.Errorf(vigie.Invalid, "a visit is entered with the day on which it was made, which is not later than today")
		}
		was := inv.Visits[i]
		v.EntityID, v.TargetID, v.PlannedOn, v.Inspector, v.EnteredAt = was.EntityID, was.TargetID, was.PlannedOn, was.Inspector, c.At
		inv.Visits[i] = v
		d.startClocks(inv, v, rung)
		return d.visited(ctx, b, v, inv)
	})
}

func planned(inv *vigie.Investigation, visit string) (int, error) {
	i := slices.IndexFunc(inv.Visits, func(v vigie.Visit) bool { return v.ID == visit })
	if i < 0 {
		return 0, vigie.Errorf(vigie.NotFound, "visit %q: this investigation has none of that name", visit)
	}
	if inv.Visits[i].MadeOn != 0 {
		return 0, vigie.Errorf(vigie.Conflict, "visit %s was made on %s and is not changed any more", visit, inv.Visits[i].MadeOn)
	}
	return i, nil
}

func (d *Desk) startClocks(inv *vigie.Investigation, v vigie.Visit, rung vigie.OutcomeRung) {
	for _, deadline := range d.Office.Deadlines {
		if slices.Contains(rung.Starts, deadline.ID) {
			inv.Clocks = append(inv.Clocks, vigie.Clock{ID: deadline.ID, VisitID: v.ID, From: v.MadeOn, Due: v.MadeOn + vigie.Date(deadline.Days)})
		}
	}
}

// visited moves the target's file on: feedback is due from now, and who made the visit has it, so that it may give it. That the target was
// visited follows from the visit, which who entered it had the right to; it need not be in its territory.
func (d *Desk) visited(ctx context.Context, b vigie.Books, v vigie.Visit, inv *vigie.Investigation) error {
	if v.TargetID == "" {
		return nil
	}
	t, err := b.Targets().Get(ctx, v.TargetID)
	if err != nil {
		return err
	}
	if t.Target.EntityID != v.EntityID {
		return vigie.Errorf(vigie.Conflict, "target %s is of another employer than the one visited", t.ID)
	}
	if t.State, err = vigie.TargetCycle.After(t.State, "target.visit"); err != nil {
		return err
	}
	t.Investigation, t.AssignedTo = inv.ID, v.Inspector
	d.due(t, v.MadeOn)
	return vigie.Keep(ctx, b, b.Targets(), "target.visit", vigie.Act{}, t)
}

func (d *Desk) due(t *vigie.TargetFile, madeOn vigie.Date) {
	t.FeedbackDue = d.Office.AfterWorkingDays(madeOn, d.Office.Limits.FeedbackDays)
	t.Until = madeOn + vigie.Date(d.Office.Limits.CoolDownDays)
}

// VisitTarget says that an accepted target was visited in a directorate's own plan, outside an investigation of the team.
func (d *Desk) VisitTarget(ctx context.Context, c vigie.Command, act vigie.Act, madeOn vigie.Date) (vigie.Receipt, error) {
	return d.decide(ctx, c, "target.visit", act, func(_ vigie.Books, t *vigie.TargetFile) error {
		if madeOn == 0 || madeOn > d.Office.Day(c.At) {
			return vigie.Errorf(vigie.Invalid, "visited on %s: choose a day that is not later than today", madeOn)
		}
		d.due(t, madeOn)
		return nil
	})
}

// StopClock says that what the law asks for was done.
func (d *Desk) StopClock(ctx context.Context, c vigie.Command, act vigie.Act, visit, clock string) (vigie.Receipt, error) {
	c.Action = "investigation.stop_clock"
	return d.Casework.Do(ctx, c, func(b vigie.Books) error {
		inv, err := vigie.Fetch(ctx, d.Guard, b.Investigations(), c.Action, act)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(inv.Clocks, func(k vigie.Clock) bool { return k.VisitID == visit && k.ID == clock && k.DoneAt.IsZero() })
		if i < 0 {
			return vigie.Errorf(vigie.NotFound, "clock %s of visit %s: it does not run", clock, visit)
		}
		who, _ := vigie.ActorOf(ctx)
		inv.Clocks[i].DoneAt, inv.Clocks[i].DoneBy = c.At, who.UserID
		return vigie.Keep(ctx, b, b.Investigations(), c.Action, act, inv)
	})
}

// visit changes the visits of a running investigation, and only of one whose directors have agreed to what it is about now.
func (d *Desk) visit(ctx context.Context, c vigie.Command, action vigie.Action, act vigie.Act, change func(vigie.Books, *vigie.Investigation) error) (vigie.Receipt, error) {
	c.Action = action
	return d.Casework.Do(ctx, c, func(b vigie.Books) error {
		inv, err := vigie.Fetch(ctx, d.Guard, b.Investigations(), action, act)
		if err != nil {
			return err
		}
		if !vigie.Open(inv.Thing(), action) {
			return vigie.Errorf(vigie.Gate, "visits are made in a running investigation, and this one is %s", vigie.StateWord(vigie.KindInvestigation, inv.State))
		}
		if err := d.agreed(ctx, b, inv); err != nil {
			return err
		}
		if err := change(b, inv); err != nil {
			return err
		}
		return vigie.Keep(ctx, b, b.Investigations(), action, act, inv)
	})
}
