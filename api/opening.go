package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"vigie"
	"vigie/access"
	"vigie/dossier"
	"vigie/pipeline"
)

// openings are what was opened in need: by whom there is no right to it, for a short time, with a reason that an auditor reads.
func (s *Server) openings(a huma.API) {
	n := plural{"openings", "Opening", vigie.KindOpening}
	shelf[vigie.Opening](s, a, n, vigie.Books.Openings, nil)
	for verb, summary := range map[string]string{"justify": "Find that the need was there", "contest": "Find that it was not"} {
		huma.Register(a, post(n, verb+"Opening", verb, summary), on(s, verb+"Opening",
			func(ctx context.Context, c vigie.Command, act vigie.Act, _ Said) (vigie.Receipt, error) {
				c.Action = vigie.Action("opening." + verb)
				return s.glass().Review(ctx, c, act)
			}, itself))
	}
	for _, of := range []struct {
		n    plural
		find func(context.Context, vigie.Books, string) (vigie.Thing, error)
	}{
		{plural{"signals", "Signal", vigie.KindSignal}, kept[vigie.Signal](vigie.Books.Signals)},
		{plural{"investigations", "Investigation", vigie.KindInvestigation}, kept[vigie.Investigation](vigie.Books.Investigations)},
		{plural{"evidence", "Evidence", vigie.KindEvidence}, kept[vigie.Evidence](vigie.Books.Evidence)},
		{plural{"targets", "Target", vigie.KindTarget}, kept[vigie.TargetFile](vigie.Books.Targets)},
		{plural{"employers", "Employer", vigie.KindEmployer}, s.employer},
	} {
		s.breakGlass(a, of.n, of.find)
	}
}

func (s *Server) glass() *access.Openings {
	return &access.Openings{Casework: s.Casework, Guard: s.Guard}
}

// breakGlass opens one thing of a kind. The reason comes as the purpose does when a dossier is opened, and is kept in the same place.
func (s *Server) breakGlass(a huma.API, n plural, find func(context.Context, vigie.Books, string) (vigie.Thing, error)) {
	o := post(n, "breakGlass"+n.one, "break-glass", "Open it in need, for four hours, with a reason that an auditor reads")
	huma.Register(a, o, func(ctx context.Context, in *struct {
		Sent
		ID   string `path:"id" maxLength:"64"`
		Body struct {
			Reason string `json:"reason" minLength:"10" maxLength:"500" doc:"Why it can not wait, in a sentence"`
		}
	}) (*done, error) {
		c, err := s.command(in.Sent, "breakGlass "+string(n.kind)+" "+in.ID, in.Body)
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		c.Action = vigie.Action(n.kind) + ".break_glass"
		_, r, err := s.glass().Break(withPurpose(ctx, in.Body.Reason), c, func(b vigie.Books) (vigie.Thing, error) { return find(ctx, b, in.ID) })
		return s.answered(ctx, r, err)
	})
}

// kept finds a thing on its shelf, whoever may see it.
func kept[T any, P interface {
	*T
	vigie.Noun
}](pick func(vigie.Books) vigie.Shelf[T]) func(context.Context, vigie.Books, string) (vigie.Thing, error) {
	return func(ctx context.Context, b vigie.Books, id string) (vigie.Thing, error) {
		t, err := pick(b).Get(ctx, id)
		if err != nil {
			return vigie.Thing{}, err
		}
		return P(t).Thing(), nil
	}
}

// employer finds one in the lake.
func (s *Server) employer(ctx context.Context, _ vigie.Books, id string) (t vigie.Thing, err error) {
	err = s.Lake.Use(ctx, func(l *pipeline.Snapshot) error {
		known, err := dossier.Known(ctx, l.Lake, []string{id}, l.AsOf)
		if err == nil && len(known) == 0 {
			err = vigie.NoSuch(vigie.KindEmployer, id)
		}
		if err == nil {
			t = known[0].Thing()
		}
		return err
	})
	return t, err
}
