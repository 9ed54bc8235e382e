package investigation

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"vigie"
)

// Files are targets as they are delivered: each to the directorate of its territory, under the phenomenon that its model looks for, if
// casework knows one. A file's name follows from the run, the model and the employer, so that delivering twice does once; it does not
// tell which employer it is, when name does not.
func (d *Desk) Files(ctx context.Context, targets []vigie.Target, name func(entity string) string) ([]vigie.TargetFile, error) {
	looksFor := map[string]string{}
	err := d.Casework.Read(ctx, func(b vigie.Books) error {
		all, err := b.Phenomena().List(ctx, vigie.Query{Scope: everything, Size: all, Sort: "createdAt"})
		for _, p := range all.Items {
			for _, model := range p.Models {
				looksFor[model] = p.ID
			}
		}
		return err
	})
	files := make([]vigie.TargetFile, len(targets))
	for i, t := range targets {
		files[i] = vigie.TargetFile{Record: vigie.Record{ID: vigie.NamedID(t.RunID, t.Model, name(t.EntityID))}, Target: t, PhenomenonID: looksFor[t.Model]}
		files[i].Directorate = d.Office.Of(t.Territory)
	}
	return files, err
}

// Release delivers the targets of a run to the directorates, once: a target that was delivered before is left as it is, and one
// whose employer cools down or is under investigation is not delivered. It returns how many were delivered.
func (d *Desk) Release(ctx context.Context, c vigie.Command, targets []vigie.TargetFile) (n int, err error) {
	c.Action = "target.release"
	_, err = d.Casework.Do(ctx, c, func(b vigie.Books) error {
		n = 0
		tested, err := underTest(ctx, b)
		if err != nil {
			return err
		}
		for i := range targets {
			if t := &targets[i].Target; tested[[2]string{t.Model, t.Territory}] {
				continue
			}
			fresh, err := d.release(ctx, b, c, targets[i])
			if err != nil {
				return err
			}
			if fresh {
				n++
			}
		}
		return nil
	})
	return n, err
}

// underTest are the models whose lists are not delivered in a territory, because a field test of them runs there: who saw them would know which of its targets are theirs.
func underTest(ctx context.Context, b vigie.Books) (map[[2]string]bool, error) {
	running, err := b.FieldTests().List(ctx, vigie.Query{Scope: everything, Size: all, Where: []vigie.Where{{Field: "state", Values: []string{vigie.FieldTestRunning}}}})
	tested := map[[2]string]bool{}
	for _, f := range running.Items {
		for _, territory := range f.Territories {
			tested[[2]string{f.Model, territory}] = f.Model != ""
		}
	}
	return tested, err
}

func (d *Desk) release(ctx context.Context, b vigie.Books, c vigie.Command, t vigie.TargetFile) (bool, error) {
	t.State, t.ReleasedAt = vigie.TargetProposed, c.At
	t.ExpiresOn = d.Office.Day(c.At) + vigie.Date(d.Office.Limits.ExpiryDays)
	if err := d.Guard.Check(ctx, c.Action, t.Thing()); err != nil {
		return false, err
	}
	if _, err := b.Targets().Get(ctx, t.ID); err == nil {
		return false, nil // delivered before, under the same name
	} else if vigie.CodeOf(err) != vigie.NotFound {
		return false, err
	}
	if err := d.free(ctx, b, t.Target.EntityID, "", d.Office.Day(c.At)); err != nil {
		if vigie.CodeOf(err) == vigie.Conflict {
			return false, nil
		}
		return false, err
	}
	return true, vigie.Keep(ctx, b, b.Targets(), c.Action, vigie.Act{}, &t)
}

// Accept says that a target will be visited, by somebody if a name is given. It is refused while somebody else is on that employer,
// and while it cools down.
func (d *Desk) Accept(ctx context.Context, c vigie.Command, act vigie.Act, assignee string) (vigie.Receipt, error) {
	return d.decide(ctx, c, "target.accept", act, func(b vigie.Books, t *vigie.TargetFile) error {
		if err := assigned(ctx, b, assignee); err != nil {
			return err
		}
		t.AssignedTo = assignee
		return d.free(ctx, b, t.Target.EntityID, t.ID, d.Office.Day(c.At))
	})
}

// Decline says that a target will not be visited, with a reason of the list.
func (d *Desk) Decline(ctx context.Context, c vigie.Command, act vigie.Act) (vigie.Receipt, error) {
	return d.decide(ctx, c, "target.decline", act, func(_ vigie.Books, t *vigie.TargetFile) error {
		t.Until = d.Office.Day(c.At) + vigie.Date(d.Office.Limits.CoolDownDays)
		return vigie.OneOf(d.Office.Declines, act.Reason, "reason to decline")
	})
}

// Defer puts a target off until a day, with a reason of the list.
func (d *Desk) Defer(ctx context.Context, c vigie.Command, act vigie.Act, until vigie.Date) (vigie.Receipt, error) {
	return d.decide(ctx, c, "target.defer", act, func(_ vigie.Books, t *vigie.TargetFile) error {
		if until <= d.Office.Day(c.At) {
			return vigie.Errorf(vigie.Invalid, "defer until %s: choose a day after today", until)
		}
		if until >= t.ExpiresOn {
			return vigie.Errorf(vigie.Invalid, "defer until %s: it is stale from %s on: choose a day before that, or decline it", until, t.ExpiresOn)
		}
		t.Until = until
		return vigie.OneOf(d.Office.Deferrals, act.Reason, "reason to defer")
	})
}

// TakeBack undoes the last decision on a target, as long as nobody has visited: it is as it was before.
func (d *Desk) TakeBack(ctx context.Context, c vigie.Command, act vigie.Act) (vigie.Receipt, error) {
	c.Action = "target.take_back"
	return d.Casework.Do(ctx, c, func(b vigie.Books) error {
		_, err := vigie.Take(ctx, b, d.Guard, b.Targets(), vigie.TargetCycle, c.Action, act, func(t *vigie.TargetFile) error {
			was, err := undecided(ctx, b, t)
			if err != nil {
				return err
			}
			t.State, t.AssignedTo, t.Until = was.State, was.AssignedTo, was.Until
			t.Reason, t.DecidedAt, t.DecidedBy = was.Reason, was.DecidedAt, was.DecidedBy
			t.Note = cmp.Or(act.Note, was.Note)
			return nil
		})
		return err
	})
}

// undecided is how a target stood before its last decision.
func undecided(ctx context.Context, b vigie.Books, t *vigie.TargetFile) (*vigie.TargetFile, error) {
	versions, err := b.Targets().History(ctx, t.ID)
	if err != nil {
		return nil, err
	}
	for i := len(versions) - 1; i >= 0; i-- {
		if versions[i].DecidedAt.Before(t.DecidedAt) {
			return &versions[i], nil
		}
	}
	return nil, vigie.Errorf(vigie.Conflict, "take back target %s: nothing was decided before: decide on it anew", t.ID)
}

func (d *Desk) decide(ctx context.Context, c vigie.Command, action vigie.Action, act vigie.Act, fill func(vigie.Books, *vigie.TargetFile) error) (vigie.Receipt, error) {
	c.Action = action
	return d.Casework.Do(ctx, c, func(b vigie.Books) error {
		_, err := vigie.Take(ctx, b, d.Guard, b.Targets(), vigie.TargetCycle, action, act, func(t *vigie.TargetFile) error {
			who, _ := vigie.ActorOf(ctx)
			t.Reason, t.Note, t.DecidedAt, t.DecidedBy = act.Reason, act.Note, c.At, who.UserID
			return fill(b, t)
		})
		return err
	})
}

// Assign gives a target to somebody who works here, or, without a name, to nobody in particular. What was decided of it stays.
func (d *Desk) Assign(ctx context.Context, c vigie.Command, act vigie.Act, assignee string) (vigie.Receipt, error) {
	c.Action = "target.assign"
	return d.Casework.Do(ctx, c, func(b vigie.Books) error {
		_, err := vigie.Take(ctx, b, d.Guard, b.Targets(), vigie.TargetCycle, c.Action, act, func(t *vigie.TargetFile) error {
			t.AssignedTo, t.Note = assignee, cmp.Or(act.Note, t.Note)
			return assigned(ctx, b, assignee)
		})
		return err
	})
}

// assigned checks to whom a target is given, if to somebody.
func assigned(ctx context.Context, b vigie.Books, assignee string) error {
	if assignee == "" {
		return nil
	}
	return vigie.AtWork(ctx, b, "assign to", assignee)
}

// Each carries out one act on many targets under one comment. Every target stands for itself: what could not be done is said of
// each, and the others are done. A command's key is extended by the target's name, so that sending twice does once.
func Each(acts []vigie.Act, c vigie.Command, do func(vigie.Command, vigie.Act) (vigie.Receipt, error)) ([]vigie.Receipt, []error) {
	receipts, errs := make([]vigie.Receipt, len(acts)), make([]error, len(acts))
	for i, act := range acts {
		one := c
		if c.Key != "" {
			one.Key = c.Key + "/" + act.ID
		}
		receipts[i], errs[i] = do(one, act)
	}
	return receipts, errs
}

// Free says whether an employer may be drawn for a field test: nobody is on it, it does not cool down, and it stands on no list, where its score could be read.
func (d *Desk) Free(ctx context.Context, b vigie.Books, entity string, today vigie.Date) (bool, error) {
	listed, err := b.Targets().List(ctx, vigie.Query{Scope: everything, Size: 1, Where: []vigie.Where{
		{Field: "entity", Values: []string{entity}}, {Field: "state", Values: []string{vigie.TargetProposed, vigie.TargetDeferred}}}})
	if err != nil || listed.Total > 0 {
		return false, err
	}
	err = d.free(ctx, b, entity, "", today)
	if vigie.CodeOf(err) == vigie.Conflict {
		return false, nil
	}
	return err == nil, err
}

// free is a conflict when somebody is on the employer already, or it cools down. It sees everything, and says no more than who has it.
func (d *Desk) free(ctx context.Context, b vigie.Books, entity, except string, today vigie.Date) error {
	files, err := d.unclaimed(ctx, b, entity, except)
	if err != nil {
		return err
	}
	return cool(entity, slices.DeleteFunc(files, func(f vigie.TargetFile) bool { return f.ID == except }), today)
}

// mine is what free is, for a visit of an investigation: that it has the employer itself, and what came of its own visits there, is in nobody's way.
// Another one that only asks its directors yet is not in the way of who named the employer and was allowed to begin.
func (d *Desk) mine(ctx context.Context, b vigie.Books, v vigie.Visit, inv *vigie.Investigation, today vigie.Date) error {
	busy := []string{vigie.InvestigationRunning}
	if !slices.Contains(inv.EntityIDs, v.EntityID) {
		busy = append(busy, vigie.InvestigationConsulting)
	}
	if err := d.elsewhere(ctx, b, v.EntityID, inv.ID, busy...); err != nil {
		return err
	}
	files, err := d.listed(ctx, b, v.EntityID, v.TargetID)
	if err != nil {
		return err
	}
	return cool(v.EntityID, slices.DeleteFunc(files, func(f vigie.TargetFile) bool { return f.ID == v.TargetID || f.Investigation == inv.ID }), today)
}

// cool is a conflict while an employer cools down after what was decided.
func cool(entity string, files []vigie.TargetFile, today vigie.Date) error {
	var errs []error
	for _, f := range files {
		if f.State != vigie.TargetAccepted && f.Until > today {
			errs = append(errs, vigie.Errorf(vigie.Conflict, "employer %s cools down until %s, after what %s decided", entity, f.Until, vigie.Word{List: "directorate", ID: f.Directorate}))
		}
	}
	if len(errs) > 0 {
		return vigie.Errorf(vigie.Conflict, "%w", errors.Join(errs...))
	}
	return nil
}

// unclaimed is a conflict when somebody is on the employer already, and returns its files on which was decided.
func (d *Desk) unclaimed(ctx context.Context, b vigie.Books, entity, except string) ([]vigie.TargetFile, error) {
	if err := d.elsewhere(ctx, b, entity, "", vigie.InvestigationConsulting, vigie.InvestigationRunning); err != nil {
		return nil, err
	}
	return d.listed(ctx, b, entity, except)
}

// elsewhere is a conflict when an investigation other than one's own is on the employer, in one of the states that are named.
func (d *Desk) elsewhere(ctx context.Context, b vigie.Books, entity, own string, states ...string) error {
	open, err := b.Investigations().List(ctx, vigie.Query{Scope: everything, Size: 2, Where: []vigie.Where{
		{Field: "entities", Values: []string{entity}}, {Field: "state", Values: states}}})
	if err != nil {
		return err
	}
	for _, inv := range open.Items {
		if inv.ID != own {
			return vigie.Errorf(vigie.Conflict, "employer %s is already under investigation by %v: ask them before you visit", entity, vigie.WordsOf("directorate", inv.Directorates))
		}
	}
	return nil
}

// listed is a conflict when the employer was accepted on another list, and returns its files on which was decided.
func (d *Desk) listed(ctx context.Context, b vigie.Books, entity, except string) ([]vigie.TargetFile, error) {
	files, err := b.Targets().List(ctx, vigie.Query{Scope: everything, Size: all, Where: []vigie.Where{
		{Field: "entity", Values: []string{entity}}, {Field: "state", Values: []string{vigie.TargetAccepted, vigie.TargetDeclined, vigie.TargetVisited}}}})
	if err != nil {
		return nil, err
	}
	var errs []error
	for _, f := range files.Items {
		if f.ID != except && f.State == vigie.TargetAccepted {
			errs = append(errs, vigie.Errorf(vigie.Conflict, "employer %s is already on the list of %s", entity, vigie.Word{List: "directorate", ID: f.Directorate}))
		}
	}
	if len(errs) > 0 {
		return nil, vigie.Errorf(vigie.Conflict, "%w", errors.Join(errs...))
	}
	return files.Items, nil
}
