package api

import (
	"context"

	"vigie"
	"vigie/pipeline"
)

func (s *Server) listsOfModel(ctx context.Context, in *struct {
	ID string `path:"id" maxLength:"64"`
}) (*list[pipeline.List], error) {
	var out []pipeline.List
	err := s.look(ctx, "model.view", vigie.Thing{Kind: vigie.KindModel, ID: in.ID}, func(l *pipeline.Snapshot) (err error) {
		out, err = l.Lists(ctx, in.ID)
		return err
	})
	if err != nil {
		return nil, s.problem(ctx, err)
	}
	return listOf(out, len(out)), nil
}

// changesRead is what changes from one list to another. Who looks sees the targets of their own scope, and by name only where they may.
type changesRead struct {
	Body struct {
		Before pipeline.List     `json:"before"`
		After  pipeline.List     `json:"after"`
		Counts map[string]int    `json:"counts" nullable:"false" doc:"How many are new, gone and stay, of all"`
		Items  []pipeline.Change `json:"items" nullable:"false" doc:"Those that you may see: who is new, who is gone, who stays"`
	}
}

func (s *Server) compareLists(ctx context.Context, in *struct {
	ID     string `path:"id" maxLength:"64"`
	Before string `query:"before" required:"true" maxLength:"100" doc:"The run of one list"`
	After  string `query:"after" required:"true" maxLength:"100" doc:"The run of the other"`
}) (*changesRead, error) {
	out := &changesRead{}
	b := &out.Body
	b.Counts, b.Items = map[string]int{}, []pipeline.Change{}
	err := s.look(ctx, "model.view", vigie.Thing{Kind: vigie.KindModel, ID: in.ID}, func(l *pipeline.Snapshot) error {
		before, after, changes, err := l.Changes(ctx, in.ID, in.Before, in.After)
		if err != nil {
			return err
		}
		b.Before, b.After = before, after
		for _, c := range changes {
			b.Counts[c.What]++
			ok, err := s.showChange(ctx, c)
			if err != nil {
				return err
			}
			if ok {
				b.Items = append(b.Items, c)
			}
		}
		return nil
	})
	if err == nil {
		err = s.seen(ctx, "model.view", vigie.Thing{Kind: vigie.KindModel, ID: in.ID})
	}
	if err != nil {
		return nil, s.problem(ctx, err)
	}
	return out, nil
}

// showChange says whether the actor may see the target of a change, and leaves out who it is where that is not for the actor.
func (s *Server) showChange(ctx context.Context, c pipeline.Change) (bool, error) {
	for _, t := range []*vigie.Target{c.Before, c.After} {
		if t == nil {
			continue
		}
		f := vigie.TargetFile{Target: *t}
		err := s.Guard.Check(ctx, "target.view", f.Thing())
		if code := vigie.CodeOf(err); err != nil && (code == vigie.Denied || code == vigie.NotFound) {
			return false, nil
		}
		if err == nil {
			err = s.showTarget(ctx, &f)
		}
		if err != nil {
			return false, err
		}
		*t = f.Target
	}
	return true, nil
}
