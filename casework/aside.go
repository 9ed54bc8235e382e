package casework

import (
	"context"
	"errors"
	"fmt"
	"os"

	"vigie"
)

// SetAside renames an SQLite store, so that another can take its place. It is refused while another program has the store open, which
// would go on writing into what was put away.
func SetAside(ctx context.Context, at, suffix string) (to string, err error) {
	if to = at + suffix; IsPostgres(at) {
		return "", vigie.Errorf(vigie.Invalid, "set casework aside: it is in PostgreSQL: make an empty database and name that")
	}
	if _, err := os.Stat(to); err == nil {
		return "", vigie.Errorf(vigie.Conflict, "set casework aside: %s is there already", to)
	}
	s, err := dial(ctx, at, Options{})
	if err != nil {
		return "", err
	}
	// To leave the write-ahead log, SQLite needs the file for itself; what the log holds goes into it.
	_, err = s.engine.write.ExecContext(ctx, "PRAGMA busy_timeout = 0; PRAGMA journal_mode = DELETE")
	if err := errors.Join(s.engine.explain(err), s.Close()); err != nil {
		return "", fmt.Errorf("set casework aside: another program works on it, stop that first (`vigie serve`): %w", err)
	}
	if err := os.Rename(at, to); err != nil {
		return "", vigie.Errorf(vigie.Unavailable, "set casework aside: %w", err)
	}
	return to, nil
}
