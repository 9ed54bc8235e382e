package casework_test

import (
	"path/filepath"
	"testing"

	"vigie/casework"
	"vigie/casework/caseworktest"
)

func TestSQLite(t *testing.T) {
	t.Parallel()
	caseworktest.Run(t, func(t *testing.T) caseworktest.Store {
		return openFile(t, filepath.Join(t.TempDir(), "case work?#%.db"))
	})
}

// openFile opens a store in a file for the time of a test.
func openFile(t *testing.T, path string) *casework.Store {
	t.Helper()
	s, err := casework.Open(t.Context(), path, casework.Options{})
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
