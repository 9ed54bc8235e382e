package casework_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"vigie/casework"
	"vigie/casework/caseworktest"
)

func TestMain(m *testing.M) {
	if at := os.Getenv(childStore); at != "" {
		child(at) // of the kill test
		return
	}
	code := m.Run()
	if err := stopServer(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

func TestSQLite(t *testing.T) {
	t.Parallel()
	caseworktest.Run(t, func(t *testing.T) caseworktest.Store {
		return openFile(t, filepath.Join(t.TempDir(), "case work?#%.db"))
	})
}

func TestPostgres(t *testing.T) {
	t.Parallel()
	server(t)
	caseworktest.Run(t, func(t *testing.T) caseworktest.Store {
		return openAt(t, newDatabase(t), casework.Options{Evidence: t.TempDir()})
	})
}

// openFile opens a store in a file for the time of a test.
func openFile(t *testing.T, path string) *casework.Store {
	t.Helper()
	return openAt(t, path, casework.Options{})
}

func openAt(t *testing.T, at string, o casework.Options) *casework.Store {
	t.Helper()
	s, err := casework.Open(t.Context(), at, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// The server is one for all tests of the package: to make one takes seconds. What it acknowledged may be lost when the machine
// stops, which no test does to it.
var (
	startServer = sync.OnceValues(func() (*caseworktest.Postgres, error) {
		return caseworktest.StartPostgres(context.Background(), "fsync=off", "max_connections=300")
	})
	stopServer = func() error { return nil }
	serverMu   sync.Mutex
)

// server starts PostgreSQL, or skips the test where there is none.
func server(t *testing.T) *caseworktest.Postgres {
	t.Helper()
	serverMu.Lock()
	defer serverMu.Unlock()
	p, err := startServer()
	if errors.Is(err, caseworktest.ErrNoPostgres) {
		t.Skipf("SKIPPED: nothing was tested on PostgreSQL: %v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	stopServer = p.Stop
	return p
}

// newDatabase is the address of an empty database.
func newDatabase(t *testing.T) string {
	t.Helper()
	at, err := server(t).NewDatabase(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return at
}
