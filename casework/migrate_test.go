package casework

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"vigie"
)

var (
	anna = vigie.Actor{UserID: "anna"}
	noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
)

// filledAtSchema2 makes a store as the first program made it, with something in it.
func filledAtSchema2(t *testing.T, at string, o Options) *vigie.Signal {
	t.Helper()
	ctx := vigie.WithActor(t.Context(), anna)
	s, err := dial(ctx, at, o)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.prepare(ctx, 2); err != nil {
		t.Fatal(err)
	}
	signal := &vigie.Signal{Title: "Couriers", Territory: "north", State: vigie.SignalNew}
	_, err = s.Do(ctx, vigie.Command{Key: "k", Action: "signal.add", At: noon}, func(b vigie.Books) error { return b.Signals().Put(ctx, signal) })
	if err != nil {
		t.Fatal(err)
	}
	// What later schemas keep besides, the first program did not.
	if _, err := s.engine.write.ExecContext(ctx, "DELETE FROM mention WHERE field = $1", fieldKeyInState); err != nil {
		t.Fatal(err)
	}
	return signal
}

// brought holds a store to having been brought up to this program with all that was in it.
func brought(t *testing.T, at string, o Options, signal *vigie.Signal) {
	t.Helper()
	ctx := vigie.WithActor(t.Context(), anna)
	s, err := Open(ctx, at, o)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if schema, err := s.Schema(ctx); err != nil || schema < 3 {
		t.Errorf("the store has schema %d: %v", schema, err)
	}
	_, err = s.Do(ctx, vigie.Command{Action: "opening.add", At: noon}, func(b vigie.Books) error {
		got, err := b.Signals().Get(ctx, signal.ID)
		if err != nil || got.Title != signal.Title {
			t.Errorf("the signal is %+v: %v", got, err)
		}
		l, err := b.Signals().List(ctx, vigie.Query{Scope: vigie.Scope{Keys: []vigie.Key{vigie.TerritoryKey("north")}}, Where: []vigie.Where{{Field: "state", Values: []string{vigie.SignalNew}}}})
		if err != nil || l.Total != 1 {
			t.Errorf("by key and state %d signals are found: %v", l.Total, err)
		}
		return b.Openings().Put(ctx, &vigie.Opening{UserID: "anna"})
	})
	if err != nil {
		t.Error(err)
	}
	r, err := s.Do(ctx, vigie.Command{Key: "k", Action: "signal.add", At: noon}, nil)
	if err != nil || !r.Repeated {
		t.Errorf("the receipt is %+v: %v", r, err)
	}
}

func TestFilledStoreIsBroughtUp(t *testing.T) {
	t.Parallel()
	at := filepath.Join(t.TempDir(), "casework.db")
	signal := filledAtSchema2(t, at, Options{})
	brought(t, at, Options{}, signal)
	if _, err := os.Stat(at + ".schema-2"); err != nil {
		t.Errorf("there is no copy of the store as it was before: %v", err)
	}
}

func TestArchiveOfAnOlderStore(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	signal := filledAtSchema2(t, filepath.Join(dir, "old.db"), Options{})
	s, err := dial(t.Context(), filepath.Join(dir, "old.db"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.Export(t.Context(), filepath.Join(dir, "old.zip")); err != nil {
		t.Fatal(err)
	}
	if _, err := Import(t.Context(), filepath.Join(dir, "new.db"), Options{}, filepath.Join(dir, "old.zip")); err != nil {
		t.Fatal(err)
	}
	brought(t, filepath.Join(dir, "new.db"), Options{}, signal)
}

func TestNewerStoreIsRefused(t *testing.T) {
	t.Parallel()
	at := filepath.Join(t.TempDir(), "casework.db")
	filledAtSchema2(t, at, Options{})
	s, err := dial(t.Context(), at, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.engine.write.Exec("INSERT INTO schema_version (version_id, is_applied) VALUES (99, TRUE)"); err != nil {
		t.Fatal(err)
	}
	_, err = Open(t.Context(), at, Options{})
	if vigie.CodeOf(err) != vigie.Conflict || !strings.Contains(err.Error(), "newer Vigie (schema 99") {
		t.Errorf("it answers %v", err)
	}
}

// TestNothingIsForgotten compares the tables of an archive with those that there are.
func TestNothingIsForgotten(t *testing.T) {
	t.Parallel()
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "casework.db"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var want, have []string
	rs, err := s.engine.read.QueryContext(t.Context(), "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT IN ('session', 'schema_version')")
	if err != nil {
		t.Fatal(err)
	}
	defer rs.Close()
	for rs.Next() {
		var name string
		if err := rs.Scan(&name); err != nil {
			t.Fatal(err)
		}
		want = append(want, name)
	}
	if err := rs.Err(); err != nil {
		t.Fatal(err)
	}
	schema, err := s.Schema(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range tablesOf(schema) {
		have = append(have, table.name)
	}
	slices.Sort(want)
	slices.Sort(have)
	if !slices.Equal(want, have) {
		t.Errorf("an archive holds %v, and the store %v", have, want)
	}
}
