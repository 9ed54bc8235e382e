package phenomenon

import (
	"context"
	"maps"
	"slices"

	"vigie"
)

// plan makes a line for each directorate that has none yet.
func (d *Desk) plan(ctx context.Context, b vigie.Books, p *vigie.Phenomenon, days map[string]vigie.Date) error {
	for _, directorate := range slices.Sorted(maps.Keys(days)) {
		if !slices.ContainsFunc(d.Office.Directorates, func(o vigie.Directorate) bool { return o.ID == directorate }) {
			return vigie.Errorf(vigie.Invalid, "directorate %q: the office has none of that name", directorate)
		}
		r := &vigie.RollOut{State: vigie.RollOutPlanned, PhenomenonID: p.ID, Directorate: directorate, PlannedOn: days[directorate]}
		if err := vigie.Keep(ctx, b, b.RollOuts(), "rollout.plan", vigie.Act{}, r); err != nil {
			return err
		}
	}
	return nil
}

// Train says that a directorate's inspectors know the methodology.
func (d *Desk) Train(ctx context.Context, c vigie.Command, act vigie.Act, s vigie.Support) (vigie.Receipt, error) {
	return d.roll(ctx, c, "rollout.train", act, func(r *vigie.RollOut) error {
		who, _ := vigie.ActorOf(ctx)
		s.By = who.UserID
		r.TrainedAt, r.Support = c.At, append(r.Support, s)
		return vigie.Said(s.What, "what was done")
	})
}

// Support writes down help that the team gave.
func (d *Desk) Support(ctx context.Context, c vigie.Command, act vigie.Act, s vigie.Support) (vigie.Receipt, error) {
	c.Action = "rollout.support"
	return d.Casework.Do(ctx, c, func(b vigie.Books) error {
		r, err := vigie.Fetch(ctx, d.Guard, b.RollOuts(), c.Action, act)
		if err != nil {
			return err
		}
		if r.State, err = vigie.RollOutCycle.After(r.State, c.Action); err != nil {
			return err
		}
		who, _ := vigie.ActorOf(ctx)
		s.By = who.UserID
		r.Support = append(r.Support, s)
		if err := vigie.Said(s.What, "what was done"); err != nil {
			return err
		}
		return vigie.Keep(ctx, b, b.RollOuts(), c.Action, act, r)
	})
}

// Excuse says that a phenomenon does not occur in a directorate.
func (d *Desk) Excuse(ctx context.Context, c vigie.Command, act vigie.Act) (vigie.Receipt, error) {
	return d.roll(ctx, c, "rollout.excuse", act, func(r *vigie.RollOut) error {
		r.Reason = act.Note
		return vigie.Said(act.Note, "the reason")
	})
}

func (d *Desk) roll(ctx context.Context, c vigie.Command, action vigie.Action, act vigie.Act, fill func(*vigie.RollOut) error) (vigie.Receipt, error) {
	c.Action = action
	return d.Casework.Do(ctx, c, func(b vigie.Books) error {
		_, err := vigie.Take(ctx, b, d.Guard, b.RollOuts(), vigie.RollOutCycle, action, act, fill)
		return err
	})
}

// Measure reads from what was decided and visited which directorates use a roll-out and which have adopted it. Nobody types it.
func (d *Desk) Measure(ctx context.Context, c vigie.Command) (vigie.Receipt, error) {
	c.Action = "rollout.measure"
	ctx = vigie.WithActor(ctx, vigie.System)
	return d.Casework.Do(ctx, c, func(b vigie.Books) error {
		open, err := b.RollOuts().List(ctx, vigie.Query{Scope: everything, Size: all, Where: []vigie.Where{
			{Field: "state", Values: []string{vigie.RollOutPlanned, vigie.RollOutTrained, vigie.RollOutInUse}}}})
		if err != nil {
			return err
		}
		for i := range open.Items {
			if err := d.measure(ctx, b, &open.Items[i]); err != nil {
				return err
			}
		}
		return nil
	})
}

func (d *Desk) measure(ctx context.Context, b vigie.Books, r *vigie.RollOut) error {
	decided, err := used(ctx, b.Targets(), r, vigie.Where{Field: "state", Values: []string{vigie.TargetAccepted, vigie.TargetDeclined, vigie.TargetVisited}})
	if err != nil || decided == 0 {
		return err
	}
	if r.State != vigie.RollOutInUse {
		if err := d.move(ctx, b, r, "rollout.use"); err != nil {
			return err
		}
	}
	told, err := used(ctx, b.Feedback(), r)
	if err != nil || told < d.Office.Limits.AdoptVisits {
		return err
	}
	return d.move(ctx, b, r, "rollout.adopt")
}

func used[T any](ctx context.Context, shelf vigie.Shelf[T], r *vigie.RollOut, more ...vigie.Where) (int, error) {
	got, err := shelf.List(ctx, vigie.Query{Scope: everything, Size: 1, Where: append(more,
		vigie.Where{Field: "phenomenon", Values: []string{r.PhenomenonID}}, vigie.Where{Field: "directorate", Values: []string{r.Directorate}})})
	return got.Total, err
}

func (d *Desk) move(ctx context.Context, b vigie.Books, r *vigie.RollOut, action vigie.Action) (err error) {
	if r.State, err = vigie.RollOutCycle.After(r.State, action); err != nil {
		return err
	}
	return vigie.Keep(ctx, b, b.RollOuts(), action, vigie.Act{}, r)
}
