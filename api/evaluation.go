package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"vigie"
	"vigie/evaluation"
)

func (s *Server) reports(a huma.API) {
	n := plural{"evaluation-reports", "EvaluationReport", vigie.KindReport}
	shelf(s, a, n, vigie.Books.Reports, func(_ context.Context, r *vigie.EvaluationReport) error {
		r.Rows = nil // they are in the export
		return nil
	})

	type period struct {
		From     vigie.Date `json:"from" format:"date"`
		To       vigie.Date `json:"to" format:"date"`
		Corrects string     `json:"corrects,omitempty" maxLength:"64" doc:"The published report that this one takes the place of"`
		Note     string     `json:"note,omitempty" maxLength:"4000"`
	}
	huma.Register(a, post(n, "measureEvaluationReport", "", "Measure a period, as a draft"), func(ctx context.Context, in *struct {
		Sent
		Body period
	}) (*done, error) {
		c, err := s.command(in.Sent, "report.measure", in.Body)
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		r, err := s.Evaluation.Draft(ctx, c, in.Body.From, in.Body.To, in.Body.Corrects, in.Body.Note)
		return s.answered(ctx, r, err)
	})
	huma.Register(a, post(n, "publishEvaluationReport", "publish", "Say it as it was measured; it is never changed after"), on(s, "publishEvaluationReport", only(s.Evaluation.Publish), itself))

	huma.Register(a, huma.Operation{OperationID: "exportEvaluationReport", Method: http.MethodGet, Path: Base + "/evaluation-reports/{id}/export", Tags: []string{n.path},
		Summary: "Its rows, without names and numbers, and what was measured on them: to be measured again with other tools"}, func(ctx context.Context, in *struct {
		ID string `path:"id" maxLength:"64"`
	}) (*struct{ Body evaluation.Export }, error) {
		r, err := get[vigie.EvaluationReport](ctx, s, n, vigie.Books.Reports, in.ID)
		if err == nil {
			err = s.Guard.Check(ctx, "report.export", r.Thing())
		}
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		x, err := evaluation.Unpack(r)
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		return &struct{ Body evaluation.Export }{*x}, nil
	})
}
