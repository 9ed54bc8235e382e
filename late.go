package vigie

import "time"

// Late is what somebody wrote in the field that came when its target had moved on, and was not applied. It is kept as it was written, until
// somebody has said what became of it.
type Late struct {
	Record
	State         string    `json:"state"`
	TargetID      string    `json:"target"`
	EntityID      string    `json:"entity"`
	Directorate   string    `json:"directorate"`
	Territory     string    `json:"territory"`
	Investigation string    `json:"investigation,omitempty"`
	WrittenAt     time.Time `json:"writtenAt"` // by the clock of the machine it was written on
	VisitedOn     Date      `json:"visitedOn"`
	Outcome       string    `json:"outcome"` // a rung of the pack's ladder
	Verdicts      []Verdict `json:"verdicts,omitempty"`
	Checklist     []string  `json:"checklist,omitempty"` // the steps of the method that were done
	Sentence      string    `json:"sentence,omitempty"`  // never a name
	Photos        int       `json:"photos,omitempty"`    // that still wait on that machine
	Refused       string    `json:"refused"`             // what the server answered
	Became        string    `json:"became,omitempty"`    // sent_again, entered or put_aside
	Note          string    `json:"note,omitempty"`      // in the words of who settled it
	SettledAt     time.Time `json:"settledAt,omitzero"`
	SettledBy     string    `json:"settledBy,omitempty"`
}

// States of what came late.
const (
	LateOpen    = "open"
	LateSettled = "settled"
)

// What may become of it.
const (
	LateSentAgain = "sent_again" // by who wrote it, and applied
	LateEntered   = "entered"    // by the office, by hand
	LatePutAside  = "put_aside"  // it is not to be applied
)

// LateCycle is the life of what came late.
var LateCycle = LifeCycle{KindLate,
	[]State{{LateOpen, "nobody has said what became of it"}, {LateSettled, "it was sent again, entered by hand or put aside"}},
	[]Transition{{"late.settle", []string{LateOpen}, LateSettled, "somebody says what became of it", "which of the three; to put it aside, why"}}}

// Thing says who is concerned: who wrote it, and who the target is for.
func (l *Late) Thing() Thing {
	t := Thing{Kind: KindLate, ID: l.ID, State: l.State, Owner: l.CreatedBy, Directorate: l.Directorate, Keys: []Key{UserKey(l.CreatedBy)}}
	if l.Territory != "" {
		t.Keys = append(t.Keys, TerritoryKey(l.Territory))
	}
	if l.Directorate != "" {
		t.Keys = append(t.Keys, DirectorateKey(l.Directorate))
	}
	return t
}

// Stage is the state, for who carries out a step of the life cycle.
func (l *Late) Stage() *string { return &l.State }
