package casework_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"vigie"
	"vigie/casework"
	"vigie/casework/caseworktest"
)

// The kill test runs this program again as a child that carries out commands as fast as it can, tells each one that was acknowledged,
// and is killed in the middle of it.
const (
	childStore    = "VIGIE_TEST_CHILD_STORE"
	childEvidence = "VIGIE_TEST_CHILD_EVIDENCE"
)

var (
	killNoon  = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	killActor = vigie.Actor{UserID: "anna", Session: "s"}
	all       = vigie.Scope{All: true}
)

// child works until it is killed.
func child(at string) {
	ctx := vigie.WithActor(context.Background(), killActor)
	s, err := casework.Open(ctx, at, casework.Options{Evidence: os.Getenv(childEvidence)})
	if err != nil {
		fmt.Println("failed", err)
		return
	}
	var out sync.Mutex
	tell := func(what, name string, err error) {
		out.Lock()
		defer out.Unlock()
		if err != nil {
			what = "failed"
			name = err.Error()
		}
		fmt.Println(what, name)
	}
	var workers sync.WaitGroup
	for range 3 {
		workers.Go(func() {
			for {
				name := vigie.NewID(killNoon)
				_, err := s.Do(ctx, killCommand(name), func(b vigie.Books) error { return killWork(ctx, b, name) })
				tell("did", name, err)
			}
		})
	}
	workers.Go(func() {
		for {
			name := vigie.NewID(killNoon)
			tell("saw", name, s.Seen(ctx, vigie.Entry{Action: "target.read", At: killNoon, Detail: name}))
		}
	})
	workers.Go(func() {
		for {
			hash, _, err := s.Keep(ctx, strings.NewReader(strings.Repeat(vigie.NewID(killNoon), 1000)), 1<<20)
			tell("kept", hash, err)
		}
	})
	workers.Wait()
}

func killCommand(name string) vigie.Command {
	return vigie.Command{Key: name, Action: "test.work", At: killNoon, Digest: "of " + name}
}

// killWork is a command of several parts: two things in two versions, and two events.
func killWork(ctx context.Context, b vigie.Books, name string) error {
	signal := &vigie.Signal{Record: vigie.Record{ID: name}, Title: "signal " + name, Territory: "north"}
	target := &vigie.TargetFile{Record: vigie.Record{ID: name}, State: vigie.TargetProposed}
	for range 2 {
		err := errors.Join(b.Signals().Put(ctx, signal), b.Targets().Put(ctx, target), b.Note(ctx, vigie.Event{Kind: vigie.KindSignal, ID: name, What: "worked", Keys: signal.Thing().Keys}))
		if err != nil {
			return err
		}
	}
	return nil
}

func TestKilledAtAnyMoment(t *testing.T) {
	t.Parallel()
	kills := 200
	if testing.Short() {
		kills = 20
	}
	dir := t.TempDir()
	killTest(t, filepath.Join(dir, "casework.db"), filepath.Join(dir, "evidence"), kills)
}

func TestKilledAtAnyMomentOnPostgres(t *testing.T) {
	t.Parallel()
	kills := 25
	if testing.Short() {
		kills = 5
	}
	killTest(t, newDatabase(t), t.TempDir(), kills)
}

// survivor is what has been checked of a store that is killed again and again.
type survivor struct {
	s     *casework.Store
	prev  []byte // hash of the last line that was checked
	line  int64
	event int64
	saw   map[string]bool // lines of reading that are in the log
}

func killTest(t *testing.T, at, evidence string, kills int) {
	v := &survivor{s: openAt(t, at, casework.Options{Evidence: evidence}), saw: map[string]bool{}}
	acknowledged := 0
	for round := range kills {
		for _, line := range killed(t, at, evidence, 1+rand.N(30)) {
			what, name, _ := strings.Cut(line, " ")
			acknowledged++
			v.acknowledged(t, what, name)
		}
		v.whole(t)
		if t.Failed() {
			t.Fatalf("after kill %d", round+1)
		}
	}
	t.Logf("%d kills, %d acknowledged, %d lines in the audit log", kills, acknowledged, v.line)
}

// killed runs a child, kills it after it has acknowledged so much, and returns all that it acknowledged.
func killed(t *testing.T, at, evidence string, after int) (lines []string) {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), exe)
	cmd.Env = append(os.Environ(), childStore+"="+at, childEvidence+"="+evidence)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	r := bufio.NewReader(out)
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			break // what is not a whole line was not acknowledged
		}
		if lines = append(lines, strings.TrimSpace(line)); len(lines) == after {
			if err := cmd.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := cmd.Wait(); err == nil || len(lines) < after {
		t.Fatalf("the child ended by itself: %v, %q", err, lines)
	}
	return lines
}

// acknowledged holds the store to one acknowledgement.
func (v *survivor) acknowledged(t *testing.T, what, name string) {
	t.Helper()
	switch what {
	case "did":
		ctx := vigie.WithActor(t.Context(), killActor)
		_, err := v.s.Do(ctx, killCommand(name), func(vigie.Books) error { return errors.New("it was lost") })
		if err != nil {
			t.Errorf("command %s was acknowledged, and now: %v", name, err)
		}
	case "saw":
		v.saw[name] = false
	case "kept":
		f, err := v.s.Open(t.Context(), name)
		if err != nil {
			t.Errorf("file %s was acknowledged, and now: %v", name, err)
			return
		}
		f.Close()
	default:
		t.Errorf("the child said: %s %s", what, name)
	}
}

// whole checks what was added since the last time: the chain of the log, and that each command is there with all its parts.
func (v *survivor) whole(t *testing.T) {
	t.Helper()
	ctx := t.Context()
	err := v.s.Read(ctx, func(b vigie.Books) error {
		entries, err := b.Entries(ctx, vigie.EntryQuery{After: v.line, Limit: 10_000})
		if err != nil {
			return err
		}
		if err := caseworktest.ChainAfter(v.line, v.prev, entries); err != nil {
			t.Error(err)
		}
		commands := 0
		for _, e := range entries {
			v.line, v.prev = e.Seq, e.Hash
			delete(v.saw, e.Detail)
			if e.Action == "test.work" {
				commands++
				v.parts(t, b, e)
			}
		}
		for name := range v.saw {
			t.Errorf("line %s of reading was acknowledged, and is not in the log", name)
		}
		events, err := b.Events(ctx, vigie.EventQuery{Scope: all, After: v.event, Limit: 10_000})
		if len(events) != 2*commands {
			t.Errorf("there are %d events of %d commands, want two each", len(events), commands)
		}
		v.event += int64(len(events))
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// parts are what a command put: both things, in both versions, found by what they mention.
func (v *survivor) parts(t *testing.T, b vigie.Books, e vigie.Entry) {
	t.Helper()
	ctx := t.Context()
	for _, ref := range e.Things {
		var versions int
		var err error
		if ref.Kind == vigie.KindSignal {
			var h []vigie.Signal
			h, err = b.Signals().History(ctx, ref.ID)
			versions = len(h)
		} else {
			var h []vigie.TargetFile
			h, err = b.Targets().History(ctx, ref.ID)
			versions = len(h)
		}
		if err != nil || versions != 2 || ref.Version != 2 {
			t.Errorf("%s %s is there in %d versions: %v", ref.Kind, ref.ID, versions, err)
		}
	}
	found, err := b.Signals().List(ctx, vigie.Query{Scope: vigie.Scope{Keys: []vigie.Key{vigie.TerritoryKey("north")}}, Text: e.Things[0].ID})
	if err != nil || found.Total != 1 || len(e.Things) != 2 {
		t.Errorf("of command %d, %d things are there and %d are found: %v", e.Seq, len(e.Things), found.Total, err)
	}
}
