package lake

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/duckdb/duckdb-go/v2"
)

// Memory is the path of a lake that is gone when it is closed: for tests and for checking a pack.
const Memory = ":memory:"

// Options are the limits a lake is opened with. Zero values let DuckDB choose.
type Options struct {
	Threads  int    // worker threads; all cores unless said
	MemoryMB int    // what DuckDB may keep in memory before it spills; 80% of the machine unless said
	TempDir  string // where it spills; beside the lake unless said

	// External lets SQL read and write files. It is false for every lake on which a pack's SQL runs.
	External bool
}

// Lake is an open analytical store. It may be used from many goroutines; writes are the caller's to keep in order.
type Lake struct {
	db   *sql.DB
	path string
	lock *lock

	// writing is held for reading by every write, and for writing by Publish, so that what is copied stands still.
	writing sync.RWMutex
	// image is the file as Publish reads it; see openImage for why it stays open.
	image *os.File

	streams streams // what is being inserted from Go
}

// Open opens the lake at path for reading and writing, and makes it when there is none. It fails with a conflict when
// another process writes to it.
func Open(ctx context.Context, path string, o Options) (*Lake, error) {
	l := &Lake{path: path}
	if path != Memory {
		if err := checkPath(path); err != nil {
			return nil, err
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return nil, fmt.Errorf("open lake: %w", err)
		}
		var err error
		if l.lock, err = takeLock(path + ".lock"); err != nil {
			return nil, fmt.Errorf("open lake %s: %w", path, err)
		}
	}
	if err := l.open(ctx, path, settings(o)); err != nil {
		l.lock.release()
		return nil, fmt.Errorf("open lake %s: %w", path, err)
	}
	if err := l.register(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("open lake %s: %w", path, err), l.Close())
	}
	return l, nil
}

// OpenSnapshot opens a published lake for reading only.
func OpenSnapshot(ctx context.Context, path string) (*Lake, error) {
	if err := checkPath(path); err != nil {
		return nil, err
	}
	if _, err := os.Stat(path); err != nil {
		return nil, fmt.Errorf("open published lake: %w", err)
	}
	l := &Lake{path: path}
	if err := l.open(ctx, path+"?access_mode=READ_ONLY", settings(Options{})); err != nil {
		return nil, fmt.Errorf("open published lake %s: %w", path, err)
	}
	return l, nil
}

// open connects, and applies the settings before anyone else can run a statement.
func (l *Lake) open(ctx context.Context, dsn string, set []string) error {
	connector, err := duckdb.NewConnector(dsn, nil)
	if err != nil {
		return err
	}
	l.db = sql.OpenDB(connector)
	if _, err := l.db.ExecContext(ctx, strings.Join(set, ";\n")); err != nil {
		return errors.Join(err, l.db.Close())
	}
	return nil
}

// settings are the statements that put the options into force. The lock comes last: after it no statement can change
// a setting, so that SQL from a pack can not give itself the rights we took away.
//
// The log is written off every 512 MB, and not every 16: each time, all that was added to a table since and does not fill a group of rows
// is compressed again. Extracts of 140,000 rows took 12 % less of the processor, and the file was a quarter smaller.
func settings(o Options) []string {
	set := []string{"SET autoinstall_known_extensions = false", "SET autoload_known_extensions = false", "SET checkpoint_threshold = '512MB'"}
	if o.Threads > 0 {
		set = append(set, fmt.Sprintf("SET threads = %d", o.Threads))
	}
	if o.MemoryMB > 0 {
		set = append(set, fmt.Sprintf("SET memory_limit = '%dMB'", o.MemoryMB))
	}
	if o.TempDir != "" {
		set = append(set, "SET temp_directory = "+Quote(o.TempDir))
	}
	if !o.External {
		set = append(set, "SET enable_external_access = false", "SET lock_configuration = true")
	}
	return set
}

// checkPath refuses the signs that DuckDB's connection string gives a meaning of its own.
func checkPath(path string) error {
	if path == "" || strings.ContainsAny(path, "?#%") {
		return fmt.Errorf("open lake %q: a lake's path can not be empty or hold ?, # or %%; move it to another folder", path)
	}
	return nil
}

// Path is where the lake stands, or Memory.
func (l *Lake) Path() string { return l.path }

// Close gives the writer's place back.
func (l *Lake) Close() error {
	err := l.db.Close()
	if l.image != nil {
		err = errors.Join(err, l.image.Close())
	}
	l.lock.release()
	return err
}

// Quote writes a text as an SQL literal.
func Quote(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// Name writes a name as an SQL identifier.
func Name(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }
