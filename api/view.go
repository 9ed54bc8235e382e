package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"vigie"
)

// way is a saved view as it is sent.
type way struct {
	Page   string `json:"page" maxLength:"64"`
	Name   string `json:"name" minLength:"1" maxLength:"200"`
	Query  string `json:"query" maxLength:"4000"`
	Shared bool   `json:"shared,omitempty"`
}

func (s *Server) views(a huma.API) {
	n := plural{"views", "View", vigie.KindView}
	shelf[vigie.View](s, a, n, vigie.Books.Views, nil)

	huma.Register(a, post(n, "saveView", "", "Keep a way of looking at a list"), func(ctx context.Context, in *struct {
		Sent
		Body way
	}) (*done, error) {
		c, err := s.command(in.Sent, "view.save", in.Body)
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		v := &vigie.View{Page: in.Body.Page, Name: in.Body.Name, Query: in.Body.Query, Shared: in.Body.Shared}
		c.Action = "view.save"
		r, err := s.Casework.Do(ctx, c, func(b vigie.Books) error {
			if err := s.Guard.Check(ctx, c.Action, v.Thing()); err != nil {
				return err
			}
			return b.Views().Put(ctx, v)
		})
		return s.answered(ctx, r, err)
	})
	huma.Register(a, post(n, "changeView", "change", "Change or share one's own"),
		on(s, "changeView", func(ctx context.Context, c vigie.Command, act vigie.Act, b way) (vigie.Receipt, error) {
			return changed(ctx, s, c, "view.change", act, vigie.Books.Views, func(v *vigie.View) error {
				v.Page, v.Name, v.Query, v.Shared = b.Page, b.Name, b.Query, b.Shared
				return nil
			})
		}, func(way) Said { return Said{} }))
	huma.Register(a, post(n, "deleteView", "delete", "Delete one's own"),
		on(s, "deleteView", func(ctx context.Context, c vigie.Command, act vigie.Act, _ Said) (vigie.Receipt, error) {
			return changed(ctx, s, c, "view.delete", act, vigie.Books.Views, func(v *vigie.View) error {
				v.Deleted = true
				return nil
			})
		}, itself))
}

// changed reads a thing in the version that was seen, and keeps what change makes of it. Nobody has to listen to it.
func changed[T any, P interface {
	*T
	vigie.Noun
}](ctx context.Context, s *Server, c vigie.Command, action vigie.Action, act vigie.Act, pick func(vigie.Books) vigie.Shelf[T], change func(P) error) (vigie.Receipt, error) {
	c.Action = action
	return s.Casework.Do(ctx, c, func(b vigie.Books) error {
		got, err := vigie.Fetch[T, P](ctx, s.Guard, pick(b), action, act)
		if err == nil {
			err = change(got)
		}
		if err != nil {
			return err
		}
		return pick(b).Put(ctx, (*T)(got))
	})
}
