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

type tiesRead struct {
	Body struct {
		Items []dossier.Ties `json:"items" nullable:"false"`
	}
}

func (s *Server) ties(ctx context.Context, in *struct{ Opened }) (*tiesRead, error) {
	out := &tiesRead{}
	err := s.open(ctx, in.Opened, func(ctx context.Context, l *pipeline.Snapshot, d *dossier.Dossier) (err error) {
		out.Body.Items, err = dossier.TiesOf(ctx, l.Lake, d.Employer.ID, l.AsOf)
		return err
	})
	if err != nil {
		return nil, s.problem(ctx, err)
	}
	return out, nil
}

type relationsRead struct {
	Body struct {
		Items []pipeline.Relation `json:"items" nullable:"false"`
	}
}

func (s *Server) relations(ctx context.Context, in *struct{ Opened }) (*relationsRead, error) {
	out := &relationsRead{}
	err := s.open(ctx, in.Opened, func(_ context.Context, l *pipeline.Snapshot, d *dossier.Dossier) (err error) {
		out.Body.Items, err = l.Relations(d.Employer.ID)
		return err
	})
	if err != nil {
		return nil, s.problem(ctx, err)
	}
	return out, nil
}

// expand follows one relation of an employer whose dossier the actor may open. So a network is walked from dossier to dossier, each opened for
// a purpose and written down, and ends where one may not be opened.
func (s *Server) expand(ctx context.Context, in *struct {
	Opened
	Kind     string `query:"kind" maxLength:"64" doc:"A kind of tie"`
	Resource string `query:"resource" maxLength:"300" doc:"Or one thing that ties it"`
	Nodes    int    `query:"nodes" minimum:"2" maximum:"5000" default:"200"`
}) (*egoRead, error) {
	out := &egoRead{}
	err := s.open(ctx, in.Opened, func(ctx context.Context, l *pipeline.Snapshot, d *dossier.Dossier) error {
		e, err := l.Expand(d.Employer.ID, pipeline.Along{Kind: in.Kind, Resource: in.Resource}, in.Nodes)
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

type wayRead struct{ Body pipeline.Way }

// way leads from an employer whose dossier the actor may open to one that it was shown: by its number where it may see that, else by its
// pseudonym, so that nobody finds by a number in mind whom a pseudonym stands for.
func (s *Server) way(ctx context.Context, in *struct {
	Opened
	To string `query:"to" maxLength:"64" required:"true" doc:"The other employer"`
}) (*wayRead, error) {
	out := &wayRead{}
	err := s.open(ctx, in.Opened, func(ctx context.Context, l *pipeline.Snapshot, d *dossier.Dossier) error {
		to, err := s.entityOf(ctx, in.To)
		if err != nil {
			return err
		}
		show, err := s.shown(ctx, l, []string{to})
		if err != nil {
			return err
		}
		seen, name := to, ""
		if show(&seen, &name); seen != in.To {
			return vigie.NoSuch(vigie.KindEmployer, in.To)
		}
		w, err := l.Between(d.Employer.ID, to)
		if err != nil {
			return err
		}
		out.Body = *w
		if show, err = s.shown(ctx, l, entitiesOf(w.Ties)); err == nil {
			showTies(show, out.Body.Ties)
		}
		return err
	})
	if err != nil {
		return nil, s.problem(ctx, err)
	}
	return out, nil
}

func entitiesOf(ties []pipeline.Tie) []string {
	ids := make([]string, len(ties))
	for i, t := range ties {
		ids[i] = t.Entity
	}
	return ids
}
