package vigie

import "time"

// Envelope holds what nobody may know yet of a field test: which arm each visit of a block was dealt to, with what that arm said of the employer. It
// is opened when all its visits have been told, or at the end. Number 0 holds the seed that all others follow from.
type Envelope struct {
	Record
	State        string    `json:"state"`
	FieldTestID  string    `json:"fieldTest"`
	PhenomenonID string    `json:"phenomenon"`
	Number       int       `json:"number"` // in the order in which blocks were dealt
	Seed         string    `json:"seed,omitempty"`
	Territory    string    `json:"territory,omitempty"`
	DueOn        Date      `json:"dueOn,omitempty"` // the last day on which its visits can be told
	Slots        []Slot    `json:"slots,omitempty"` // in the order in which the visits are asked for
	OpenedAt     time.Time `json:"openedAt,omitzero"`
}

// Slot is one visit of a block.
type Slot struct {
	Arm      string `json:"arm"`
	TargetID string `json:"target"`
	Target   Target `json:"as"` // as the arm named it: with its score, rank, probability and reasons
}

// States of an envelope.
const (
	EnvelopeSealed = "sealed" // nobody knows what is in it
	EnvelopeOpened = "opened" // it is known
)

// EnvelopeCycle is the life of an envelope.
var EnvelopeCycle = LifeCycle{KindEnvelope,
	[]State{{EnvelopeSealed, "nobody knows what is in it"}, {EnvelopeOpened, "it is known"}},
	[]Transition{{"envelope.open", []string{EnvelopeSealed}, EnvelopeOpened, "the arms of its visits are shown", "all of them were told, or their day is over, or the test has ended"}}}

// Thing says who is concerned by an envelope: nobody while it is sealed, and then all who work here.
func (e *Envelope) Thing() Thing {
	t := Thing{Kind: KindEnvelope, ID: e.ID, State: e.State, PhenomenonID: e.PhenomenonID}
	if e.State == EnvelopeOpened {
		t.Keys = []Key{Everyone}
	}
	return t
}

// Stage is the state, for who carries out a step of the life cycle.
func (e *Envelope) Stage() *string { return &e.State }
