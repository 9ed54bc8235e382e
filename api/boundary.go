package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"vigie"
)

// drawnWith are the outlines that the map is drawn with, and the office's own file, where it has one.
type drawnWith struct {
	Body struct {
		vigie.Boundaries
		Own string  `json:"own,omitempty" doc:"The office's own file; without it, the outlines are the pack's"`
		May actions `json:"may"`
	}
}

// boundaries are the outlines of territories: the pack's, or the office's own.
func (s *Server) boundaries(a huma.API) {
	n := plural{"boundaries", "Boundary", vigie.KindBoundary}
	huma.Register(a, huma.Operation{OperationID: "readBoundaries", Method: http.MethodGet, Path: Base + "/boundaries", Tags: []string{n.path},
		Summary: "The outlines that the map is drawn with"}, func(ctx context.Context, _ *struct{}) (*drawnWith, error) {
		own, err := s.ownBoundary(ctx)
		out := &drawnWith{}
		if err == nil {
			out.Body.May, err = s.anywhere(ctx, vigie.KindBoundary)
		}
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		switch {
		case own != nil:
			out.Body.Boundaries, out.Body.Own = own.Boundaries, own.ID
		case s.Office.Boundaries != nil:
			out.Body.Boundaries = *s.Office.Boundaries
		default:
			out.Body.Areas = []vigie.Outline{}
		}
		return out, nil
	})

	o := post(n, "importBoundaries", "", "Have the map drawn with outlines of the office's own, as GeoJSON")
	o.MaxBodyBytes = vigie.MaxBoundaryBytes + 1<<20
	huma.Register(a, o, func(ctx context.Context, in *struct {
		Sent
		RawBody huma.MultipartFormFiles[struct {
			File     huma.FormFile `form:"file" required:"true"`
			Property string        `form:"property" maxLength:"64" doc:"In which each feature has its territory's id; territory unless said"`
			Source   string        `form:"source" required:"true" minLength:"1" maxLength:"200"`
			Licence  string        `form:"licence" required:"true" minLength:"1" maxLength:"200"`
		}]
	}) (*done, error) {
		form := in.RawBody.Data()
		r, err := s.importBoundary(ctx, in.Sent, form.File, form.Property, form.Source, form.Licence)
		return s.answered(ctx, r, err)
	})
	huma.Register(a, post(n, "withdrawBoundary", "withdraw", "Draw the map with the pack's outlines again"),
		on(s, "withdrawBoundary", func(ctx context.Context, c vigie.Command, act vigie.Act, _ Said) (vigie.Receipt, error) {
			return changed(ctx, s, c, "boundary.withdraw", act, vigie.Books.Boundaries, func(b *vigie.Boundary) error {
				b.State = vigie.BoundaryWithdrawn
				return nil
			})
		}, itself))
}

func (s *Server) importBoundary(ctx context.Context, k Sent, file huma.FormFile, property, source, licence string) (vigie.Receipt, error) {
	b := &vigie.Boundary{State: vigie.BoundaryUsed}
	if err := s.Guard.Check(ctx, "boundary.import", b.Thing()); err != nil {
		return vigie.Receipt{}, err
	}
	text, err := limited(file, vigie.MaxBoundaryBytes)
	if err != nil {
		return vigie.Receipt{}, err
	}
	if property == "" {
		property = "territory"
	}
	read, err := vigie.ReadBoundaries(text, property, s.Office.Territories)
	if err != nil {
		return vigie.Receipt{}, err
	}
	read.Source, read.Licence = source, licence
	b.Boundaries = *read
	c, err := s.command(k, "boundary.import", b)
	if err != nil {
		return vigie.Receipt{}, err
	}
	c.Action = "boundary.import"
	return s.Casework.Do(ctx, c, func(books vigie.Books) error { return books.Boundaries().Put(ctx, b) })
}

// ownBoundary is the office's newest file of outlines; nil where it has none.
func (s *Server) ownBoundary(ctx context.Context) (*vigie.Boundary, error) {
	scope, err := s.Guard.Scope(ctx, vigie.KindBoundary)
	if err != nil {
		return nil, err
	}
	var got vigie.Listing[vigie.Boundary]
	err = s.Casework.Read(ctx, func(b vigie.Books) (err error) {
		got, err = b.Boundaries().List(ctx, vigie.Query{Scope: scope, Size: 1, Where: []vigie.Where{{Field: "state", Values: []string{vigie.BoundaryUsed}}}})
		return err
	})
	if err != nil || len(got.Items) == 0 {
		return nil, err
	}
	return &got.Items[0], nil
}
