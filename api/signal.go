package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"vigie"
)

func (s *Server) signals(a huma.API) {
	n := plural{"signals", "Signal", vigie.KindSignal}
	shelf[vigie.Signal](s, a, n, vigie.Books.Signals, nil)

	huma.Register(a, post(n, "reportSignal", "", "Write down a first sighting"), func(ctx context.Context, in *struct {
		Sent
		Body struct {
			Source    string     `json:"source" enum:"inspector,partner,tip"`
			Title     string     `json:"title" minLength:"1" maxLength:"200"`
			Text      string     `json:"text,omitempty" maxLength:"10000"`
			SeenOn    vigie.Date `json:"seenOn" format:"date"`
			Sector    string     `json:"sector,omitempty" maxLength:"64"`
			Territory string     `json:"territory,omitempty" maxLength:"64"`
			Entities  []string   `json:"entities,omitempty" maxItems:"100"`
		}
	}) (*done, error) {
		c, err := s.command(in.Sent, "signal.report", in.Body)
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		b := in.Body
		r, err := s.Phenomena.Report(ctx, c, &vigie.Signal{Source: b.Source, Title: b.Title, Text: b.Text, SeenOn: b.SeenOn, Sector: b.Sector,
			Territory: b.Territory, EntityIDs: b.Entities})
		return s.answered(ctx, r, err)
	})

	type retain struct {
		Said
		Phenomenon string `json:"phenomenon,omitempty" maxLength:"64" doc:"That it belongs to; empty: it starts a new one"`
	}
	huma.Register(a, post(n, "retainSignal", "retain", "Keep it under a phenomenon"),
		on(s, "retainSignal", func(ctx context.Context, c vigie.Command, act vigie.Act, b retain) (vigie.Receipt, error) {
			return s.Phenomena.Retain(ctx, c, act, b.Phenomenon)
		}, func(b retain) Said { return b.Said }))
	huma.Register(a, post(n, "rejectSignal", "reject", "Put it aside, with a reason of the published list"),
		on(s, "rejectSignal", only(s.Phenomena.Reject), itself))
}

// post is an operation that changes something: on a noun's list, or on one of them when it is named by a verb.
func post(n plural, id, verb, summary string) huma.Operation {
	o := huma.Operation{OperationID: id, Method: http.MethodPost, Path: Base + "/" + n.path, Tags: []string{n.path}, Summary: summary}
	if verb == "" {
		return o
	}
	o.Path += "/{id}/" + verb
	return does(o, n, verb)
}

// only is an act that needs no more than its reason.
func only(f func(context.Context, vigie.Command, vigie.Act) (vigie.Receipt, error)) func(context.Context, vigie.Command, vigie.Act, Said) (vigie.Receipt, error) {
	return func(ctx context.Context, c vigie.Command, act vigie.Act, _ Said) (vigie.Receipt, error) {
		return f(ctx, c, act)
	}
}

func itself(b Said) Said { return b }
