package phenomenon

import (
	"context"

	"vigie"
)

// Write keeps a draft of a methodology: a new version, or a change of a draft. A version in force is never changed.
func (d *Desk) Write(ctx context.Context, c vigie.Command, act vigie.Act, m *vigie.Methodology) (vigie.Receipt, error) {
	c.Action = "methodology.write"
	return d.Casework.Do(ctx, c, func(b vigie.Books) error {
		if act.ID != "" {
			return d.rewrite(ctx, b, c, act, m)
		}
		versions, err := d.methods(ctx, b, m.PhenomenonID)
		if err != nil {
			return err
		}
		m.State, m.Number = vigie.MethodDraft, len(versions)+1
		if _, err := b.Phenomena().Get(ctx, m.PhenomenonID); err != nil {
			return err
		}
		if err := d.Guard.Check(ctx, c.Action, m.Thing()); err != nil {
			return err
		}
		return vigie.Keep(ctx, b, b.Methodologies(), c.Action, act, m)
	})
}

func (d *Desk) rewrite(ctx context.Context, b vigie.Books, c vigie.Command, act vigie.Act, to *vigie.Methodology) error {
	m, err := vigie.Fetch(ctx, d.Guard, b.Methodologies(), c.Action, act)
	if err != nil {
		return err
	}
	if m.State != vigie.MethodDraft {
		return vigie.Errorf(vigie.Conflict, "version %d is %s and is not changed any more: write the next one", m.Number, vigie.StateWord(vigie.KindMethodology, m.State))
	}
	m.Title, m.Steps, m.Proof, m.Legal, m.Change = to.Title, to.Steps, to.Proof, to.Legal, to.Change
	return vigie.Keep(ctx, b, b.Methodologies(), c.Action, act, m)
}

// Adopt puts a draft in force, and the version before it out.
func (d *Desk) Adopt(ctx context.Context, c vigie.Command, act vigie.Act) (vigie.Receipt, error) {
	c.Action = "methodology.adopt"
	return d.Casework.Do(ctx, c, func(b vigie.Books) error {
		m, err := vigie.Take(ctx, b, d.Guard, b.Methodologies(), vigie.MethodologyCycle, c.Action, act, d.complete)
		if err != nil {
			return err
		}
		versions, err := d.methods(ctx, b, m.PhenomenonID)
		if err != nil {
			return err
		}
		for _, old := range versions {
			if old.ID == m.ID || old.State != vigie.MethodInForce {
				continue
			}
			if _, err := vigie.Take(ctx, b, d.Guard, b.Methodologies(), vigie.MethodologyCycle, "methodology.replace", vigie.Act{ID: old.ID}, nil); err != nil {
				return err
			}
		}
		return nil
	})
}

// complete is the gate of adoption: an inspector in any of the office's languages can work with it.
func (d *Desk) complete(m *vigie.Methodology) error {
	if len(m.Steps) == 0 || len(m.Proof) == 0 || len(m.Legal) == 0 {
		return vigie.Errorf(vigie.Gate, "a methodology has steps, proof to gather and its legal basis")
	}
	for _, language := range d.Office.Languages {
		texts := []vigie.LocalText{m.Title}
		for _, s := range m.Steps {
			texts = append(texts, s.Text)
		}
		for _, t := range append(append(texts, m.Proof...), m.Legal...) {
			if t[language] == "" {
				return vigie.Errorf(vigie.Gate, "the methodology is not complete in %q", language)
			}
		}
	}
	return nil
}

func (d *Desk) methods(ctx context.Context, b vigie.Books, phenomenon string) ([]vigie.Methodology, error) {
	got, err := b.Methodologies().List(ctx, vigie.Query{Scope: everything, Size: all, Sort: "createdAt",
		Where: []vigie.Where{{Field: "phenomenon", Values: []string{phenomenon}}}})
	return got.Items, err
}
