package vigie

import "time"

// Investigation develops a methodology in the field, or takes on a case that goes beyond one directorate. It starts when
// every directorate concerned has agreed, and not before.
type Investigation struct {
	Record
	State        string    `json:"state"`
	PhenomenonID string    `json:"phenomenon"`
	Methodology  string    `json:"methodology,omitempty"` // the version that is followed
	Purpose      string    `json:"purpose"`               // methodology or big_case
	Title        string    `json:"title"`
	Objective    string    `json:"objective"`
	Territories  []string  `json:"territories"`
	Sectors      []string  `json:"sectors"`
	Directorates []string  `json:"directorates"` // that have to be asked: of its territories, and its theme
	Lead         string    `json:"lead"`
	Team         []string  `json:"team"`               // users who may know
	Services     []string  `json:"services,omitempty"` // other inspectorates that take part
	EntityIDs    []string  `json:"entities"`
	Visits       []Visit   `json:"visits,omitempty"`
	Clocks       []Clock   `json:"clocks,omitempty"`     // legal deadlines that run
	Conditions   []Terms   `json:"conditions,omitempty"` // under which its directors have agreed
	Conclusion   string    `json:"conclusion,omitempty"`
	StartedAt    time.Time `json:"startedAt,omitzero"`
	ClosedAt     time.Time `json:"closedAt,omitzero"`
}

// Visit is one visit to an employer, planned or made.
type Visit struct {
	ID        string         `json:"id"`
	EntityID  string         `json:"entity"`
	TargetID  string         `json:"target,omitempty"` // the target's file it follows from
	PlannedOn Date           `json:"plannedOn"`
	Inspector string         `json:"inspector"`
	MadeOn    Date           `json:"madeOn,omitempty"`
	Outcome   string         `json:"outcome,omitempty"` // a rung of the pack's ladder
	Found     []VisitFinding `json:"found,omitempty"`
	Assessed  int64          `json:"assessed,omitempty"`  // hundredths of the pack's currency
	Collected int64          `json:"collected,omitempty"` // likewise; what came in, which is not what was assessed
	Checklist []string       `json:"checklist,omitempty"` // steps of the methodology that were done
	Evidence  []string       `json:"evidence,omitempty"`  // files, by content hash
	EnteredAt time.Time      `json:"enteredAt,omitzero"`
}

// VisitFinding is one thing that a visit found.
type VisitFinding struct {
	Phenomenon string `json:"phenomenon"` // the pack's id
	Text       string `json:"text"`
	Persons    int    `json:"persons,omitempty"` // concerned; how many, never who
}

// Terms are the conditions of one director.
type Terms struct {
	Directorate string `json:"directorate"`
	Text        string `json:"text"`
}

// Clock is a legal deadline: what has to be done by when, and whether it was.
type Clock struct {
	ID      string    `json:"id"` // of the pack's list of deadlines
	VisitID string    `json:"visit"`
	From    Date      `json:"from"`
	Due     Date      `json:"due"`
	DoneAt  time.Time `json:"doneAt,omitzero"`
	DoneBy  string    `json:"doneBy,omitempty"`
}

// States of an investigation.
const (
	InvestigationPlanned    = "planned"    // its scope is being written
	InvestigationConsulting = "consulting" // the directorates concerned have been asked
	InvestigationRunning    = "running"    // all have agreed; visits are made
	InvestigationClosed     = "closed"     // visits are over, and its conclusion is written
	InvestigationAbandoned  = "abandoned"  // it ended without one, with a reason
)

// InvestigationCycle is the life of an investigation.
var InvestigationCycle = LifeCycle{KindInvestigation,
	[]State{{InvestigationPlanned, "its scope is being written"}, {InvestigationConsulting, "the directorates concerned have been asked"}, {InvestigationRunning, "all have agreed; visits are made"},
		{InvestigationClosed, "visits are over, and its conclusion is written"}, {InvestigationAbandoned, "it ended without one, with a reason"}},
	[]Transition{
		{"investigation.consult", []string{InvestigationPlanned, InvestigationConsulting}, InvestigationConsulting, "its directors are asked", "territories, sectors, an objective, a team"},
		{"investigation.start", []string{InvestigationConsulting}, InvestigationRunning, "visits may be made", "an agreement of each directorate concerned, about this very scope; none of its employers in another one that runs"},
		{"investigation.change_scope", []string{InvestigationPlanned, InvestigationConsulting, InvestigationRunning}, InvestigationConsulting, "territory, sector or objective changes: all are asked again", ""},
		{"investigation.close", []string{InvestigationRunning}, InvestigationClosed, "its conclusion is written", "at least one visit, an outcome for each, and feedback on each target"},
		{"investigation.abandon", []string{InvestigationPlanned, InvestigationConsulting, InvestigationRunning}, InvestigationAbandoned, "it ends without a conclusion", "a reason"},
		{"investigation.plan_visit", []string{InvestigationRunning}, "", "a visit is planned", "an employer on whom nobody else is, a day and an inspector"},
		{"investigation.cancel_visit", []string{InvestigationRunning}, "", "a visit that was not made is taken off", "a reason"},
		{"investigation.enter_visit", []string{InvestigationRunning}, "", "what a visit found is written", "the day on which it was made"},
	}}

// Thing says who is concerned by an investigation: those who need to know, which is its team and the directorates that were asked. Being of its
// territory is not enough.
func (i *Investigation) Thing() Thing {
	t := Thing{Kind: KindInvestigation, ID: i.ID, State: i.State, Owner: i.Lead, PhenomenonID: i.PhenomenonID, Keys: append(userKeys(i.Team), UserKey(i.Lead), UserKey(i.CreatedBy))}
	for _, d := range i.Directorates {
		t.Keys = append(t.Keys, DirectorateKey(d))
	}
	t.Keys = append(t.Keys, serviceKeys(i.Services)...)
	return t
}

// Stage is the state, for who carries out a step of the life cycle.
func (i *Investigation) Stage() *string { return &i.State }
