package vigie

import (
	"slices"
	"strconv"
	"time"
)

// Disclosure is a list of targets that another inspectorate is given to work on, with as little of each as its purpose needs. What it shows is
// frozen when it is prepared: neither a later run nor a later change of a target alters it.
type Disclosure struct {
	Record
	State      string            `json:"state"`
	Service    string            `json:"service"`    // that is shown it
	PlanItem   string            `json:"planItem"`   // of the action plan that both work under
	Purpose    string            `json:"purpose"`    // what the service does with it
	LegalBasis string            `json:"legalBasis"` // the articles, or the deliberation, that let it go out
	ExpiresOn  Date              `json:"expiresOn"`  // from this day on the service sees it no more
	Fields     []string          `json:"fields"`     // of each target that are shown, of DisclosureFields, and nothing else
	Method     *DisclosedMethod  `json:"methodology,omitempty"`
	Targets    []DisclosedTarget `json:"targets"`
	ReleasedAt time.Time         `json:"releasedAt,omitzero"`
	ReleasedBy string            `json:"releasedBy,omitempty"`
	RecalledAt time.Time         `json:"recalledAt,omitzero"`
	RecalledBy string            `json:"recalledBy,omitempty"`
	Reason     string            `json:"reason,omitempty"` // of the recall, in one's own words
}

// DisclosedTarget is one target as the service sees it.
type DisclosedTarget struct {
	Item     string            `json:"item"`               // its name in this disclosure, from 1
	TargetID string            `json:"target,omitempty"`   // of the house; the service is not told
	Values   map[string]string `json:"values,omitempty"`   // of the fields that are shown
	Reasons  []DisclosedReason `json:"reasons,omitempty"`  // where they are among the fields
	Withheld string            `json:"withheld,omitempty"` // why it was left out at release; the service does not see that there was one
	Feedback string            `json:"feedback,omitempty"` // the result that came back last
}

// DisclosedReason is a reason without its share in the score, which says nothing to who does not know the model.
type DisclosedReason struct {
	Feature  string      `json:"feature"` // for the verdict that comes back
	Stance   Stance      `json:"stance"`
	Date     string      `json:"date"`
	Sentence LocalText   `json:"sentence"`
	Innocent []LocalText `json:"innocent,omitempty"`
}

// DisclosedMethod is the version of a methodology that goes with the list.
type DisclosedMethod struct {
	ID     string       `json:"id"`
	Number int          `json:"number"`
	Title  LocalText    `json:"title"`
	Steps  []MethodStep `json:"steps"`
	Proof  []LocalText  `json:"proof"`
	Legal  []LocalText  `json:"legal"`
}

// States of a disclosure.
const (
	DisclosureDraft    = "draft"    // prepared; the service sees nothing
	DisclosureReleased = "released" // the service sees it
	DisclosureRecalled = "recalled" // taken back: the service sees it no more
	DisclosureExpired  = "expired"  // its day has come: the service sees it no more
)

// DisclosureCycle is the life of a disclosure.
var DisclosureCycle = LifeCycle{KindDisclosure,
	[]State{{DisclosureDraft, "prepared; the service sees nothing"}, {DisclosureReleased, "the service sees it"}, {DisclosureRecalled, "taken back: the service sees it no more"},
		{DisclosureExpired, "its day has come: the service sees it no more"}},
	[]Transition{
		{"disclosure.release", []string{DisclosureDraft}, DisclosureReleased, "the service sees it", "nobody is on its employers, or those are left out"},
		{"disclosure.result", []string{DisclosureReleased}, "", "the service says what came of a target", "a target that it was shown"},
		{"disclosure.recall", []string{DisclosureDraft, DisclosureReleased}, DisclosureRecalled, "the service sees it no more, at once", "a reason in words"},
		{"disclosure.expire", []string{DisclosureReleased}, DisclosureExpired, "the service sees it no more", "its day has come"},
	}}

// Thing says who is concerned by a disclosure: the service, as long as it is released, and nobody but the house before and after.
func (d *Disclosure) Thing() Thing {
	t := Thing{Kind: KindDisclosure, ID: d.ID, State: d.State, Owner: d.CreatedBy}
	if d.State == DisclosureReleased {
		t.Keys = serviceKeys([]string{d.Service})
	}
	return t
}

// Stage is the state, for who carries out a step of the life cycle.
func (d *Disclosure) Stage() *string { return &d.State }

// DisclosureReasons is the field by which the reasons of each target are shown.
const DisclosureReasons = "reasons"

// DisclosureFields are all that can be shown of a target. What has no name here never leaves the house.
var DisclosureFields = []string{"entity", "name", "sector", "territory", "asOf", "rank", "score", DisclosureReasons}

// Disclosed is a target with the named fields and no others.
func Disclosed(item string, f *TargetFile, fields []string) DisclosedTarget {
	t := &f.Target
	all := map[string]string{"entity": t.EntityID, "name": t.Name, "sector": t.Sector, "territory": t.Territory, "asOf": t.AsOf.String(),
		"rank": strconv.Itoa(t.Rank), "score": strconv.FormatFloat(t.Score, 'f', 4, 64)}
	d := DisclosedTarget{Item: item, TargetID: f.ID, Values: map[string]string{}}
	for _, name := range fields {
		if v, ok := all[name]; ok {
			d.Values[name] = v
		}
	}
	if slices.Contains(fields, DisclosureReasons) {
		for _, r := range t.Reasons {
			d.Reasons = append(d.Reasons, DisclosedReason{r.Feature, r.Stance, r.Date, r.Sentence, r.Innocent})
		}
	}
	return d
}

// Mark marks the targets that the service was shown, for who counts them.
func (d *Disclosure) Mark(shown map[string]bool) {
	for _, t := range d.Targets {
		if t.Withheld == "" && !d.ReleasedAt.IsZero() {
			shown[t.TargetID] = true
		}
	}
}

// Shown says whether the service sees it on a day: also before the sweep has come by, it sees nothing from the last day on.
func (d *Disclosure) Shown(today Date) bool {
	return d.State == DisclosureReleased && today < d.ExpiresOn
}

// Outward is a disclosure as the service sees it on a day: without what was left out, and without what only the house knows.
func (d Disclosure) Outward(today Date) Disclosure {
	shown := make([]DisclosedTarget, 0, len(d.Targets))
	for _, t := range d.Targets {
		if t.Withheld == "" && d.Shown(today) { // a draft, in its history, holds what was left out later
			t.TargetID = ""
			shown = append(shown, t)
		}
	}
	d.Targets = shown
	d.CreatedBy, d.ChangedBy, d.ReleasedBy = "", "", ""
	return d
}
