package investigation

import (
	"context"
	"errors"

	"vigie"
)

// Sweep does what silence and time bring about, and nothing that a person has to decide: it reminds and escalates consultations without
// an answer (one that nobody is there to answer at once), takes stale targets off the lists, puts back those whose day has come, and disclosures whose day has come back. It is safe to call at any time and any number of times.
func (d *Desk) Sweep(ctx context.Context, c vigie.Command) (vigie.Receipt, error) {
	c.Action = "sweep"
	ctx = vigie.WithActor(ctx, vigie.System)
	return d.Casework.Do(ctx, c, func(b vigie.Books) error {
		if err := d.remind(ctx, b, c); err != nil {
			return err
		}
		return errors.Join(d.expire(ctx, b, c), d.expireDisclosures(ctx, b, c))
	})
}

func (d *Desk) remind(ctx context.Context, b vigie.Books, c vigie.Command) error {
	open, err := b.Consultations().List(ctx, vigie.Query{Scope: everything, Size: all, Sort: "createdAt",
		Where: []vigie.Where{{Field: "state", Values: []string{vigie.ConsultationAsked}}}})
	if err != nil {
		return err
	}
	today := d.Office.Day(c.At)
	answers, err := d.answers(ctx, b)
	if err != nil {
		return err
	}
	for i := range open.Items {
		q := &open.Items[i]
		waited := d.Office.WorkingDays(d.Office.Day(q.AskedAt), today)
		var what vigie.Action
		switch {
		case q.EscalatedAt.IsZero() && (waited >= d.Office.Limits.EscalateDays || !answers[q.Directorate]):
			q.EscalatedAt, what = c.At, "consultation.escalate"
		case waited >= d.Office.Limits.AnswerDays && q.RemindedAt.IsZero():
			q.RemindedAt, what = c.At, "consultation.remind"
		default:
			continue
		}
		if err := vigie.Keep(ctx, b, b.Consultations(), what, vigie.Act{}, q); err != nil {
			return err
		}
	}
	return nil
}

// answers says of each directorate whether there is somebody to answer for it: a director, or who stands in for one who has left. A directorate
// without is not waited for: the head of the team is told at once.
func (d *Desk) answers(ctx context.Context, b vigie.Books) (map[string]bool, error) {
	directors, err := b.Users().List(ctx, vigie.Query{Scope: everything, Size: all, Where: []vigie.Where{
		{Field: "roles", Values: []string{string(vigie.ProvincialDirector), string(vigie.ThematicDirector)}}}})
	if err != nil {
		return nil, err
	}
	there := map[string]bool{}
	for i := range directors.Items {
		u := &directors.Items[i]
		here, err := present(ctx, b, u)
		if err != nil {
			return nil, err
		}
		for _, directorate := range u.Directorates {
			there[directorate] = there[directorate] || here
		}
	}
	return there, nil
}

// present says whether a director is here, or has left and has a stand-in who is.
func present(ctx context.Context, b vigie.Books, u *vigie.User) (bool, error) {
	if u.State != vigie.UserLeft || u.StandIn == "" {
		return u.State == vigie.UserActive, nil
	}
	in, err := b.Users().Get(ctx, u.StandIn)
	if vigie.CodeOf(err) == vigie.NotFound {
		return false, nil
	}
	return err == nil && in.State == vigie.UserActive, err
}

// expire takes what is stale off the lists, and puts back on them what has waited until its day.
func (d *Desk) expire(ctx context.Context, b vigie.Books, c vigie.Command) error {
	today := d.Office.Day(c.At).String()
	open, waiting := []string{vigie.TargetProposed, vigie.TargetDeferred}, []string{vigie.TargetDeferred}
	err := each(ctx, b.Targets(), []vigie.Where{{Field: "state", Values: open}, {Field: "expiresOn", To: today}}, func(t *vigie.TargetFile) error {
		return moved(ctx, b, t, "target.expire")
	})
	if err != nil {
		return err
	}
	return each(ctx, b.Targets(), []vigie.Where{{Field: "state", Values: waiting}, {Field: "until", To: today}}, func(t *vigie.TargetFile) error {
		t.Until = 0
		return moved(ctx, b, t, "target.return")
	})
}

func moved(ctx context.Context, b vigie.Books, t *vigie.TargetFile, action vigie.Action) (err error) {
	if t.State, err = vigie.TargetCycle.After(t.State, action); err != nil {
		return err
	}
	return vigie.Keep(ctx, b, b.Targets(), action, vigie.Act{}, t)
}
