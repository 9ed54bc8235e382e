package investigation

import (
	"context"
	"slices"

	"vigie"
)

// GiveFeedback says what came of a target: the outcome, and of each reason whether it held. A reason that is not mentioned was not
// checked; one that the target does not have is refused.
func (d *Desk) GiveFeedback(ctx context.Context, c vigie.Command, f *vigie.Feedback) (vigie.Receipt, error) {
	c.Action = "feedback.give"
	return d.Casework.Do(ctx, c, func(b vigie.Books) error {
		t, err := b.Targets().Get(ctx, f.TargetID)
		if err != nil {
			return err
		}
		if err := d.Guard.Check(ctx, c.Action, t.Thing()); err != nil {
			return err
		}
		if !vigie.Open(t.Thing(), "feedback.give") {
			return vigie.Errorf(vigie.Gate, "feedback follows a visit, and this target is %s", vigie.StateWord(vigie.KindTarget, t.State))
		}
		if err := d.told(ctx, b, f, t, d.Office.Day(c.At)); err != nil {
			return err
		}
		f.Directorate, f.Investigation = t.Directorate, t.Investigation
		return vigie.Keep(ctx, b, b.Feedback(), c.Action, vigie.Act{}, f)
	})
}

// told checks what was said of a target, and fills in what follows from it. Whose visit it was is not among that.
func (d *Desk) told(ctx context.Context, b vigie.Books, f *vigie.Feedback, t *vigie.TargetFile, today vigie.Date) (err error) {
	if f.VisitedOn > today {
		return vigie.Errorf(vigie.Invalid, "visited on %s: that day has not come yet", f.VisitedOn)
	}
	if _, err := d.Office.Rung(f.Outcome); err != nil {
		return err
	}
	if err := d.once(ctx, b, f); err != nil {
		return err
	}
	f.EntityID, f.Territory, f.PhenomenonID, f.Answers = t.Target.EntityID, t.Target.Territory, t.PhenomenonID, nil
	f.Verdicts, err = verdicts(t.Target.Reasons, f.Verdicts)
	return err
}

// once refuses a second feedback of the same service that does not say which one it corrects.
func (d *Desk) once(ctx context.Context, b vigie.Books, f *vigie.Feedback) error {
	given, err := b.Feedback().List(ctx, vigie.Query{Scope: everything, Size: 1, Where: []vigie.Where{
		{Field: "target", Values: []string{f.TargetID}}, {Field: "service", Values: []string{f.Service}}}})
	if err != nil || given.Total == 0 {
		return err
	}
	if last := given.Items[0]; f.Corrects != last.ID {
		return vigie.Errorf(vigie.Conflict, "feedback on this target was given on %s: to correct it, say that you correct %s", vigie.DateOf(last.CreatedAt.UTC()), last.ID)
	}
	return nil
}

// verdicts puts the verdicts in the order of the reasons, and fills in those that were not checked.
func verdicts(reasons []vigie.Reason, said []vigie.Verdict) ([]vigie.Verdict, error) {
	full := make([]vigie.Verdict, 0, len(reasons))
	for _, r := range reasons {
		full = append(full, vigie.Verdict{Feature: r.Feature, Verdict: vigie.NotChecked})
	}
	for _, v := range said {
		i := slices.IndexFunc(full, func(f vigie.Verdict) bool { return f.Feature == v.Feature })
		if i < 0 {
			return nil, vigie.Errorf(vigie.Invalid, "verdict on %q: it is not a reason of this target", v.Feature)
		}
		switch v.Verdict {
		case vigie.Confirmed, vigie.Refuted, vigie.NotChecked:
			full[i] = v
		default:
			return nil, vigie.Errorf(vigie.Invalid, "verdict %q on %s: it is confirmed, refuted or not_checked", v.Verdict, v.Feature)
		}
	}
	return full, nil
}

// Reply is a miner's answer to one verdict, and what was changed because of it.
func (d *Desk) Reply(ctx context.Context, c vigie.Command, act vigie.Act, a vigie.Answer) (vigie.Receipt, error) {
	c.Action = "feedback.answer"
	return d.Casework.Do(ctx, c, func(b vigie.Books) error {
		f, err := vigie.Fetch(ctx, d.Guard, b.Feedback(), c.Action, act)
		if err != nil {
			return err
		}
		if a.Feature != "" && !slices.ContainsFunc(f.Verdicts, func(v vigie.Verdict) bool { return v.Feature == a.Feature }) {
			return vigie.Errorf(vigie.Invalid, "answer to %q: there is no verdict on it", a.Feature)
		}
		if err := vigie.Said(a.Text, "the answer"); err != nil {
			return err
		}
		who, _ := vigie.ActorOf(ctx)
		a.By, a.At = who.UserID, c.At
		f.Answers = append(f.Answers, a)
		return vigie.Keep(ctx, b, b.Feedback(), c.Action, act, f)
	})
}
