package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"vigie"
)

// shown is whom a thing is shown to.
type shown struct {
	Said
	Service  string `json:"service" minLength:"1" maxLength:"64" doc:"The other inspectorate"`
	Withdraw bool   `json:"withdraw,omitempty" doc:"It is not shown any more"`
}

// disclosures show things to other inspectorates.
func (s *Server) disclosures(a huma.API) {
	for _, x := range []struct {
		n  plural
		do func(context.Context, vigie.Command, vigie.Act, vigie.Showing) (vigie.Receipt, error)
	}{
		{plural{"phenomena", "Phenomenon", vigie.KindPhenomenon}, s.Phenomena.Disclose},
		{plural{"methodologies", "Methodology", vigie.KindMethodology}, s.Phenomena.DiscloseMethod},
	} {
		id := "disclose" + x.n.one
		huma.Register(a, post(x.n, id, "disclose", "Show it to another inspectorate, or no longer"),
			on(s, id, func(ctx context.Context, c vigie.Command, act vigie.Act, b shown) (vigie.Receipt, error) {
				return x.do(ctx, c, act, vigie.Showing{Service: b.Service, Withdraw: b.Withdraw})
			}, func(b shown) Said { return b.Said }))
	}
}
