package source

import (
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"vigie"
)

// Options say where extracts come from and are kept.
type Options struct {
	Data      string // the folder the pack's files are looked for in
	Registers string // home/registers, where extracts are kept as received
	Rejects   string // where rejects/<source>-<batch>.csv go; beside Registers unless said
	Keys      string // where the pseudonym key is; beside Registers unless said

	AtOnce int // how many registers are loaded at a time; 2 unless said, and the lake is the same

	Now time.Time // when the load is made: the day of its batches
	// Clock serves the rate and the time that remains, and nothing that is stored. Without it they are not given.
	Clock func() time.Time
	// Progress is told about ten times a second, from one goroutine at a time.
	Progress func(Progress)

	// In tests:
	held   int  // mostHeld, but fewer
	coarse uint // bits taken off the hashes of keys, so that different keys have the same
}

func (o *Options) rejects() string {
	if o.Rejects != "" {
		return o.Rejects
	}
	return filepath.Join(filepath.Dir(filepath.Clean(o.Registers)), "rejects")
}

// Progress is how far the loading of one extract is.
type Progress struct {
	Source string
	File   string
	Step   Step
	Bytes  int64 // of the file, of Total
	Total  int64
	Rows   int64
	// AllBytes are done of AllTotal, over all extracts of the load.
	AllBytes, AllTotal int64

	RowsPerSecond float64
	Remaining     time.Duration // 0 when it can not be told yet
}

// Step is what is being done with an extract.
type Step string

const (
	Reading   Step = "reading"   // it is kept, and its rows are checked and taken in
	Comparing Step = "comparing" // keys, rules and earlier versions
	Done      Step = "done"
)

// Status is what became of an extract.
type Status string

const (
	Loaded  Status = "loaded"  // its rows count
	Refused Status = "refused" // none of its rows counts; Why says why
	Already Status = "already" // the same content of the same day had been loaded before; nothing was done
)

// Batch is an extract that was offered. Rows = Added + Corrected + Unchanged + Repeated + Refused, when it is loaded.
type Batch struct {
	ID        int64      `json:"id"`
	Source    string     `json:"source"`
	File      string     `json:"file"`
	Kind      Kind       `json:"kind"`
	Content   string     `json:"content"` // SHA-256
	Bytes     int64      `json:"bytes"`
	ExtractOn vigie.Date `json:"extractOn"`
	Status    Status     `json:"status"`
	Why       string     `json:"why,omitempty"`

	Rows      int64 `json:"rows"`
	Added     int64 `json:"added"`     // under a key that was not known
	Corrected int64 `json:"corrected"` // a new version of a known key
	Unchanged int64 `json:"unchanged"` // says what was known
	Ended     int64 `json:"ended"`     // rows of the register, not of the extract, that ended by it
	Repeated  int64 `json:"repeated"`  // says the same as another row of the file
	Refused   int64 `json:"refused"`

	PassedOver  []string `json:"passedOver,omitempty"`  // columns of the file that the pack does not declare
	RejectsFile string   `json:"rejectsFile,omitempty"` // the CSV with the refused rows; "" when there are none
}

// String is the line a person reads.
func (b *Batch) String() string {
	switch b.Status {
	case Already:
		return fmt.Sprintf("%s: %s was loaded before", b.Source, b.File)
	case Refused:
		return fmt.Sprintf("%s: %s is refused: %s", b.Source, b.File, b.Why)
	}
	ended := ""
	if b.Ended > 0 {
		ended = fmt.Sprintf("; %d of the register ended", b.Ended)
	}
	if b.Kind == Deletes {
		return fmt.Sprintf("%s: %s: %d rows: %d end something, %d nothing that stands, %d repeated, %d refused%s",
			b.Source, b.File, b.Rows, b.Corrected, b.Unchanged, b.Repeated, b.Refused, ended)
	}
	return fmt.Sprintf("%s: %s: %d rows: %d added, %d corrected, %d unchanged, %d repeated, %d refused%s",
		b.Source, b.File, b.Rows, b.Added, b.Corrected, b.Unchanged, b.Repeated, b.Refused, ended)
}

// Report is what a load did. It is right also beside an error: what is in it has been done.
type Report struct {
	Batches []Batch `json:"batches"`
	// Without are the sources for which there is no file now; their earlier extracts, if any, stand.
	Without []string `json:"without,omitempty"`
}

// Err says which extracts were refused, with the code refused; nil when none was. Whoever goes on all the same works
// with the rows of earlier extracts.
func (r *Report) Err() error {
	var lines []string
	for i := range r.Batches {
		if b := &r.Batches[i]; b.Status == Refused {
			lines = append(lines, fmt.Sprintf("load %s: %s %s", b.Source, b.File, b.Why))
		}
	}
	if lines == nil {
		return nil
	}
	return vigie.Errorf(vigie.Refused, "%s", strings.Join(lines, "\n"))
}

// rate measures, for Progress.
type rate struct {
	tell    func(Progress)
	clock   func() time.Time
	started time.Time
	last    time.Time
}

func newRate(o *Options, tell func(Progress)) *rate {
	r := &rate{tell: tell, clock: o.Clock}
	if r.clock != nil {
		r.started = r.clock()
	}
	return r
}

const tellEvery = 100 * time.Millisecond

// say passes progress on, unless it did so a moment ago.
func (r *rate) say(p Progress, always bool) {
	if r.tell == nil {
		return
	}
	if r.clock != nil {
		now := r.clock()
		if !always && now.Sub(r.last) < tellEvery {
			return
		}
		r.last = now
		if s := now.Sub(r.started).Seconds(); s > 0 {
			p.RowsPerSecond = float64(p.Rows) / s
			if p.Step == Reading && p.Bytes > 0 {
				p.Remaining = time.Duration(s * float64(p.Total-p.Bytes) / float64(p.Bytes) * float64(time.Second))
			}
		}
	}
	r.tell(p)
}
