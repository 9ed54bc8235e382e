package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"vigie"
	"vigie/investigation"
)

// Scope is what an investigation is about.
type Scope struct {
	Objective   string   `json:"objective" minLength:"1" maxLength:"4000"`
	Territories []string `json:"territories" minItems:"1" maxItems:"100"`
	Sectors     []string `json:"sectors" minItems:"1" maxItems:"100"`
}

func (s *Server) investigations(a huma.API) {
	n := plural{"investigations", "Investigation", vigie.KindInvestigation}
	shelf[vigie.Investigation](s, a, n, vigie.Books.Investigations, nil)

	huma.Register(a, post(n, "openInvestigation", "", "Write the scope of an investigation"), func(ctx context.Context, in *struct {
		Sent
		Body struct {
			Scope
			Phenomenon  string   `json:"phenomenon" maxLength:"64"`
			Methodology string   `json:"methodology,omitempty" maxLength:"64"`
			Purpose     string   `json:"purpose" enum:"methodology,big_case"`
			Title       string   `json:"title" minLength:"1" maxLength:"200"`
			Lead        string   `json:"lead" maxLength:"64"`
			Team        []string `json:"team" maxItems:"100"`
			Services    []string `json:"services,omitempty" maxItems:"50"`
			Entities    []string `json:"entities,omitempty" maxItems:"10000"`
		}
	}) (*done, error) {
		c, err := s.command(in.Sent, "investigation.open", in.Body)
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		b := in.Body
		r, err := s.Investigations.Open(ctx, c, &vigie.Investigation{PhenomenonID: b.Phenomenon, Methodology: b.Methodology, Purpose: b.Purpose, Title: b.Title,
			Objective: b.Objective, Territories: b.Territories, Sectors: b.Sectors, Lead: b.Lead, Team: b.Team, Services: b.Services, EntityIDs: b.Entities})
		return s.answered(ctx, r, err)
	})
	huma.Register(a, post(n, "changeScope", "change-scope", "Change what it is about: all are asked again"),
		on(s, "changeScope", func(ctx context.Context, c vigie.Command, act vigie.Act, b Scope) (vigie.Receipt, error) {
			return s.Investigations.ChangeScope(ctx, c, act, investigation.Scope(b))
		}, func(Scope) Said { return Said{} }))
	for _, x := range []struct {
		id, verb, summary string
		do                func(context.Context, vigie.Command, vigie.Act) (vigie.Receipt, error)
	}{
		{"consultDirectors", "consult", "Ask the directors concerned", s.Investigations.Consult},
		{"startInvestigation", "start", "Let visits be made, once all have agreed", s.Investigations.Start},
		{"closeInvestigation", "close", "End it with its conclusion", s.Investigations.Close},
		{"abandonInvestigation", "abandon", "End it without one, with a reason", s.Investigations.Abandon},
	} {
		huma.Register(a, post(n, x.id, x.verb, x.summary), on(s, x.id, only(x.do), itself))
	}
	s.visits(a, n)
}

func (s *Server) visits(a huma.API, n plural) {
	type plan struct {
		Entity    string     `json:"entity" maxLength:"64"`
		Target    string     `json:"target,omitempty" maxLength:"64"`
		PlannedOn vigie.Date `json:"plannedOn" format:"date"`
		Inspector string     `json:"inspector" maxLength:"64"`
	}
	huma.Register(a, post(n, "planVisit", "plan-visit", "Plan a visit"),
		on(s, "planVisit", func(ctx context.Context, c vigie.Command, act vigie.Act, b plan) (vigie.Receipt, error) {
			return s.Investigations.PlanVisit(ctx, c, act, vigie.Visit{EntityID: b.Entity, TargetID: b.Target, PlannedOn: b.PlannedOn, Inspector: b.Inspector})
		}, func(plan) Said { return Said{} }))

	type cancel struct {
		Said
		Visit string `json:"visit" maxLength:"64"`
	}
	huma.Register(a, post(n, "cancelVisit", "cancel-visit", "Take a visit off that was not made"),
		on(s, "cancelVisit", func(ctx context.Context, c vigie.Command, act vigie.Act, b cancel) (vigie.Receipt, error) {
			return s.Investigations.CancelVisit(ctx, c, act, b.Visit)
		}, func(b cancel) Said { return b.Said }))

	type enter struct {
		Visit     string               `json:"visit" maxLength:"64"`
		MadeOn    vigie.Date           `json:"madeOn" format:"date"`
		Outcome   string               `json:"outcome" maxLength:"64"`
		Found     []vigie.VisitFinding `json:"found,omitempty" maxItems:"100"`
		Assessed  int64                `json:"assessed,omitempty" minimum:"0" doc:"Hundredths of the currency"`
		Collected int64                `json:"collected,omitempty" minimum:"0" doc:"Hundredths of the currency"`
		Checklist []string             `json:"checklist,omitempty" maxItems:"200"`
		Evidence  []string             `json:"evidence,omitempty" maxItems:"200"`
	}
	huma.Register(a, post(n, "enterVisit", "enter-visit", "Write what a visit found"),
		on(s, "enterVisit", func(ctx context.Context, c vigie.Command, act vigie.Act, b enter) (vigie.Receipt, error) {
			return s.Investigations.EnterVisit(ctx, c, act, vigie.Visit{ID: b.Visit, MadeOn: b.MadeOn, Outcome: b.Outcome, Found: b.Found, Assessed: b.Assessed,
				Collected: b.Collected, Checklist: b.Checklist, Evidence: b.Evidence})
		}, func(enter) Said { return Said{} }))

	type stop struct {
		Visit string `json:"visit" maxLength:"64"`
		Clock string `json:"clock" maxLength:"64"`
	}
	huma.Register(a, post(n, "stopClock", "stop-clock", "Say that what the law asks for was done"),
		on(s, "stopClock", func(ctx context.Context, c vigie.Command, act vigie.Act, b stop) (vigie.Receipt, error) {
			return s.Investigations.StopClock(ctx, c, act, b.Visit, b.Clock)
		}, func(stop) Said { return Said{} }))
}
