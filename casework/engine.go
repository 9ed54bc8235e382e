package casework

import (
	"context"
	"database/sql"
	"errors"

	"github.com/pressly/goose/v3"

	"vigie"
)

// engine is what differs between the databases. Statements are the same.
type engine struct {
	name        string
	write, read *sql.DB
	dialect     goose.Dialect
	first       []*goose.Migration                                      // that come before the shared ones
	snapshot    *sql.TxOptions                                          // of a view that sees one moment
	lock        string                                                  // statement that lets one command in at a time, if beginning does not do so
	again       func(error) bool                                        // says whether doing it once more may help
	code        func(error) vigie.Code                                  // of an error of the database
	before      func(ctx context.Context, db *sql.DB, from int64) error // what is done before a filled store is changed
}

// tries is how often a transaction is begun anew after the database has put it off.
const tries = 5

// change runs f in the one transaction that writes. What f does to anything but tx, it must be able to do again.
func (e *engine) change(ctx context.Context, f func(tx *sql.Tx) error) (err error) {
	for range tries {
		if err = e.try(ctx, e.write, nil, e.lock, f); err == nil || !e.again(err) {
			break
		}
	}
	return e.explain(err)
}

// view runs f in a transaction that sees one moment.
func (e *engine) view(ctx context.Context, f func(tx *sql.Tx) error) error {
	return e.explain(e.try(ctx, e.read, e.snapshot, "", f))
}

func (e *engine) try(ctx context.Context, db *sql.DB, o *sql.TxOptions, lock string, f func(tx *sql.Tx) error) (err error) {
	tx, err := db.BeginTx(ctx, o)
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // after a commit it does nothing; before, the first error is the one to tell
	if lock != "" {
		if _, err := tx.ExecContext(ctx, lock); err != nil {
			return err
		}
	}
	if err := f(tx); err != nil {
		return err
	}
	return tx.Commit()
}

// explain gives an error of the database the code by which callers tell cases apart. Errors that have one keep it.
func (e *engine) explain(err error) error {
	var known *vigie.Error
	if err == nil || errors.As(err, &known) || errors.Is(err, context.Canceled) {
		return err
	}
	switch code := e.code(err); code {
	case vigie.Unavailable:
		return vigie.Errorf(code, "reach casework in %s: %w; what was acknowledged is kept, try again when it is back", e.name, err)
	case vigie.Internal:
		return err
	default:
		return vigie.Errorf(code, "keep in casework: %w", err)
	}
}
