package registry_test

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"vigie"
	"vigie/access"
	"vigie/casework"
	"vigie/registry"
)

// house is a registry on a real store, with people who may and may not.
type house struct {
	t     *testing.T
	desk  *registry.Desk
	store *casework.Store
	now   time.Time
}

// trained is what training left.
type trained []vigie.TrainedModel

func (t trained) Trained(context.Context) ([]vigie.TrainedModel, error) { return t, nil }

// tests opens the gate of one field test.
type tests string

func (open tests) Found(_ context.Context, _ vigie.Books, fieldTest string, _ *vigie.ModelVersion) (*vigie.Figure, error) {
	if fieldTest != string(open) {
		return nil, vigie.Errorf(vigie.Gate, "it runs until June")
	}
	return &vigie.Figure{Value: .5, Low: .4, High: .6}, nil
}

var (
	mia  = vigie.Actor{UserID: "mia", Roles: []vigie.Role{vigie.DataMiner}}
	both = vigie.Actor{UserID: "mia", Roles: []vigie.Role{vigie.DataMiner, vigie.HeadOfTeam}}
	head = vigie.Actor{UserID: "head", Roles: []vigie.Role{vigie.HeadOfTeam}}
)

func newHouse(t *testing.T) *house {
	t.Helper()
	store, err := casework.Open(t.Context(), filepath.Join(t.TempDir(), "casework.db"), casework.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	guard, err := access.NewGuard()
	if err != nil {
		t.Fatal(err)
	}
	figure := &vigie.Figure{Value: .3, Low: .25, High: .35}
	office := &vigie.Office{TimeZone: "UTC", Outcomes: []vigie.OutcomeRung{{Choice: vigie.Choice{ID: "none"}}, {Choice: vigie.Choice{ID: "report"}, Positive: true}}}
	h := &house{t: t, store: store, now: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)}
	h.desk = &registry.Desk{Casework: store, Guard: guard, Office: office, Tests: tests("open"),
		Trained: trained{{Model: "m", Version: "v1", Precision: figure}, {Model: "m", Version: "v2", Precision: figure}, {Model: "m", Version: "unmeasured"}}}
	for range 2 { // again, and nothing is made twice
		h.want("", h.enter())
	}
	return h
}

func (h *house) enter() error {
	_, err := h.desk.Enter(h.t.Context(), vigie.Command{At: h.now})
	return err
}

func (h *house) want(code vigie.Code, err error) {
	h.t.Helper()
	if err == nil && code != "" || err != nil && vigie.CodeOf(err) != code {
		h.t.Fatalf("got %v, want code %q", err, code)
	}
}

// version is the one of that name, as it is now.
func (h *house) version(name string) *vigie.ModelVersion {
	h.t.Helper()
	var got vigie.Listing[vigie.ModelVersion]
	err := h.store.Read(h.t.Context(), func(b vigie.Books) (err error) {
		got, err = b.Versions().List(h.t.Context(), vigie.Query{Scope: vigie.Scope{All: true}, Size: 10, Where: []vigie.Where{{Field: "trained", Values: []string{name}}}})
		return err
	})
	if err != nil || got.Total != 1 {
		h.t.Fatal(got.Total, err)
	}
	return &got.Items[0]
}

type step func(context.Context, vigie.Command, vigie.Act) (vigie.Receipt, error)

func (h *house) do(who vigie.Actor, name string, f step) error {
	h.now = h.now.Add(time.Hour)
	_, err := f(vigie.WithActor(h.t.Context(), who), vigie.Command{At: h.now}, vigie.Act{ID: h.version(name).ID, Note: "because it is so"})
	return err
}

func (h *house) test(fieldTest string) step {
	return func(ctx context.Context, c vigie.Command, act vigie.Act) (vigie.Receipt, error) {
		return h.desk.Test(ctx, c, act, fieldTest)
	}
}

func (h *house) state(name, want string) {
	h.t.Helper()
	if got := h.version(name).State; got != want {
		h.t.Fatalf("%s is %s, want %s", name, got, want)
	}
}

// TestLife takes a version from its training to its end, and tries a shortcut at every gate.
func TestLife(t *testing.T) {
	t.Parallel()

	h := newHouse(t)
	h.state("v1", vigie.VersionDraft)
	h.want(vigie.Gate, h.do(mia, "unmeasured", h.desk.Nominate))
	h.want(vigie.Conflict, h.do(head, "v1", h.desk.Release))
	h.want(vigie.Denied, h.do(head, "v1", h.desk.Nominate))
	h.want("", h.do(both, "v1", h.desk.Nominate))
	h.want(vigie.Gate, h.do(both, "v1", h.desk.ApproveUntested)) // one person, two roles: four eyes are two persons
	h.want(vigie.Denied, h.do(mia, "v1", h.desk.ApproveUntested))
	h.want("", h.do(mia, "v1", h.test("running")))
	h.want(vigie.Gate, h.do(head, "v1", h.desk.Approve))
	h.want("", h.do(head, "v1", h.desk.ApproveUntested))
	h.want("", h.do(head, "v1", h.desk.Release))
	h.state("v1", vigie.VersionLive)

	h.want("", h.do(mia, "v2", h.desk.Nominate))
	h.want("", h.do(mia, "v2", h.test("open")))
	h.want("", h.do(head, "v2", h.desk.Approve))
	if p := h.version("v2").Promise; p.Of != "fieldtest" || p.Precision.Low != .4 {
		t.Errorf("it is held to %+v, want what its field test found", p)
	}
	h.want("", h.do(head, "v2", h.desk.Release))
	h.state("v1", vigie.VersionWithdrawn) // replaced, in the same act
	h.want("", h.do(mia, "v2", h.desk.Withdraw))
	h.state("v2", vigie.VersionWithdrawn)
	var said []string
	for _, s := range h.version("v2").Said {
		said = append(said, string(s.Action)+" "+s.By)
	}
	if len(said) != 5 || said[2] != "version.approve head" {
		t.Errorf("what was said: %v", said)
	}
}

// TestWatch lets a live version find less than was promised.
func TestWatch(t *testing.T) {
	t.Parallel()

	h := newHouse(t)
	for _, f := range []struct {
		who vigie.Actor
		do  step
	}{{mia, h.desk.Nominate}, {head, h.desk.ApproveUntested}, {head, h.desk.Release}} {
		h.want("", h.do(f.who, "v1", f.do))
	}
	h.visits(30, 6) // 20 %: an interval from .08 to .39, which reaches the promised .25
	h.watch()
	h.state("v1", vigie.VersionLive)
	h.visits(60, 4) // 10 of 90: up to .19
	h.watch()
	h.state("v1", vigie.VersionWatched)
	if p := h.version("v1").Proposal; p == nil || p.Visits != 90 || p.Hits != 10 {
		t.Fatalf("the proposal is %+v", p)
	}
	h.want("", h.do(head, "v1", h.desk.Retain))
	h.watch()
	h.state("v1", vigie.VersionLive) // what was seen is not held against it again
}

func (h *house) watch() {
	h.t.Helper()
	_, err := h.desk.Watch(h.t.Context(), vigie.Command{At: h.now})
	h.want("", err)
}

// visits puts targets of the version that were visited, some with a finding, and others that do not count: of another version, drawn by chance.
func (h *house) visits(n, hits int) {
	h.t.Helper()
	ctx := vigie.WithActor(h.t.Context(), head)
	_, err := h.store.Do(ctx, vigie.Command{Action: "target.release", At: h.now}, func(b vigie.Books) error {
		for i := range n + 2 {
			t := &vigie.TargetFile{State: vigie.TargetVisited, ReleasedAt: h.now, Target: vigie.Target{Model: "m", Version: "v1", Channel: vigie.Ranked}}
			switch i {
			case n:
				t.Target.Channel = vigie.Random
			case n + 1:
				t.Target.Version = "v2"
			}
			if err := b.Targets().Put(ctx, t); err != nil {
				return err
			}
			f := &vigie.Feedback{TargetID: t.ID, Outcome: "none"}
			if i < hits {
				f.Outcome = "report"
			}
			if err := b.Feedback().Put(ctx, f); err != nil {
				return err
			}
		}
		return nil
	})
	h.want("", err)
}
