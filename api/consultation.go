package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"vigie"
)

func (s *Server) consultations(a huma.API) {
	n := plural{"consultations", "Consultation", vigie.KindConsultation}
	shelf[vigie.Consultation](s, a, n, vigie.Books.Consultations, nil)

	type answer struct {
		Answer string `json:"answer" enum:"agree,agree_with_conditions,object"`
		Note   string `json:"note,omitempty" maxLength:"4000" doc:"The conditions, or the reason of the objection"`
	}
	huma.Register(a, post(n, "answerConsultation", "answer", "A director's answer; silence is not consent"),
		on(s, "answerConsultation", func(ctx context.Context, c vigie.Command, act vigie.Act, b answer) (vigie.Receipt, error) {
			return s.Investigations.Answer(ctx, c, act, b.Answer)
		}, func(b answer) Said { return Said{Note: b.Note} }))
}
