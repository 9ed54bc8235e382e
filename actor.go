package vigie

import "context"

// Role is what somebody is here for. Somebody may have several; rights are what access says of them.
type Role string

const (
	TeamInspector       Role = "team_inspector"       // of the Quick Response Team
	ProvincialInspector Role = "provincial_inspector" // visits in a territory
	ThematicInspector   Role = "thematic_inspector"   // visits for a theme, wherever it turns up
	ProvincialDirector  Role = "provincial_director"  // answers for a territory
	ThematicDirector    Role = "thematic_director"    // answers for a theme
	HeadOfTeam          Role = "head_of_team"         // leads the Quick Response Team
	DataMiner           Role = "data_miner"           // builds indicators and models, on pseudonyms
	PartnerInspectorate Role = "partner_inspectorate" // another service: sees what was disclosed to it
	Auditor             Role = "auditor"              // sees what was done, changes nothing
	Administrator       Role = "administrator"        // keeps users and jobs, sees no dossier
)

// Roles are all there are, in the order in which a page lists them.
var Roles = []Role{TeamInspector, ProvincialInspector, ThematicInspector, ProvincialDirector, ThematicDirector, HeadOfTeam,
	DataMiner, PartnerInspectorate, Auditor, Administrator}

// Actor is who asks. It travels in the context; who comes without one is nobody, and nobody may do nothing.
type Actor struct {
	UserID       string   `json:"user"`
	Roles        []Role   `json:"roles"`
	Territories  []string `json:"territories,omitempty"`  // that it works in
	Directorates []string `json:"directorates,omitempty"` // that it belongs to or directs
	StandsFor    []string `json:"standsFor,omitempty"`    // directorates whose director has left, and for whom it answers
	Service      string   `json:"service,omitempty"`      // the inspectorate it comes from
	Purpose      string   `json:"purpose,omitempty"`      // why a dossier is opened, as it was said
	Session      string   `json:"session,omitempty"`      // which log-in this is; a hash, never the token
	Language     string   `json:"-"`                      // that it chose to be spoken to in; empty for a program
	Opened       []Ref    `json:"-"`                      // what it opened in need, and is open still
}

// System is the actor of what the program does by itself: expiry, reminders, escalation.
var System = Actor{UserID: "system"}

type actorKey struct{}

// WithActor puts who asks into the context.
func WithActor(ctx context.Context, a Actor) context.Context {
	return context.WithValue(ctx, actorKey{}, a)
}

// ActorOf is who asks, and whether anybody does.
func ActorOf(ctx context.Context) (Actor, bool) {
	a, ok := ctx.Value(actorKey{}).(Actor)
	return a, ok
}
