package api

import (
	"context"
	"encoding/json"
	"maps"
	"reflect"

	"github.com/danielgtaylor/huma/v2"

	"vigie"
)

// item is a thing in a list: its own fields, and href, its address; may, where the list was asked for it.
type item[T any] struct {
	Href string
	May  []vigie.Action
	Item T
}

// one is a thing alone: its own fields, and what the actor may do to it now.
type one[T any] struct {
	May  []vigie.Action
	Item T
}

// MarshalJSON writes the address before the thing's own fields, and what may be done after them.
func (i item[T]) MarshalJSON() ([]byte, error) {
	more := map[string]any{"href": i.Href}
	if i.May != nil {
		more["may"] = i.May
	}
	return joined(i.Item, more)
}

// MarshalJSON writes what may be done beside the thing's own fields.
func (o one[T]) MarshalJSON() ([]byte, error) { return joined(o.Item, map[string]any{"may": o.May}) }

// joined writes a thing's own fields after some more.
func joined(thing any, more map[string]any) ([]byte, error) {
	first, err := json.Marshal(more)
	if err != nil {
		return nil, err
	}
	own, err := json.Marshal(thing)
	if err != nil || len(own) < 3 {
		return first, err
	}
	return append(append(first[:len(first)-1], ','), own[1:]...), nil
}

// Schema describes it: the thing's schema with two properties more.
func (i item[T]) Schema(r huma.Registry) *huma.Schema {
	return schemaBeside[T](r, map[string]*huma.Schema{"href": {Type: huma.TypeString}, "may": maySchema("What you may do to it now; where the list was asked for it")}, "href")
}

// Schema describes it: the thing's schema with one property more.
func (o one[T]) Schema(r huma.Registry) *huma.Schema {
	return schemaBeside[T](r, map[string]*huma.Schema{"may": maySchema("What you may do to it now, as far as its state and your rights go; what needs a purpose is among it")}, "may")
}

func maySchema(doc string) *huma.Schema {
	return &huma.Schema{Type: huma.TypeArray, Items: &huma.Schema{Type: huma.TypeString}, Description: doc}
}

func schemaBeside[T any](r huma.Registry, more map[string]*huma.Schema, required ...string) *huma.Schema {
	s := r.Schema(reflect.TypeFor[T](), false, "")
	for s.Ref != "" {
		s = r.SchemaFromRef(s.Ref)
	}
	with := *s
	with.Properties = maps.Clone(s.Properties)
	maps.Copy(with.Properties, more)
	with.Required = append(required, s.Required...)
	return &with
}

// may are the actions that the actor has a right to and the thing's state leaves open.
func (s *Server) may(ctx context.Context, t vigie.Thing) ([]vigie.Action, error) {
	allowed, err := s.Guard.Allowed(ctx, t)
	if err != nil {
		return nil, err
	}
	open := []vigie.Action{}
	for _, a := range allowed {
		if vigie.Open(t, a) {
			open = append(open, a)
		}
	}
	return open, nil
}
