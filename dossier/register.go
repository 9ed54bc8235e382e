package dossier

import (
	"context"
	"database/sql"
	_ "embed"
	"time"

	"vigie"
	"vigie/lake"
)

// Register is how fresh and how whole a register is, by the extracts that were offered to the lake.
type Register struct {
	ID        string      `json:"id"`
	ExtractOn *vigie.Date `json:"extractOn,omitempty"` // of the newest extract that was loaded
	LoadedAt  time.Time   `json:"loadedAt,omitzero"`   // when the last one was
	Extracts  int64       `json:"extracts"`            // loaded
	Refused   int64       `json:"refusedExtracts"`     // refused whole
	Waiting   int64       `json:"waitingExtracts"`     // taken out for an older one that came late
	Rows      int64       `json:"rows"`                // of the extracts that were loaded
	Added     int64       `json:"added"`
	Corrected int64       `json:"corrected"`
	Unchanged int64       `json:"unchanged"`
	Ended     int64       `json:"ended"`
	Repeated  int64       `json:"repeatedRows"`
	Rejected  int64       `json:"rejectedRows"`
	Taken     *float64    `json:"taken,omitempty"` // share of the rows that were taken; not there when nothing was offered
}

// Extract is one extract that was offered.
type Extract struct {
	File      string     `json:"file"`
	Kind      string     `json:"kind"`
	ExtractOn vigie.Date `json:"extractOn"`
	LoadedAt  time.Time  `json:"loadedAt"`
	Status    string     `json:"status"`
	Why       string     `json:"why,omitempty"`
	Rows      int64      `json:"rows"`
	Added     int64      `json:"added"`
	Corrected int64      `json:"corrected"`
	Unchanged int64      `json:"unchanged"`
	Ended     int64      `json:"ended"`
	Repeated  int64      `json:"repeatedRows"`
	Rejected  int64      `json:"rejectedRows"`
}

// Reject is one row of an extract that was not taken.
type Reject struct {
	File   string `json:"file"`
	Line   int64  `json:"line"`
	Raw    string `json:"raw,omitempty"` // the row as it stands in the file
	Column string `json:"column,omitempty"`
	Value  string `json:"value,omitempty"`
	Reason string `json:"reason"`
}

// LinkageError is what a matching may have got wrong about the records of a register, if its model is right.
type LinkageError struct {
	Match          string  `json:"match"`
	Records        int64   `json:"records"`
	Linked         int64   `json:"linked"`
	Contradicted   int64   `json:"contradicted"`
	ExpectedFalse  float64 `json:"expectedFalse"`
	ExpectedMissed float64 `json:"expectedMissed"`
	NotCompared    float64 `json:"notCompared"`
	Completeness   float64 `json:"completeness"`
}

var (
	//go:embed sql/register.sql
	registerSQL string
	//go:embed sql/extract.sql
	extractSQL string
	//go:embed sql/reject.sql
	rejectSQL string
	//go:embed sql/linkage.sql
	linkageSQL string
)

// Registers are all registers of which an extract was offered.
func Registers(ctx context.Context, l *lake.Lake) ([]Register, error) {
	return rows(ctx, l, registerSQL, nil, func(r *sql.Rows, x *Register) error {
		var loaded sql.NullTime
		err := r.Scan(&x.ID, maybe{&x.ExtractOn}, &loaded, &x.Extracts, &x.Refused, &x.Waiting, &x.Rows, &x.Added, &x.Corrected, &x.Unchanged, &x.Ended, &x.Repeated,
			&x.Rejected, &x.Taken)
		x.LoadedAt = loaded.Time
		return err
	})
}

// Extracts are those of a register, the newest first.
func Extracts(ctx context.Context, l *lake.Lake, register string, most int) ([]Extract, error) {
	return rows(ctx, l, extractSQL, []any{register, most}, func(r *sql.Rows, x *Extract) error {
		return r.Scan(&x.File, &x.Kind, day{&x.ExtractOn}, &x.LoadedAt, &x.Status, &x.Why, &x.Rows, &x.Added, &x.Corrected, &x.Unchanged, &x.Ended, &x.Repeated, &x.Rejected)
	})
}

// Linkage is what matchings may have got wrong about a register.
func Linkage(ctx context.Context, l *lake.Lake, register string) ([]LinkageError, error) {
	return rows(ctx, l, linkageSQL, []any{register}, func(r *sql.Rows, x *LinkageError) error {
		return r.Scan(&x.Match, &x.Records, &x.Linked, &x.Contradicted, &x.ExpectedFalse, &x.ExpectedMissed, &x.NotCompared, &x.Completeness)
	})
}

// Rejects is a page of the rows of a register that were not taken, those of the newest extract first.
func Rejects(ctx context.Context, l *lake.Lake, register string, page, size int) (vigie.Listing[Reject], error) {
	var out vigie.Listing[Reject]
	err := l.QueryRow(ctx, "SELECT CAST(count(*) AS INTEGER) FROM reject WHERE source = $1", register).Scan(&out.Total)
	if err != nil {
		return out, vigie.Errorf(vigie.Internal, "count rejects: %w", err)
	}
	out.Items, err = rows(ctx, l, rejectSQL, []any{register, size, (page - 1) * size}, func(r *sql.Rows, x *Reject) error {
		return r.Scan(&x.File, &x.Line, &x.Raw, &x.Column, &x.Value, &x.Reason)
	})
	return out, err
}
