package vigie

import "time"

// RollOut is the taking up of a phenomenon's methodology and model by one directorate.
type RollOut struct {
	Record
	State        string    `json:"state"`
	PhenomenonID string    `json:"phenomenon"`
	Directorate  string    `json:"directorate"`
	PlannedOn    Date      `json:"plannedOn"`
	TrainedAt    time.Time `json:"trainedAt,omitzero"`
	Support      []Support `json:"support,omitempty"` // given by the team
	Reason       string    `json:"reason,omitempty"`  // of an excuse
}

// Support is help that the team gave.
type Support struct {
	On    Date   `json:"on"`
	What  string `json:"what"`
	By    string `json:"by"`
	Hours int    `json:"hours,omitempty"`
}

// States of a roll-out. In use and adopted follow from targets that were decided and visited; nobody types them.
const (
	RollOutPlanned = "planned"
	RollOutTrained = "trained"
	RollOutInUse   = "in_use"  // a first target of it was decided
	RollOutAdopted = "adopted" // enough of them were visited, with feedback
	RollOutExcused = "excused" // the phenomenon does not occur there, or too seldom, with a reason
)

// RollOutCycle is the life of a roll-out in one directorate.
var RollOutCycle = LifeCycle{KindRollOut,
	[]State{{RollOutPlanned, "a day is set"}, {RollOutTrained, "its inspectors know the methodology"}, {RollOutInUse, "a first target of it was decided"},
		{RollOutAdopted, "enough of them were visited, with feedback"}, {RollOutExcused, "it does not occur there, with a reason"}},
	[]Transition{
		{"rollout.train", []string{RollOutPlanned}, RollOutTrained, "the team has trained them", ""},
		{"rollout.use", []string{RollOutTrained, RollOutPlanned}, RollOutInUse, "they decide on its targets", "a decided target, seen by the program"},
		{"rollout.adopt", []string{RollOutInUse}, RollOutAdopted, "they look for it by themselves", "visits with feedback, counted by the program"},
		{"rollout.excuse", []string{RollOutPlanned, RollOutTrained, RollOutInUse}, RollOutExcused, "it does not occur there, or too seldom to adopt it", "a reason"},
		{"rollout.support", []string{RollOutPlanned, RollOutTrained, RollOutInUse, RollOutAdopted}, "", "the team helped", ""},
	}}

// Thing says who is concerned by a roll-out: its directorate.
func (r *RollOut) Thing() Thing {
	return Thing{Kind: KindRollOut, ID: r.ID, State: r.State, Owner: r.CreatedBy, PhenomenonID: r.PhenomenonID, Directorate: r.Directorate, Keys: []Key{DirectorateKey(r.Directorate)}}
}

// Stage is the state, for who carries out a step of the life cycle.
func (r *RollOut) Stage() *string { return &r.State }
