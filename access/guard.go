package access

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"sync"

	"github.com/cedar-policy/cedar-go"
	"github.com/cedar-policy/cedar-go/types"

	"vigie"
)

// Guard decides by the policies. It is safe for use by many at once.
type Guard struct {
	by map[vigie.Action]policies

	mu     sync.Mutex
	actors map[string]*actor // by fingerprint; what is known of an actor follows from it alone, so that nothing in it gets old
}

// actor is who asks, prepared for Cedar, with the scopes and the actions of kinds that were asked for.
type actor struct {
	entity   types.Entity
	scopes   sync.Map // by kind
	anywhere sync.Map // by kind
}

// manyActors is when prepared actors are forgotten; each is a few kilobytes.
const manyActors = 4096

// NewGuard reads the policies of the house.
func NewGuard() (*Guard, error) {
	by, err := readPolicies(texts)
	if err != nil {
		return nil, err
	}
	return &Guard{by: by, actors: map[string]*actor{}}, nil
}

var _ vigie.Guard = (*Guard)(nil)

// Check implements vigie.Guard.
func (g *Guard) Check(ctx context.Context, a vigie.Action, t vigie.Thing) error {
	who, ok := vigie.ActorOf(ctx)
	if !ok || who.UserID == "" {
		return vigie.Errorf(vigie.Denied, "%s: nobody is logged in", a)
	}
	right, err := rightOn(a, t.Kind)
	if err != nil {
		return err
	}
	known := g.prepare(who)
	q := question(known, who.Purpose, t)
	because, err := g.ask(q, a)
	if !errors.Is(err, errRefused) {
		return err
	}
	if hides(right.Class) {
		if _, err := g.ask(q, view(t.Kind)); errors.Is(err, errRefused) {
			return vigie.NoSuch(t.Kind, t.ID)
		} else if err != nil {
			return err
		}
	}
	if because == "" {
		return vigie.Errorf(vigie.Denied, "%s: to %s is not for you here, who are %s", a, right.Sentence, rolesOf(who))
	}
	return vigie.Errorf(vigie.Denied, "%s: %s", a, because)
}

// hides says whether a refusal must not tell that the thing is there. What is made is not there yet, and who opens in need knows of it.
func hides(c Class) bool { return c != Create && c != Glass && c != Keep }

// Allowed implements vigie.Guard.
func (g *Guard) Allowed(ctx context.Context, t vigie.Thing) ([]vigie.Action, error) {
	return g.some(ctx, t.Kind, t)
}

// Anywhere implements vigie.Guard. It asks as Scope does, of every action: who may do something to a thing with several keys may do it to one
// with a single key.
func (g *Guard) Anywhere(ctx context.Context, k vigie.Kind) ([]vigie.Action, error) {
	who, ok := vigie.ActorOf(ctx)
	if !ok || who.UserID == "" {
		return nil, vigie.Errorf(vigie.Denied, "ask what may be done to a %s: nobody is logged in", k)
	}
	known := g.prepare(who)
	if may, ok := known.anywhere.Load(k); ok {
		return slices.Clone(may.([]vigie.Action)), nil
	}
	who.Purpose = "" // it makes no difference, and what is remembered must not hold one
	things := []vigie.Thing{{Kind: k}}
	for _, key := range keysOfActor(who) {
		things = append(things, vigie.Thing{Kind: k, Keys: []vigie.Key{key}})
	}
	may, err := g.some(vigie.WithActor(ctx, who), k, things...)
	if err == nil {
		known.anywhere.Store(k, slices.Clone(may))
	}
	return may, err
}

// unsaid stands for a purpose that is asked for when the time comes. What is done is checked with the one that was said.
const unsaid = "to be said"

// some are the actions on a kind that the actor may do to one of the things at least.
func (g *Guard) some(ctx context.Context, k vigie.Kind, things ...vigie.Thing) ([]vigie.Action, error) {
	who, ok := vigie.ActorOf(ctx)
	if !ok || who.UserID == "" {
		return nil, vigie.Errorf(vigie.Denied, "ask what may be done to a %s: nobody is logged in", k)
	}
	known := g.prepare(who)
	purpose := cmp.Or(strings.TrimSpace(who.Purpose), unsaid)
	may := []vigie.Action{}
	for _, a := range Of(k) {
		for _, t := range things {
			_, err := g.ask(question(known, purpose, t), a.Action)
			if err == nil {
				may = append(may, a.Action)
				break
			}
			if !errors.Is(err, errRefused) {
				return nil, err
			}
		}
	}
	return may, nil
}

// Scope implements vigie.Guard. It asks the policies about a thing that bears no key, then about one that bears a single key, for each
// key that the actor holds. Policies about views say "one of these keys", and nothing else, so that this is all there is to ask.
func (g *Guard) Scope(ctx context.Context, k vigie.Kind) (vigie.Scope, error) {
	who, ok := vigie.ActorOf(ctx)
	if !ok || who.UserID == "" {
		return vigie.Scope{}, vigie.Errorf(vigie.Denied, "list %s: nobody is logged in", k)
	}
	if _, err := rightOn(view(k), k); err != nil {
		return vigie.Scope{}, err
	}
	known := g.prepare(who)
	if s, ok := known.scopes.Load(k); ok {
		return s.(vigie.Scope), nil
	}
	s := g.scope(known, who, k)
	known.scopes.Store(k, s)
	return s, nil
}

func (g *Guard) scope(known *actor, who vigie.Actor, k vigie.Kind) vigie.Scope {
	sees := func(t vigie.Thing) bool {
		_, err := g.ask(question(known, "", t), view(k))
		return err == nil
	}
	if sees(vigie.Thing{Kind: k}) {
		return vigie.Scope{All: true}
	}
	var s vigie.Scope
	for _, key := range keysOfActor(who) {
		if sees(vigie.Thing{Kind: k, Keys: []vigie.Key{key}}) {
			s.Keys = append(s.Keys, key)
		}
	}
	for _, o := range who.Opened {
		if o.Kind == k && sees(vigie.Thing{Kind: k, ID: o.ID}) {
			s.IDs = append(s.IDs, o.ID)
		}
	}
	return vigie.Scope{Keys: slices.Clip(s.Keys), IDs: slices.Clip(s.IDs)} // many share it
}

// errRefused is what ask returns where no policy permits, or one forbids.
var errRefused = vigie.Errorf(vigie.Denied, "refused")

// ask puts one question to the policies: nil when they permit. A policy that can not be evaluated refuses.
func (g *Guard) ask(q asked, a vigie.Action) (because string, err error) {
	ps := g.by[a]
	decision, diag := cedar.Authorize(ps, q, cedar.Request{Principal: q.principal.UID, Action: actionUID(a), Resource: q.resource.UID, Context: q.context})
	if len(diag.Errors) > 0 {
		return "", vigie.Errorf(vigie.Internal, "%s: policy %s: %s", a, diag.Errors[0].PolicyID, diag.Errors[0].Message)
	}
	if decision == cedar.Allow {
		return "", nil
	}
	for _, r := range diag.Reasons {
		because = ps.because(r.PolicyID)
	}
	return because, errRefused
}

// prepare returns the actor as Cedar knows it.
func (g *Guard) prepare(a vigie.Actor) *actor {
	key := fingerprint(a)
	g.mu.Lock()
	defer g.mu.Unlock()
	if known, ok := g.actors[key]; ok {
		return known
	}
	if len(g.actors) >= manyActors {
		clear(g.actors)
	}
	made := &actor{entity: principal(a)}
	g.actors[key] = made
	return made
}

// asked is what a question is about: who asks, of what, and for which purpose; actions are the same for all.
type asked struct {
	principal, resource types.Entity
	context             types.Record
}

func question(who *actor, purpose string, t vigie.Thing) asked {
	return asked{who.entity, resource(t), types.NewRecord(types.RecordMap{"purpose": types.String(strings.TrimSpace(purpose))})}
}

// Get is how Cedar looks up what a policy speaks of.
func (q asked) Get(uid types.EntityUID) (types.Entity, bool) {
	switch uid {
	case q.principal.UID:
		return q.principal, true
	case q.resource.UID:
		return q.resource, true
	}
	a, ok := actionEntities[uid]
	return a, ok
}

func rolesOf(a vigie.Actor) string {
	if len(a.Roles) == 0 {
		return "in no role"
	}
	names := make([]string, len(a.Roles))
	for i, r := range a.Roles {
		names[i] = strings.ReplaceAll(string(r), "_", " ")
	}
	return strings.Join(names, " and ")
}
