package phenomenon

import (
	"context"
	"slices"

	"vigie"
)

// Accept takes a phenomenon on: somebody has the ball, and its sectors are known.
func (d *Desk) Accept(ctx context.Context, c vigie.Command, act vigie.Act, owner, directorate string, sectors []string) (vigie.Receipt, error) {
	return d.step(ctx, c, "phenomenon.accept", act, func(b vigie.Books, p *vigie.Phenomenon) error {
		p.Owner, p.Directorate, p.Sectors = owner, directorate, sectors
		if owner == "" || len(sectors) == 0 {
			return vigie.Errorf(vigie.Gate, "a phenomenon is accepted with an owner and its sectors")
		}
		for _, s := range sectors {
			if !slices.Contains(d.Office.Sectors, s) {
				return vigie.Errorf(vigie.Invalid, "sector %q: choose one of %v", s, d.Office.Sectors)
			}
		}
		if _, err := d.Office.Concerned(nil, directorate); err != nil {
			return err
		}
		return has(ctx, "a retained signal", b.Signals(), p.ID, vigie.SignalRetained)
	})
}

// Draft says that there is something to test.
func (d *Desk) Draft(ctx context.Context, c vigie.Command, act vigie.Act) (vigie.Receipt, error) {
	return d.step(ctx, c, "phenomenon.draft", act, func(b vigie.Books, p *vigie.Phenomenon) error {
		if len(p.Indicators) == 0 && len(p.Models) == 0 {
			return vigie.Errorf(vigie.Gate, "nothing looks for it in the data yet: name an indicator or a model of the pack")
		}
		return has(ctx, "a methodology in force", b.Methodologies(), p.ID, vigie.MethodInForce)
	})
}

// Test says that it was tried on real targets.
func (d *Desk) Test(ctx context.Context, c vigie.Command, act vigie.Act) (vigie.Receipt, error) {
	return d.step(ctx, c, "phenomenon.test", act, func(b vigie.Books, p *vigie.Phenomenon) error {
		return has(ctx, "a closed investigation under it", b.Investigations(), p.ID, vigie.InvestigationClosed)
	})
}

// Gate says whether a phenomenon has earned its roll-out: nil when it has, a gate error that says what is missing when not.
type Gate interface {
	Earned(ctx context.Context, b vigie.Books, p *vigie.Phenomenon) error
}

// RollOut opens the way to the directorates, one line of planning each. Where the decision gate is shut, only the head of the team
// may override it, in words that stay.
func (d *Desk) RollOut(ctx context.Context, c vigie.Command, act vigie.Act, override string, plan map[string]vigie.Date) (vigie.Receipt, error) {
	return d.step(ctx, c, "phenomenon.roll_out", act, func(b vigie.Books, p *vigie.Phenomenon) error {
		if len(plan) == 0 {
			return vigie.Errorf(vigie.Invalid, "plan the roll-out: at least one directorate and its day")
		}
		if err := d.earned(ctx, b, p); err != nil {
			if override == "" {
				return err
			}
			if err := d.Guard.Check(ctx, "phenomenon.override_gate", p.Thing()); err != nil {
				return err
			}
			p.Override = override
		}
		return d.plan(ctx, b, p, plan)
	})
}

func (d *Desk) earned(ctx context.Context, b vigie.Books, p *vigie.Phenomenon) error {
	if d.Gate == nil {
		return d.Earned(ctx, b, p)
	}
	return d.Gate.Earned(ctx, b, p)
}

// Mainstream says that everybody looks for it: each planned directorate has adopted it, or was excused.
func (d *Desk) Mainstream(ctx context.Context, c vigie.Command, act vigie.Act) (vigie.Receipt, error) {
	return d.step(ctx, c, "phenomenon.mainstream", act, func(b vigie.Books, p *vigie.Phenomenon) error {
		rolls, err := b.RollOuts().List(ctx, vigie.Query{Scope: everything, Size: all, Where: []vigie.Where{{Field: "phenomenon", Values: []string{p.ID}}}})
		if err != nil {
			return err
		}
		var open []string
		for _, r := range rolls.Items {
			if r.State != vigie.RollOutAdopted && r.State != vigie.RollOutExcused {
				open = append(open, r.Directorate)
			}
		}
		if len(open) > 0 || len(rolls.Items) == 0 {
			return vigie.Errorf(vigie.Gate, "not everybody looks for it yet: %v have not adopted it", vigie.WordsOf("directorate", open))
		}
		return nil
	})
}

// Watch follows only its figures from now on.
func (d *Desk) Watch(ctx context.Context, c vigie.Command, act vigie.Act) (vigie.Receipt, error) {
	return d.step(ctx, c, "phenomenon.watch", act, nil)
}

// Reopen works on it again; Retire stops. Both say why.
func (d *Desk) Reopen(ctx context.Context, c vigie.Command, act vigie.Act) (vigie.Receipt, error) {
	return d.step(ctx, c, "phenomenon.reopen", act, func(vigie.Books, *vigie.Phenomenon) error { return vigie.Said(act.Note, "the reason") })
}

// Retire stops looking for it.
func (d *Desk) Retire(ctx context.Context, c vigie.Command, act vigie.Act) (vigie.Receipt, error) {
	return d.step(ctx, c, "phenomenon.retire", act, func(vigie.Books, *vigie.Phenomenon) error { return vigie.Said(act.Note, "the reason") })
}

// Dossier is what may be written of a phenomenon at any stage.
type Dossier struct {
	Title      string
	Definition string // a new version of it, when it differs from the last
	PackID     string
	Indicators []string
	Models     []string
	VisibleOn  vigie.Date
}

// Describe keeps what is known of a phenomenon. Definitions are added, never rewritten.
func (d *Desk) Describe(ctx context.Context, c vigie.Command, act vigie.Act, to Dossier) (vigie.Receipt, error) {
	c.Action = "phenomenon.describe"
	return d.Casework.Do(ctx, c, func(b vigie.Books) error {
		p, err := vigie.Fetch(ctx, d.Guard, b.Phenomena(), c.Action, act)
		if err != nil {
			return err
		}
		if to.PackID != "" && !slices.Contains(d.Office.Phenomena, to.PackID) {
			return vigie.Errorf(vigie.Invalid, "phenomenon %q of the pack: choose one of %v, or add it there", to.PackID, d.Office.Phenomena)
		}
		if err := vigie.Said(to.Title, "the title"); err != nil {
			return err
		}
		p.Title, p.PackID, p.Indicators, p.Models, p.VisibleOn = to.Title, to.PackID, to.Indicators, to.Models, to.VisibleOn
		if n := len(p.Definitions); to.Definition != "" && (n == 0 || p.Definitions[n-1].Text != to.Definition) {
			who, _ := vigie.ActorOf(ctx)
			p.Definitions = append(p.Definitions, vigie.Definition{Version: n + 1, From: d.Office.Day(c.At), Text: to.Definition, By: who.UserID})
		}
		return vigie.Keep(ctx, b, b.Phenomena(), c.Action, act, p)
	})
}

func (d *Desk) step(ctx context.Context, c vigie.Command, action vigie.Action, act vigie.Act, fill func(vigie.Books, *vigie.Phenomenon) error) (vigie.Receipt, error) {
	c.Action = action
	return d.Casework.Do(ctx, c, func(b vigie.Books) error {
		_, err := vigie.Take(ctx, b, d.Guard, b.Phenomena(), vigie.PhenomenonCycle, action, act, func(p *vigie.Phenomenon) error {
			if fill == nil {
				return nil
			}
			return fill(b, p)
		})
		return err
	})
}

// has is a gate: at least one thing of a shelf belongs to the phenomenon and is in that state.
func has[T any](ctx context.Context, what string, shelf vigie.Shelf[T], phenomenon, state string) error {
	got, err := shelf.List(ctx, vigie.Query{Scope: everything, Size: 1, Where: []vigie.Where{
		{Field: "phenomenon", Values: []string{phenomenon}}, {Field: "state", Values: []string{state}}}})
	if err != nil {
		return err
	}
	if got.Total == 0 {
		return vigie.Errorf(vigie.Gate, "%s is missing", what)
	}
	return nil
}
