package phenomenon

import (
	"context"

	"vigie"
)

// Found is what a field test found of a version of a model: the share of the visits made in its arm that found something, once the test is decided and its gate is
// open. A gate error says what is missing. What another version chose says nothing of this one: all visits of the arm have to be its own.
func (d *Desk) Found(ctx context.Context, b vigie.Books, fieldTest string, v *vigie.ModelVersion) (*vigie.Figure, error) {
	if fieldTest == "" {
		return nil, vigie.Errorf(vigie.Gate, "version %s of %s is in no field test: say which one tries it, or let the head of the team approve it past its test", v.Trained, v.Model)
	}
	f, err := b.FieldTests().Get(ctx, fieldTest)
	switch {
	case err != nil:
		return nil, err
	case f.Model != v.Model:
		return nil, vigie.Errorf(vigie.Gate, "field test %s tries %q, and not the model %q: name the field test of this model", f.ID, f.Model+f.Indicator, v.Model)
	case f.State != vigie.FieldTestDecided || f.Decision == nil:
		return nil, vigie.Errorf(vigie.Gate, "field test %s is %s, and not decided: wait for its gate", f.ID, vigie.StateWord(vigie.KindFieldTest, f.State))
	case !f.Decision.Opens:
		return nil, vigie.Errorf(vigie.Gate, "field test %s was decided, and its gate stayed shut: %s", f.ID, vigie.Told(f.Decision.Sentence))
	}
	t, err := d.read(ctx, b, f)
	if err != nil {
		return nil, err
	}
	blocks := t.counted(d.Office.Day(f.EndedAt)) // what came later decided nothing
	if other := chosenBy(blocks, v.Trained); other != "" {
		return nil, vigie.Errorf(vigie.Gate, "field test %s was held with version %s of %s, and not with %s: test this version, or put that one forward", f.ID, other, v.Model, v.Trained)
	}
	made := bounded(count(blocks, inArm(vigie.ArmTested)).made, f.Level)
	return &made, nil
}

// chosenBy names another version by which a visit of the tested arm was chosen; empty where there is none.
func chosenBy(blocks []block, version string) string {
	for i := range blocks {
		for k := range blocks[i].told {
			if s := &blocks[i].told[k]; s.arm == vigie.ArmTested && s.target.Version != version {
				return s.target.Version
			}
		}
	}
	return ""
}
