package access

import (
	"context"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"vigie"
)

func newGuard(t testing.TB) *Guard {
	t.Helper()
	g, err := NewGuard()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// as is a context in which somebody asks.
func as(a vigie.Actor) context.Context { return vigie.WithActor(context.Background(), a) }

// TestScopeAgreesWithCheck generates actors of any mix of roles and things with any mix of keys, and expects that a thing is in the
// scope of its kind exactly when it may be viewed.
func TestScopeAgreesWithCheck(t *testing.T) {
	t.Parallel()

	g := newGuard(t)
	places := []string{"north", "south", "coast"}
	rapid.Check(t, func(t *rapid.T) {
		kind := rapid.SampledFrom(Kinds()).Draw(t, "kind")
		some := func(name string, from []string) []string {
			return rapid.SliceOfDistinct(rapid.SampledFrom(from), rapid.ID).Draw(t, name)
		}
		actor := vigie.Actor{
			UserID:       rapid.SampledFrom([]string{"me", "you", "system"}).Draw(t, "user"),
			Roles:        rapid.SliceOfNDistinct(rapid.SampledFrom(vigie.Roles), 0, 3, rapid.ID).Draw(t, "roles"),
			Territories:  some("territories", places),
			Directorates: some("directorates", places),
			Service:      rapid.SampledFrom([]string{"", "labour", "tax"}).Draw(t, "service"),
			Purpose:      rapid.SampledFrom([]string{"", "preparing a visit"}).Draw(t, "purpose"),
		}
		for _, id := range some("opened", []string{"A", "B"}) {
			actor.Opened = append(actor.Opened, vigie.Ref{Kind: rapid.SampledFrom(Kinds()).Draw(t, "kind opened"), ID: id})
		}
		keys := []vigie.Key{vigie.Everyone, vigie.UserKey("me"), vigie.UserKey("you"), vigie.ServiceKey("labour"), vigie.ServiceKey("tax")}
		for _, p := range places {
			keys = append(keys, vigie.TerritoryKey(p), vigie.DirectorateKey(p))
		}
		thing := vigie.Thing{
			Kind: kind, ID: rapid.SampledFrom([]string{"A", "B", "C"}).Draw(t, "id"),
			Keys:  rapid.SliceOfDistinct(rapid.SampledFrom(keys), rapid.ID).Draw(t, "keys"),
			State: rapid.SampledFrom([]string{"", "new", "running", "above_threshold"}).Draw(t, "state"),
			Owner: rapid.SampledFrom([]string{"", "me", "you"}).Draw(t, "owner"),
		}

		err := g.Check(as(actor), view(kind), thing)
		scope, serr := g.Scope(as(actor), kind)
		if serr != nil {
			t.Fatal(serr)
		}
		if got := within(scope, thing); got != (err == nil) {
			t.Fatalf("scope %+v says %v, and the check says %v", scope, got, err)
		}
		if err != nil && vigie.CodeOf(err) != vigie.NotFound {
			t.Fatalf("what may not be viewed is not found, and here it is %v", err)
		}
	})
}

// within is what a store does with a scope.
func within(s vigie.Scope, t vigie.Thing) bool {
	return s.All || slices.Contains(s.IDs, t.ID) || slices.ContainsFunc(t.Keys, func(k vigie.Key) bool { return slices.Contains(s.Keys, k) })
}

// TestFailsClosed asks what can not be answered.
func TestFailsClosed(t *testing.T) {
	t.Parallel()

	g := newGuard(t)
	head := vigie.Actor{UserID: "h", Roles: []vigie.Role{vigie.HeadOfTeam}}
	signal := vigie.Thing{Kind: vigie.KindSignal, ID: "1"}
	tests := []struct {
		name   string
		ctx    context.Context
		action vigie.Action
		thing  vigie.Thing
		want   vigie.Code
	}{
		{"NobodyAsks", context.Background(), "signal.view", signal, vigie.Denied},
		{"NobodyInParticular", as(vigie.Actor{Roles: vigie.Roles}), "signal.view", signal, vigie.Denied},
		{"NoSuchAction", as(head), "signal.burn", signal, vigie.Internal},
		{"ActionOnAnotherKind", as(head), "target.view", signal, vigie.Internal},
		{"NoSuchRole", as(vigie.Actor{UserID: "x", Roles: []vigie.Role{"emperor"}}), "signal.view", signal, vigie.NotFound},
		{"GroupAsRole", as(vigie.Actor{UserID: "x", Roles: []vigie.Role{"team"}}), "signal.view", signal, vigie.NotFound},
		{"NoRole", as(vigie.Actor{UserID: "x"}), "signal.view", signal, vigie.NotFound},
		{"EmptyKeys", as(vigie.Actor{UserID: "x", Roles: []vigie.Role{vigie.ProvincialInspector}, Territories: []string{""}}), "signal.view",
			vigie.Thing{Kind: vigie.KindSignal, ID: "1", Keys: []vigie.Key{vigie.TerritoryKey("")}}, vigie.NotFound},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()

			if err := g.Check(test.ctx, test.action, test.thing); vigie.CodeOf(err) != test.want || err == nil {
				t.Errorf("%v, want %s", err, test.want)
			}
		})
	}
	if s, err := g.Scope(context.Background(), vigie.KindSignal); err == nil || s.All || s.Keys != nil {
		t.Errorf("nobody lists %+v, %v", s, err)
	}
	if _, err := g.Scope(as(head), vigie.KindCredential); err == nil {
		t.Error("credentials can be listed")
	}
}

// TestPolicyThatFails checks that a policy which can not be evaluated refuses, though another permits.
func TestPolicyThatFails(t *testing.T) {
	t.Parallel()

	by, err := readPolicies(fstest.MapFS{"policy/broken.cedar": {Data: []byte(`
		permit (principal, action, resource);
		permit (principal, action == Action::"signal.view", resource) when { resource.there_is_no_such_attribute };`)}})
	if err != nil {
		t.Fatal(err)
	}
	g := &Guard{by: by, actors: map[string]*actor{}}
	if err := g.Check(as(vigie.Actor{UserID: "x"}), "signal.view", vigie.Thing{Kind: vigie.KindSignal}); vigie.CodeOf(err) != vigie.Internal {
		t.Errorf("%v, want an internal error", err)
	}
	if s, err := g.Scope(as(vigie.Actor{UserID: "x"}), vigie.KindSignal); err != nil || s.All {
		t.Errorf("scope %+v, %v, want nothing", s, err)
	}
}

// TestPoliciesThatSayNothing checks that a text which could never apply is refused when it is read.
func TestPoliciesThatSayNothing(t *testing.T) {
	t.Parallel()

	for name, text := range map[string]string{
		`there is no Action::"signal.burn"`: `permit (principal, action == Action::"signal.burn", resource);`,
		`there is no role::"emperor"`:       `permit (principal in role::"emperor", action, resource);`,
		`there is no kind castle`:           `permit (principal, action, resource is castle);`,
	} {
		_, err := readPolicies(fstest.MapFS{"policy/x.cedar": {Data: []byte(text)}})
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s is refused with %v, want %s", text, err, name)
		}
	}
}

func BenchmarkCheck(b *testing.B) {
	g := newGuard(b)
	ctx := as(vigie.Actor{UserID: "01", Roles: []vigie.Role{vigie.ProvincialInspector}, Territories: []string{"north", "south"}, Directorates: []string{"d1"}})
	thing := vigie.Thing{Kind: vigie.KindTarget, ID: "02", State: "proposed", Owner: "03",
		Keys: []vigie.Key{vigie.TerritoryKey("south"), vigie.DirectorateKey("d2"), vigie.UserKey("03")}}
	b.Run("Allowed", func(b *testing.B) {
		for b.Loop() {
			if err := g.Check(ctx, "target.accept", thing); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("NotFound", func(b *testing.B) {
		other := thing
		other.Keys = []vigie.Key{vigie.TerritoryKey("coast")}
		for b.Loop() {
			if err := g.Check(ctx, "target.accept", other); err == nil {
				b.Fatal("allowed")
			}
		}
	})
	b.Run("Scope", func(b *testing.B) {
		for b.Loop() {
			if _, err := g.Scope(ctx, vigie.KindTarget); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// TestAllowedAgreesWithCheck expects of every role that a button is drawn exactly where the act is let through, a purpose being said; and that what
// may be done to a thing without a state may be done somewhere.
func TestAllowedAgreesWithCheck(t *testing.T) {
	t.Parallel()

	g := newGuard(t)
	for _, role := range vigie.Roles {
		actor := vigie.Actor{UserID: "me", Roles: []vigie.Role{role}, Territories: []string{"north"}, Directorates: []string{"north"}, Service: "labour"}
		said := actor
		said.Purpose = "preparing a visit"
		for _, kind := range Kinds() {
			anywhere, err := g.Anywhere(as(actor), kind)
			if err != nil {
				t.Fatal(err)
			}
			for _, keys := range [][]vigie.Key{nil, {vigie.TerritoryKey("north")}, {vigie.TerritoryKey("south")}, {vigie.DirectorateKey("north")}, {vigie.UserKey("me")}, {vigie.UserKey("you")}, {vigie.Everyone}, {vigie.ServiceKey("labour")}} {
				thing := vigie.Thing{Kind: kind, ID: "1", Keys: keys}
				allowed, err := g.Allowed(as(actor), thing)
				if err != nil {
					t.Fatal(err)
				}
				for _, a := range Of(kind) {
					got := slices.Contains(allowed, a.Action)
					if want := g.Check(as(said), a.Action, thing) == nil; got != want {
						t.Errorf("%s, %s of %v: a button %v, the act %v", role, a.Action, keys, got, want)
					}
					if got && !slices.Contains(anywhere, a.Action) {
						t.Errorf("%s may %s where the keys are %v, and nowhere", role, a.Action, keys)
					}
				}
			}
		}
	}
}

// TestMixedRoles tries what somebody may who is more than one thing here: what one role must not decide alone, another of the same person does not decide either.
func TestMixedRoles(t *testing.T) {
	t.Parallel()

	g := newGuard(t)
	both := vigie.Actor{UserID: "me", Roles: []vigie.Role{vigie.TeamInspector, vigie.ProvincialDirector}, Territories: []string{"north"}, Directorates: []string{"north"}}
	standIn := vigie.Actor{UserID: "me", Roles: []vigie.Role{vigie.HeadOfTeam}, Directorates: []string{"north"}, StandsFor: []string{"north"}}
	asked := func(users ...string) vigie.Thing {
		q := &vigie.Consultation{Directorate: "north", Team: users}
		return q.Thing()
	}
	target := func(territory, assigned string) vigie.Thing {
		f := &vigie.TargetFile{Target: vigie.Target{Territory: territory}, AssignedTo: assigned}
		return f.Thing()
	}
	for _, test := range []struct {
		name   string
		who    vigie.Actor
		action vigie.Action
		thing  vigie.Thing
		may    bool
	}{
		{"DirectorOfTheTeamAnswersOthers", both, "consultation.agree", asked("you"), true},
		{"DirectorOfTheTeamAnswersItself", both, "consultation.agree", asked("you", "me"), false},
		{"StandInAnswersOthers", standIn, "consultation.agree", asked("you"), true},
		{"StandInAgreesWithItself", standIn, "consultation.agree_with_conditions", asked("me"), false},
		{"StandInObjectsToItself", standIn, "consultation.object", asked("me"), false},
		{"InspectorOfBothVisitsAtHome", both, "target.visit", target("north", "me"), true},
		{"InspectorOfBothVisitsElsewhere", both, "target.visit", target("south", "me"), false},
		{"TeamVisitsWhatItHas", vigie.Actor{UserID: "me", Roles: []vigie.Role{vigie.TeamInspector}, Territories: []string{"south"}}, "target.visit", target("south", "me"), false},
		{"HeadVisits", vigie.Actor{UserID: "me", Roles: []vigie.Role{vigie.HeadOfTeam}}, "target.visit", target("south", "me"), false},
		{"ProvincialVisitsItsOwn", vigie.Actor{UserID: "me", Roles: []vigie.Role{vigie.ProvincialInspector}, Territories: []string{"south"}}, "target.visit", target("south", ""), true},
	} {
		if err := g.Check(as(test.who), test.action, test.thing); (err == nil) != test.may {
			t.Errorf("%s: %v, and it may: %v", test.name, err, test.may)
		}
	}
}
