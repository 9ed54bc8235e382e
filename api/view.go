package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"vigie"
)

func (s *Server) views(a huma.API) {
	n := plural{"views", "View", vigie.KindView, []string{"page", "shared"}}
	shelf[vigie.View](s, a, n, vigie.Books.Views, nil)

	huma.Register(a, post(n, "saveView", "", "Keep a way of looking at a list"), func(ctx context.Context, in *struct {
		Sent
		Body struct {
			Page   string `json:"page" maxLength:"64"`
			Name   string `json:"name" minLength:"1" maxLength:"200"`
			Query  string `json:"query" maxLength:"4000"`
			Shared bool   `json:"shared,omitempty"`
		}
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
}
