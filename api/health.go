package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"vigie"
	"vigie/pipeline"
)

// health says whether what the server stands on is there. Nothing about the office is in it.
func (s *Server) health(a huma.API) {
	type healthRead struct {
		Body struct {
			Status   string `json:"status" enum:"UP,DEGRADED,DOWN"`
			Casework string `json:"casework" enum:"UP,DOWN"`
			Lake     string `json:"lake" enum:"UP,EMPTY,DOWN" doc:"EMPTY: nothing was published yet"`
			Version  string `json:"version"`
		}
	}
	huma.Register(a, huma.Operation{OperationID: "readHealth", Method: http.MethodGet, Path: Base + "/health", Tags: []string{"health"},
		Summary: "Whether it works"}, func(ctx context.Context, _ *struct{}) (*healthRead, error) {
		out := &healthRead{}
		b := &out.Body
		b.Status, b.Casework, b.Lake, b.Version = "UP", "UP", "UP", s.Version
		if err := s.Lake.Use(ctx, func(*pipeline.Snapshot) error { return nil }); err != nil {
			b.Status, b.Lake = "DEGRADED", "DOWN"
			if vigie.CodeOf(err) == vigie.NotFound {
				b.Lake = "EMPTY"
			}
		}
		if err := s.Casework.Read(ctx, func(vigie.Books) error { return nil }); err != nil {
			b.Status, b.Casework = "DOWN", "DOWN"
		}
		return out, nil
	})
}
