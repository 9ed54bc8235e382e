package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"vigie"
	"vigie/phenomenon"
)

// testPlan is what is written of a field test before it is frozen.
type testPlan struct {
	Phenomenon    string      `json:"phenomenon" maxLength:"64"`
	Title         string      `json:"title" minLength:"1" maxLength:"200"`
	Hypothesis    string      `json:"hypothesis" minLength:"1" maxLength:"4000"`
	Model         string      `json:"model,omitempty" maxLength:"64" doc:"That is tested; or an indicator"`
	Indicator     string      `json:"indicator,omitempty" maxLength:"64"`
	Arms          []vigie.Arm `json:"arms" minItems:"2" maxItems:"3" doc:"model, practice and, if wanted, random, with their visits of each block"`
	Territories   []string    `json:"territories" minItems:"1" maxItems:"100"`
	Hit           string      `json:"hit" enum:"any,phenomenon"`
	SwapTail      bool        `json:"swapTail,omitempty" doc:"Only the lowest tenth of the directorates' own lists is at stake"`
	StartOn       vigie.Date  `json:"startOn" format:"date"`
	DeadlineDays  int         `json:"deadlineDays" minimum:"1" maximum:"365"`
	Rate          float64     `json:"rate" minimum:"0" maximum:"1" doc:"The share of hits expected of current practice"`
	Lift          float64     `json:"lift" minimum:"0" maximum:"100" doc:"How many times that is hoped for"`
	Level         float64     `json:"level" minimum:"0" maximum:"0.5"`
	Power         float64     `json:"power" minimum:"0.5" maximum:"1"`
	VisitsPerWeek int         `json:"visitsPerWeek" minimum:"1" maximum:"10000"`
	Limits        trialLimits `json:"limits"`
}

type trialLimits struct {
	Lift     float64 `json:"lift" minimum:"0" maximum:"20" doc:"The lower bound of the lift has to be above it"`
	MinN     int     `json:"minN" minimum:"1" maximum:"100000" doc:"Visits counted in each of the two arms"`
	Burden   float64 `json:"burden" minimum:"0" maximum:"1" doc:"The share of the model's visits that found nothing has to be below it"`
	Gap      float64 `json:"gap" minimum:"0" maximum:"1" doc:"By how much that share may be higher in a group than outside it"`
	MinGroup int     `json:"minGroup" minimum:"5" maximum:"10000" doc:"Smaller groups are neither judged nor shown"`
}

func (p testPlan) plan() vigie.TrialPlan {
	return vigie.TrialPlan{PhenomenonID: p.Phenomenon, Title: p.Title, Hypothesis: p.Hypothesis, Model: p.Model, Indicator: p.Indicator, Arms: p.Arms, Territories: p.Territories,
		Hit: p.Hit, SwapTail: p.SwapTail, StartOn: p.StartOn, DeadlineDays: p.DeadlineDays, Rate: p.Rate, Lift: p.Lift, Level: p.Level, Power: p.Power, VisitsPerWeek: p.VisitsPerWeek,
		Limits: vigie.TrialLimits(p.Limits)}
}

func (s *Server) fieldTests(a huma.API) {
	n := plural{"field-tests", "FieldTest", vigie.KindFieldTest}
	shelf[vigie.FieldTest](s, a, n, vigie.Books.FieldTests, nil)
	shelf(s, a, plural{"envelopes", "Envelope", vigie.KindEnvelope}, vigie.Books.Envelopes, s.showEnvelope)

	huma.Register(a, post(n, "planFieldTest", "", "Write the plan of a field test; how many visits it takes is worked out"), func(ctx context.Context, in *struct {
		Sent
		Body testPlan
	}) (*done, error) {
		c, err := s.command(in.Sent, "fieldtest.plan", in.Body)
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		r, err := s.Phenomena.PlanTest(ctx, c, in.Body.plan())
		return s.answered(ctx, r, err)
	})
	huma.Register(a, post(n, "changeFieldTest", "change", "Write the plan anew, as long as it is not frozen"),
		on(s, "changeFieldTest", func(ctx context.Context, c vigie.Command, act vigie.Act, b testPlan) (vigie.Receipt, error) {
			return s.Phenomena.ChangePlan(ctx, c, act, b.plan())
		}, func(testPlan) Said { return Said{} }))
	for _, x := range []struct {
		id, verb, summary string
		do                func(context.Context, vigie.Command, vigie.Act) (vigie.Receipt, error)
	}{
		{"freezeFieldTest", "freeze", "Freeze the plan under its hash, and seal the seed", s.Phenomena.Freeze},
		{"startFieldTest", "start", "Let visits be dealt", s.Phenomena.StartTest},
		{"decideFieldTest", "decide", "Have the gate say yes or no", s.Phenomena.Decide},
		{"stopFieldTest", "stop", "Stop it, with a reason", s.Phenomena.StopTest},
		{"abandonFieldTest", "abandon", "Give it up before anything was dealt, with a reason", s.Phenomena.AbandonTest},
	} {
		huma.Register(a, post(n, x.id, x.verb, x.summary), on(s, x.id, only(x.do), itself))
	}
	s.draw(a, n)
	s.trialFigures(a, n)
}

// showEnvelope leaves of each visit which arm it was, and which target: what the arm said stands in the target's file, for who may see that.
func (s *Server) showEnvelope(_ context.Context, e *vigie.Envelope) error {
	for i := range e.Slots {
		e.Slots[i].Target = vigie.Target{}
	}
	return nil
}

func (s *Server) trialFigures(a huma.API, n plural) {
	huma.Register(a, huma.Operation{OperationID: "figuresOfFieldTest", Method: http.MethodGet, Path: Base + "/field-tests/{id}/figures", Tags: []string{n.path},
		Summary: "How it stands: arms, bounds at each look, and what the gate says. The look is kept in the audit log"}, func(ctx context.Context, in *struct {
		ID string     `path:"id" maxLength:"64"`
		On vigie.Date `query:"on" format:"date" doc:"As it stood on that day; today unless said"`
	}) (*struct{ Body phenomenon.TrialFigures }, error) {
		on := s.Office.Day(s.Now())
		if in.On != 0 {
			on = min(on, in.On)
		}
		f, err := s.Phenomena.Figures(ctx, in.ID, on)
		if err == nil {
			err = s.seen(ctx, "fieldtest.look", vigie.Thing{Kind: vigie.KindFieldTest, ID: in.ID})
		}
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		return &struct{ Body phenomenon.TrialFigures }{*f}, nil
	})
	huma.Register(a, huma.Operation{OperationID: "foreseeFieldTest", Method: http.MethodPost, Path: Base + "/field-tests/foresee", Tags: []string{n.path},
		Summary: "How many visits and days a plan would take; nothing is kept"}, func(ctx context.Context, in *struct{ Body testPlan }) (*struct{ Body phenomenon.Foresight }, error) {
		err := s.Guard.Check(ctx, "fieldtest.plan", vigie.Thing{Kind: vigie.KindFieldTest})
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		plan := in.Body.plan()
		f, err := s.Phenomena.ForeseePlan(&plan)
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		return &struct{ Body phenomenon.Foresight }{f}, nil
	})
}
