package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"vigie"
)

// language lets somebody choose the language in which it is spoken to.
func (s *Server) language(a huma.API) {
	huma.Register(a, huma.Operation{OperationID: "setLanguage", Method: http.MethodPost, Path: Base + "/session/language", Tags: []string{"session"},
		Summary: "Choose your language"}, func(ctx context.Context, in *struct {
		Sent
		Body struct {
			Language string `json:"language" minLength:"2" maxLength:"10"`
		}
	}) (*done, error) {
		c, err := s.command(in.Sent, "setLanguage", in.Body)
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		who, _ := vigie.ActorOf(ctx)
		r, err := s.Keeper.SetLanguage(ctx, c, vigie.Act{ID: who.UserID}, in.Body.Language, s.Office.Languages)
		return s.answered(ctx, r, err)
	})
}
