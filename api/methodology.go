package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"vigie"
)

// method is a methodology as it is written.
type method struct {
	Phenomenon string             `json:"phenomenon" maxLength:"64"`
	PackID     string             `json:"packId,omitempty" maxLength:"64"`
	Title      vigie.LocalText    `json:"title"`
	Steps      []vigie.MethodStep `json:"steps" maxItems:"200"`
	Proof      []vigie.LocalText  `json:"proof" maxItems:"200"`
	Legal      []vigie.LocalText  `json:"legal" maxItems:"200"`
	Change     string             `json:"change,omitempty" maxLength:"4000"`
}

func (m method) methodology() *vigie.Methodology {
	return &vigie.Methodology{PhenomenonID: m.Phenomenon, PackID: m.PackID, Title: m.Title, Steps: m.Steps, Proof: m.Proof, Legal: m.Legal, Change: m.Change}
}

func (s *Server) methodologies(a huma.API) {
	n := plural{"methodologies", "Methodology", vigie.KindMethodology}
	shelf[vigie.Methodology](s, a, n, vigie.Books.Methodologies, nil)

	huma.Register(a, post(n, "writeMethodology", "", "Write the next version of a method"), func(ctx context.Context, in *struct {
		Sent
		Body method
	}) (*done, error) {
		c, err := s.command(in.Sent, "methodology.write", in.Body)
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		r, err := s.Phenomena.Write(ctx, c, vigie.Act{}, in.Body.methodology())
		return s.answered(ctx, r, err)
	})
	huma.Register(a, post(n, "rewriteMethodology", "rewrite", "Change a draft"),
		on(s, "rewriteMethodology", func(ctx context.Context, c vigie.Command, act vigie.Act, b method) (vigie.Receipt, error) {
			return s.Phenomena.Write(ctx, c, act, b.methodology())
		}, func(method) Said { return Said{} }))
	huma.Register(a, post(n, "adoptMethodology", "adopt", "Put it in force"), on(s, "adoptMethodology", only(s.Phenomena.Adopt), itself))
}
