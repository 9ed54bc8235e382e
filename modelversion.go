package vigie

import "time"

// ModelVersion is what people decided of one trained model: who put it forward, on what it was approved, since when it chooses targets, and
// why it stopped. Training makes the model; nothing but this lets it choose.
type ModelVersion struct {
	Record
	State     string     `json:"state"`
	Model     string     `json:"model"`   // id of the pack's model
	Trained   string     `json:"trained"` // the trained model in the registry, by the hash of its lineage
	KnownBy   Date       `json:"knownBy"` // labels known by this day were learnt from
	Scorer    string     `json:"scorer"`  // boosting, logistic, ...
	Promise   Promise    `json:"promise"` // what it is held to once it is live
	FieldTest string     `json:"fieldTest,omitempty"`
	Said      []Saying   `json:"said"` // by those who put it forward, approved it, let it live, kept or stopped it
	LiveFrom  time.Time  `json:"liveFrom,omitzero"`
	Ended     time.Time  `json:"ended,omitzero"`
	Proposal  *Downgrade `json:"proposal,omitempty"` // to stop it, made by the program; a person decides
}

// Promise is the share of visits in which a version is to find something.
type Promise struct {
	Precision *Figure `json:"precision,omitempty"`
	Of        string  `json:"of"` // evaluation, or fieldtest
}

// Saying is what somebody wrote when taking a step.
type Saying struct {
	Action Action    `json:"action"`
	By     string    `json:"by"`
	At     time.Time `json:"at"`
	Text   string    `json:"text"`
}

// Downgrade says that a live version finds less than was promised.
type Downgrade struct {
	At      time.Time `json:"at"`
	Visits  int       `json:"visits"` // of ranked targets, with feedback
	Hits    int       `json:"hits"`
	Live    Figure    `json:"live"`
	Promise Figure    `json:"promise"`
}

// States of a model version.
const (
	VersionDraft     = "draft"     // it was trained
	VersionCandidate = "candidate" // somebody put it forward
	VersionInTest    = "in_test"   // a field test holds it against current practice
	VersionApproved  = "approved"  // a second person has approved it, with a text
	VersionLive      = "live"      // it chooses targets
	VersionWatched   = "watched"   // it chooses targets, and finds less than was promised
	VersionWithdrawn = "withdrawn" // it does not choose any more, with a reason
)

// VersionCycle is the life of a model version.
var VersionCycle = LifeCycle{KindVersion,
	[]State{{VersionDraft, "it was trained"}, {VersionCandidate, "somebody put it forward"}, {VersionInTest, "a field test holds it against current practice"},
		{VersionApproved, "a second person has approved it, with a text"}, {VersionLive, "it chooses targets"},
		{VersionWatched, "it chooses targets, and finds less than was promised"}, {VersionWithdrawn, "it does not choose any more, with a reason"}},
	[]Transition{
		{"version.nominate", []string{VersionDraft, VersionWithdrawn}, VersionCandidate, "it is put forward", "a text, and figures of an evaluation"},
		{"version.test", []string{VersionCandidate}, VersionInTest, "it is tried in the field", "a field test of this version"},
		{"version.approve", []string{VersionInTest}, VersionApproved, "a second person approves it", "a field test whose gate is open, a text, and another person than put it forward"},
		{"version.approve_untested", []string{VersionCandidate, VersionInTest}, VersionApproved, "it is approved past its field test", "the reasoned override of the head of the team, and another person than put it forward"},
		{"version.release", []string{VersionApproved}, VersionLive, "it chooses targets from the next run on; the one before is withdrawn", ""},
		{"version.watch", []string{VersionLive}, VersionWatched, "the program proposes to stop it", "its live interval lies below what was promised"},
		{"version.keep", []string{VersionWatched}, VersionLive, "it goes on in spite of the proposal", "a text"},
		{"version.withdraw", []string{VersionCandidate, VersionInTest, VersionApproved, VersionLive, VersionWatched}, VersionWithdrawn, "it does not choose any more", "a text"},
	}}

// Thing says who is concerned by a version: all who work here may know.
func (v *ModelVersion) Thing() Thing {
	return Thing{Kind: KindVersion, ID: v.ID, State: v.State, Owner: v.PutForwardBy()}
}

// Stage is the state, for who carries out a step of the life cycle.
func (v *ModelVersion) Stage() *string { return &v.State }

// InUse says whether the version chooses targets.
func (v *ModelVersion) InUse() bool { return v.State == VersionLive || v.State == VersionWatched }

// PutForwardBy is who put the version forward last.
func (v *ModelVersion) PutForwardBy() string {
	for i := len(v.Said) - 1; i >= 0; i-- {
		if v.Said[i].Action == "version.nominate" {
			return v.Said[i].By
		}
	}
	return ""
}

// TrainedModel is what training left, for the rooms that decide on it.
type TrainedModel struct {
	Model     string
	Version   string
	KnownBy   Date
	Scorer    string
	Precision *Figure // at capacity, of the evaluation it was trained after; nil: nothing was measured
}
