package casework

import (
	"context"
	"database/sql"
	"errors"
	"path/filepath"
	"strings"

	"vigie"
)

// Store is one casework store, with its evidence files. It may be used by many at once.
type Store struct {
	engine engine
	files  files
	seen   group // of lines that wait to be kept together
}

// Options of a store. The zero value serves.
type Options struct {
	Evidence string // folder of the evidence files; beside an SQLite file unless said, and needed for PostgreSQL
	Readers  int    // connections that read at once; 8 unless said
	MaxPages int    // pages of 4 KiB that an SQLite file may grow to; as the disk allows unless said
}

// Open opens the store at a PostgreSQL URL or in an SQLite file, makes it where there is none, and brings an older one up to
// this program. A store that is newer than the program is refused.
func Open(ctx context.Context, at string, o Options) (*Store, error) {
	s, err := dial(ctx, at, o)
	if err != nil {
		return nil, err
	}
	if err := s.migrate(ctx); err != nil {
		return nil, errors.Join(s.engine.explain(err), s.Close())
	}
	return s, nil
}

// dial opens the store as it is.
func dial(ctx context.Context, at string, o Options) (*Store, error) {
	if o.Readers == 0 {
		o.Readers = 8
	}
	open := openSQLite
	if IsPostgres(at) {
		open = openPostgres
	} else if o.Evidence == "" {
		o.Evidence = filepath.Join(filepath.Dir(at), "evidence")
	}
	if o.Evidence == "" {
		return nil, vigie.Errorf(vigie.Invalid, "open casework: name the folder of the evidence files; the database does not hold them")
	}
	e, err := open(ctx, at, o)
	if err != nil {
		return nil, e.explain(err)
	}
	return &Store{engine: e, files: files{o.Evidence}}, nil
}

// IsPostgres says whether a store stands in PostgreSQL, by its address.
func IsPostgres(at string) bool {
	return strings.HasPrefix(at, "postgres://") || strings.HasPrefix(at, "postgresql://")
}

// Close gives the connections back. What was acknowledged is kept already.
func (s *Store) Close() error {
	return errors.Join(s.engine.read.Close(), s.engine.write.Close())
}

// Read runs f on one consistent view.
func (s *Store) Read(ctx context.Context, f func(vigie.Books) error) error {
	return s.engine.view(ctx, func(tx *sql.Tx) error { return f(&books{tx: tx}) })
}

var _ vigie.Casework = (*Store)(nil)
