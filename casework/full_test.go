package casework_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"vigie"
	"vigie/casework"
)

// TestDiskFull fills a store to the end of its disk, and goes on when there is room again.
func TestDiskFull(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if os.Geteuid() != 0 {
		t.Skip("SKIPPED: only root can mount a small disk; the limit of pages is tested without")
	}
	if out, err := exec.CommandContext(t.Context(), "mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", dir).CombinedOutput(); err != nil {
		t.Skipf("SKIPPED: no small disk could be mounted: %v: %s", err, out)
	}
	t.Cleanup(func() {
		if out, err := exec.Command("umount", dir).CombinedOutput(); err != nil {
			t.Errorf("%v: %s", err, out)
		}
	})
	ballast := filepath.Join(dir, "ballast")
	if err := os.WriteFile(ballast, make([]byte, 1<<20), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := casework.Open(t.Context(), filepath.Join(dir, "casework.db"), casework.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	done := untilFull(t, s)
	_, _, err = s.Keep(t.Context(), strings.NewReader(strings.Repeat("x", 4<<20)), 8<<20)
	if vigie.CodeOf(err) != vigie.Unavailable {
		t.Errorf("a file without room for it: %v", err)
	}
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	goesOn(t, s, done)
}

// TestNoMorePages does so where no disk can be mounted.
func TestNoMorePages(t *testing.T) {
	t.Parallel()
	at := filepath.Join(t.TempDir(), "casework.db")
	s, err := casework.Open(t.Context(), at, casework.Options{MaxPages: 200})
	if err != nil {
		t.Fatal(err)
	}
	done := untilFull(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	goesOn(t, openFile(t, at), done)
}

// untilFull carries out commands until one is refused for want of room, and returns how many were acknowledged.
func untilFull(t *testing.T, s *casework.Store) (done int) {
	t.Helper()
	ctx := vigie.WithActor(t.Context(), killActor)
	for ; done < 10_000; done++ {
		name := vigie.NewID(killNoon)
		_, err := s.Do(ctx, killCommand(name), func(b vigie.Books) error { return killWork(ctx, b, name) })
		if err != nil {
			if vigie.CodeOf(err) != vigie.Unavailable {
				t.Errorf("a full disk answers %s: %v", vigie.CodeOf(err), err)
			}
			if done < 5 {
				t.Errorf("the disk was full after %d commands", done)
			}
			return done
		}
	}
	t.Fatal("the disk does not fill")
	return done
}

// goesOn holds a store to having kept what it acknowledged, no half of the rest, and to working again.
func goesOn(t *testing.T, s *casework.Store, done int) {
	t.Helper()
	ctx := vigie.WithActor(t.Context(), killActor)
	name := vigie.NewID(killNoon)
	if _, err := s.Do(ctx, killCommand(name), func(b vigie.Books) error { return killWork(ctx, b, name) }); err != nil {
		t.Errorf("with room again: %v", err)
	}
	v := &survivor{s: s, saw: map[string]bool{}}
	v.whole(t)
	if v.line != int64(done)+1 || v.event != 2*v.line {
		t.Errorf("%d commands were acknowledged, and the log has %d lines with %d events", done+1, v.line, v.event)
	}
}
