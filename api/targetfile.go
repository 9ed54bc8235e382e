package api

import (
	"context"
	"errors"

	"github.com/danielgtaylor/huma/v2"

	"vigie"
	"vigie/investigation"
	"vigie/pipeline"
)

func (s *Server) targets(a huma.API) {
	n := plural{"targets", "Target", vigie.KindTarget}
	shelf(s, a, n, vigie.Books.Targets, s.showTarget)

	type assign struct {
		Said
		AssignedTo string `json:"assignedTo,omitempty" maxLength:"64"`
	}
	type wait struct {
		Said
		Until vigie.Date `json:"until" format:"date"`
	}
	type visitMade struct {
		MadeOn vigie.Date `json:"madeOn" format:"date"`
	}
	huma.Register(a, post(n, "acceptTarget", "accept", "It will be visited"),
		on(s, "acceptTarget", func(ctx context.Context, c vigie.Command, act vigie.Act, b assign) (vigie.Receipt, error) {
			return s.Investigations.Accept(ctx, c, act, b.AssignedTo)
		}, func(b assign) Said { return b.Said }))
	huma.Register(a, post(n, "declineTarget", "decline", "It will not be visited"), on(s, "declineTarget", only(s.Investigations.Decline), itself))
	huma.Register(a, post(n, "deferTarget", "defer", "It waits until a day"),
		on(s, "deferTarget", func(ctx context.Context, c vigie.Command, act vigie.Act, b wait) (vigie.Receipt, error) {
			return s.Investigations.Defer(ctx, c, act, b.Until)
		}, func(b wait) Said { return b.Said }))
	huma.Register(a, post(n, "takeBackTarget", "take-back", "Undo the last decision"), on(s, "takeBackTarget", only(s.Investigations.TakeBack), itself))
	huma.Register(a, post(n, "visitTarget", "visit", "It was visited, in a directorate's own plan"),
		on(s, "visitTarget", func(ctx context.Context, c vigie.Command, act vigie.Act, b visitMade) (vigie.Receipt, error) {
			return s.Investigations.VisitTarget(ctx, c, act, b.MadeOn)
		}, func(visitMade) Said { return Said{} }))
	huma.Register(a, post(n, "assignTarget", "assign", "Somebody has it, or nobody in particular"),
		on(s, "assignTarget", func(ctx context.Context, c vigie.Command, act vigie.Act, b assign) (vigie.Receipt, error) {
			return s.Investigations.Assign(ctx, c, act, b.AssignedTo)
		}, func(b assign) Said { return b.Said }))
	s.bulk(a, n)
	s.targetMap(a, n)
	s.capacity(a, n)
	s.release(a, n)
	s.export(a, n)
	s.printTargets(a, n)
}

// release delivers the newest lists of the lake to the directorates.
func (s *Server) release(a huma.API, n plural) {
	type released struct {
		Body struct {
			Delivered int `json:"delivered" doc:"The others were delivered before, cool down, or somebody is on them"`
			Of        int `json:"of"`
		}
	}
	o := post(n, "releaseTargets", "", "Deliver the newest lists to the directorates")
	o.Path = Base + "/targets/release"
	huma.Register(a, o, func(ctx context.Context, in *struct{ Sent }) (*released, error) {
		c, err := s.command(in.Sent, "releaseTargets", nil)
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		out := &released{}
		err = s.Lake.Use(ctx, func(l *pipeline.Snapshot) error {
			targets, err := l.Targets(ctx)
			if err != nil {
				return err
			}
			files, err := s.Investigations.Files(ctx, targets, s.Pseudonyms.Of)
			if err != nil {
				return err
			}
			out.Body.Of = len(files)
			out.Body.Delivered, err = s.Investigations.Release(ctx, c, files)
			return err
		})
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		return out, nil
	})
}

// many is one decision on many targets, under one comment.
type many struct {
	Said
	Action     string     `json:"action" enum:"accept,decline,defer,assign,take_back"`
	AssignedTo string     `json:"assignedTo,omitempty" maxLength:"64"`
	Until      vigie.Date `json:"until,omitempty" format:"date"`
	Targets    []struct {
		ID      string `json:"id" maxLength:"64"`
		Version int    `json:"version,omitempty" minimum:"0" doc:"That was seen"`
	} `json:"targets" minItems:"1" maxItems:"1000"`
}

// outcome is what came of it for one of them.
type outcome struct {
	ID      string   `json:"id"`
	Version int      `json:"version,omitempty"`
	Problem *Problem `json:"problem,omitempty"`
}

func (s *Server) bulk(a huma.API, n plural) {
	type decided struct {
		Body struct {
			Done  int       `json:"done"`
			Items []outcome `json:"items" nullable:"false"`
		}
	}
	o := post(n, "decideTargets", "", "Decide on many at once: each stands for itself, and take_back undoes them")
	o.Path = Base + "/targets/decide"
	huma.Register(a, o, func(ctx context.Context, in *struct {
		Sent
		Body many
	}) (*decided, error) {
		c, err := s.command(in.Sent, "targets.decide", in.Body)
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		acts := make([]vigie.Act, len(in.Body.Targets))
		for i, t := range in.Body.Targets {
			acts[i] = vigie.Act{ID: t.ID, Version: t.Version, Reason: in.Body.Reason, Note: in.Body.Note}
		}
		receipts, errs := investigation.Each(acts, c, func(c vigie.Command, act vigie.Act) (vigie.Receipt, error) { return s.decideOne(ctx, c, act, in.Body) })
		out := &decided{}
		for i, act := range acts {
			one := outcome{ID: act.ID}
			if err := errs[i]; err != nil {
				errors.As(s.problem(ctx, err), &one.Problem)
			} else {
				out.Body.Done++
				one.Version = versionOf(receipts[i])
			}
			out.Body.Items = append(out.Body.Items, one)
		}
		return out, nil
	})
}

func (s *Server) decideOne(ctx context.Context, c vigie.Command, act vigie.Act, m many) (vigie.Receipt, error) {
	switch m.Action {
	case "accept":
		return s.Investigations.Accept(ctx, c, act, m.AssignedTo)
	case "assign":
		return s.Investigations.Assign(ctx, c, act, m.AssignedTo)
	case "decline":
		return s.Investigations.Decline(ctx, c, act)
	case "defer":
		return s.Investigations.Defer(ctx, c, act, m.Until)
	}
	return s.Investigations.TakeBack(ctx, c, act)
}
