package investigation

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"vigie"
)

// Open begins an investigation: its scope is written, and the directorates concerned follow from it.
func (d *Desk) Open(ctx context.Context, c vigie.Command, inv *vigie.Investigation) (vigie.Receipt, error) {
	c.Action = "investigation.open"
	return d.Casework.Do(ctx, c, func(b vigie.Books) error {
		inv.State, inv.Visits, inv.Clocks = vigie.InvestigationPlanned, nil, nil
		if err := d.scope(ctx, b, inv); err != nil {
			return err
		}
		if err := d.Guard.Check(ctx, c.Action, inv.Thing()); err != nil {
			return err
		}
		return vigie.Keep(ctx, b, b.Investigations(), c.Action, vigie.Act{}, inv)
	})
}

// scope checks what an investigation is about, and works out who has to be asked.
func (d *Desk) scope(ctx context.Context, b vigie.Books, inv *vigie.Investigation) error {
	p, err := b.Phenomena().Get(ctx, inv.PhenomenonID)
	if err != nil {
		return err
	}
	if inv.Objective == "" || len(inv.Territories) == 0 || len(inv.Sectors) == 0 || inv.Lead == "" {
		return vigie.Errorf(vigie.Invalid, "the scope of an investigation is an objective, at least one territory and one sector, and who leads it")
	}
	if err := d.there(ctx, b, inv); err != nil {
		return err
	}
	for _, s := range inv.Sectors {
		if !slices.Contains(d.Office.Sectors, s) {
			return vigie.Errorf(vigie.Invalid, "sector %q: choose one of %v", s, d.Office.Sectors)
		}
	}
	slices.Sort(inv.Territories)
	slices.Sort(inv.Sectors)
	inv.Directorates, err = d.Office.Concerned(inv.Territories, p.Directorate)
	return err
}

// there checks that who leads it and its team work here, and that the other inspectorates are of the office's list.
func (d *Desk) there(ctx context.Context, b vigie.Books, inv *vigie.Investigation) error {
	for _, s := range inv.Services {
		if !slices.Contains(d.Office.Services, s) {
			return vigie.Errorf(vigie.Invalid, "service %q: choose one of %v", s, d.Office.Services)
		}
	}
	if err := vigie.AtWork(ctx, b, "the lead", inv.Lead); err != nil {
		return err
	}
	return vigie.AtWork(ctx, b, "the team", inv.Team...)
}

// ScopeHash names a scope: what a director agreed to. Another territory, sector or objective is another scope.
func ScopeHash(inv *vigie.Investigation) string {
	sum := sha256.Sum256([]byte(strings.Join([]string{
		strings.Join(inv.Territories, "\x1f"), strings.Join(inv.Sectors, "\x1f"), strings.Join(inv.Directorates, "\x1f"), inv.Objective, inv.PhenomenonID}, "\x1e")))
	return hex.EncodeToString(sum[:])
}

// Start lets visits be made, once every directorate concerned has agreed to this very scope.
func (d *Desk) Start(ctx context.Context, c vigie.Command, act vigie.Act) (vigie.Receipt, error) {
	c.Action = "investigation.start"
	return d.Casework.Do(ctx, c, func(b vigie.Books) error {
		_, err := vigie.Take(ctx, b, d.Guard, b.Investigations(), vigie.InvestigationCycle, c.Action, act, func(inv *vigie.Investigation) error {
			inv.StartedAt = c.At
			if err := d.bear(ctx, b, inv); err != nil {
				return err
			}
			for _, entity := range inv.EntityIDs {
				if err := d.elsewhere(ctx, b, entity, inv.ID, vigie.InvestigationRunning); err != nil {
					return err
				}
			}
			return d.agreed(ctx, b, inv)
		})
		return err
	})
}

// bear writes into an investigation the conditions under which its directors have agreed to it as it is.
func (d *Desk) bear(ctx context.Context, b vigie.Books, inv *vigie.Investigation) error {
	asked, err := d.consultations(ctx, b, inv.ID)
	if err != nil {
		return err
	}
	inv.Conditions = nil
	for hash, i := ScopeHash(inv), 0; i < len(asked); i++ {
		if q := &asked[i]; q.State == vigie.ConsultationConditioned && q.ScopeHash == hash {
			inv.Conditions = append(inv.Conditions, vigie.Terms{Directorate: q.Directorate, Text: q.Conditions})
		}
	}
	return nil
}

// agreed is the gate: for each directorate concerned there is an agreement about this very scope. It names who has the ball.
func (d *Desk) agreed(ctx context.Context, b vigie.Books, inv *vigie.Investigation) error {
	concerned, err := d.concerned(ctx, b, inv)
	if err != nil {
		return err
	}
	asked, err := d.consultations(ctx, b, inv.ID)
	if err != nil {
		return err
	}
	hash := ScopeHash(inv)
	var missing []string
	for _, directorate := range concerned {
		if !slices.ContainsFunc(asked, func(c vigie.Consultation) bool {
			return c.Directorate == directorate && c.ScopeHash == hash && (c.State == vigie.ConsultationAgreed || c.State == vigie.ConsultationConditioned)
		}) {
			missing = append(missing, directorate)
		}
	}
	if len(missing) > 0 {
		return vigie.Errorf(vigie.Gate, "no visit before the directors concerned have agreed: still to hear from %v; silence is not consent", vigie.WordsOf("directorate", missing))
	}
	return nil
}

// concerned works out again who has to be asked: the office may have changed since the scope was written, and the directorate
// that took over a territory has not been asked yet.
func (d *Desk) concerned(ctx context.Context, b vigie.Books, inv *vigie.Investigation) ([]string, error) {
	p, err := b.Phenomena().Get(ctx, inv.PhenomenonID)
	if err != nil {
		return nil, err
	}
	return d.Office.Concerned(inv.Territories, p.Directorate)
}

// Scope is what may be changed about a running investigation, at the price of asking everybody again.
type Scope struct {
	Objective            string
	Territories, Sectors []string
}

// ChangeScope changes what an investigation is about. What was agreed was agreed about something else: all are asked again,
// and until they answer no visit may be entered.
func (d *Desk) ChangeScope(ctx context.Context, c vigie.Command, act vigie.Act, to Scope) (vigie.Receipt, error) {
	c.Action = "investigation.change_scope"
	return d.Casework.Do(ctx, c, func(b vigie.Books) error {
		inv, err := vigie.Take(ctx, b, d.Guard, b.Investigations(), vigie.InvestigationCycle, c.Action, act, func(inv *vigie.Investigation) error {
			inv.Objective, inv.Territories, inv.Sectors = to.Objective, to.Territories, to.Sectors
			return d.scope(ctx, b, inv)
		})
		if err != nil {
			return err
		}
		return d.ask(ctx, b, c, inv)
	})
}

// Close ends an investigation with its conclusion.
func (d *Desk) Close(ctx context.Context, c vigie.Command, act vigie.Act) (vigie.Receipt, error) {
	c.Action = "investigation.close"
	return d.Casework.Do(ctx, c, func(b vigie.Books) error {
		_, err := vigie.Take(ctx, b, d.Guard, b.Investigations(), vigie.InvestigationCycle, c.Action, act, func(inv *vigie.Investigation) error {
			inv.Conclusion, inv.ClosedAt = act.Note, c.At
			if err := vigie.Said(act.Note, "the conclusion"); err != nil {
				return err
			}
			return d.complete(ctx, b, inv)
		})
		return err
	})
}

// complete is the gate of closing: each visit that was made has an outcome, and each target visited its feedback.
func (d *Desk) complete(ctx context.Context, b vigie.Books, inv *vigie.Investigation) error {
	if len(inv.Visits) == 0 {
		return vigie.Errorf(vigie.Gate, "no visit was made: enter one, or abandon the investigation with the reason")
	}
	for _, v := range inv.Visits {
		if v.MadeOn == 0 {
			return vigie.Errorf(vigie.Gate, "visit %s was planned for %s and not made: enter it, or take it off", v.ID, v.PlannedOn)
		}
		if v.TargetID == "" {
			continue
		}
		given, err := b.Feedback().List(ctx, vigie.Query{Scope: everything, Size: 1, Where: []vigie.Where{
			{Field: "target", Values: []string{v.TargetID}}, {Field: "service", Values: []string{""}}}})
		if err != nil {
			return err
		}
		if given.Total == 0 {
			return vigie.Errorf(vigie.Gate, "feedback on target %s is missing: the miners wait for it", v.TargetID)
		}
	}
	return nil
}

// Abandon ends an investigation without a conclusion, with a reason.
func (d *Desk) Abandon(ctx context.Context, c vigie.Command, act vigie.Act) (vigie.Receipt, error) {
	c.Action = "investigation.abandon"
	return d.Casework.Do(ctx, c, func(b vigie.Books) error {
		_, err := vigie.Take(ctx, b, d.Guard, b.Investigations(), vigie.InvestigationCycle, c.Action, act, func(inv *vigie.Investigation) error {
			inv.Conclusion, inv.ClosedAt = act.Note, c.At
			return vigie.Said(act.Note, "the reason")
		})
		return err
	})
}
