package api

import (
	"context"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"vigie"
)

func (s *Server) lates(a huma.API) {
	n := plural{"late", "Late", vigie.KindLate}
	shelf(s, a, n, vigie.Books.Lates, s.showLate)

	huma.Register(a, post(n, "keepLate", "", "Keep what was written in the field, came late and was not applied"), func(ctx context.Context, in *struct {
		Sent
		Body struct {
			Target    string          `json:"target" maxLength:"64"`
			WrittenAt time.Time       `json:"writtenAt" doc:"By the clock of the machine it was written on"`
			VisitedOn vigie.Date      `json:"visitedOn" format:"date"`
			Outcome   string          `json:"outcome" maxLength:"64"`
			Verdicts  []vigie.Verdict `json:"verdicts,omitempty" maxItems:"100"`
			Checklist []string        `json:"checklist,omitempty" maxItems:"200" doc:"The steps of the method that were done"`
			Sentence  string          `json:"sentence,omitempty" maxLength:"1000" doc:"Without names of persons"`
			Photos    int             `json:"photos,omitempty" minimum:"0" maximum:"1000" doc:"That still wait on that machine"`
			Refused   string          `json:"refused" minLength:"1" maxLength:"2000" doc:"What was answered to it"`
		}
	}) (*done, error) {
		c, err := s.command(in.Sent, "late.keep", in.Body)
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		b := in.Body
		r, err := s.Investigations.KeepLate(ctx, c, &vigie.Late{TargetID: b.Target, WrittenAt: b.WrittenAt.UTC(), VisitedOn: b.VisitedOn, Outcome: b.Outcome, Verdicts: b.Verdicts,
			Checklist: b.Checklist, Sentence: b.Sentence, Photos: b.Photos, Refused: b.Refused})
		return s.answered(ctx, r, err)
	})

	type settle struct {
		Said
		Became string `json:"became" enum:"sent_again,entered,put_aside" doc:"Sent again by who wrote it and applied; entered by hand; or not to be applied, and then the note says why"`
	}
	huma.Register(a, post(n, "settleLate", "settle", "Say what became of it"), on(s, "settleLate", func(ctx context.Context, c vigie.Command, act vigie.Act, b settle) (vigie.Receipt, error) {
		return s.Investigations.SettleLate(ctx, c, act, b.Became)
	}, func(b settle) Said { return b.Said }))
}
