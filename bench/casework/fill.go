package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"vigie"
	"vigie/casework"
)

// office is a store with what is in it.
type office struct {
	s                       *casework.Store
	targets, investigations []string // ids
}

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

const (
	territories  = 11
	directorates = 16
)

// fill keeps as many things as an office gathers in years, hundreds in one command.
func (o *office) fill(ctx context.Context, targets, investigations int) error {
	r := rand.New(rand.NewPCG(1, 2))
	if err := o.many(ctx, targets, func(b vigie.Books, i int) error {
		f := inventTarget(r, i)
		if err := b.Targets().Put(ctx, f); err != nil {
			return err
		}
		o.targets = append(o.targets, f.ID)
		return b.Note(ctx, vigie.Event{Kind: vigie.KindTarget, ID: f.ID, What: "target.release", Keys: f.Thing().Keys})
	}); err != nil {
		return err
	}
	return o.many(ctx, investigations, func(b vigie.Books, i int) error {
		v := inventInvestigation(r, i, targets)
		if err := b.Investigations().Put(ctx, v); err != nil {
			return err
		}
		o.investigations = append(o.investigations, v.ID)
		return b.Note(ctx, vigie.Event{Kind: vigie.KindInvestigation, ID: v.ID, What: "investigation.open", Keys: v.Thing().Keys})
	})
}

func (o *office) many(ctx context.Context, n int, put func(vigie.Books, int) error) error {
	const atOnce = 500
	for from := 0; from < n; from += atOnce {
		c := vigie.Command{Action: "bench.fill", At: noon.Add(time.Duration(from) * time.Second)}
		_, err := o.s.Do(as(ctx, 0), c, func(b vigie.Books) error {
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

func inventTarget(r *rand.Rand, i int) *vigie.TargetFile {
	territory := r.IntN(territories)
	f := &vigie.TargetFile{State: vigie.TargetProposed, Directorate: fmt.Sprint("d", territory), ReleasedAt: noon, ExpiresOn: vigie.DateOf(noon) + vigie.Date(r.IntN(90))}
	f.Target = vigie.Target{RunID: fmt.Sprint("run", i/500), Model: "m", EntityID: fmt.Sprintf("0%09d", i), Name: fmt.Sprintf("Works and Sons %d %s", i, words[r.IntN(len(words))]),
		Sector: fmt.Sprint(r.IntN(80)), Territory: fmt.Sprint("t", territory), Score: r.Float64(), Rank: i % 500, Channel: vigie.Ranked, Probability: 1}
	for j := range 6 {
		f.Target.Reasons = append(f.Target.Reasons, vigie.Reason{Feature: fmt.Sprint("family.column", j), Value: "12", Peer: "3", Stance: vigie.For, Contribution: r.Float64(),
			Sentence: vigie.LocalText{"en": "It declared 12 workers on a site where peers of its sector declare 3."}, Innocent: []vigie.LocalText{{"en": "A large site that began this month."}}})
	}
	if r.IntN(3) > 0 {
		f.State, f.AssignedTo = vigie.TargetVisited, fmt.Sprint("user", r.IntN(300))
	}
	return f
}

var words = []string{"Zenith", "Harbour", "Meadow", "Granite", "Lantern", "Orchard", "Copper", "Willow", "Beacon", "Saffron"}

func inventInvestigation(r *rand.Rand, i, targets int) *vigie.Investigation {
	v := &vigie.Investigation{State: vigie.InvestigationRunning, Title: fmt.Sprintf("Case %d %s", i, words[r.IntN(len(words))]), Objective: "Whether what is declared is what is worked.",
		Territories: []string{fmt.Sprint("t", r.IntN(territories))}, Directorates: []string{fmt.Sprint("d", r.IntN(directorates))}, Lead: fmt.Sprint("user", r.IntN(300))}
	for range 4 {
		v.Team = append(v.Team, fmt.Sprint("user", r.IntN(300)))
		v.EntityIDs = append(v.EntityIDs, fmt.Sprintf("0%09d", r.IntN(targets)))
	}
	return v
}
