package casework_test

import (
	"path/filepath"
	"testing"
	"time"

	"vigie/casework"
)

func TestSessions(t *testing.T) {
	t.Parallel()
	t.Run("SQLite", func(t *testing.T) { t.Parallel(); sessions(t, openFile(t, filepath.Join(t.TempDir(), "casework.db"))) })
	t.Run("Postgres", func(t *testing.T) {
		t.Parallel()
		sessions(t, openAt(t, newDatabase(t), casework.Options{Evidence: t.TempDir()}))
	})
}

func sessions(t *testing.T, store *casework.Store) {
	now := killNoon
	s := store.Sessions(func() time.Time { return now })
	for _, data := range []string{"first", "second"} {
		if err := s.Commit("token", []byte(data), now.Add(time.Hour)); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Commit("other", nil, now.Add(2*time.Hour)); err != nil {
		t.Fatal(err)
	}
	holds := func(token, want string, there bool) {
		t.Helper()
		if data, found, err := s.Find(token); err != nil || found != there || string(data) != want {
			t.Errorf("%s finds %q, %v, %v; want %q, %v", token, data, found, err, want, there)
		}
	}
	holds("token", "second", true)
	holds("other", "", true)
	holds("nobody's", "", false)
	now = now.Add(time.Hour)
	holds("token", "", false) // expired to the moment
	holds("other", "", true)
	for range 2 {
		if err := s.Delete("other"); err != nil {
			t.Error(err)
		}
	}
	holds("other", "", false)
	for now.Before(killNoon.AddDate(0, 0, 29)) { // a request that was under way, and ends days later
		if err := s.Commit("other", []byte("back"), now.Add(time.Hour)); err != nil {
			t.Error(err)
		}
		holds("other", "", false)
		now = now.AddDate(0, 0, 7)
	}
}
