package api

import (
	"context"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"vigie"
)

func (s *Server) jobs(a huma.API) {
	n := plural{"jobs", "Job", vigie.KindJob}
	shelf(s, a, n, vigie.Books.Jobs, s.Queue.Show)

	huma.Register(a, post(n, "startJob", "", "Start a load, a run or a back-test, or let one start by itself"), func(ctx context.Context, in *struct {
		Sent
		Body struct {
			What   string            `json:"what" enum:"load,run,backtest"`
			Args   map[string]string `json:"args,omitempty" doc:"load: data, a folder of the server's; run: asOf; backtest: indicator"`
			Every  string            `json:"every,omitempty" enum:"day,week" doc:"By itself, from nextAt on"`
			NextAt time.Time         `json:"nextAt,omitempty"`
		}
	}) (*done, error) {
		c, err := s.command(in.Sent, "job.start", in.Body)
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		b := in.Body
		r, err := s.Queue.Start(ctx, c, &vigie.Job{What: b.What, Args: b.Args, Every: b.Every, NextAt: b.NextAt})
		return s.answered(ctx, r, err)
	})
	huma.Register(a, post(n, "cancelJob", "cancel", "Stop it"), on(s, "cancelJob", only(s.Queue.Cancel), itself))
	huma.Register(a, post(n, "resumeJob", "resume", "Go on with it"), on(s, "resumeJob", only(s.Queue.Resume), itself))
}
