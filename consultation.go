package vigie

import "time"

// Consultation asks a director for terms and objectives before an investigation starts. There is one for each directorate
// concerned. Silence reminds and escalates; it is never consent.
type Consultation struct {
	Record
	State           string    `json:"state"`
	InvestigationID string    `json:"investigation"`
	PhenomenonID    string    `json:"phenomenon"`
	Directorate     string    `json:"directorate"`
	ScopeHash       string    `json:"scopeHash"` // of the territories, sectors and objective that were asked about; another scope is another question
	Approach        string    `json:"approach"`  // what is proposed
	Team            []string  `json:"team"`      // users
	Reporting       string    `json:"reporting"`
	Deadline        Date      `json:"deadline"` // for the answer
	AskedAt         time.Time `json:"askedAt"`
	RemindedAt      time.Time `json:"remindedAt,omitzero"`
	EscalatedAt     time.Time `json:"escalatedAt,omitzero"`
	AnsweredAt      time.Time `json:"answeredAt,omitzero"`
	AnsweredBy      string    `json:"answeredBy,omitempty"`
	Conditions      string    `json:"conditions,omitempty"` // that were put
	Reason          string    `json:"reason,omitempty"`     // of an objection
}

// States of a consultation.
const (
	ConsultationAsked       = "asked"      // the director has the ball
	ConsultationAgreed      = "agreed"     // without conditions
	ConsultationConditioned = "conditions" // agreed, under conditions which the investigation then bears
	ConsultationObjected    = "objected"   // with a reason: the investigation can not start
	ConsultationReopened    = "reopened"   // what it was about has changed: a new one asks again
)

// ConsultationCycle is the life of a consultation.
var ConsultationCycle = LifeCycle{KindConsultation,
	[]State{{ConsultationAsked, "the director has the ball"}, {ConsultationAgreed, "without conditions"}, {ConsultationConditioned, "agreed, under conditions"},
		{ConsultationObjected, "with a reason; the investigation can not start"}, {ConsultationReopened, "what it was about has changed; a new one asks again"}},
	[]Transition{
		{"consultation.agree", []string{ConsultationAsked, ConsultationObjected}, ConsultationAgreed, "the director agrees", "only the director of that directorate, or who stands in"},
		{"consultation.agree_with_conditions", []string{ConsultationAsked, ConsultationObjected}, ConsultationConditioned, "the director agrees under conditions", "conditions in words"},
		{"consultation.object", []string{ConsultationAsked, ConsultationAgreed, ConsultationConditioned}, ConsultationObjected, "the director objects", "a reason"},
		{"consultation.reopen", []string{ConsultationAsked, ConsultationAgreed, ConsultationConditioned, ConsultationObjected}, ConsultationReopened, "territory, sector or objective has changed", ""},
	}}

// Thing says who is concerned by a consultation: the directorate that is asked, and who asks.
func (c *Consultation) Thing() Thing {
	return Thing{Kind: KindConsultation, ID: c.ID, State: c.State, Owner: c.CreatedBy, PhenomenonID: c.PhenomenonID, Directorate: c.Directorate,
		Keys: append([]Key{DirectorateKey(c.Directorate), UserKey(c.CreatedBy)}, userKeys(c.Team)...)}
}

func userKeys(ids []string) []Key    { return keysOf(ids, UserKey) }
func serviceKeys(ids []string) []Key { return keysOf(ids, ServiceKey) }

func keysOf(ids []string, key func(string) Key) []Key {
	var keys []Key
	for _, id := range ids {
		keys = append(keys, key(id))
	}
	return keys
}

// Stage is the state, for who carries out a step of the life cycle.
func (c *Consultation) Stage() *string { return &c.State }
