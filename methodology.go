package vigie

// Methodology is how inspectors look for a phenomenon: a version of a method, which is never changed once it is in force.
type Methodology struct {
	Record
	State        string            `json:"state"`
	PhenomenonID string            `json:"phenomenon"`
	Number       int               `json:"number"`             // of the version, from 1
	PackID       string            `json:"packId,omitempty"`   // the pack's methodology it follows, if it does
	Title        map[string]string `json:"title"`              // by language
	Steps        []MethodStep      `json:"steps"`              // in order
	Proof        []LocalText       `json:"proof"`              // to gather
	Legal        []LocalText       `json:"legal"`              // articles it stands on
	Services     []string          `json:"services,omitempty"` // other inspectorates that it was disclosed to
	Change       string            `json:"change"`             // what is new in this version, and after which feedback
}

// LocalText is a text by language.
type LocalText map[string]string

// MethodStep is one thing to do or to check.
type MethodStep struct {
	ID   string    `json:"id"`
	Text LocalText `json:"text"`
}

// States of a methodology.
const (
	MethodDraft    = "draft"    // being written
	MethodInForce  = "in_force" // the version that is used; there is one at most for a phenomenon
	MethodReplaced = "replaced" // a later version is in force
)

// MethodologyCycle is the life of a version of a methodology.
var MethodologyCycle = LifeCycle{KindMethodology,
	[]State{{MethodDraft, "being written"}, {MethodInForce, "the version that is used"}, {MethodReplaced, "a later version is in force"}},
	[]Transition{
		{"methodology.adopt", []string{MethodDraft}, MethodInForce, "it is used from now on; the one before is replaced", "steps, proof and legal basis in all languages of the pack"},
		{"methodology.replace", []string{MethodInForce}, MethodReplaced, "a later version took its place", ""},
	}}

// Thing says who is concerned by a methodology: it is for everybody who inspects, and for other services where it was disclosed.
func (m *Methodology) Thing() Thing {
	return Thing{Kind: KindMethodology, ID: m.ID, State: m.State, Owner: m.CreatedBy, PhenomenonID: m.PhenomenonID, Keys: serviceKeys(m.Services)}
}

// Stage is the state, for who carries out a step of the life cycle.
func (m *Methodology) Stage() *string { return &m.State }
