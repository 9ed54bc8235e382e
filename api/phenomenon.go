package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"vigie"
	"vigie/phenomenon"
)

func (s *Server) phenomena(a huma.API) {
	n := plural{"phenomena", "Phenomenon", vigie.KindPhenomenon}
	shelf[vigie.Phenomenon](s, a, n, vigie.Books.Phenomena, nil)

	type takeOn struct {
		Said
		Owner       string   `json:"owner" maxLength:"64" doc:"The user who has the ball"`
		Directorate string   `json:"directorate,omitempty" maxLength:"64" doc:"The thematic one it belongs to"`
		Sectors     []string `json:"sectors" minItems:"1" maxItems:"50"`
	}
	huma.Register(a, post(n, "acceptPhenomenon", "accept", "Take it on"),
		on(s, "acceptPhenomenon", func(ctx context.Context, c vigie.Command, act vigie.Act, b takeOn) (vigie.Receipt, error) {
			return s.Phenomena.Accept(ctx, c, act, b.Owner, b.Directorate, b.Sectors)
		}, func(b takeOn) Said { return b.Said }))

	type describe struct {
		Title      string     `json:"title" minLength:"1" maxLength:"200"`
		Definition string     `json:"definition,omitempty" maxLength:"20000" doc:"A new version of it, when it differs from the last"`
		PackID     string     `json:"packId,omitempty" maxLength:"64"`
		Indicators []string   `json:"indicators,omitempty" maxItems:"100"`
		Models     []string   `json:"models,omitempty" maxItems:"100"`
		VisibleOn  vigie.Date `json:"visibleOn,omitempty" format:"date"`
	}
	huma.Register(a, post(n, "describePhenomenon", "describe", "Write what is known of it"),
		on(s, "describePhenomenon", func(ctx context.Context, c vigie.Command, act vigie.Act, b describe) (vigie.Receipt, error) {
			return s.Phenomena.Describe(ctx, c, act, phenomenon.Dossier(b))
		}, func(describe) Said { return Said{} }))

	type rollOut struct {
		Said
		Override string                `json:"override,omitempty" maxLength:"4000" doc:"Why the gate is passed by; only the head of the team may"`
		Plan     map[string]vigie.Date `json:"plan" minProperties:"1" doc:"The day for each directorate"`
	}
	huma.Register(a, post(n, "rollOutPhenomenon", "roll-out", "Send it to the directorates"),
		on(s, "rollOutPhenomenon", func(ctx context.Context, c vigie.Command, act vigie.Act, b rollOut) (vigie.Receipt, error) {
			return s.Phenomena.RollOut(ctx, c, act, b.Override, b.Plan)
		}, func(b rollOut) Said { return b.Said }))

	for _, x := range []struct {
		id, verb, summary string
		do                func(context.Context, vigie.Command, vigie.Act) (vigie.Receipt, error)
	}{
		{"draftPhenomenon", "draft", "There is something to test", s.Phenomena.Draft},
		{"testPhenomenon", "test", "It was tried in the field", s.Phenomena.Test},
		{"mainstreamPhenomenon", "mainstream", "Everybody looks for it", s.Phenomena.Mainstream},
		{"watchPhenomenon", "watch", "Only its figures are followed", s.Phenomena.Watch},
		{"reopenPhenomenon", "reopen", "Work on it again", s.Phenomena.Reopen},
		{"retirePhenomenon", "retire", "Stop looking for it", s.Phenomena.Retire},
	} {
		huma.Register(a, post(n, x.id, x.verb, x.summary), on(s, x.id, only(x.do), itself))
	}
}

// clocks are how fast phenomena went from a first sighting to everywhere.
func (s *Server) clocks(a huma.API) {
	type clocksRead struct {
		Body struct {
			Clocks     []phenomenon.Clock        `json:"clocks" nullable:"false"`
			Stages     []phenomenon.StageFigures `json:"stages" nullable:"false" doc:"Over all of them, after Kaplan and Meier: those that go on are counted as at least so long"`
			Milestones []phenomenon.Milestone    `json:"milestones" nullable:"false"`
			At         time.Time                 `json:"at"`
		}
	}
	huma.Register(a, huma.Operation{OperationID: "readClocks", Method: http.MethodGet, Path: Base + "/clocks", Tags: []string{"phenomena"},
		Summary: "How long each stage took, of each phenomenon and of all"}, func(ctx context.Context, in *struct {
		Phenomenon string    `query:"phenomenon" maxLength:"64"`
		At         time.Time `query:"at" doc:"As it stood then; now unless Said"`
	}) (*clocksRead, error) {
		out := &clocksRead{}
		b := &out.Body
		b.At, b.Milestones = in.At, phenomenon.Milestones
		if b.At.IsZero() {
			b.At = s.Now()
		}
		var ids []string
		if in.Phenomenon != "" {
			ids = []string{in.Phenomenon}
		}
		var err error
		if b.Clocks, err = s.Phenomena.Clocks(ctx, b.At, ids...); err != nil {
			return nil, s.problem(ctx, err)
		}
		b.Clocks, b.Stages = present(b.Clocks), present(phenomenon.Figures(b.Clocks))
		return out, nil
	})
}
