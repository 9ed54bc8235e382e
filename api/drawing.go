package api

import (
	"context"

	"vigie/dossier"
	"vigie/pipeline"
)

type drawingsRead struct {
	Body struct {
		Curves []pipeline.Curve `json:"curves" nullable:"false"`
		Places []pipeline.Place `json:"places" nullable:"false" doc:"None where you see the employer by a pseudonym: they tell who it is"`
	}
}

func (s *Server) drawings(ctx context.Context, in *struct{ Opened }) (*drawingsRead, error) {
	out := &drawingsRead{}
	err := s.open(ctx, in.Opened, func(ctx context.Context, l *pipeline.Snapshot, d *dossier.Dossier) (err error) {
		out.Body.Curves, out.Body.Places, err = s.drawn(ctx, l, d)
		return err
	})
	if err != nil {
		return nil, s.problem(ctx, err)
	}
	return out, nil
}

// drawn are the curves and places of an employer that the actor may see.
func (s *Server) drawn(ctx context.Context, l *pipeline.Snapshot, d *dossier.Dossier) ([]pipeline.Curve, []pipeline.Place, error) {
	curves, places, err := l.Draw(ctx, d.Employer.ID)
	if err != nil {
		return nil, nil, err
	}
	ok, err := s.named(ctx, d.Employer.Thing())
	if !ok {
		places = []pipeline.Place{}
	}
	return curves, places, err
}
