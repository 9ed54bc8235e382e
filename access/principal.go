package access

import (
	"slices"
	"strconv"

	"github.com/cedar-policy/cedar-go/types"

	"vigie"
)

// groups are what the policies call several roles together.
var groups = map[string][]vigie.Role{
	"inspector": {vigie.TeamInspector, vigie.ProvincialInspector, vigie.ThematicInspector},
	"director":  {vigie.ProvincialDirector, vigie.ThematicDirector},
	"local":     {vigie.ProvincialInspector, vigie.ThematicInspector, vigie.ProvincialDirector, vigie.ThematicDirector}, // of a directorate
	"team":      {vigie.TeamInspector, vigie.HeadOfTeam},
	"office": {vigie.TeamInspector, vigie.ProvincialInspector, vigie.ThematicInspector, vigie.ProvincialDirector, vigie.ThematicDirector,
		vigie.HeadOfTeam},
	"anywhere": {vigie.TeamInspector, vigie.ThematicInspector, vigie.ThematicDirector, vigie.HeadOfTeam}, // whose work stops at no territory
	"workshop": {vigie.TeamInspector, vigie.HeadOfTeam, vigie.DataMiner},                                 // who build what looks for a phenomenon
	"keepers":  {vigie.DataMiner, vigie.Administrator},                                                   // who keep the machine going
	"staff": {vigie.TeamInspector, vigie.ProvincialInspector, vigie.ThematicInspector, vigie.ProvincialDirector, vigie.ThematicDirector,
		vigie.HeadOfTeam, vigie.DataMiner},
	"house": {vigie.TeamInspector, vigie.ProvincialInspector, vigie.ThematicInspector, vigie.ProvincialDirector, vigie.ThematicDirector,
		vigie.HeadOfTeam, vigie.DataMiner, vigie.Auditor, vigie.Administrator}, // all but other services
}

// parentsOf are a role and the groups it is in, as Cedar knows them. Whoever has the role is put into all of them at once, so that no
// question has to climb.
var parentsOf = func() map[vigie.Role][]types.EntityUID {
	of := map[vigie.Role][]types.EntityUID{}
	for _, r := range vigie.Roles {
		of[r] = []types.EntityUID{roleUID(string(r))}
		for g, roles := range groups {
			if slices.Contains(roles, r) {
				of[r] = append(of[r], roleUID(g))
			}
		}
	}
	return of
}()

// actionEntities are the actions as Cedar knows them: an action is in its class.
var actionEntities = func() map[types.EntityUID]types.Entity {
	of := map[types.EntityUID]types.Entity{}
	for _, a := range Actions {
		of[actionUID(a.Action)] = types.Entity{UID: actionUID(a.Action), Parents: types.NewEntityUIDSet(classUID(a.Class))}
		of[classUID(a.Class)] = types.Entity{UID: classUID(a.Class)}
	}
	return of
}()

func roleUID(r string) types.EntityUID         { return types.NewEntityUID("role", types.String(r)) }
func actionUID(a vigie.Action) types.EntityUID { return types.NewEntityUID("Action", types.String(a)) }
func classUID(c Class) types.EntityUID         { return types.NewEntityUID("Action", types.String(c)) }

// actorUID is apart from the user of that name, who is a thing that can be asked about.
func actorUID(id string) types.EntityUID { return types.NewEntityUID("actor", types.String(id)) }
func thingUID(k vigie.Kind, id string) types.EntityUID {
	return types.NewEntityUID(types.EntityType(k), types.String(id))
}

// principal is the actor as Cedar knows it: in its roles, and with the keys it holds.
func principal(a vigie.Actor) types.Entity {
	own := []vigie.Key{vigie.UserKey(a.UserID)}
	territories, directorates, service := held(a)
	var roles, opened []types.EntityUID
	for _, r := range a.Roles {
		roles = append(roles, parentsOf[r]...) // nothing for a group, which nobody is given
	}
	for _, o := range a.Opened {
		opened = append(opened, thingUID(o.Kind, o.ID))
	}
	return types.Entity{
		UID:     actorUID(a.UserID),
		Parents: types.NewEntityUIDSet(roles...),
		Attributes: types.NewRecord(types.RecordMap{
			"own":          setOf(own),
			"territories":  setOf(territories),
			"directorates": setOf(directorates),
			"service":      setOf(service),
			"stands_for":   setOf(keysOf(a.StandsFor, vigie.DirectorateKey)),
			"keys":         setOf(slices.Concat(own, territories, directorates)),
			"opened":       uidSet(opened),
		}),
	}
}

// held are the keys that an actor holds besides its own. A name left empty is no key: things that say nothing would fit it.
func held(a vigie.Actor) (territories, directorates, service []vigie.Key) {
	directorates = keysOf(a.Directorates, vigie.DirectorateKey)
	for _, key := range keysOf(a.StandsFor, vigie.DirectorateKey) {
		if !slices.Contains(directorates, key) {
			directorates = append(directorates, key)
		}
	}
	return keysOf(a.Territories, vigie.TerritoryKey), directorates, keysOf([]string{a.Service}, vigie.ServiceKey)
}

// keysOfActor are all keys that an actor holds.
func keysOfActor(a vigie.Actor) []vigie.Key {
	territories, directorates, service := held(a)
	return slices.Concat([]vigie.Key{vigie.UserKey(a.UserID)}, territories, directorates, service, []vigie.Key{vigie.Everyone})
}

func keysOf(ids []string, key func(string) vigie.Key) []vigie.Key {
	var keys []vigie.Key
	for _, id := range ids {
		if id != "" {
			keys = append(keys, key(id))
		}
	}
	return keys
}

// resource is a thing as Cedar knows it.
func resource(t vigie.Thing) types.Entity {
	return types.Entity{
		UID: thingUID(t.Kind, t.ID),
		Attributes: types.NewRecord(types.RecordMap{
			"keys": setOf(t.Keys), "state": types.String(t.State), "owner": types.String(t.Owner),
		}),
	}
}

func setOf(keys []vigie.Key) types.Set {
	values := make([]types.Value, len(keys))
	for i, k := range keys {
		values[i] = types.String(k)
	}
	return types.NewSet(values...)
}

func uidSet(uids []types.EntityUID) types.Set {
	values := make([]types.Value, len(uids))
	for i, uid := range uids {
		values[i] = uid
	}
	return types.NewSet(values...)
}

// fingerprint is all of an actor that rights follow from but its purpose, which no view depends on.
func fingerprint(a vigie.Actor) string {
	b := strconv.AppendQuote(nil, a.UserID)
	b = strconv.AppendQuote(b, a.Service)
	for _, r := range a.Roles {
		b = strconv.AppendQuote(b, string(r))
	}
	for _, list := range [][]string{a.Territories, a.Directorates, a.StandsFor} {
		b = append(b, ';')
		for _, id := range list {
			b = strconv.AppendQuote(b, id)
		}
	}
	for _, o := range a.Opened {
		b = append(b, ';')
		b = strconv.AppendQuote(b, string(o.Kind))
		b = strconv.AppendQuote(b, o.ID)
	}
	return string(b)
}
