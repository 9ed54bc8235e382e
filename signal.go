package vigie

import "time"

// Signal is a first sighting: by an inspector, by a partner, or a tip from outside. It is retained or rejected, always with
// a reason out of the pack's published list.
type Signal struct {
	Record
	State        string    `json:"state"`
	Source       string    `json:"source"` // inspector, partner or tip
	Title        string    `json:"title"`
	Text         string    `json:"text"`
	SeenOn       Date      `json:"seenOn"` // the day of the sighting, which starts the clock of its phenomenon
	Sector       string    `json:"sector,omitempty"`
	Territory    string    `json:"territory,omitempty"`
	EntityIDs    []string  `json:"entities,omitempty"`
	PhenomenonID string    `json:"phenomenon,omitempty"` // that it was found to belong to
	Reason       string    `json:"reason,omitempty"`     // why rejected, an id of the pack's list
	Note         string    `json:"note,omitempty"`       // in the words of who decided
	DecidedAt    time.Time `json:"decidedAt,omitzero"`
	DecidedBy    string    `json:"decidedBy,omitempty"`
}

// States of a signal.
const (
	SignalNew      = "new"      // nobody has looked at it
	SignalRetained = "retained" // it belongs to a phenomenon, or starts one
	SignalRejected = "rejected" // it goes no further; its reason says why
)

// SignalCycle is the life of a signal.
var SignalCycle = LifeCycle{KindSignal,
	[]State{{SignalNew, "nobody has looked at it"}, {SignalRetained, "it belongs to a phenomenon"}, {SignalRejected, "it goes no further, with a reason"}},
	[]Transition{
		{"signal.retain", []string{SignalNew, SignalRejected}, SignalRetained, "it is kept under a phenomenon", ""},
		{"signal.reject", []string{SignalNew}, SignalRejected, "it is put aside", "a reason of the published list"},
	}}

// Thing says who is concerned by a signal: who wrote it, and the territory it is about.
func (s *Signal) Thing() Thing {
	t := Thing{Kind: KindSignal, ID: s.ID, State: s.State, Owner: s.CreatedBy, PhenomenonID: s.PhenomenonID, Keys: []Key{UserKey(s.CreatedBy)}}
	if s.Territory != "" {
		t.Keys = append(t.Keys, TerritoryKey(s.Territory))
	}
	return t
}

// Stage is the state, for who carries out a step of the life cycle.
func (s *Signal) Stage() *string { return &s.State }
