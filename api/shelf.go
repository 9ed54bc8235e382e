package api

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"vigie"
)

// plural is a noun as the address has it.
type plural struct {
	path string // signals
	one  string // Signal, for operation ids
	kind vigie.Kind
}

// asks is what every list is asked with.
type asks struct {
	Page int    `query:"page" minimum:"1" default:"1"`
	Size int    `query:"pageSize" minimum:"1" maximum:"1000" default:"50"`
	Text string `query:"q" maxLength:"200" doc:"Words that stand in it"`
	Sort string `query:"sort" maxLength:"50" doc:"A field; a minus before it turns the order; newest first unless said"`
	May  bool   `query:"may" doc:"With what you may do to each; it takes longer"`

	where []vigie.Where
	url   url.URL
}

// Resolve reads the fields that a list is narrowed by: field=a,b, fieldNot=a,b, and of days, times and numbers fieldFrom=a and fieldTo=b. Which
// ones there are differs from noun to noun, and is written in the description.
func (a *asks) Resolve(ctx huma.Context) []error {
	a.url = ctx.URL()
	query := a.url.Query()
	for _, p := range ctx.Operation().Parameters {
		if p.In != "query" || p.Extensions["x-field"] == nil {
			continue
		}
		name, _ := p.Extensions["x-field"].(string)
		for _, v := range query[p.Name] {
			w := vigie.Where{Field: name}
			switch p.Name {
			case name + "From":
				w.From = v
			case name + "To":
				w.To = v
			default:
				w.Values, w.Not = strings.Split(v, ","), p.Name == name+"Not"
			}
			a.where = append(a.where, w)
		}
	}
	return nil
}

// page is one page of a list.
type page[T any] struct {
	Body struct {
		Items    []item[T] `json:"items" nullable:"false"`
		Total    int       `json:"total"`
		Page     int       `json:"page"`
		PageSize int       `json:"pageSize"`
		Self     string    `json:"self"`
		Prev     string    `json:"prev,omitempty"`
		Next     string    `json:"next,omitempty"`
		First    string    `json:"first"`
		Last     string    `json:"last"`
	}
}

type thing[T any] struct {
	ETag string `header:"ETag"`
	Body one[T]
}

type versions[T any] struct {
	Body struct {
		Items []T `json:"items" nullable:"false"`
	}
}

// shelf registers the three questions that every noun answers: the list, the one, and its history. show is what the actor sees of a
// thing; nil: all of it.
func shelf[T any, P interface {
	*T
	vigie.Noun
}](s *Server, a huma.API, n plural, pick func(vigie.Books) vigie.Shelf[T], show func(context.Context, P) error) {
	huma.Register(a, huma.Operation{OperationID: "list" + plurals(n.one), Method: http.MethodGet, Path: Base + "/" + n.path, Tags: []string{n.path},
		Summary: "Those that you may see", Parameters: s.fieldParameters(n)}, func(ctx context.Context, in *asks) (*page[T], error) {
		scope, err := s.Guard.Scope(ctx, n.kind)
		if err == nil {
			err = s.veil(ctx, n.kind, in, scope)
		}
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		var got vigie.Listing[T]
		err = s.Casework.Read(ctx, func(b vigie.Books) (err error) {
			got, err = pick(b).List(ctx, vigie.Query{Scope: scope, Where: in.where, Text: in.Text, Sort: in.Sort, Page: in.Page, Size: in.Size})
			return err
		})
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		return paged[T, P](ctx, s, n, in, got, show)
	})
	huma.Register(a, does(huma.Operation{OperationID: "get" + n.one, Method: http.MethodGet, Path: Base + "/" + n.path + "/{id}", Tags: []string{n.path}, Summary: "One"}, n, "view"),
		func(ctx context.Context, in *struct {
			ID string `path:"id" maxLength:"64"`
		}) (*thing[T], error) {
			got, err := get[T, P](ctx, s, n, pick, in.ID)
			if err != nil {
				return nil, s.problem(ctx, err)
			}
			may, err := s.may(ctx, got)
			if err == nil && show != nil {
				err = show(ctx, got)
			}
			if err != nil {
				return nil, s.problem(ctx, err)
			}
			return &thing[T]{ETag: etag(got.Kept().Version), Body: one[T]{may, *got}}, nil
		})
	huma.Register(a, huma.Operation{OperationID: "historyOf" + n.one, Method: http.MethodGet, Path: Base + "/" + n.path + "/{id}/history", Tags: []string{n.path},
		Summary: "All its versions, oldest first"}, func(ctx context.Context, in *struct {
		ID string `path:"id" maxLength:"64"`
	}) (*versions[T], error) {
		out := &versions[T]{}
		_, err := get[T, P](ctx, s, n, pick, in.ID)
		if err == nil {
			err = s.Casework.Read(ctx, func(b vigie.Books) (err error) {
				out.Body.Items, err = pick(b).History(ctx, in.ID)
				return err
			})
		}
		for i := range out.Body.Items {
			if err == nil && show != nil {
				err = show(ctx, P(&out.Body.Items[i]))
			}
		}
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		return out, nil
	})
}

// get reads a thing that the actor may view. One that it may not see is not there.
func get[T any, P interface {
	*T
	vigie.Noun
}](ctx context.Context, s *Server, n plural, pick func(vigie.Books) vigie.Shelf[T], id string) (P, error) {
	var got *T
	err := s.Casework.Read(ctx, func(b vigie.Books) (err error) {
		got, err = pick(b).Get(ctx, id)
		return err
	})
	if err == nil {
		err = s.Guard.Check(ctx, vigie.Action(string(n.kind)+".view"), P(got).Thing())
	}
	if err != nil {
		return nil, err
	}
	return P(got), nil
}

func paged[T any, P interface {
	*T
	vigie.Noun
}](ctx context.Context, s *Server, n plural, in *asks, got vigie.Listing[T], show func(context.Context, P) error) (*page[T], error) {
	out := &page[T]{}
	out.Body.Items = make([]item[T], len(got.Items))
	for i := range got.Items {
		p := P(&got.Items[i])
		var may actions
		if in.May {
			var err error
			if may, err = s.may(ctx, p); err != nil {
				return nil, s.problem(ctx, err)
			}
		}
		if show != nil {
			if err := show(ctx, p); err != nil {
				return nil, s.problem(ctx, err)
			}
		}
		out.Body.Items[i] = item[T]{Href: Base + "/" + n.path + "/" + p.Kept().ID, May: may, Item: *p}
	}
	b := &out.Body
	b.Total, b.Page, b.PageSize = got.Total, in.Page, in.Size
	last := max(1, (got.Total+in.Size-1)/in.Size)
	at := func(page int) string {
		q := in.url.Query()
		q.Set("page", fmt.Sprint(page))
		return in.url.Path + "?" + q.Encode()
	}
	b.Self, b.First, b.Last = at(in.Page), at(1), at(last)
	if in.Page > 1 {
		b.Prev = at(min(in.Page-1, last))
	}
	if in.Page < last {
		b.Next = at(in.Page + 1)
	}
	return out, nil
}

// fieldParameters describes by what a list can be narrowed: by what casework finds its things by.
func (s *Server) fieldParameters(n plural) []*huma.Param {
	var params []*huma.Param
	for _, f := range s.Casework.Fields(n.kind) {
		is := f.Name
		if is == "page" { // of the list, and not the page that a view is of
			is = "pageIs"
		}
		forms := map[string]string{is: "one of these, with commas between", f.Name + "Not": "none of these, with commas between"}
		if f.Ordered {
			forms[f.Name+"From"], forms[f.Name+"To"] = "from this one on; what has none is left out", "to this one, included; what has none is left out"
		}
		for _, name := range slices.Sorted(maps.Keys(forms)) {
			params = append(params, &huma.Param{Name: name, In: "query", Description: forms[name], Schema: &huma.Schema{Type: "string"}, Extensions: map[string]any{"x-field": f.Name}})
		}
	}
	return params
}

func plurals(one string) string {
	switch {
	case strings.HasSuffix(one, "y") && !slices.Contains([]string{"ay", "ey", "oy"}, one[len(one)-2:]):
		return one[:len(one)-1] + "ies"
	case strings.HasSuffix(one, "enon"):
		return one[:len(one)-2] + "a"
	}
	return one + "s"
}
