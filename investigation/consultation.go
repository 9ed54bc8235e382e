package investigation

import (
	"context"

	"vigie"
)

// Consult asks the director of each directorate concerned. Asking again asks only those who were not asked about this scope.
func (d *Desk) Consult(ctx context.Context, c vigie.Command, act vigie.Act) (vigie.Receipt, error) {
	c.Action = "investigation.consult"
	return d.Casework.Do(ctx, c, func(b vigie.Books) error {
		inv, err := vigie.Take(ctx, b, d.Guard, b.Investigations(), vigie.InvestigationCycle, c.Action, act, func(inv *vigie.Investigation) error {
			if len(inv.Team) == 0 {
				return vigie.Errorf(vigie.Gate, "say who is in the team before you ask the directors: they agree to people too")
			}
			return d.scope(ctx, b, inv)
		})
		if err != nil {
			return err
		}
		return d.ask(ctx, b, c, inv)
	})
}

// ask makes a consultation for each directorate that was not asked about this scope, and reopens those about another.
func (d *Desk) ask(ctx context.Context, b vigie.Books, c vigie.Command, inv *vigie.Investigation) error {
	before, err := d.consultations(ctx, b, inv.ID)
	if err != nil {
		return err
	}
	hash := ScopeHash(inv)
	asked := map[string]bool{}
	for i := range before {
		switch old := &before[i]; {
		case old.State == vigie.ConsultationReopened:
		case old.ScopeHash == hash:
			asked[old.Directorate] = true
		default:
			old.State = vigie.ConsultationReopened
			if err := vigie.Keep(ctx, b, b.Consultations(), "consultation.reopen", vigie.Act{}, old); err != nil {
				return err
			}
		}
	}
	today := d.Office.Day(c.At)
	for _, directorate := range inv.Directorates {
		if asked[directorate] {
			continue
		}
		q := &vigie.Consultation{State: vigie.ConsultationAsked, InvestigationID: inv.ID, PhenomenonID: inv.PhenomenonID, Directorate: directorate, ScopeHash: hash,
			Approach: inv.Objective, Team: inv.Team, AskedAt: c.At, Deadline: d.Office.AfterWorkingDays(today, d.Office.Limits.AnswerDays)}
		if err := vigie.Keep(ctx, b, b.Consultations(), "consultation.ask", vigie.Act{}, q); err != nil {
			return err
		}
	}
	return nil
}

func (d *Desk) consultations(ctx context.Context, b vigie.Books, investigation string) ([]vigie.Consultation, error) {
	got, err := b.Consultations().List(ctx, vigie.Query{Scope: everything, Size: all, Sort: "createdAt",
		Where: []vigie.Where{{Field: "investigation", Values: []string{investigation}}}})
	return got.Items, err
}

// Answer is a director's answer: agree, agree_with_conditions or object. Conditions and objections are said in words.
func (d *Desk) Answer(ctx context.Context, c vigie.Command, act vigie.Act, answer string) (vigie.Receipt, error) {
	c.Action = vigie.Action("consultation." + answer)
	return d.Casework.Do(ctx, c, func(b vigie.Books) error {
		_, err := vigie.Take(ctx, b, d.Guard, b.Consultations(), vigie.ConsultationCycle, c.Action, act, func(q *vigie.Consultation) error {
			who, _ := vigie.ActorOf(ctx)
			q.AnsweredAt, q.AnsweredBy, q.Conditions, q.Reason = c.At, who.UserID, "", ""
			switch q.State {
			case vigie.ConsultationConditioned:
				q.Conditions = act.Note
				return vigie.Said(act.Note, "the condition")
			case vigie.ConsultationObjected:
				q.Reason = act.Note
				return vigie.Said(act.Note, "the reason of the objection")
			}
			return nil
		})
		return err
	})
}
