package vigie

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"time"
)

// Entry is one line of the audit log: who did or saw what, to whom, and why. Lines are only ever added.
type Entry struct {
	Seq     int64     `json:"seq"` // from 1, without a gap
	At      time.Time `json:"at"`
	UserID  string    `json:"user"`
	Session string    `json:"session,omitempty"`
	Action  Action    `json:"action"`
	Things  []Ref     `json:"things,omitempty"` // what was changed or seen
	Purpose string    `json:"purpose,omitempty"`
	Detail  string    `json:"detail,omitempty"`     // what a reader of the log must know, never a person's name
	Refused string    `json:"refused,omitempty"`    // why it was not allowed; refusals are kept as well
	Prev    []byte    `json:"prev" nullable:"true"` // hash of the line before; none before the first
	Hash    []byte    `json:"hash"`                 // of this line and the one before
}

// EntryQuery asks for lines after a place in their order.
type EntryQuery struct {
	After  int64
	UserID string
	Kind   Kind
	ID     string
	Limit  int // 1000 unless said, and at most 10,000: ask again after the last one
}

// Seal computes the line's hash over everything else in it. A line changed, left out or put elsewhere breaks the chain.
func (e *Entry) Seal(prev []byte) error {
	e.Prev = prev
	line, err := e.Sealed()
	if err != nil {
		return err
	}
	sum := sha256.Sum256(append([]byte{0}, line...)) // 0: a leaf, after RFC 6962
	e.Hash = sum[:]
	return nil
}

// Sealed is the text that the hash is of: the line without it.
func (e Entry) Sealed() ([]byte, error) {
	e.Hash = nil
	line, err := json.Marshal(e)
	if err != nil {
		return nil, fmt.Errorf("seal line %d of the audit log: %w", e.Seq, err)
	}
	return line, nil
}
