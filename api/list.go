package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"vigie"
)

// lists are what people choose from, and what the nouns' lives look like: a page needs no list of its own.
func (s *Server) lists(a huma.API) {
	type listsRead struct {
		Body struct {
			Languages    []string            `json:"languages"`
			Roles        []vigie.Role        `json:"roles" nullable:"false"`
			Territories  []string            `json:"territories"`
			Sectors      []string            `json:"sectors"`
			Services     []string            `json:"services"`
			Phenomena    []string            `json:"phenomena"`
			Directorates []vigie.Directorate `json:"directorates"`
			Rejections   []vigie.Choice      `json:"rejections"`
			Declines     []vigie.Choice      `json:"declines"`
			Deferrals    []vigie.Choice      `json:"deferrals"`
			Outcomes     []vigie.OutcomeRung `json:"outcomes"`
			Deadlines    []vigie.Deadline    `json:"deadlines"`
			LifeCycles   []vigie.LifeCycle   `json:"lifeCycles"`
			Limits       vigie.Limits        `json:"limits"`
		}
	}
	huma.Register(a, huma.Operation{OperationID: "readLists", Method: http.MethodGet, Path: Base + "/lists", Tags: []string{"lists"},
		Summary: "What people choose from, as the pack says it"}, func(context.Context, *struct{}) (*listsRead, error) {
		out, o := &listsRead{}, s.Office
		b := &out.Body
		b.Languages, b.Territories, b.Sectors, b.Services, b.Phenomena, b.Directorates = o.Languages, o.Territories, o.Sectors, o.Services, o.Phenomena, o.Directorates
		b.Rejections, b.Declines, b.Deferrals, b.Outcomes, b.Deadlines, b.Limits = o.Rejections, o.Declines, o.Deferrals, o.Outcomes, o.Deadlines, o.Limits
		b.LifeCycles, b.Roles = vigie.LifeCycles, vigie.Roles
		return out, nil
	})
}
