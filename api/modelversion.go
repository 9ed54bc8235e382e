package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"vigie"
	"vigie/registry"
)

func (s *Server) versions(a huma.API) {
	n := plural{"model-versions", "ModelVersion", vigie.KindVersion}
	shelf[vigie.ModelVersion](s, a, n, vigie.Books.Versions, nil)

	type test struct {
		FieldTest string `json:"fieldTest" minLength:"1" maxLength:"64"`
		Note      string `json:"note,omitempty" maxLength:"4000"`
	}
	huma.Register(a, post(n, "nominateModelVersion", "nominate", "Put it forward"), on(s, "nominateModelVersion", only(s.Registry.Nominate), itself))
	huma.Register(a, post(n, "testModelVersion", "test", "Say in which field test it is tried"),
		on(s, "testModelVersion", func(ctx context.Context, c vigie.Command, act vigie.Act, b test) (vigie.Receipt, error) {
			return s.Registry.Test(ctx, c, act, b.FieldTest)
		}, func(b test) Said { return Said{Note: b.Note} }))
	huma.Register(a, post(n, "approveModelVersion", "approve", "Approve it, as a second person, on what its field test found"), on(s, "approveModelVersion", only(s.Registry.Approve), itself))
	huma.Register(a, post(n, "approveUntestedModelVersion", "approve-untested", "Approve it past its field test, with a reason"), on(s, "approveUntestedModelVersion", only(s.Registry.ApproveUntested), itself))
	huma.Register(a, post(n, "releaseModelVersion", "release", "Let it choose targets from the next run on"), on(s, "releaseModelVersion", only(s.Registry.Release), itself))
	huma.Register(a, post(n, "keepModelVersion", "keep", "Let it go on in spite of a proposal to stop it"), on(s, "keepModelVersion", only(s.Registry.Retain), itself))
	huma.Register(a, post(n, "withdrawModelVersion", "withdraw", "Stop it"), on(s, "withdrawModelVersion", only(s.Registry.Withdraw), itself))

	huma.Register(a, huma.Operation{OperationID: "getModelVersionLive", Method: http.MethodGet, Path: Base + "/model-versions/{id}/live", Tags: []string{n.path},
		Summary: "What it was seen to find since it is live, beside what was promised"}, func(ctx context.Context, in *struct {
		ID string `path:"id" maxLength:"64"`
	}) (*struct{ Body registry.Live }, error) {
		out := &struct{ Body registry.Live }{}
		v, err := get[vigie.ModelVersion](ctx, s, n, vigie.Books.Versions, in.ID)
		if err == nil {
			err = s.Casework.Read(ctx, func(b vigie.Books) (err error) {
				out.Body, err = s.Registry.Live(ctx, b, v)
				return err
			})
		}
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		return out, nil
	})
}
