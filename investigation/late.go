package investigation

import (
	"context"
	"slices"

	"vigie"
)

// KeepLate keeps what came from the field and was not applied. It may be whatever the target has become, for that is why it was not.
func (d *Desk) KeepLate(ctx context.Context, c vigie.Command, l *vigie.Late) (vigie.Receipt, error) {
	c.Action = "late.keep"
	return d.Casework.Do(ctx, c, func(b vigie.Books) error {
		t, err := b.Targets().Get(ctx, l.TargetID)
		if err != nil {
			return err
		}
		if err := d.Guard.Check(ctx, c.Action, t.Thing()); err != nil {
			return err
		}
		if _, err := d.Office.Rung(l.Outcome); err != nil {
			return err
		}
		if err := vigie.Said(l.Refused, "what was answered to it"); err != nil {
			return err
		}
		l.State, l.EntityID, l.Directorate, l.Territory, l.Investigation = vigie.LateOpen, t.Target.EntityID, t.Directorate, t.Target.Territory, t.Investigation
		if l.Verdicts, err = verdicts(t.Target.Reasons, l.Verdicts); err != nil {
			return err
		}
		return vigie.Keep(ctx, b, b.Lates(), c.Action, vigie.Act{}, l)
	})
}

// SettleLate says what became of it.
func (d *Desk) SettleLate(ctx context.Context, c vigie.Command, act vigie.Act, became string) (vigie.Receipt, error) {
	c.Action = "late.settle"
	return d.Casework.Do(ctx, c, func(b vigie.Books) error {
		_, err := vigie.Take(ctx, b, d.Guard, b.Lates(), vigie.LateCycle, c.Action, act, func(l *vigie.Late) error {
			who, _ := vigie.ActorOf(ctx)
			l.Became, l.Note, l.SettledAt, l.SettledBy = became, act.Note, c.At, who.UserID
			if ways := []string{vigie.LateSentAgain, vigie.LateEntered, vigie.LatePutAside}; !slices.Contains(ways, became) {
				return vigie.Errorf(vigie.Invalid, "became %q: it is one of %v", became, ways)
			}
			if became == vigie.LatePutAside {
				return vigie.Said(act.Note, "why it is put aside")
			}
			return nil
		})
		return err
	})
}
