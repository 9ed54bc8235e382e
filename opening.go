package vigie

import "time"

// Opening is a thing that somebody opened without a right to it, in need and with a reason: the glass was broken. It holds for a
// short time, and an auditor says afterwards whether the need was there.
type Opening struct {
	Record
	State      string    `json:"state"`
	UserID     string    `json:"user"`   // who opened it
	Kind       Kind      `json:"kind"`   // of the thing that was opened
	ThingID    string    `json:"thing"`  // and its name
	Reason     string    `json:"reason"` // in the words of who opened it
	Until      time.Time `json:"until"`  // from when it is closed again
	Note       string    `json:"note,omitempty"`
	ReviewedAt time.Time `json:"reviewedAt,omitzero"`
	ReviewedBy string    `json:"reviewedBy,omitempty"`
}

// States of an opening.
const (
	OpeningUnreviewed = "unreviewed" // it is on the auditors' list
	OpeningJustified  = "justified"  // the need was there
	OpeningContested  = "contested"  // it was not
)

// OpeningCycle is the life of an opening. Its review says nothing about how long it holds.
var OpeningCycle = LifeCycle{KindOpening,
	[]State{{OpeningUnreviewed, "it is on the auditors' list"}, {OpeningJustified, "the need was there"}, {OpeningContested, "it was not"}},
	[]Transition{
		{"opening.justify", []string{OpeningUnreviewed, OpeningContested}, OpeningJustified, "an auditor finds that the need was there", "a note, and not one's own opening"},
		{"opening.contest", []string{OpeningUnreviewed, OpeningJustified}, OpeningContested, "an auditor finds that it was not", "a note, and not one's own opening"},
	}}

// Thing says who is concerned by an opening: who opened.
func (o *Opening) Thing() Thing {
	return Thing{Kind: KindOpening, ID: o.ID, State: o.State, Owner: o.UserID, Keys: []Key{UserKey(o.UserID)}}
}

// Stage is the state, for who carries out a step of the life cycle.
func (o *Opening) Stage() *string { return &o.State }
