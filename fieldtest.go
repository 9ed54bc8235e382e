package vigie

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"
)

// FieldTest is a trial of a model or an indicator on real visits, beside what the directorates would have done without it. What it is to show, how, and from
// where on it is good enough is written down and frozen before the first visit; which arm an employer was drawn for stays in a sealed envelope until the visits
// of its block have been told.
type FieldTest struct {
	Record
	State string `json:"state"`
	TrialPlan
	Hash      string        `json:"hash,omitempty"`     // of the plan, as it was frozen
	SeedHash  string        `json:"seedHash,omitempty"` // of the seed that decides which visit is which arm's; the seed itself is shown at the end
	FrozenAt  time.Time     `json:"frozenAt,omitzero"`
	FrozenBy  string        `json:"frozenBy,omitempty"`
	StartedAt time.Time     `json:"startedAt,omitzero"`
	EndedAt   time.Time     `json:"endedAt,omitzero"`
	Draws     []TrialDraw   `json:"draws,omitempty"`
	Decision  *TrialVerdict `json:"decision,omitempty"` // as the figures stood when it was decided
	Reason    string        `json:"reason,omitempty"`   // of a stop, or of being abandoned
}

// TrialPlan is what is frozen.
type TrialPlan struct {
	PhenomenonID string   `json:"phenomenon"`
	Title        string   `json:"title"`
	Hypothesis   string   `json:"hypothesis"`
	Model        string   `json:"model,omitempty"`     // id of the pack's model that is tested
	Indicator    string   `json:"indicator,omitempty"` // or of its indicator
	Arms         []Arm    `json:"arms"`
	Territories  []string `json:"territories"`
	Hit          string   `json:"hit"`             // what counts as one: anything, or the phenomenon
	Found        string   `json:"found,omitempty"` // which one by the pack's id, as it was called at the plan
	SwapTail     bool     `json:"swapTail"`        // only the lowest tenth of the directorates' own lists is at stake: its places are drawn between it and the model
	StartOn      Date     `json:"startOn"`
	DeadlineDays int      `json:"deadlineDays"` // calendar days from the draw; what has not been told by then found nothing

	Rate          float64 `json:"rate"`          // the share of hits expected of current practice
	Lift          float64 `json:"lift"`          // how many times that is hoped of the tested arm
	Level         float64 `json:"level"`         // the greatest probability of opening the gate to what is not above the limit
	Power         float64 `json:"power"`         // wanted, if the hope is true
	VisitsPerWeek int     `json:"visitsPerWeek"` // that the directorates can make for it
	PlannedN      int     `json:"plannedN"`      // visits of the tested arm and of current practice together that give the power; worked out at the freeze
	FixedN        int     `json:"fixedN"`        // a trial that is looked at once would need

	Limits TrialLimits `json:"limits"`
}

// Arm is one way of choosing whom to visit, and how many visits of each block are its.
type Arm struct {
	ID    string `json:"id"`
	Share int    `json:"share"`
}

// The arms there are.
const (
	ArmTested   = "model"    // whom the model, or the indicator, ranks highest
	ArmPractice = "practice" // whom the directorates would have visited
	ArmRandom   = "random"   // anybody eligible: what everything is measured against
)

// What counts as a hit.
const (
	HitAny        = "any"        // an outcome that the office calls positive
	HitPhenomenon = "phenomenon" // such an outcome, and it was the phenomenon
)

// TrialLimits are agreed beforehand. All of them have to hold for the gate to open; the last two stop the test.
type TrialLimits struct {
	Lift     float64 `json:"lift"`     // the lower bound of the lift over current practice has to be above it
	MinN     int     `json:"minN"`     // visits counted in each of the two arms
	Burden   float64 `json:"burden"`   // the share of visits of the tested arm that found nothing: shown to be below it opens, shown to be above it stops
	Gap      float64 `json:"gap"`      // by how much that share may be higher in a group than outside it; shown to be more stops
	MinGroup int     `json:"minGroup"` // smaller groups are not judged, and not shown
}

// TrialDraw is one dealing of visits to arms.
type TrialDraw struct {
	At     time.Time `json:"at"`
	By     string    `json:"by"`
	Blocks int       `json:"blocks"`
	Visits int       `json:"visits"`
	Digest string    `json:"digest"` // of all candidates that were handed in, so that nobody says later that others were
}

// TrialVerdict is what the gate said, and why.
type TrialVerdict struct {
	At         time.Time        `json:"at,omitzero"`
	By         string           `json:"by,omitempty"`
	Opens      bool             `json:"opens"`
	Stops      bool             `json:"stops"`
	Sentence   LocalText        `json:"sentence"`
	Conditions []TrialCondition `json:"conditions" nullable:"false"`
}

// TrialCondition is one limit, and how the test stands to it.
type TrialCondition struct {
	ID       string    `json:"id"` // lift, minN, burden or gap
	Holds    bool      `json:"holds"`
	Broken   bool      `json:"broken"` // shown to be broken, which stops the test
	Value    float64   `json:"value"`
	Limit    float64   `json:"limit"`
	Sentence LocalText `json:"sentence"`
}

// States of a field test.
const (
	FieldTestPlanned   = "planned"   // its plan is being written
	FieldTestFrozen    = "frozen"    // its plan is not changed any more
	FieldTestRunning   = "running"   // visits are dealt and made
	FieldTestDecided   = "decided"   // its gate said yes or no
	FieldTestStopped   = "stopped"   // it did harm, or somebody stopped it
	FieldTestAbandoned = "abandoned" // it was given up before anything was dealt
)

// FieldTestCycle is the life of a field test.
var FieldTestCycle = LifeCycle{KindFieldTest,
	[]State{{FieldTestPlanned, "its plan is being written"}, {FieldTestFrozen, "its plan is not changed any more"}, {FieldTestRunning, "visits are dealt and made"},
		{FieldTestDecided, "its gate said yes or no"}, {FieldTestStopped, "it did harm, or somebody stopped it"}, {FieldTestAbandoned, "it was given up before anything was dealt"}},
	[]Transition{
		{"fieldtest.change", []string{FieldTestPlanned}, FieldTestPlanned, "its plan is written anew", "nothing was frozen"},
		{"fieldtest.freeze", []string{FieldTestPlanned}, FieldTestFrozen, "its plan stands", "a whole plan, whose power was worked out"},
		{"fieldtest.start", []string{FieldTestFrozen}, FieldTestRunning, "visits are dealt from now on", "the phenomenon is drafted, and the day has come"},
		{"fieldtest.draw", []string{FieldTestRunning}, FieldTestRunning, "visits are dealt to its arms", "no stop rule has spoken"},
		{"fieldtest.decide", []string{FieldTestRunning}, FieldTestDecided, "its gate says yes or no", "the limits hold, or as many visits as were planned have been counted"},
		{"fieldtest.stop", []string{FieldTestRunning}, FieldTestStopped, "nothing more is dealt", "a reason, or a limit that is shown to be broken"},
		{"fieldtest.abandon", []string{FieldTestPlanned, FieldTestFrozen}, FieldTestAbandoned, "it is not held", "a reason"},
	}}

// Ended says whether nothing more comes, so that everything may be shown.
func (f *FieldTest) Ended() bool {
	return f.State == FieldTestDecided || f.State == FieldTestStopped || f.State == FieldTestAbandoned
}

// ShareOf is how many visits of a block are an arm's.
func (p *TrialPlan) ShareOf(arm string) int {
	for _, a := range p.Arms {
		if a.ID == arm {
			return a.Share
		}
	}
	return 0
}

// Block is how many visits a block has.
func (p *TrialPlan) Block() (n int) {
	for _, a := range p.Arms {
		n += a.Share
	}
	return n
}

// Digest names a plan: what was promised before the first visit.
func (p TrialPlan) Digest() (string, error) {
	text, err := json.Marshal(p)
	if err != nil {
		return "", fmt.Errorf("freeze the plan: %w", err)
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:]), nil
}

// Thing says who is concerned by a field test: all who work here may see what is tested and what came of it.
func (f *FieldTest) Thing() Thing {
	return Thing{Kind: KindFieldTest, ID: f.ID, State: f.State, Owner: f.CreatedBy, PhenomenonID: f.PhenomenonID}
}

// Stage is the state, for who carries out a step of the life cycle.
func (f *FieldTest) Stage() *string { return &f.State }
