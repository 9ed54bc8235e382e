package casework

import (
	"context"
	"embed"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"

	"vigie"
)

//go:embed migration/*.sql
var migrations embed.FS

// migrate brings the store up to this program, each step in a transaction of its own; killed in between, it goes on at the next
// opening.
func (s *Store) migrate(ctx context.Context) error {
	p, err := s.migrator()
	if err != nil {
		return err
	}
	have, want, err := p.GetVersions(ctx)
	switch {
	case err != nil:
		return err
	case have > want:
		return vigie.Errorf(vigie.Conflict, "open casework in %s: it was written by a newer Vigie (schema %d, this program knows up to %d): run that version or a later one", s.engine.name, have, want)
	case have == want:
		return nil
	case have > 0:
		if err := s.engine.before(ctx, s.engine.write, have); err != nil {
			return fmt.Errorf("copy casework before bringing it from schema %d to %d: %w", have, want, err)
		}
	}
	if _, err := p.Up(ctx); err != nil {
		return fmt.Errorf("bring casework from schema %d to %d: %w", have, want, err)
	}
	return nil
}

// Schema is the version of the store's tables.
func (s *Store) Schema(ctx context.Context) (int64, error) {
	p, err := s.migrator()
	if err != nil {
		return 0, err
	}
	return p.GetDBVersion(ctx)
}

func (s *Store) migrator() (*goose.Provider, error) {
	files, err := fs.Sub(migrations, "migration")
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(s.engine.dialect, s.engine.write, files,
		goose.WithTableName("schema_version"), goose.WithGoMigrations(s.engine.first...), goose.WithDisableGlobalRegistry(true))
}
