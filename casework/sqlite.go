package casework

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"

	"github.com/pressly/goose/v3"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"vigie"
)

// openSQLite opens a file. One connection writes, and the others read while it does (write-ahead log); a commit is on the disk
// before it is acknowledged (synchronous=FULL).
func openSQLite(_ context.Context, at string, o Options) (engine, error) {
	e := engine{name: at, dialect: goose.DialectSQLite3, again: func(error) bool { return false }, code: codeSQLite}
	path, err := filepath.Abs(at)
	if err != nil {
		return e, err
	}
	if err := makePrivate(path); err != nil {
		return e, vigie.Errorf(vigie.Unavailable, "open casework: %w", err)
	}
	both := []string{"busy_timeout(10000)", "journal_mode(WAL)", "synchronous(FULL)"}
	if o.MaxPages > 0 {
		both = append(both, fmt.Sprintf("max_page_count(%d)", o.MaxPages))
	}
	e.write, err = sql.Open("sqlite", sqliteName(path, url.Values{"_pragma": both, "_txlock": {"immediate"}, "_defensive": {"1"}, "_dqs": {"0"}}))
	if err != nil {
		return e, err
	}
	e.write.SetMaxOpenConns(1)
	e.read, err = sql.Open("sqlite", sqliteName(path, url.Values{"_pragma": {"busy_timeout(10000)", "query_only(1)"}, "_dqs": {"0"}}))
	if err != nil {
		return e, err
	}
	e.read.SetMaxOpenConns(o.Readers)
	e.read.SetMaxIdleConns(o.Readers)
	e.before = func(ctx context.Context, db *sql.DB, from int64) error {
		copyTo := fmt.Sprintf("%s.schema-%d", path, from)
		if _, err := os.Stat(copyTo); err == nil {
			return nil // of an earlier try, which did not get through
		}
		_, err := db.ExecContext(ctx, "VACUUM INTO $1", copyTo)
		return err
	}
	return e, nil
}

// sqliteName writes a path, with whatever signs are in it, and settings as the driver reads them.
func sqliteName(path string, settings url.Values) string {
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(path), RawQuery: settings.Encode()}).String()
}

// makePrivate makes an empty file that only its owner reads; what SQLite puts beside it has the same rights.
func makePrivate(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	return f.Close()
}

// codeSQLite sorts the errors of SQLite; its result codes carry more in their higher bits.
func codeSQLite(err error) vigie.Code {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return vigie.Internal
	}
	switch e.Code() & 0xff {
	case sqlite3.SQLITE_CONSTRAINT:
		return vigie.Conflict
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_NOMEM:
		return vigie.Unavailable
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return vigie.Refused
	}
	return vigie.Internal
}
