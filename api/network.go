package api

import (
	"context"

	"vigie"
	"vigie/dossier"
	"vigie/pipeline"
)

type egoRead struct{ Body pipeline.Ego }

func (s *Server) ego(ctx context.Context, in *struct {
	Opened
	Nodes int `query:"nodes" minimum:"1" maximum:"5000" default:"60"`
}) (*egoRead, error) {
	out := &egoRead{}
	err := s.open(ctx, in.Opened, func(ctx context.Context, l *pipeline.Snapshot, d *dossier.Dossier) error {
		e, err := l.Ego(d.Employer.ID, in.Nodes)
		if err != nil {
			return err
		}
		out.Body = *e
		return s.showEgo(ctx, l, &out.Body)
	})
	if err != nil {
		return nil, s.problem(ctx, err)
	}
	return out, nil
}

type pathsRead struct {
	Body struct {
		AsOf     vigie.Date      `json:"asOf"`
		ScoredOn vigie.Date      `json:"scoredOn" doc:"The day of the drawing on which network scores as of asOf rest: what became known since is in the paths, and not in the scores"`
		Items    []pipeline.Path `json:"items" nullable:"false"`
	}
}

func (s *Server) paths(ctx context.Context, in *struct {
	Opened
	Most int `query:"most" minimum:"1" maximum:"20" default:"3"`
}) (*pathsRead, error) {
	out := &pathsRead{}
	err := s.open(ctx, in.Opened, func(ctx context.Context, l *pipeline.Snapshot, d *dossier.Dossier) error {
		p, scoredOn, err := l.Paths(d.Employer.ID, in.Most)
		if err != nil {
			return err
		}
		out.Body.AsOf, out.Body.ScoredOn, out.Body.Items = l.AsOf, scoredOn, append([]pipeline.Path{}, p...)
		return s.showPaths(ctx, l, out.Body.Items)
	})
	if err != nil {
		return nil, s.problem(ctx, err)
	}
	return out, nil
}
