package model

import (
	"slices"

	"vigie"
)

// refs are the names of the table's features, in their order.
func (t *Table) refs() []string {
	out := make([]string, len(t.Features))
	for i, f := range t.Features {
		out[i] = f.Ref
	}
	return out
}

// columns gives the table with the features that a trained model knows, in the order in which it wants them. A version that has been chosen
// by people may be older than the pack: what it was trained on has to be there still.
func (tr *Trained) columns(t *Table) (*Table, error) {
	if tr.Features == nil || slices.Equal(tr.Features, t.refs()) {
		return t, nil
	}
	out := *t
	out.Features, out.Numbers, out.Texts, out.Since = nil, nil, nil, nil
	for _, ref := range tr.Features {
		i := slices.IndexFunc(t.Features, func(f Feature) bool { return f.Ref == ref })
		if i < 0 {
			return nil, vigie.Errorf(vigie.Conflict, "model %s: version %s was trained on %s, which the pack does not give the model any more: release a newer version, or withdraw this one", tr.Model, tr.Version, ref)
		}
		out.Features, out.Numbers, out.Texts, out.Since = append(out.Features, t.Features[i]), append(out.Numbers, t.Numbers[i]), append(out.Texts, t.Texts[i]), append(out.Since, t.Since[i])
	}
	return &out, nil
}
