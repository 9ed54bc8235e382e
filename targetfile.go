package vigie

import "time"

// TargetFile is a target as it was delivered to a directorate, and what was decided of it. What the model said is never
// changed in it; a later run makes another.
type TargetFile struct {
	Record
	Target        Target    `json:"target"` // with its reasons, as delivered
	State         string    `json:"state"`
	Directorate   string    `json:"directorate"`          // whom it was delivered to
	ReleasedAt    time.Time `json:"releasedAt"`           // and when
	ExpiresOn     Date      `json:"expiresOn"`            // from when it is stale, and goes off the list by itself
	AssignedTo    string    `json:"assignedTo,omitempty"` // user
	PhenomenonID  string    `json:"phenomenon,omitempty"` // that its model looks for
	Investigation string    `json:"investigation,omitempty"`
	Reason        string    `json:"reason,omitempty"` // of the decision, an id of the pack's list
	Note          string    `json:"note,omitempty"`
	Until         Date      `json:"until,omitempty"` // deferred until; cool-down until
	DecidedAt     time.Time `json:"decidedAt,omitzero"`
	DecidedBy     string    `json:"decidedBy,omitempty"`
	FeedbackDue   Date      `json:"feedbackDue,omitempty"`

	// Of a field test, while it is blind: what Target holds is who the employer is and no more. It is filled in when the envelope of its block is opened.
	FieldTest string `json:"fieldTest,omitempty"`
	Place     int    `json:"place,omitempty"` // in the order in which its visits are asked for, in its block
	Arm       string `json:"arm,omitempty"`   // empty until the envelope is opened
}

// States of a target's file.
const (
	TargetProposed = "proposed" // nobody has decided
	TargetAccepted = "accepted" // somebody will visit
	TargetDeclined = "declined" // nobody will, with a reason
	TargetDeferred = "deferred" // until a day, with a reason
	TargetVisited  = "visited"  // feedback is due, or given
	TargetExpired  = "expired"  // it was stale before anybody decided
)

// TargetCycle is the life of a target's file.
var TargetCycle = LifeCycle{KindTarget,
	[]State{{TargetProposed, "nobody has decided"}, {TargetAccepted, "somebody will visit"}, {TargetDeclined, "nobody will, with a reason"},
		{TargetDeferred, "until a day, with a reason"}, {TargetVisited, "feedback is due, or given"}, {TargetExpired, "it was stale before anybody decided"}},
	[]Transition{
		{"target.accept", []string{TargetProposed, TargetDeferred, TargetDeclined}, TargetAccepted, "it will be visited", "not under investigation by somebody else, not in cool-down"},
		{"target.decline", []string{TargetProposed, TargetDeferred, TargetAccepted}, TargetDeclined, "it will not be visited", "a reason of the pack's list"},
		{"target.defer", []string{TargetProposed, TargetAccepted}, TargetDeferred, "it waits until a day", "a reason, and a day before it is stale"},
		{"target.assign", []string{TargetProposed, TargetAccepted, TargetDeferred}, "", "somebody is given it, or nobody in particular", "who works here"},
		{"target.visit", []string{TargetAccepted}, TargetVisited, "it was visited", "a visit of a running investigation, or of a directorate's own plan; the team has no plan of its own"},
		{"target.expire", []string{TargetProposed, TargetDeferred}, TargetExpired, "it is stale", "its day has come"},
		{"target.return", []string{TargetDeferred}, TargetProposed, "it is on the list again", "the day has come until which it waited"},
		{"target.take_back", []string{TargetAccepted, TargetDeclined, TargetDeferred}, TargetProposed, "the last decision is undone: it is as it was before that, deferred where it was", "no visit was made"},
		{"feedback.give", []string{TargetVisited}, "", "it is said what came of it", "a visit"},
	}}

// Thing says who is concerned by a target: its territory, the directorate it was delivered to, and who has it.
func (t *TargetFile) Thing() Thing {
	th := Thing{Kind: KindTarget, ID: t.ID, State: t.State, Owner: t.AssignedTo, PhenomenonID: t.PhenomenonID, Directorate: t.Directorate}
	if t.Target.Territory != "" {
		th.Keys = append(th.Keys, TerritoryKey(t.Target.Territory))
	}
	if t.Directorate != "" {
		th.Keys = append(th.Keys, DirectorateKey(t.Directorate))
	}
	if t.AssignedTo != "" {
		th.Keys = append(th.Keys, UserKey(t.AssignedTo))
	}
	return th
}

// Stage is the state, for who carries out a step of the life cycle.
func (t *TargetFile) Stage() *string { return &t.State }
