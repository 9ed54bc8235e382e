package rehearsal

import (
	"context"
	"slices"

	"vigie"
)

// trials leaves a field test at each of its first states: one being planned, one frozen, one started. What they would find is not invented:
// visits are dealt by who tries the demo.
func (p *Play) trials(ctx context.Context) error {
	drafted, err := p.lookedFor(ctx)
	if err != nil {
		return err
	}
	head := vigie.WithActor(ctx, p.cast.head.Actor())
	for i, f := range drafted[:min(3, len(drafted))] {
		r, err := p.Phenomena.PlanTest(head, vigie.Command{At: p.To}, p.plan(&f))
		if err != nil {
			return err
		}
		act := vigie.Act{ID: r.Changed[0].ID}
		if i > 0 {
			if _, err := p.Phenomena.Freeze(head, vigie.Command{At: p.To}, act); err != nil {
				return err
			}
		}
		if i > 1 {
			if _, err := p.Phenomena.StartTest(head, vigie.Command{At: p.To}, act); err != nil {
				return err
			}
		}
	}
	return nil
}

// lookedFor are the phenomena for which something has been drafted and not yet tried.
func (p *Play) lookedFor(ctx context.Context) ([]vigie.Phenomenon, error) {
	var got vigie.Listing[vigie.Phenomenon]
	err := p.Casework.Read(ctx, func(b vigie.Books) (err error) {
		got, err = b.Phenomena().List(ctx, vigie.Query{Scope: vigie.Scope{All: true}, Size: 100, Sort: "createdAt", Where: []vigie.Where{{Field: "state", Values: []string{vigie.PhenomenonDrafted}}}})
		return err
	})
	return slices.DeleteFunc(got.Items, func(f vigie.Phenomenon) bool { return len(f.Indicators) == 0 }), err
}

// plan is a trial of the phenomenon's first indicator in the first territories, at rates that offices report of their own choices.
func (p *Play) plan(f *vigie.Phenomenon) vigie.TrialPlan {
	return vigie.TrialPlan{PhenomenonID: f.ID, Title: f.Title, Hypothesis: "Visits that the indicator chooses find something more often than those that are chosen today.", Indicator: f.Indicators[0],
		Arms:        []vigie.Arm{{ID: vigie.ArmTested, Share: 2}, {ID: vigie.ArmPractice, Share: 2}, {ID: vigie.ArmRandom, Share: 1}},
		Territories: p.Office.Territories[:min(3, len(p.Office.Territories))], Hit: vigie.HitAny, StartOn: p.Office.Day(p.To), DeadlineDays: 60,
		Rate: .25, Lift: 1.8, Level: .05, Power: .8, VisitsPerWeek: 12, Limits: vigie.TrialLimits{Lift: 1.1, MinN: 40, Burden: .8, Gap: .25, MinGroup: 10}}
}
