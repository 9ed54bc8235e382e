package registry

import (
	"context"
	"slices"

	"vigie"
	"vigie/internal/interval"
)

// level is the confidence of every interval said here.
const level = .95

// Live is what a version was seen to find since it is live.
type Live struct {
	Visits    int           `json:"visits"` // of targets that stood on the list by their rank, with feedback
	Hits      int           `json:"hits"`
	Precision *vigie.Figure `json:"precision,omitempty"` // nil: no visits
}

// Watch holds every live version against what was promised, and proposes to stop those whose whole interval lies below the promised one. It
// is safe to call at any time and any number of times.
//
// It is looked at again and again, so that more than one in forty versions that keep their promise will be proposed once in their life: a
// proposal is a question to a person, and stops nothing.
func (d *Desk) Watch(ctx context.Context, c vigie.Command) (vigie.Receipt, error) {
	c.Action = "sweep"
	ctx = vigie.WithActor(ctx, vigie.System)
	return d.Casework.Do(ctx, c, func(b vigie.Books) error {
		used, err := d.inUse(ctx, b, "")
		if err != nil {
			return err
		}
		for i := range used {
			if v := &used[i]; v.State == vigie.VersionLive && v.Promise.Precision != nil {
				if err := d.watch(ctx, b, c, v); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

func (d *Desk) watch(ctx context.Context, b vigie.Books, c vigie.Command, v *vigie.ModelVersion) error {
	live, err := d.Live(ctx, b, v)
	if err != nil || live.Precision == nil || live.Precision.High >= v.Promise.Precision.Low {
		return err
	}
	_, err = vigie.Take(ctx, b, d.Guard, b.Versions(), vigie.VersionCycle, "version.watch", vigie.Act{ID: v.ID, Version: v.Version}, func(v *vigie.ModelVersion) error {
		v.Proposal = &vigie.Downgrade{At: c.At, Visits: live.Visits, Hits: live.Hits, Live: *live.Precision, Promise: *v.Promise.Precision}
		return nil
	})
	return err
}

// Live counts the visits to targets of a version that were told since it is live. Only those that stood on their list by their rank count:
// the promise is about them.
func (d *Desk) Live(ctx context.Context, b vigie.Books, v *vigie.ModelVersion) (Live, error) {
	out := Live{}
	if v.LiveFrom.IsZero() {
		return out, nil
	}
	visited, err := vigie.All(ctx, b.Targets(), vigie.Query{Scope: everything, Where: []vigie.Where{
		{Field: "model", Values: []string{v.Model}}, {Field: "channel", Values: []string{string(vigie.Ranked)}}, {Field: "state", Values: []string{vigie.TargetVisited}}}})
	if err != nil {
		return out, err
	}
	for i := range visited {
		if t := &visited[i]; t.Target.Version == v.Trained && !t.ReleasedAt.Before(v.LiveFrom) {
			if err := d.count(ctx, b, t, &out); err != nil {
				return out, err
			}
		}
	}
	if out.Visits > 0 {
		low, high := interval.Exact(out.Hits, out.Visits, level)
		out.Precision = &vigie.Figure{Value: float64(out.Hits) / float64(out.Visits), Low: low, High: high}
	}
	return out, nil
}

// count adds the last that was told of a target: a correction takes the place of what it corrects.
func (d *Desk) count(ctx context.Context, b vigie.Books, t *vigie.TargetFile, out *Live) error {
	told, err := b.Feedback().List(ctx, vigie.Query{Scope: everything, Size: 1, Sort: "-createdAt", Where: []vigie.Where{
		{Field: "target", Values: []string{t.ID}}, {Field: "service", Values: []string{""}}}}) // what another inspectorate visited, no arm of ours chose
	if err != nil || len(told.Items) == 0 {
		return err
	}
	out.Visits++
	if i := slices.IndexFunc(d.Office.Outcomes, func(r vigie.OutcomeRung) bool { return r.ID == told.Items[0].Outcome }); i >= 0 && d.Office.Outcomes[i].Positive {
		out.Hits++
	}
	return nil
}
