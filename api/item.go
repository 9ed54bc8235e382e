package api

import (
	"encoding/json"
	"maps"
	"reflect"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"vigie"
	"vigie/access"
)

// item is a thing in a list: its own fields, and href, its address; may, where the list was asked for it.
type item[T any] struct {
	Href string
	May  actions
	Item T
}

// one is a thing alone: its own fields, and what the actor may do to it now.
type one[T any] struct {
	May  actions
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

// present is a list that is there, also when nothing is in it.
func present[T any](all []T) []T {
	if all == nil {
		return []T{}
	}
	return all
}

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
	var may actions
	return schemaBeside[T](r, map[string]*huma.Schema{"href": {Type: huma.TypeString}, "may": may.Schema(r)}, "href")
}

// Schema describes it: the thing's schema with one property more.
func (o one[T]) Schema(r huma.Registry) *huma.Schema {
	return schemaBeside[T](r, map[string]*huma.Schema{"may": o.May.Schema(r)}, "may")
}

// actions are what somebody may do; the description knows all of them by name.
type actions []vigie.Action

// Schema describes them.
func (actions) Schema(r huma.Registry) *huma.Schema {
	const name = "Action"
	if _, ok := r.Map()[name]; !ok {
		all := &huma.Schema{Type: huma.TypeString, Description: "What can be done, as the table of rights has it"}
		for _, a := range access.Actions {
			all.Enum = append(all.Enum, string(a.Action))
		}
		r.Map()[name] = all
	}
	return &huma.Schema{Type: huma.TypeArray, Items: &huma.Schema{Ref: "#/components/schemas/" + name},
		Description: "What you may do now, as far as rights and state go; what needs a purpose is among it"}
}

func schemaBeside[T any](r huma.Registry, more map[string]*huma.Schema, required ...string) *huma.Schema {
	s := r.Schema(reflect.TypeFor[T](), false, "")
	for s.Ref != "" {
		s = r.SchemaFromRef(s.Ref)
	}
	with := *s
	with.Properties = maps.Clone(s.Properties)
	maps.Copy(with.Properties, more)
	with.Required = slices.Concat(required, s.Required)
	return &with
}
