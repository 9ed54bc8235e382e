package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"vigie"
)

// reveals turn the pseudonym of a person back, which is an act: for a purpose, for the sake of a target whose score is above the threshold, and
// written down before it is done.
func (s *Server) reveals(a huma.API) {
	type revealed struct {
		Body struct {
			Number string `json:"number" doc:"As the register has it; it is said here and kept nowhere"`
		}
	}
	o := post(plural{"pseudonyms", "Pseudonym", vigie.KindPseudonym}, "revealPseudonym", "reveal", "Turn the pseudonym of a person tied to a target's employer back, for a purpose")
	o.Method = http.MethodPost
	huma.Register(a, o, func(ctx context.Context, in *struct {
		ID      string `path:"id" maxLength:"200"`
		Purpose string `header:"Vigie-Purpose" maxLength:"500" doc:"Why it is turned back; it is written down with who turns it back"`
		Body    struct {
			Target string `json:"target" minLength:"1" maxLength:"64" doc:"The target's file for whose sake it is asked"`
		}
	}) (*revealed, error) {
		if s.Revealer == nil {
			return nil, s.problem(ctx, vigie.NoSuch(vigie.KindPseudonym, in.ID))
		}
		out := &revealed{}
		var err error
		out.Body.Number, err = s.Revealer.Reveal(withPurpose(ctx, in.Purpose), in.ID, in.Body.Target, s.Now())
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		return out, nil
	})
}
