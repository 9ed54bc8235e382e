package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"vigie"
	"vigie/access"
	"vigie/casework"
	"vigie/dossier"
	"vigie/pipeline"
)

// office is a store with what is in it, and who works on it.
type office struct {
	store     *casework.Store
	office    *vigie.Office
	now       time.Time
	employers []dossier.Employer
	people    []person
	password  string

	targets, cases, phenomena []string // ids
}

// person is somebody who logs in and works.
type person struct {
	vigie.User
	own []string // targets of its territory, or any when it has none
}

// meet reads who the employers are, so that dossiers are there to open.
func (o *office) meet(ctx context.Context, s *pipeline.Snapshot) error {
	all, err := dossier.Find(ctx, s.Lake, dossier.Search{All: true, AsOf: s.AsOf, Page: 1, Size: 50_000})
	o.employers = all.Items
	if err == nil && len(o.employers) == 0 {
		err = fmt.Errorf("the lake has no employers")
	}
	return err
}

// hire makes the accounts: of ten, five inspect in a province, one directs one, one is of a theme, two are of the team, one is a miner. They have
// one password, so that it is hashed once.
func (o *office) hire(ctx context.Context, people int) error {
	door, err := access.NewDoor(o.store)
	if err != nil {
		return err
	}
	var hash string
	if o.password, hash, err = door.Invent(ctx); err != nil {
		return err
	}
	var places, themes []vigie.Directorate
	for _, d := range o.office.Directorates {
		if d.Thematic {
			themes = append(themes, d)
		} else {
			places = append(places, d)
		}
	}
	_, err = o.store.Do(system(ctx), vigie.Command{At: o.now, Action: "user.create"}, func(b vigie.Books) error {
		for i := range people {
			u := vigie.User{State: vigie.UserActive, Login: fmt.Sprint("user", i), Name: fmt.Sprint("User ", i), Language: o.office.Languages[i%len(o.office.Languages)]}
			at := places[i/10%len(places)]
			switch i % 10 {
			case 5:
				u.Roles = []vigie.Role{vigie.ProvincialDirector}
			case 6:
				u.Roles = []vigie.Role{vigie.TeamInspector}
			case 7:
				u.Roles = []vigie.Role{vigie.HeadOfTeam}
			case 8:
				u.Roles, at = []vigie.Role{vigie.ThematicInspector}, themes[i/10%len(themes)]
			case 9:
				u.Roles = []vigie.Role{vigie.DataMiner}
			default:
				u.Roles, at = []vigie.Role{vigie.ProvincialInspector}, places[i%len(places)]
			}
			if i%10 < 6 || i%10 == 8 {
				u.Directorates = []string{at.ID}
				if at.Territory != "" {
					u.Territories = []string{at.Territory}
				}
			}
			if err := b.Users().Put(ctx, &u); err != nil {
				return err
			}
			if err := b.Credentials().Put(ctx, &vigie.Credential{Record: vigie.Record{ID: u.ID}, Password: hash}); err != nil {
				return err
			}
			o.people = append(o.people, person{User: u})
		}
		return nil
	})
	return err
}

// fill keeps as many things as an office gathers in years, hundreds in one command: phenomena, targets' files of which a third is visited and told of, and
// investigations with their consultations.
func (o *office) fill(ctx context.Context, targets, cases int) error {
	r := rand.New(rand.NewPCG(1, 2))
	if err := o.many(ctx, 20, func(b vigie.Books, i int) error {
		p := &vigie.Phenomenon{State: vigie.PhenomenonRollingOut, Title: fmt.Sprint("Phenomenon ", i), Sectors: o.office.Sectors[:1], Owner: o.someone(r), SeenOn: vigie.DateOf(o.now) - 400, ReportedAt: o.now.AddDate(-1, 0, 0)}
		err := vigie.Keep(ctx, b, b.Phenomena(), "phenomenon.observe", vigie.Act{}, p)
		o.phenomena = append(o.phenomena, p.ID)
		return err
	}); err != nil {
		return err
	}
	if err := o.many(ctx, targets, func(b vigie.Books, i int) error { return o.target(ctx, b, r, i) }); err != nil {
		return err
	}
	return o.many(ctx, cases, func(b vigie.Books, i int) error { return o.investigation(ctx, b, r, i) })
}

func (o *office) target(ctx context.Context, b vigie.Books, r *rand.Rand, i int) error {
	e := o.employers[r.IntN(len(o.employers))]
	f := &vigie.TargetFile{State: vigie.TargetProposed, PhenomenonID: o.phenomena[i%len(o.phenomena)], ReleasedAt: o.now, ExpiresOn: vigie.DateOf(o.now) + 30 + vigie.Date(r.IntN(60))}
	f.Target = vigie.Target{RunID: fmt.Sprint("run", i/500), Model: "bench", EntityID: e.ID, Name: e.Name, Sector: e.Sector, Territory: e.Territory, Score: r.Float64(),
		Rank: 1 + i%500, Eligible: 500, Channel: vigie.Ranked, Probability: 1, AsOf: vigie.DateOf(o.now)}
	for j := range 5 {
		f.Target.Reasons = append(f.Target.Reasons, vigie.Reason{Feature: fmt.Sprint("family.column", j), Value: "12", Peer: "3", Stance: vigie.For, Contribution: r.Float64(),
			Sentence: vigie.LocalText{"en": "It declared 12 workers on a site where peers of its sector declare 3."}, Innocent: []vigie.LocalText{{"en": "A large site that began this month."}}})
	}
	for _, d := range o.office.Directorates {
		if d.Territory == e.Territory {
			f.Directorate = d.ID
		}
	}
	if i%3 == 0 {
		f.State, f.AssignedTo, f.DecidedAt, f.FeedbackDue = vigie.TargetVisited, o.someone(r), o.now, vigie.DateOf(o.now)
	}
	if err := vigie.Keep(ctx, b, b.Targets(), "target.release", vigie.Act{}, f); err != nil {
		return err
	}
	o.targets = append(o.targets, f.ID)
	for n := range o.people {
		if p := &o.people[n]; f.State == vigie.TargetProposed && (len(p.Territories) == 0 || p.Territories[0] == e.Territory) {
			p.own = append(p.own, f.ID)
		}
	}
	if f.State != vigie.TargetVisited {
		return nil
	}
	told := &vigie.Feedback{TargetID: f.ID, EntityID: e.ID, Territory: e.Territory, Directorate: f.Directorate, PhenomenonID: f.PhenomenonID, VisitedOn: vigie.DateOf(o.now), Outcome: o.office.Outcomes[r.IntN(len(o.office.Outcomes))].ID,
		Verdicts: []vigie.Verdict{{Feature: "family.column0", Verdict: "refuted", Note: "They had moved."}}}
	return vigie.Keep(ctx, b, b.Feedback(), "feedback.give", vigie.Act{}, told)
}

func (o *office) investigation(ctx context.Context, b vigie.Books, r *rand.Rand, i int) error {
	d := o.office.Directorates[r.IntN(len(o.office.Directorates))]
	v := &vigie.Investigation{State: vigie.InvestigationRunning, PhenomenonID: o.phenomena[i%len(o.phenomena)], Purpose: "big_case", Title: fmt.Sprintf("Case %d", i), Objective: "Whether what is declared is what is worked.",
		Sectors: o.office.Sectors[:1], Directorates: []string{d.ID}, Lead: o.someone(r)}
	if d.Territory != "" {
		v.Territories = []string{d.Territory}
	}
	for range 4 {
		v.Team, v.EntityIDs = append(v.Team, o.someone(r)), append(v.EntityIDs, o.employers[r.IntN(len(o.employers))].ID)
	}
	if i%10 > 0 {
		v.State, v.ClosedAt, v.Conclusion = vigie.InvestigationClosed, o.now, "What was expected was found."
	}
	if err := vigie.Keep(ctx, b, b.Investigations(), "investigation.open", vigie.Act{}, v); err != nil {
		return err
	}
	o.cases = append(o.cases, v.ID)
	c := &vigie.Consultation{State: vigie.ConsultationAgreed, InvestigationID: v.ID, PhenomenonID: v.PhenomenonID, Directorate: d.ID, Approach: v.Objective, Team: v.Team, AskedAt: o.now, AnsweredAt: o.now, Deadline: vigie.DateOf(o.now) + 7}
	return vigie.Keep(ctx, b, b.Consultations(), "consultation.ask", vigie.Act{}, c)
}

func (o *office) someone(r *rand.Rand) string { return o.people[r.IntN(len(o.people))].ID }

func (o *office) many(ctx context.Context, n int, put func(vigie.Books, int) error) error {
	const atOnce = 500
	for from := 0; from < n; from += atOnce {
		_, err := o.store.Do(system(ctx), vigie.Command{Action: "target.release", At: o.now}, func(b vigie.Books) error {
			for i := from; i < min(n, from+atOnce); i++ {
				if err := put(b, i); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func system(ctx context.Context) context.Context { return vigie.WithActor(ctx, vigie.System) }
