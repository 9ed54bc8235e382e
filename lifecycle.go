package vigie

import (
	"cmp"
	"slices"
)

// Transition is one allowed change of state: by which action, from which states, to which. The steps of a noun are a table that
// the code follows and the documentation prints.
type Transition struct {
	Action  Action   `json:"action"`
	From    []string `json:"from"`
	To      string   `json:"to"`             // empty: the thing stays in its state, and the action is open in no other
	Meaning string   `json:"meaning"`        // what it says about the thing, in a sentence
	Gate    string   `json:"gate,omitempty"` // what has to be there first, in a sentence; empty: nothing
}

// LifeCycle is the table of one noun.
type LifeCycle struct {
	Kind   Kind         `json:"kind"`
	States []State      `json:"states"`
	Steps  []Transition `json:"steps"`
}

// State is a state and what it means.
type State struct {
	ID      string `json:"id"`
	Meaning string `json:"meaning"`
}

// LifeCycles are those of all nouns that have one.
var LifeCycles = []LifeCycle{SignalCycle, PhenomenonCycle, MethodologyCycle, ConsultationCycle, InvestigationCycle, TargetCycle, RollOutCycle, JobCycle, OpeningCycle, FieldTestCycle, EnvelopeCycle, VersionCycle, ReportCycle, DisclosureCycle, LateCycle}

// Open says whether the state of a thing leaves an action open. One that its life cycle does not name is open in any state.
func Open(t Thing, a Action) bool {
	for _, l := range LifeCycles {
		for _, s := range l.Steps {
			if l.Kind == t.Kind && s.Action == a {
				return slices.Contains(s.From, t.State)
			}
		}
	}
	return true
}

// After is the state that an action leads to, or a conflict that says what could be done instead.
func (l LifeCycle) After(state string, a Action) (string, error) {
	var open []Action
	for _, s := range l.Steps {
		if !slices.Contains(s.From, state) {
			continue
		}
		if s.Action == a {
			return cmp.Or(s.To, state), nil
		}
		open = append(open, s.Action)
	}
	return "", Errorf(Conflict, "%s a %s that is %s: from there one can %v", a, l.Kind, StateWord(l.Kind, state), open)
}
