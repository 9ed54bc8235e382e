package api

import (
	"encoding/json"
	"maps"
	"reflect"
	"strconv"

	"github.com/danielgtaylor/huma/v2"
)

// item is a thing in a list: its own fields, and href, its address.
type item[T any] struct {
	Href string
	Item T
}

// MarshalJSON writes the address before the thing's own fields.
func (i item[T]) MarshalJSON() ([]byte, error) {
	thing, err := json.Marshal(i.Item)
	if err != nil || len(thing) < 3 {
		return thing, err
	}
	return append(append([]byte(`{"href":`+strconv.Quote(i.Href)+`,`), thing[1:]...), []byte(nil)...), nil
}

// Schema describes it: the thing's schema with one property more.
func (i item[T]) Schema(r huma.Registry) *huma.Schema {
	s := r.Schema(reflect.TypeFor[T](), false, "")
	for s.Ref != "" {
		s = r.SchemaFromRef(s.Ref)
	}
	with := *s
	with.Properties = maps.Clone(s.Properties)
	with.Properties["href"] = &huma.Schema{Type: huma.TypeString}
	with.Required = append([]string{"href"}, s.Required...)
	return &with
}
