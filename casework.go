package vigie

import (
	"cmp"
	"context"
	"io"
	"time"
)

// Casework keeps what people decided. It can not be rebuilt from anything, so that nothing in it is ever overwritten
// without a trace: each version of each thing stays.
type Casework interface {
	// Read runs f on one consistent view of what is kept. Nothing can be put in it.
	Read(ctx context.Context, f func(Books) error) error
	// Do carries out one command: all that f puts, its events and its line in the audit log are kept together, or
	// nothing is. A command whose key was carried out before is not carried out again: its first receipt is returned, or
	// conflict when it asks for something else. The actor is the one in ctx.
	Do(ctx context.Context, c Command, f func(Books) error) (Receipt, error)
	// Seen adds lines to the audit log that no command writes: what was read, and what was refused. They are kept when it returns;
	// those of many readers are kept together. Who reads, in which session and for which purpose is taken from ctx where a line does
	// not say it.
	Seen(ctx context.Context, lines ...Entry) error
	// Fields are those by which things of a kind may be asked for; none of a kind that is not kept here.
	Fields(k Kind) []Field
}

// Files keep contents under their hash, once, and never change them.
type Files interface {
	// Keep reads to the end and returns the SHA-256 of what it read, and its size. More than limit bytes are refused as invalid. A row of
	// evidence may name the hash from then on.
	Keep(ctx context.Context, r io.Reader, limit int64) (hash string, size int64, err error)
	// Open returns a content, or not_found.
	Open(ctx context.Context, hash string) (io.ReadCloser, error)
}

// Command is one act of somebody.
type Command struct {
	Key    string    // chosen by who sends it, so that sending twice does once; made by Do when empty
	Action Action    // what is done, as access knows it
	At     time.Time // when, handed in: nothing below cmd asks the clock
	Digest string    // hash of what was asked, to tell a repetition from another command under the same key
}

// Receipt is what came of a command.
type Receipt struct {
	Key      string    `json:"key"`
	At       time.Time `json:"at"` // not before anything that was kept earlier, even where the clock jumped back
	Changed  []Ref     `json:"changed"`
	Repeated bool      `json:"repeated,omitempty"` // it had been carried out before
}

// Ref names a thing in a version.
type Ref struct {
	Kind    Kind   `json:"kind"`
	ID      string `json:"id"`
	Version int    `json:"version"`
}

// Record is what everything that is kept begins with. The store fills it in.
type Record struct {
	ID        string    `json:"id"`
	Version   int       `json:"version"` // 0: not kept yet; a change names the version that it saw
	CreatedAt time.Time `json:"createdAt"`
	CreatedBy string    `json:"createdBy"`
	ChangedAt time.Time `json:"changedAt"`
	ChangedBy string    `json:"changedBy"`
}

// Kept is the record of a thing, for the store.
func (r *Record) Kept() *Record { return r }

// Noun is what a shelf holds: something with a record, that says who is concerned by it.
type Noun interface {
	Kept() *Record
	Thing() Thing
}

// Books are the shelves of one view or one command.
type Books interface {
	Signals() Shelf[Signal]
	Phenomena() Shelf[Phenomenon]
	Methodologies() Shelf[Methodology]
	Consultations() Shelf[Consultation]
	Investigations() Shelf[Investigation]
	Targets() Shelf[TargetFile]
	Feedback() Shelf[Feedback]
	RollOuts() Shelf[RollOut]
	Evidence() Shelf[Evidence]
	Users() Shelf[User]
	Credentials() Shelf[Credential]
	Webhooks() Shelf[Webhook]
	Views() Shelf[View]
	Openings() Shelf[Opening]
	Jobs() Shelf[Job]
	Judgements() Shelf[Judgement]
	FieldTests() Shelf[FieldTest]
	Boundaries() Shelf[Boundary]
	Lates() Shelf[Late]
	Envelopes() Shelf[Envelope]
	Versions() Shelf[ModelVersion]
	Reports() Shelf[EvaluationReport]
	Disclosures() Shelf[Disclosure]

	// Note keeps that something happened, for clocks, timelines and who listens. Only within Do.
	Note(ctx context.Context, e Event) error
	// Events are what happened, in order.
	Events(ctx context.Context, q EventQuery) ([]Event, error)
	// Entries are the lines of the audit log, in order.
	Entries(ctx context.Context, q EntryQuery) ([]Entry, error)
}

// Shelf keeps one noun.
type Shelf[T any] interface {
	// Get returns a thing, or not_found.
	Get(ctx context.Context, id string) (*T, error)
	// List returns a page of those that q asks for.
	List(ctx context.Context, q Query) (Listing[T], error)
	// Put keeps a new thing (version 0), or a change of the version that was read; stale when somebody was there before.
	Put(ctx context.Context, thing *T) error
	// History are all versions of a thing, oldest first.
	History(ctx context.Context, id string) ([]T, error)
}

// Field is one by which things may be asked for.
type Field struct {
	Name    string // as in JSON
	Ordered bool   // a day, a time or a number: it may be asked for in ranges
}

// Query asks a shelf for things. Which fields may be asked for, Casework.Fields says.
type Query struct {
	Scope Scope   // only these; the zero Scope finds nothing
	Where []Where // all of them hold
	Text  string  // words that stand in it
	Sort  string  // a field; a minus before it turns the order; newest first unless said
	Page  int     // from 1
	Size  int     // things a page; 50 unless said, at most 1000
}

// Where holds when the field is one of the values, and not before From or after To where these are said; with Not, when it
// does not. Dates and times are written as in JSON; what has no date is in no range. Of a list, one of its values counts.
type Where struct {
	Field    string
	Values   []string
	From, To string // both included
	Not      bool
}

// Listing is one page, and how many there are in all.
type Listing[T any] struct {
	Items []T `json:"items"`
	Total int `json:"total"`
}

// All reads everything that q asks for, a page after the other and oldest first unless it says otherwise: for who counts, or does something with each.
func All[T any](ctx context.Context, shelf Shelf[T], q Query) (all []T, err error) {
	q.Size, q.Sort = 1000, cmp.Or(q.Sort, "createdAt")
	for q.Page = 1; ; q.Page++ {
		got, err := shelf.List(ctx, q)
		if err != nil {
			return nil, err
		}
		if all = append(all, got.Items...); len(got.Items) < q.Size {
			return all, nil
		}
	}
}

// Event is something that happened to a thing.
type Event struct {
	Seq          int64             `json:"seq"` // order in which they were kept
	Kind         Kind              `json:"kind"`
	ID           string            `json:"id"`
	What         string            `json:"what"`                  // such as accepted, consulted, answered; documented with the life cycle
	PhenomenonID string            `json:"phenomenon,omitempty"`  // whose clock it belongs to
	Directorate  string            `json:"directorate,omitempty"` // that did it or whom it concerns
	At           time.Time         `json:"at"`
	By           string            `json:"by"`
	Keys         []Key             `json:"-"` // who is concerned, at that time
	Data         map[string]string `json:"data,omitempty"`
}

// EventQuery asks for events after a place in their order.
type EventQuery struct {
	Scope        Scope
	After        int64
	Kind         Kind   // of any kind unless said
	ID           string // of any thing unless said
	PhenomenonID string
	What         []string // one of these; anything unless said
	First        bool     // of each What that is named, only the first
	Last         bool     // of all that was kept, only the last, if it is among those that are asked for
	Limit        int      // 1000 unless said, and at most 10,000: ask again after the last one
}
