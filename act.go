package vigie

import (
	"context"
	"slices"
)

// Act is what somebody asks to be done to one thing.
type Act struct {
	ID      string // of the thing
	Version int    // that was seen; 0: whichever it is now
	Reason  string // an id of the pack's list, where there is one
	Note    string // in one's own words
}

// Staged is a noun with a life cycle.
type Staged interface {
	Noun
	Stage() *string
}

// Take carries out one step of one thing's life within a command: it reads the thing, asks the guard, follows the life cycle, lets
// fill check what has to be there first and write the rest, keeps it and notes the event. Every step of every noun goes this way.
func Take[T any, P interface {
	*T
	Staged
}](ctx context.Context, b Books, g Guard, shelf Shelf[T], cycle LifeCycle, action Action, act Act, fill func(P) error) (P, error) {
	got, err := Fetch[T, P](ctx, g, shelf, action, act)
	if err != nil {
		return nil, err
	}
	state := got.Stage()
	if *state, err = cycle.After(*state, action); err != nil {
		return nil, err
	}
	if fill != nil {
		if err := fill(got); err != nil {
			return nil, err
		}
	}
	return got, Keep[T, P](ctx, b, shelf, action, act, got)
}

// Fetch reads a thing for a change of it: only where the guard allows the action, and in the version that was seen.
func Fetch[T any, P interface {
	*T
	Noun
}](ctx context.Context, g Guard, shelf Shelf[T], action Action, act Act) (P, error) {
	t, err := shelf.Get(ctx, act.ID)
	if err != nil {
		return nil, err
	}
	p := P(t)
	if err := g.Check(ctx, action, p.Thing()); err != nil {
		return nil, err
	}
	if r := p.Kept(); act.Version != 0 && act.Version != r.Version {
		return nil, Errorf(Stale, "%s: it was changed by somebody else on %s (version %d, you saw %d): look at it again, then decide",
			action, r.ChangedAt.Format("2006-01-02 15:04"), r.Version, act.Version)
	}
	return p, nil
}

// Keep puts a thing and notes what happened to it.
func Keep[T any, P interface {
	*T
	Noun
}](ctx context.Context, b Books, shelf Shelf[T], action Action, act Act, p P) error {
	if err := shelf.Put(ctx, (*T)(p)); err != nil {
		return err
	}
	t := p.Thing()
	e := Event{Kind: t.Kind, ID: t.ID, What: string(action), PhenomenonID: t.PhenomenonID, Directorate: t.Directorate, Keys: t.Keys, Data: map[string]string{}}
	for k, v := range map[string]string{"state": t.State, "reason": act.Reason} {
		if v != "" {
			e.Data[k] = v
		}
	}
	return b.Note(ctx, e)
}

// OneOf returns an error that names the list when id is not in it.
func OneOf(list []Choice, id, of string) error {
	if slices.ContainsFunc(list, func(c Choice) bool { return c.ID == id }) {
		return nil
	}
	ids := make([]string, len(list))
	for i, c := range list {
		ids[i] = c.ID
	}
	return Errorf(Invalid, "%s %q: choose one of %v", of, id, ids)
}

// Said returns an error when a text that a decision needs is empty.
func Said(text, what string) error {
	if text == "" {
		return Errorf(Invalid, "%s is missing: write it in a sentence, without names of persons", what)
	}
	return nil
}
