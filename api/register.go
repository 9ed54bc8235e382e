package api

import (
	"context"
	"net/http"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"vigie"
	"vigie/dossier"
	"vigie/pipeline"
)

// Register is what the pack says of a register, and how fresh and whole it is. One that was never loaded has no figures.
type Register struct {
	pipeline.Terms
	Loaded *dossier.Register `json:"loaded,omitempty"`
}

// found is a register with its extracts, and what matchings may have got wrong about it.
type found struct {
	Register
	Extracts []dossier.Extract      `json:"extracts" nullable:"false" doc:"The newest hundred"`
	Linkage  []dossier.LinkageError `json:"linkage" nullable:"false" doc:"What matchings may have got wrong about its records"`
}

type list[T any] struct {
	Body struct {
		Items []T `json:"items" nullable:"false"`
		Total int `json:"total"`
	}
}

func listOf[T any](items []T, total int) *list[T] {
	l := &list[T]{}
	l.Body.Items, l.Body.Total = append([]T{}, items...), total
	return l
}

func (s *Server) registers(a huma.API) {
	op := func(id, path, summary string) huma.Operation {
		return huma.Operation{OperationID: id, Method: http.MethodGet, Path: Base + "/registers" + path, Tags: []string{"registers"}, Summary: summary}
	}
	huma.Register(a, op("listRegisters", "", "How fresh and whole each register is, and what it may be used for"), func(ctx context.Context, _ *struct{}) (*list[item[Register]], error) {
		var out []item[Register]
		err := s.look(ctx, "register.view", vigie.Thing{Kind: vigie.KindRegister}, func(l *pipeline.Snapshot) error {
			all, err := registersOf(ctx, l)
			for _, r := range all {
				out = append(out, item[Register]{Href: Base + "/registers/" + r.ID, Item: r})
			}
			return err
		})
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		return listOf(out, len(out)), nil
	})
	huma.Register(a, op("getRegister", "/{id}", "One, with its extracts and linkage errors"), func(ctx context.Context, in *struct {
		ID string `path:"id" maxLength:"64"`
	}) (*struct{ Body found }, error) {
		out := &struct{ Body found }{}
		err := s.look(ctx, "register.view", vigie.Thing{Kind: vigie.KindRegister, ID: in.ID}, func(l *pipeline.Snapshot) (err error) {
			if out.Body.Register, err = registerOf(ctx, l, in.ID); err != nil {
				return err
			}
			if out.Body.Extracts, err = dossier.Extracts(ctx, l.Lake, in.ID, 100); err != nil {
				return err
			}
			out.Body.Linkage, err = dossier.Linkage(ctx, l.Lake, in.ID)
			return err
		})
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		return out, nil
	})
	huma.Register(a, op("listRejects", "/{id}/rejects", "Rows that were not taken, as they came, with the reason; who looks is written down"), s.rejects)
}

func (s *Server) rejects(ctx context.Context, in *struct {
	ID   string `path:"id" maxLength:"64"`
	Page int    `query:"page" minimum:"1" maximum:"100000" default:"1"`
	Size int    `query:"pageSize" minimum:"1" maximum:"1000" default:"50"`
}) (*list[dossier.Reject], error) {
	var got vigie.Listing[dossier.Reject]
	t := vigie.Thing{Kind: vigie.KindRegister, ID: in.ID}
	err := s.look(ctx, "register.rejects", t, func(l *pipeline.Snapshot) error {
		if _, err := registerOf(ctx, l, in.ID); err != nil {
			return err
		}
		if err := s.seen(ctx, "register.rejects", t); err != nil {
			return err
		}
		var err error
		got, err = dossier.Rejects(ctx, l.Lake, in.ID, in.Page, in.Size)
		return err
	})
	if err != nil {
		return nil, s.problem(ctx, err)
	}
	return listOf(got.Items, got.Total), nil
}

// look asks the guard, and hands f the newest snapshot.
func (s *Server) look(ctx context.Context, action vigie.Action, t vigie.Thing, f func(*pipeline.Snapshot) error) error {
	if err := s.Guard.Check(ctx, action, t); err != nil {
		return err
	}
	return s.Lake.Use(ctx, f)
}

func registersOf(ctx context.Context, l *pipeline.Snapshot) ([]Register, error) {
	loaded, err := dossier.Registers(ctx, l.Lake)
	if err != nil {
		return nil, err
	}
	var out []Register
	for _, t := range l.Registers() {
		r := Register{Terms: t}
		if i := slices.IndexFunc(loaded, func(x dossier.Register) bool { return x.ID == t.ID }); i >= 0 {
			r.Loaded = &loaded[i]
		}
		out = append(out, r)
	}
	return out, nil
}

func registerOf(ctx context.Context, l *pipeline.Snapshot, id string) (Register, error) {
	all, err := registersOf(ctx, l)
	if err != nil {
		return Register{}, err
	}
	i := slices.IndexFunc(all, func(r Register) bool { return r.ID == id })
	if i < 0 {
		return Register{}, vigie.NoSuch(vigie.KindRegister, id)
	}
	return all[i], nil
}
