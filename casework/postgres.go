package casework

import (
	"context"
	"database/sql"
	"errors"
	"net"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"

	"vigie"
)

// openPostgres opens a database. Commands of all server processes go in one after the other, by an advisory lock that is taken
// before anything is read: READ COMMITTED then sees all that was decided before.
func openPostgres(ctx context.Context, at string, o Options) (engine, error) {
	e := engine{
		name: "PostgreSQL", dialect: goose.DialectPostgres, again: putOff, code: codePostgres,
		snapshot: &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true},
		lock:     "SELECT pg_advisory_xact_lock(7304118501)",                 // any number that nobody else takes
		before:   func(context.Context, *sql.DB, int64) error { return nil }, // an office's database has its own backups, and migrations are transactions
		first: []*goose.Migration{goose.NewGoMigration(1, &goose.GoFunc{RunTx: func(ctx context.Context, tx *sql.Tx) error {
			_, err := tx.ExecContext(ctx, `CREATE DOMAIN plain_text AS text COLLATE "C"`)
			return err
		}}, nil)},
	}
	config, err := pgx.ParseConfig(at)
	if err != nil {
		return e, vigie.Errorf(vigie.Invalid, "open casework: read the address of PostgreSQL: %s", strings.ReplaceAll(err.Error(), at, "(address)"))
	}
	e.write, e.read = stdlib.OpenDB(*config), stdlib.OpenDB(*config)
	e.write.SetMaxOpenConns(o.Readers)
	e.write.SetMaxIdleConns(o.Readers)
	e.read.SetMaxOpenConns(o.Readers)
	e.read.SetMaxIdleConns(o.Readers)
	return e, e.write.PingContext(ctx)
}

// putOff recognises a transaction that PostgreSQL ended so that another could go on.
func putOff(err error) bool {
	var e *pgconn.PgError
	return errors.As(err, &e) && (e.Code == "40001" || e.Code == "40P01") // serialization_failure, deadlock_detected
}

// codePostgres sorts the errors of PostgreSQL by the class of their SQLSTATE.
func codePostgres(err error) vigie.Code {
	var e *pgconn.PgError
	var n net.Error
	switch {
	case errors.As(err, &e):
		return codeOfState(e.Code)
	case errors.As(err, &n), pgconn.Timeout(err), pgconn.SafeToRetry(err), errors.Is(err, sql.ErrConnDone):
		return vigie.Unavailable
	}
	var refused *pgconn.ConnectError
	if errors.As(err, &refused) {
		return vigie.Unavailable
	}
	return vigie.Internal
}

func codeOfState(state string) vigie.Code {
	switch state {
	case "23505": // unique_violation
		return vigie.Conflict
	case "22021", "22P05": // signs that no text may hold
		return vigie.Invalid
	}
	switch state[:2] {
	case "08", "28", "3D", "40", "53", "57", "58": // connection, log-in, database, put off, resources, shut down, system
		return vigie.Unavailable
	}
	return vigie.Internal
}
