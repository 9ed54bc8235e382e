package investigation_test

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"vigie"
	"vigie/access"
	"vigie/casework"
	"vigie/investigation"
)

// desk is the one under test, on a real store behind the real policies, with a clock that the test sets.
type desk struct {
	*investigation.Desk
	t   *testing.T
	now time.Time
}

var people = map[string]vigie.Actor{
	"ann":  {UserID: "ann", Roles: []vigie.Role{vigie.TeamInspector}},
	"head": {UserID: "head", Roles: []vigie.Role{vigie.HeadOfTeam}},
	"nora": {UserID: "nora", Roles: []vigie.Role{vigie.ProvincialDirector}, Territories: []string{"north"}, Directorates: []string{"north"}},
	"ines": {UserID: "ines", Roles: []vigie.Role{vigie.ProvincialInspector}, Territories: []string{"north"}, Directorates: []string{"north"}},
}

func newDesk(t *testing.T) *desk {
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
	choice := func(id string) vigie.Choice { return vigie.Choice{ID: id, Name: vigie.LocalText{"en": id}} }
	office := &vigie.Office{TimeZone: "UTC", Languages: []string{"en"}, Territories: []string{"north"}, Sectors: []string{"cleaning"}, Services: []string{"HARBOUR"},
		Directorates: []vigie.Directorate{{ID: "north", Territory: "north"}}, Declines: []vigie.Choice{choice("known")}, Deferrals: []vigie.Choice{choice("season")},
		Outcomes: []vigie.OutcomeRung{{Choice: choice("report"), Positive: true}},
		Limits:   vigie.Limits{AnswerDays: 5, EscalateDays: 10, ExpiryDays: 90, FeedbackDays: 5, CoolDownDays: 180, AdoptVisits: 1}}
	d := &desk{&investigation.Desk{Casework: store, Guard: guard, Office: office}, t, time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)}
	d.write(func(ctx context.Context, b vigie.Books) error {
		for id, p := range people {
			u := &vigie.User{Record: vigie.Record{ID: id}, State: vigie.UserActive, Login: id, Name: id, Roles: p.Roles, Territories: p.Territories, Directorates: p.Directorates}
			if err := b.Users().Put(ctx, u); err != nil {
				return err
			}
		}
		return b.Phenomena().Put(ctx, &vigie.Phenomenon{Record: vigie.Record{ID: "nights"}, State: vigie.PhenomenonDrafted, Title: "Nights", Owner: "ann"})
	})
	return d
}

func (d *desk) write(do func(context.Context, vigie.Books) error) {
	d.t.Helper()
	ctx := vigie.WithActor(d.t.Context(), vigie.System)
	if _, err := d.Casework.Do(ctx, vigie.Command{Action: "user.change", At: d.now}, func(b vigie.Books) error { return do(ctx, b) }); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) by(who string) context.Context { return vigie.WithActor(d.t.Context(), people[who]) }

func (d *desk) c() vigie.Command { return vigie.Command{At: d.now} }

func (d *desk) today() vigie.Date { return d.Office.Day(d.now) }

func (d *desk) later(days int) { d.now = d.now.AddDate(0, 0, days) }

// id is what a command that has to succeed changed first.
func (d *desk) id(r vigie.Receipt, err error) string {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
	if len(r.Changed) == 0 {
		return ""
	}
	return r.Changed[0].ID
}

// refused says that a command has to fail in one way.
func (d *desk) refused(code vigie.Code, _ vigie.Receipt, err error) {
	d.t.Helper()
	if vigie.CodeOf(err) != code || err == nil {
		d.t.Fatalf("%v: want %v", err, code)
	}
}

// deliver puts a target of an employer on the list of the north.
func (d *desk) deliver(entity string) string {
	d.t.Helper()
	f := vigie.TargetFile{Record: vigie.Record{ID: vigie.NewID(d.now)}, PhenomenonID: "nights", Directorate: "north",
		Target: vigie.Target{RunID: "r", Model: "m", EntityID: entity, Name: "Invented " + entity, Sector: "cleaning", Territory: "north"}}
	if n, err := d.Release(d.by("ann"), d.c(), []vigie.TargetFile{f}); n != 1 || err != nil {
		d.t.Fatal(n, err)
	}
	return f.ID
}

func (d *desk) target(id string) (t *vigie.TargetFile) {
	d.t.Helper()
	err := d.Casework.Read(d.t.Context(), func(b vigie.Books) (err error) { t, err = b.Targets().Get(d.t.Context(), id); return err })
	if err != nil {
		d.t.Fatal(err)
	}
	return t
}

func (d *desk) investigation(id string) (i *vigie.Investigation) {
	d.t.Helper()
	err := d.Casework.Read(d.t.Context(), func(b vigie.Books) (err error) { i, err = b.Investigations().Get(d.t.Context(), id); return err })
	if err != nil {
		d.t.Fatal(err)
	}
	return i
}

// opened is an investigation of the north.
func (d *desk) opened(entities ...string) string {
	d.t.Helper()
	return d.id(d.Open(d.by("ann"), d.c(), scope(entities...)))
}

func scope(entities ...string) *vigie.Investigation {
	return &vigie.Investigation{PhenomenonID: "nights", Purpose: "methodology", Title: "Nights", Objective: "try it", Lead: "ann", Team: []string{"ann", "ines"},
		Territories: []string{"north"}, Sectors: []string{"cleaning"}, EntityIDs: entities}
}

// agreed asks the director of the north about an investigation, and lets her agree.
func (d *desk) agreed(inv, conditions string) {
	d.t.Helper()
	d.id(d.Consult(d.by("ann"), d.c(), vigie.Act{ID: inv}))
	var asked string
	err := d.Casework.Read(d.t.Context(), func(b vigie.Books) error {
		got, err := b.Consultations().List(d.t.Context(), vigie.Query{Scope: vigie.Scope{All: true}, Size: 1, Where: []vigie.Where{{Field: "investigation", Values: []string{inv}}}})
		if err == nil && len(got.Items) == 1 {
			asked = got.Items[0].ID
		}
		return err
	})
	if err != nil {
		d.t.Fatal(err)
	}
	answer := "agree"
	if conditions != "" {
		answer = "agree_with_conditions"
	}
	d.id(d.Answer(d.by("nora"), d.c(), vigie.Act{ID: asked, Note: conditions}, answer))
}

// running is an investigation to which the director of the north has agreed.
func (d *desk) running(entities ...string) string {
	d.t.Helper()
	inv := d.opened(entities...)
	d.agreed(inv, "")
	d.id(d.Start(d.by("ann"), d.c(), vigie.Act{ID: inv}))
	return inv
}
