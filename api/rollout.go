package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"vigie"
)

func (s *Server) rollOuts(a huma.API) {
	n := plural{"roll-outs", "RollOut", vigie.KindRollOut}
	shelf[vigie.RollOut](s, a, n, vigie.Books.RollOuts, nil)

	type support struct {
		On    vigie.Date `json:"on" format:"date"`
		What  string     `json:"what" minLength:"1" maxLength:"4000"`
		Hours int        `json:"hours,omitempty" minimum:"0" maximum:"1000"`
	}
	huma.Register(a, post(n, "trainDirectorate", "train", "Its inspectors know the methodology"),
		on(s, "trainDirectorate", func(ctx context.Context, c vigie.Command, act vigie.Act, b support) (vigie.Receipt, error) {
			return s.Phenomena.Train(ctx, c, act, vigie.Support{On: b.On, What: b.What, Hours: b.Hours})
		}, func(support) Said { return Said{} }))
	huma.Register(a, post(n, "supportDirectorate", "support", "The team helped"),
		on(s, "supportDirectorate", func(ctx context.Context, c vigie.Command, act vigie.Act, b support) (vigie.Receipt, error) {
			return s.Phenomena.Support(ctx, c, act, vigie.Support{On: b.On, What: b.What, Hours: b.Hours})
		}, func(support) Said { return Said{} }))
	huma.Register(a, post(n, "excuseDirectorate", "excuse", "It does not occur there"), on(s, "excuseDirectorate", only(s.Phenomena.Excuse), itself))
}
