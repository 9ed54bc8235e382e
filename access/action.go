package access

import (
	"slices"

	"vigie"
)

// Class is what an action does to the world, for policies that hold for many of them.
type Class string

const (
	See    Class = "see"    // shows something and changes nothing
	Change Class = "change" // decides, writes or moves something
	Create Class = "create" // makes a new thing, so that there is nothing yet that could be hidden
	Own    Class = "own"    // one's own affairs: password, sessions, saved views
	Review Class = "review" // says afterwards whether something was right
	Keep   Class = "keep"   // keeps the program in order, and is on no single thing
	Glass  Class = "glass"  // opens in need what one may not see
)

// Right is one line of the table of actions.
type Right struct {
	Action   vigie.Action
	On       vigie.Kind // of the thing that the right is asked about
	Class    Class
	Sentence string // what it is to do this
}

// Of are the actions on a kind, in the table's order.
func Of(k vigie.Kind) []Right {
	var on []Right
	for _, r := range Actions {
		if r.On == k {
			on = append(on, r)
		}
	}
	return on
}

// Kinds are those that actions are on, in the table's order.
func Kinds() []vigie.Kind {
	var kinds []vigie.Kind
	for _, a := range Actions {
		if !slices.Contains(kinds, a.On) {
			kinds = append(kinds, a.On)
		}
	}
	return kinds
}

// view is the action by which a thing is seen, alone and in lists.
func view(k vigie.Kind) vigie.Action { return vigie.Action(k) + ".view" }

// rights are the table by action.
var rights = func() map[vigie.Action]Right {
	by := map[vigie.Action]Right{}
	for _, r := range Actions {
		by[r.Action] = r
	}
	return by
}()

// rightOn finds an action, and refuses one that there is not or that is not on such a kind.
func rightOn(a vigie.Action, k vigie.Kind) (Right, error) {
	r, ok := rights[a]
	if !ok || r.On != k {
		return Right{}, vigie.Errorf(vigie.Internal, "check %s on a %s: the table access.Actions has no such action", a, k)
	}
	return r, nil
}
