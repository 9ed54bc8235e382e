package vigie

import "time"

// Run is one pass over the path: what it was asked, on what, and what became of it. A run builds where nobody reads and
// publishes at its end, so that a killed run is never seen.
type Run struct {
	ID        string    `json:"id"`
	AsOf      Date      `json:"asOf"`      // what is said is said as known on this day
	Seed      uint64    `json:"seed"`      // of every chance in it
	PackID    string    `json:"pack"`      // the pack's name
	PackHash  string    `json:"packHash"`  // and its content
	StartedAt time.Time `json:"startedAt"` // handed in by the command; nothing below it asks the clock
	Snapshot  string    `json:"snapshot,omitempty"`
}

// Lineage is everything a score follows from. The same lineage gives the same scores, to the bit.
type Lineage struct {
	Data    string `json:"data"`    // hash of the loaded batches: register, extract date and content
	Pack    string `json:"pack"`    // hash of the pack's files
	Code    string `json:"code"`    // hash of the source from which scores follow
	Seed    uint64 `json:"seed"`    // of sampling
	Matrix  string `json:"matrix"`  // hash of the training rows, features and labels
	KnownBy Date   `json:"knownBy"` // labels known by this day were used
	Params  string `json:"params"`  // hash of the learner's parameters
}
