package casework_test

import (
	"os"
	"path/filepath"
	"testing"

	"vigie"
	"vigie/casework"
)

func TestSetAside(t *testing.T) {
	t.Parallel()
	at := filepath.Join(t.TempDir(), "casework.db")
	s, err := casework.Open(t.Context(), at, casework.Options{})
	if err != nil {
		t.Fatal(err)
	}
	fill(t, s, 2)
	if _, err := casework.SetAside(t.Context(), at, ".before"); vigie.CodeOf(err) != vigie.Unavailable {
		t.Errorf("while somebody works on it: %v", err)
	}
	fill(t, s, 1) // and that one is not disturbed
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	to, err := casework.SetAside(t.Context(), at, ".before")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(at); err == nil {
		t.Error("it is still there")
	}
	aside := openFile(t, to)
	if m, err := aside.Export(t.Context(), filepath.Join(t.TempDir(), "a.zip")); err != nil || m.Tables[6].Rows != 3 {
		t.Errorf("what was set aside holds %+v: %v", m.Tables, err)
	}
	if _, err := casework.SetAside(t.Context(), "postgres:///x", ".before"); vigie.CodeOf(err) != vigie.Invalid {
		t.Errorf("a database: %v", err)
	}
}
