package pipeline_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vigie"
	"vigie/lake"
	"vigie/pack"
	"vigie/packs"
	"vigie/pipeline"
	"vigie/source"
	"vigie/synth/harbour"
	"vigie/target"
)

// office is a home with a small invented country in it, its lake open.
func office(t *testing.T) (pipeline.Home, *lake.Lake, *pack.Pack) {
	t.Helper()
	ctx := context.Background()
	home := pipeline.Home(t.TempDir())
	if err := home.Make(); err != nil {
		t.Fatal(err)
	}
	data := t.TempDir()
	if _, err := harbour.Write(ctx, data, harbour.Options{Employers: 300, Seed: 1}); err != nil {
		t.Fatal(err)
	}
	p, _, faults, err := pack.Open("harbour", packs.FS)
	if err != nil || len(faults) > 0 {
		t.Fatal(err, faults)
	}
	l, err := lake.Open(ctx, home.Build(), lake.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	_, err = source.Load(ctx, l, p, source.Options{Data: data, Registers: home.Registers(), Keys: home.Keys(), Now: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	return home, l, p
}

// newWork is a run as of one day, made at some hour of another. All have one seed, so that what was judged is judged once.
func newWork(home pipeline.Home, p *pack.Pack, run string, hour int) *pipeline.Work {
	day, _ := vigie.ParseDate("2025-12-15")
	return &pipeline.Work{
		Home: home, Pack: p, Models: []*pack.Model{&p.Models[0]},
		Run: vigie.Run{ID: run, AsOf: day, Seed: 1, PackID: p.ID, PackHash: p.Hash, StartedAt: time.Date(2026, 1, 1, hour, 0, 0, 0, time.UTC)},
	}
}

func published(t *testing.T, home pipeline.Home) []vigie.Target {
	t.Helper()
	path, err := lake.Current(home.Published())
	if err != nil {
		t.Fatal(err)
	}
	l, err := lake.OpenSnapshot(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	targets, err := target.Read(context.Background(), l, target.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	return targets
}

func TestARunThatIsCalledOffIsNeverSeen(t *testing.T) {
	t.Parallel()
	home, l, p := office(t)
	first := newWork(home, p, "first", 1)
	if err := first.Walk(context.Background(), l, pipeline.Listing); err != nil {
		t.Fatal(err)
	}
	seen := published(t, home)
	if diff := cmp.Diff(first.Targets, seen); diff != "" {
		t.Fatalf("what the run said and what was published (-said +published):\n%.1000s", diff)
	}

	// Called off at each step in turn, a later run leaves the list as it was.
	for i, step := range pipeline.Listing {
		ctx, stop := context.WithCancel(context.Background())
		w := newWork(home, p, "called-off-"+step.Name, 2+i)
		w.Progress = func(at string, _, _ int) {
			if strings.HasSuffix(at, step.Name) {
				stop()
			}
		}
		if err := w.Walk(ctx, l, pipeline.Listing); err == nil {
			t.Errorf("called off at %s, the run ended well", step.Name)
		}
		stop()
		if diff := cmp.Diff(seen, published(t, home)); diff != "" {
			t.Errorf("called off at %s (-before +after):\n%.600s", step.Name, diff)
		}
	}

	// And the next one is whole.
	last := newWork(home, p, "last", 1)
	last.Run.StartedAt = last.Run.StartedAt.AddDate(0, 0, 1)
	if err := last.Walk(context.Background(), l, pipeline.Listing); err != nil {
		t.Fatal(err)
	}
	after := published(t, home)
	for i := range after {
		after[i].RunID = "first" // all else is the same: same data, date and seed
	}
	if diff := cmp.Diff(seen, after); diff != "" {
		t.Errorf("the same run again (-first +again):\n%.1000s", diff)
	}
	if _, err := os.Stat(filepath.Join(home.Published(), "first.duckdb")); err != nil {
		t.Errorf("the first snapshot is kept as evidence: %v", err)
	}
}

func TestASecondWriterIsToldWhoHoldsTheLake(t *testing.T) {
	t.Parallel()
	home, _, _ := office(t)
	second, err := lake.Open(context.Background(), home.Build(), lake.Options{})
	if err == nil {
		second.Close()
		t.Fatal("two writers hold one lake")
	}
	var e *vigie.Error
	if !errors.As(err, &e) || e.Code != vigie.Conflict || !strings.Contains(err.Error(), "process") {
		t.Errorf("the second writer is told: %v", err)
	}
}

func TestAHomeIsForItsOwnerOnly(t *testing.T) {
	t.Parallel()
	home, l, p := office(t)
	if err := newWork(home, p, "run", 1).Walk(context.Background(), l, pipeline.Listing); err != nil {
		t.Fatal(err)
	}
	err := filepath.WalkDir(string(home), func(path string, d os.DirEntry, err error) error {
		if err != nil || path == string(home) || !d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil && info.Mode().Perm()&0o077 != 0 && filepath.Dir(path) == string(home) {
			t.Errorf("%s can be entered by others: %v", path, info.Mode())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
