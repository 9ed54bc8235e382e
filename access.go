package vigie

import "context"

// Kind is a kind of thing that is kept or shown, and to which rights are given.
type Kind string

const (
	KindSignal        Kind = "signal"
	KindPhenomenon    Kind = "phenomenon"
	KindMethodology   Kind = "methodology"
	KindConsultation  Kind = "consultation"
	KindInvestigation Kind = "investigation"
	KindTarget        Kind = "target"   // a target's file
	KindFeedback      Kind = "feedback" // with the miners' answers
	KindRollOut       Kind = "rollout"
	KindEvidence      Kind = "evidence" // a file, by its content
	KindUser          Kind = "user"
	KindCredential    Kind = "credential"
	KindEmployer      Kind = "employer"   // a dossier out of the lake
	KindVersion       Kind = "version"    // a trained version of a model, and what was decided of it
	KindDisclosure    Kind = "disclosure" // a list of targets shown to another inspectorate
	KindReport        Kind = "report"     // an evaluation of the measure
	KindModel         Kind = "model"      // model cards, indicators, precision cards
	KindRegister      Kind = "register"   // freshness, rejects, linkage errors
	KindPair          Kind = "pair"       // two records for review
	KindPseudonym     Kind = "pseudonym"
	KindAudit         Kind = "audit"
	KindJob           Kind = "job"
	KindWebhook       Kind = "webhook"
	KindView          Kind = "view"     // a saved view
	KindBoundary      Kind = "boundary" // outlines of territories
	KindOpening       Kind = "opening"  // a thing opened in need, for review
	KindFieldTest     Kind = "fieldtest"
	KindLate          Kind = "late"     // what came late from the field and was not applied
	KindEnvelope      Kind = "envelope" // of a field test: sealed until its visits have been told
)

// Action is what somebody does to a thing of a kind. The table of all of them, with who may, is access/table.md.
type Action string

// Key says who is concerned by a thing: "territory:antwerp", "directorate:fraud-networks", "user:01J…", "service:TSW".
// A thing is visible to those who hold one of its keys; which keys count for whom is what the policies say.
type Key string

// Everyone is the key that all hold who work here.
const Everyone Key = "everyone"

// TerritoryKey and its sisters write keys, so that nobody spells them by hand.
func TerritoryKey(id string) Key   { return Key("territory:" + id) }
func DirectorateKey(id string) Key { return Key("directorate:" + id) }
func UserKey(id string) Key        { return Key("user:" + id) }
func ServiceKey(id string) Key     { return Key("service:" + id) }

// Thing is what rights are asked about: its kind, its name, who is concerned, and the state it is in.
type Thing struct {
	Kind  Kind
	ID    string
	Keys  []Key
	State string
	Owner string // the user who answers for it, if somebody does

	PhenomenonID string // whose clock runs with it, for its events
	Directorate  string // that has it, for its events
}

// Guard says who may do what. It is the one place where rights are decided.
type Guard interface {
	// Check returns nil when the actor in ctx may do the action to the thing; not_found when it may not even know
	// of it; denied when it may see it but not do this.
	Check(ctx context.Context, a Action, t Thing) error
	// Allowed are the actions that Check lets the actor do to the thing, for who draws buttons; those that need a purpose are among them, since
	// it can still be said. Whether the thing's state leaves an action open is asked of its life cycle, by Open.
	Allowed(ctx context.Context, t Thing) ([]Action, error)
	// Anywhere are the actions that the actor may do to some thing of a kind: one that bears no key, or a key that the actor holds. What needs a
	// purpose is among them; what needs a state or a thing opened in need is not.
	Anywhere(ctx context.Context, k Kind) ([]Action, error)
	// Scope is which things of a kind the actor may list. Lists, counts, search, exports and events all apply it, and it
	// agrees with Check on every thing.
	Scope(ctx context.Context, k Kind) (Scope, error)
}

// Scope is a set of things: all of them, or those that hold one of the keys or bear one of the names. The zero Scope is nothing at
// all.
type Scope struct {
	All  bool
	Keys []Key
	IDs  []string // opened in need, for a time
}

// NoSuch is the one answer to who asks for what is not there, or is not for them: nobody can tell the two apart.
func NoSuch(k Kind, id string) error {
	return Errorf(NotFound, "find %s %s: there is none, or it is not for you", k, id)
}
