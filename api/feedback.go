package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"vigie"
)

func (s *Server) feedback(a huma.API) {
	n := plural{"feedback", "Feedback", vigie.KindFeedback}
	shelf(s, a, n, vigie.Books.Feedback, s.showFeedback)

	huma.Register(a, post(n, "giveFeedback", "", "Say what came of a target, and of each of its reasons"), func(ctx context.Context, in *struct {
		Sent
		Body struct {
			Target          string          `json:"target" maxLength:"64"`
			VisitedOn       vigie.Date      `json:"visitedOn" format:"date"`
			Outcome         string          `json:"outcome" maxLength:"64"`
			Found           string          `json:"found,omitempty" maxLength:"64" doc:"The phenomenon that was found, by the pack's id"`
			Verdicts        []vigie.Verdict `json:"verdicts,omitempty" maxItems:"100"`
			KnownBefore     bool            `json:"knownBefore,omitempty"`
			StaleData       bool            `json:"staleData,omitempty"`
			DataError       bool            `json:"dataError,omitempty"`
			WrongPhenomenon bool            `json:"wrongPhenomenon,omitempty"`
			Sentence        string          `json:"sentence,omitempty" maxLength:"1000" doc:"Without names of persons"`
			Minutes         int             `json:"minutes,omitempty" minimum:"0" maximum:"10000"`
			Assessed        int64           `json:"assessed,omitempty" minimum:"0"`
			Collected       int64           `json:"collected,omitempty" minimum:"0"`
			Corrects        string          `json:"corrects,omitempty" maxLength:"64"`
		}
	}) (*done, error) {
		c, err := s.command(in.Sent, "feedback.give", in.Body)
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		b := in.Body
		r, err := s.Investigations.GiveFeedback(ctx, c, &vigie.Feedback{TargetID: b.Target, VisitedOn: b.VisitedOn, Outcome: b.Outcome, Found: b.Found,
			Verdicts: b.Verdicts, KnownBefore: b.KnownBefore, StaleData: b.StaleData, DataError: b.DataError, WrongPhenomenon: b.WrongPhenomenon,
			Sentence: b.Sentence, Minutes: b.Minutes, Assessed: b.Assessed, Collected: b.Collected, Corrects: b.Corrects})
		return s.answered(ctx, r, err)
	})

	type reply struct {
		Feature string `json:"feature,omitempty" maxLength:"200" doc:"The reason that is answered; empty: the feedback as a whole"`
		Text    string `json:"text" minLength:"1" maxLength:"4000"`
		Change  string `json:"change,omitempty" maxLength:"200" doc:"The version that follows it"`
	}
	huma.Register(a, post(n, "answerFeedback", "answer", "A miner's answer"),
		on(s, "answerFeedback", func(ctx context.Context, c vigie.Command, act vigie.Act, b reply) (vigie.Receipt, error) {
			return s.Investigations.Reply(ctx, c, act, vigie.Answer{Feature: b.Feature, Text: b.Text, Change: b.Change})
		}, func(reply) Said { return Said{} }))
}
