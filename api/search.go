package api

import (
	"context"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"vigie"
	"vigie/dossier"
	"vigie/pipeline"
)

// hit is a thing in which the words stand.
type hit struct {
	Kind  vigie.Kind `json:"kind"`
	ID    string     `json:"id"`
	Href  string     `json:"href"`
	Title string     `json:"title"`
	State string     `json:"state,omitempty"`
}

// hits are the first of a kind, and how many there are.
type hits struct {
	Kind  vigie.Kind `json:"kind"`
	Total int        `json:"total"`
	Items []hit      `json:"items" nullable:"false"`
}

// seeker looks for words among the things of a kind that the actor may see.
type seeker struct {
	kind vigie.Kind
	seek func(ctx context.Context, scope vigie.Scope, words string, most int) (hits, error)
}

// search looks through every noun at once. Each is asked as its own list is: what the actor may not see there is not found here.
func (s *Server) search(a huma.API) {
	seekers := []seeker{
		onShelf(s, vigie.KindSignal, "signals", vigie.Books.Signals, func(t *vigie.Signal) string { return t.Title }),
		onShelf(s, vigie.KindPhenomenon, "phenomena", vigie.Books.Phenomena, func(t *vigie.Phenomenon) string { return t.Title }),
		onShelf(s, vigie.KindMethodology, "methodologies", vigie.Books.Methodologies, func(t *vigie.Methodology) string { return s.said(t.Title) }),
		onShelf(s, vigie.KindInvestigation, "investigations", vigie.Books.Investigations, func(t *vigie.Investigation) string { return t.Title }),
		onShelf(s, vigie.KindTarget, "targets", vigie.Books.Targets, func(t *vigie.TargetFile) string { return t.Target.Name }),
		onShelf(s, vigie.KindFeedback, "feedback", vigie.Books.Feedback, func(t *vigie.Feedback) string { return t.Sentence }),
		onShelf(s, vigie.KindUser, "users", vigie.Books.Users, func(t *vigie.User) string { return t.Name }),
		{vigie.KindEmployer, s.seekEmployers},
	}
	huma.Register(a, huma.Operation{OperationID: "search", Method: http.MethodGet, Path: Base + "/search", Tags: []string{"search"},
		Summary: "Words, wherever they stand in what you may see"}, func(ctx context.Context, in *struct {
		Text string `query:"q" minLength:"2" maxLength:"200" required:"true"`
		Most int    `query:"pageSize" minimum:"1" maximum:"50" default:"5" doc:"Of each kind"`
	}) (*list[hits], error) {
		var out []hits
		total := 0
		for _, k := range seekers {
			scope, err := s.Guard.Scope(ctx, k.kind)
			if err != nil {
				return nil, s.problem(ctx, err)
			}
			if veiled, err := s.veiled(ctx, k.kind, scope); err != nil {
				return nil, s.problem(ctx, err)
			} else if veiled || !scope.All && len(scope.Keys) == 0 && len(scope.IDs) == 0 {
				continue // by words one would find out whom a pseudonym stands for
			}
			found, err := k.seek(ctx, scope, in.Text, in.Most)
			if err != nil {
				return nil, s.problem(ctx, err)
			}
			if found.Total > 0 {
				found.Kind = k.kind
				out, total = append(out, found), total+found.Total
			}
		}
		return listOf(out, total), nil
	})
}

// onShelf looks on a shelf.
func onShelf[T any, P interface {
	*T
	vigie.Noun
}](s *Server, kind vigie.Kind, path string, pick func(vigie.Books) vigie.Shelf[T], title func(*T) string) seeker {
	return seeker{kind, func(ctx context.Context, scope vigie.Scope, words string, most int) (hits, error) {
		out := hits{Items: []hit{}}
		err := s.Casework.Read(ctx, func(b vigie.Books) error {
			got, err := pick(b).List(ctx, vigie.Query{Scope: scope, Text: words, Size: most})
			out.Total = got.Total
			for i := range got.Items {
				t := P(&got.Items[i]).Thing()
				out.Items = append(out.Items, hit{Kind: kind, ID: t.ID, Href: Base + "/" + path + "/" + t.ID, Title: title(&got.Items[i]), State: t.State})
			}
			return err
		})
		return out, err
	}}
}

// seekEmployers looks in the lake; without one there is nothing to find.
func (s *Server) seekEmployers(ctx context.Context, scope vigie.Scope, words string, most int) (hits, error) {
	out := hits{Items: []hit{}}
	err := s.Lake.Use(ctx, func(l *pipeline.Snapshot) error {
		got, err := dossier.Find(ctx, l.Lake, dossier.Search{Text: words, Page: 1, Size: most, AsOf: l.AsOf, All: scope.All, Territories: territories(scope)})
		out.Total = got.Total
		for _, e := range got.Items {
			out.Items = append(out.Items, hit{Kind: vigie.KindEmployer, ID: e.ID, Href: Base + "/employers/" + e.ID, Title: e.Name})
		}
		return err
	})
	if err != nil && vigie.CodeOf(err) == vigie.NotFound {
		return out, nil //nolint:nilerr // nothing was published yet, and so nothing is found
	}
	return out, err
}

// said is a text in the first of the office's languages that has it.
func (s *Server) said(t map[string]string) string {
	for _, l := range s.Office.Languages {
		if text := strings.TrimSpace(t[l]); text != "" {
			return text
		}
	}
	return ""
}
