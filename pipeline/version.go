package pipeline

import (
	"context"
	_ "embed"
	"slices"
	"strings"

	"vigie"
	"vigie/model"
	"vigie/pack"
	"vigie/target"
)

//go:embed sql/version.sql
var versionSQL string

// appoint says which version of each model chooses targets. Where people have let one live, it is that one, and what was trained just now
// runs beside it in its shadow. Where they have stopped the one that was, or the pack's stop rule has spoken, the model makes no list. Where nobody
// has decided anything, it is what was trained just now.
func (w *Work) appoint(ctx context.Context) error {
	for _, m := range w.Models {
		version, stopped, err := w.decided(ctx, m)
		halted := halted(w.judged[m.ID])
		switch {
		case err != nil:
			return err
		case stopped:
			w.stop(m, "it was withdrawn: release a version of it before the next list")
		case halted != "":
			w.stop(m, halted)
		case version != "" && version != w.trained[m.ID].Version:
			if err := w.champion(m, version); err != nil {
				return err
			}
		}
	}
	w.Models = slices.DeleteFunc(slices.Clone(w.Models), func(m *pack.Model) bool { return slices.Contains(w.Stopped, m.ID) })
	if len(w.Models) == 0 {
		return vigie.Errorf(vigie.Conflict, "no model makes a list: %s", strings.Join(w.Why, "; "))
	}
	return nil
}

// stop keeps a model from making a list, and says why.
func (w *Work) stop(m *pack.Model, why string) {
	why = "model " + m.ID + " makes no list: " + why
	w.Stopped, w.Why = append(w.Stopped, m.ID), append(w.Why, why)
	w.tell(why, 0, 0)
}

// halted says which limits of the pack a model is shown to break; empty where it breaks none. Whoever wants its list all the same moves the limit in the
// pack, where everybody sees it.
func halted(e *model.Evaluation) string {
	if e == nil || len(e.Halts) == 0 {
		return ""
	}
	var all []string
	for _, h := range e.Halts {
		all = append(all, h.Sentence)
	}
	return "its stop rule has spoken (" + strings.Join(all, "; ") + "): change the model, or the limit under evaluation: stop in the pack"
}

// champion lets a version choose that people have let live. One that has learnt from what was known later makes no list of an earlier day.
func (w *Work) champion(m *pack.Model, version string) error {
	live, err := model.Load(w.Home.Models(), m.ID, version)
	if err != nil {
		return err
	}
	if live.Lineage.KnownBy > w.Run.AsOf {
		w.tell("model "+m.ID+": the live version knows what came later, so that this list is made without it", 0, 0)
		return nil
	}
	w.shadow[m.ID], w.trained[m.ID] = w.trained[m.ID], live
	return nil
}

// compare says who would come on the lists and go from them if what was trained just now chose, and why.
func (w *Work) compare(ctx context.Context) error {
	for _, m := range w.Models {
		if err := model.ForgetShadow(ctx, w.lake, m.ID); err != nil {
			return err
		}
		challenger := w.shadow[m.ID]
		if challenger == nil {
			continue
		}
		if err := model.Shadow(ctx, w.lake, w.Run.ID, challenger, w.listed[m.ID]); err != nil {
			return err
		}
		if err := target.Shadow(ctx, w.lake, m, w.delivery()); err != nil {
			return err
		}
		if err := model.ShadowReasons(ctx, w.lake, w.Run.ID, w.trained[m.ID], challenger, w.listed[m.ID]); err != nil {
			return err
		}
	}
	return nil
}

// decided is the version that people let choose, and whether they have stopped the one that did.
func (w *Work) decided(ctx context.Context, m *pack.Model) (version string, stopped bool, err error) {
	f, err := w.lake.Frame(ctx, versionSQL, m.ID)
	if err != nil {
		return "", false, vigie.Errorf(vigie.Internal, "model %s: read which version chooses: %w", m.ID, err)
	}
	versions, states, lived := f.Columns[0].Texts, f.Columns[1].Texts, f.Columns[2].Numbers
	if len(states) > 0 && (states[0] == vigie.VersionLive || states[0] == vigie.VersionWatched) {
		return versions[0], false, nil
	}
	for i, s := range states {
		stopped = stopped || s == vigie.VersionWithdrawn && lived[i] > 0
	}
	return "", stopped, nil
}
