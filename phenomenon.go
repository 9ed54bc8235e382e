package vigie

import "time"

// Phenomenon is a way of defrauding that the field has met: the object around which all work turns. Signals, methodologies,
// indicators, models, investigations and roll-outs hang on it, and its clock says how fast they followed.
type Phenomenon struct {
	Record
	State       string       `json:"state"`
	PackID      string       `json:"packId,omitempty"` // its id in the pack, once inspections name it
	Title       string       `json:"title"`
	Sectors     []string     `json:"sectors"`
	Directorate string       `json:"directorate,omitempty"` // the thematic one it belongs to
	Owner       string       `json:"owner"`                 // the user who has the ball
	Definitions []Definition `json:"definitions"`           // all versions, the last one holds
	Indicators  []string     `json:"indicators,omitempty"`  // ids in the pack
	Models      []string     `json:"models,omitempty"`      // ids in the pack
	SeenOn      Date         `json:"seenOn"`                // the first sighting
	ReportedAt  time.Time    `json:"reportedAt"`            // when the first of its signals was written down
	VisibleOn   Date         `json:"visibleOn,omitempty"`   // first date on which the pattern stood in the data, found looking back
	Services    []string     `json:"services,omitempty"`    // other inspectorates that it was disclosed to
	Override    string       `json:"override,omitempty"`    // why the head of the team let it roll out past its gate, if so
}

// Definition is what a phenomenon was understood to be from a day on.
type Definition struct {
	Version int    `json:"version"`
	From    Date   `json:"from"`
	Text    string `json:"text"`
	By      string `json:"by"`
}

// States of a phenomenon.
const (
	PhenomenonObserved     = "observed"     // somebody saw it
	PhenomenonAccepted     = "accepted"     // the team works on it
	PhenomenonDrafted      = "drafted"      // a methodology, and an indicator or a model, exist
	PhenomenonTested       = "tested"       // both were tried on real targets, and what came of it is known
	PhenomenonRollingOut   = "rolling_out"  // directorates take it up, one by one
	PhenomenonMainstreamed = "mainstreamed" // it is looked for everywhere
	PhenomenonWatched      = "watched"      // it is looked for, and its figures are followed for decay
	PhenomenonRetired      = "retired"      // it is not looked for any more; what was found stays
)

// PhenomenonCycle is the life of a phenomenon.
var PhenomenonCycle = LifeCycle{KindPhenomenon,
	[]State{
		{PhenomenonObserved, "somebody saw it"}, {PhenomenonAccepted, "the team works on it"}, {PhenomenonDrafted, "a methodology, and an indicator or a model, exist"},
		{PhenomenonTested, "both were tried on real targets, and what came of it is known"}, {PhenomenonRollingOut, "directorates take it up, one by one"},
		{PhenomenonMainstreamed, "it is looked for everywhere"}, {PhenomenonWatched, "it is looked for, and its figures are followed for decay"},
		{PhenomenonRetired, "it is not looked for any more; what was found stays"},
	},
	[]Transition{
		{"phenomenon.accept", []string{PhenomenonObserved}, PhenomenonAccepted, "the team takes it on", "a retained signal, sectors and an owner"},
		{"phenomenon.draft", []string{PhenomenonAccepted}, PhenomenonDrafted, "there is something to test", "a methodology in force, and an indicator or a model"},
		{"phenomenon.test", []string{PhenomenonDrafted}, PhenomenonTested, "it was tried in the field", "a closed investigation under it, with feedback on every visited target"},
		{"phenomenon.roll_out", []string{PhenomenonTested}, PhenomenonRollingOut, "it goes to the directorates", "an open decision gate, or the reasoned override of the head of the team"},
		{"phenomenon.mainstream", []string{PhenomenonRollingOut}, PhenomenonMainstreamed, "everybody looks for it", "each planned directorate has adopted it, or was excused with a reason"},
		{"phenomenon.watch", []string{PhenomenonMainstreamed}, PhenomenonWatched, "only its figures are followed", ""},
		{"phenomenon.reopen", []string{PhenomenonDrafted, PhenomenonTested, PhenomenonRollingOut, PhenomenonMainstreamed, PhenomenonWatched, PhenomenonRetired}, PhenomenonAccepted, "it is worked on again", "a reason"},
		{"phenomenon.retire", []string{PhenomenonObserved, PhenomenonAccepted, PhenomenonDrafted, PhenomenonTested, PhenomenonMainstreamed, PhenomenonWatched}, PhenomenonRetired, "the team stops", "a reason"},
	}}

// Thing says who is concerned by a phenomenon: everybody who inspects knows what is looked for, so that it has no key of its own
// but the theme's.
func (p *Phenomenon) Thing() Thing {
	t := Thing{Kind: KindPhenomenon, ID: p.ID, State: p.State, Owner: p.Owner, PhenomenonID: p.ID, Directorate: p.Directorate}
	if p.Directorate != "" {
		t.Keys = append(t.Keys, DirectorateKey(p.Directorate))
	}
	t.Keys = append(t.Keys, serviceKeys(p.Services)...)
	return t
}

// Stage is the state, for who carries out a step of the life cycle.
func (p *Phenomenon) Stage() *string { return &p.State }
