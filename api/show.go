package api

import (
	"context"
	"strings"

	"vigie"
	"vigie/dossier"
	"vigie/pipeline"
)

// Pseudonyms are under which name an employer is seen by who may not see which one it is.
type Pseudonyms interface {
	// Of is the same for the same employer, and tells nothing of it.
	Of(entity string) string
	// Entity is the employer behind a pseudonym; not_found when it is none of this house's.
	Entity(pseudonym string) (string, error)
}

// pseudonymous is how a pseudonym begins, so that it is never taken for a number.
const pseudonymous = "P-"

// entityOf reads an employer's name in an address: its number, or the pseudonym under which the actor sees it.
func (s *Server) entityOf(_ context.Context, id string) (string, error) {
	if strings.HasPrefix(id, pseudonymous) {
		return s.Pseudonyms.Entity(id)
	}
	return id, nil
}

// named says whether the actor may see which employer a thing is about.
func (s *Server) named(ctx context.Context, t vigie.Thing) (bool, error) {
	err := s.Guard.Check(ctx, vigie.Action(string(t.Kind)+".name"), t)
	if code := vigie.CodeOf(err); err != nil && (code == vigie.Denied || code == vigie.NotFound) {
		return false, nil
	}
	return err == nil, err
}

func (s *Server) showTarget(ctx context.Context, f *vigie.TargetFile) error {
	ok, err := s.named(ctx, f.Thing())
	if err == nil && !ok {
		f.Target.EntityID, f.Target.Name = s.Pseudonyms.Of(f.Target.EntityID), ""
	}
	return err
}

func (s *Server) showFeedback(ctx context.Context, f *vigie.Feedback) error {
	ok, err := s.named(ctx, f.Thing())
	if err == nil && !ok {
		f.EntityID = s.Pseudonyms.Of(f.EntityID)
	}
	return err
}

func (s *Server) showLate(ctx context.Context, l *vigie.Late) error {
	ok, err := s.named(ctx, l.Thing())
	if err == nil && !ok {
		l.EntityID = s.Pseudonyms.Of(l.EntityID)
	}
	return err
}

func (s *Server) showEmployer(ctx context.Context, e *dossier.Employer) error {
	ok, err := s.named(ctx, e.Thing())
	if err == nil && !ok {
		*e = dossier.Employer{ID: s.Pseudonyms.Of(e.ID), Sector: e.Sector, Territory: e.Territory, StartedOn: e.StartedOn, EndedOn: e.EndedOn}
	}
	return err
}

// showEgo and showPaths leave the names of those whom the actor may not see by name: what ties them is shown, who they are is not.
func (s *Server) showEgo(ctx context.Context, l *pipeline.Snapshot, e *pipeline.Ego) error {
	var ids []string
	for _, n := range e.Nodes {
		if n.Kind == "entity" {
			ids = append(ids, n.ID)
		}
	}
	show, err := s.shown(ctx, l, ids)
	if err != nil {
		return err
	}
	show(&e.Entity, &e.Name)
	for i := range e.Nodes {
		if n := &e.Nodes[i]; n.Kind == "entity" {
			show(&n.ID, &n.Name)
		}
	}
	showTies(show, e.Ties)
	return nil
}

func showTies(show func(id, name *string), ties []pipeline.Tie) {
	for i := range ties {
		show(&ties[i].Entity, &ties[i].Name)
	}
}

func (s *Server) showPaths(ctx context.Context, l *pipeline.Snapshot, paths []pipeline.Path) error {
	var ids []string
	for _, p := range paths {
		for _, t := range p.Ties {
			ids = append(ids, t.Entity)
		}
	}
	show, err := s.shown(ctx, l, ids)
	if err != nil {
		return err
	}
	for i := range paths {
		show(&paths[i].Found, &paths[i].FoundName)
		showTies(show, paths[i].Ties)
	}
	return nil
}

// shown asks about many employers at once, and returns what puts a pseudonym where one has to stand.
func (s *Server) shown(ctx context.Context, l *pipeline.Snapshot, ids []string) (func(id, name *string), error) {
	known, err := dossier.Known(ctx, l.Lake, ids, l.AsOf)
	if err != nil {
		return nil, err
	}
	open := map[string]bool{}
	for i := range known {
		if open[known[i].ID], err = s.named(ctx, known[i].Thing()); err != nil {
			return nil, err
		}
	}
	return func(id, name *string) {
		if !open[*id] {
			*id, *name = s.Pseudonyms.Of(*id), ""
		}
	}, nil
}
