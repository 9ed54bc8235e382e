package investigation_test

import (
	"testing"

	"vigie"
)

// Nothing is given to somebody who does not work here.
func TestWhoIsNamedWorksHere(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	target := d.deliver("E1")
	refuse := func(r vigie.Receipt, err error) { t.Helper(); d.refused(vigie.Invalid, r, err) }
	refuse(d.Accept(d.by("ines"), d.c(), vigie.Act{ID: target}, "nobody"))
	refuse(d.Assign(d.by("nora"), d.c(), vigie.Act{ID: target}, "nobody"))
	for _, change := range []func(*vigie.Investigation){
		func(i *vigie.Investigation) { i.Lead = "nobody" }, func(i *vigie.Investigation) { i.Team = []string{"ann", "nobody"} },
		func(i *vigie.Investigation) { i.Services = []string{"NONE"} },
	} {
		i := scope()
		change(i)
		refuse(d.Open(d.by("ann"), d.c(), i))
	}
	inv := d.running()
	refuse(d.PlanVisit(d.by("ann"), d.c(), vigie.Act{ID: inv}, vigie.Visit{EntityID: "E1", PlannedOn: d.today(), Inspector: "nobody"}))
	d.id(d.Accept(d.by("ines"), d.c(), vigie.Act{ID: target}, ""))
}

// An investigation without one visit has tried nothing, and feedback tells of what has been.
func TestCloseAfterVisits(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	inv, target := d.running(), d.deliver("E1")
	r, err := d.Close(d.by("ann"), d.c(), vigie.Act{ID: inv, Note: "It works."})
	d.refused(vigie.Gate, r, err)
	d.id(d.Accept(d.by("ines"), d.c(), vigie.Act{ID: target}, "ines"))
	d.id(d.PlanVisit(d.by("ann"), d.c(), vigie.Act{ID: inv}, vigie.Visit{EntityID: "E1", TargetID: target, PlannedOn: d.today(), Inspector: "ines"}))
	d.id(d.EnterVisit(d.by("ines"), d.c(), vigie.Act{ID: inv}, vigie.Visit{ID: d.investigation(inv).Visits[0].ID, MadeOn: d.today(), Outcome: "report"}))
	r, err = d.GiveFeedback(d.by("ines"), d.c(), &vigie.Feedback{TargetID: target, VisitedOn: d.today() + 1, Outcome: "report"})
	d.refused(vigie.Invalid, r, err)
	d.id(d.GiveFeedback(d.by("ines"), d.c(), &vigie.Feedback{TargetID: target, VisitedOn: d.today(), Outcome: "report"}))
	d.id(d.PlanVisit(d.by("ann"), d.c(), vigie.Act{ID: inv}, vigie.Visit{EntityID: "E1", PlannedOn: d.today() + 7, Inspector: "ines"})) // its own earlier visit is not in the way
	d.id(d.CancelVisit(d.by("ann"), d.c(), vigie.Act{ID: inv, Note: "not needed"}, d.investigation(inv).Visits[1].ID))
	d.id(d.Close(d.by("ann"), d.c(), vigie.Act{ID: inv, Note: "It works."}))
}

// Two investigations may name one employer; the second does not start, and plans no visit to who is with the first.
func TestOneInvestigationIsOnAnEmployer(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	first, second, third := d.opened("E9"), d.opened("E9"), d.running()
	d.agreed(first, "")
	d.agreed(second, "")
	d.id(d.Start(d.by("ann"), d.c(), vigie.Act{ID: first}))
	r, err := d.Start(d.by("ann"), d.c(), vigie.Act{ID: second})
	d.refused(vigie.Conflict, r, err)
	v := vigie.Visit{EntityID: "E9", PlannedOn: d.today() + 7, Inspector: "ines"}
	r, err = d.PlanVisit(d.by("ann"), d.c(), vigie.Act{ID: third}, v)
	d.refused(vigie.Conflict, r, err)
	d.id(d.PlanVisit(d.by("ann"), d.c(), vigie.Act{ID: first}, v))
}

// A target is not put off until after it is stale.
func TestDeferredUntilBeforeItIsStale(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	target := d.deliver("E1")
	r, err := d.Defer(d.by("ines"), d.c(), vigie.Act{ID: target, Reason: "season"}, d.today()+200)
	d.refused(vigie.Invalid, r, err)
	d.id(d.Defer(d.by("ines"), d.c(), vigie.Act{ID: target, Reason: "season"}, d.today()+30))
	d.later(29)
	d.id(d.Sweep(d.t.Context(), d.c()))
	if got := d.target(target).State; got != vigie.TargetDeferred {
		t.Errorf("the day before its day it is %s", got)
	}
	d.later(1)
	d.id(d.Sweep(d.t.Context(), d.c()))
	if got := d.target(target); got.State != vigie.TargetProposed || got.Until != 0 {
		t.Errorf("on its day it is %s, until %s", got.State, got.Until)
	}
}

// What is taken back is as it was before the last decision, whatever was handed on in between; and then before the one before.
func TestTakeBack(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	target := d.deliver("E1")
	until := d.today() + 30
	d.id(d.Defer(d.by("ines"), d.c(), vigie.Act{ID: target, Reason: "season", Note: "after the harvest"}, until))
	d.later(1)
	d.id(d.Accept(d.by("ines"), d.c(), vigie.Act{ID: target}, "ines"))
	d.later(1)
	d.id(d.Assign(d.by("nora"), d.c(), vigie.Act{ID: target}, "ann"))
	d.id(d.TakeBack(d.by("nora"), d.c(), vigie.Act{ID: target}))
	if got := d.target(target); got.State != vigie.TargetDeferred || got.Until != until || got.Reason != "season" || got.AssignedTo != "" || got.Note != "after the harvest" || got.DecidedBy != "ines" {
		t.Errorf("taken back to %+v", got)
	}
	d.id(d.TakeBack(d.by("nora"), d.c(), vigie.Act{ID: target}))
	if got := d.target(target); got.State != vigie.TargetProposed || got.Until != 0 || got.Reason != "" || !got.DecidedAt.IsZero() {
		t.Errorf("taken back again to %+v", got)
	}
}

// An investigation bears the conditions under which its directors agreed.
func TestConditionsAreBorne(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	inv := d.opened()
	d.agreed(inv, "Report within a week.")
	d.id(d.Start(d.by("ann"), d.c(), vigie.Act{ID: inv}))
	if got := d.investigation(inv).Conditions; len(got) != 1 || got[0] != (vigie.Terms{Directorate: "north", Text: "Report within a week."}) {
		t.Errorf("it bears %+v", got)
	}
}
