package api

import (
	"path"
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// name is what a type is called in the description. The nouns of the root keep their names; those of a room bear the room's, and what is
// only sent or answered here says so.
func name(t reflect.Type, hint string) string {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	given := huma.DefaultSchemaNamer(t, hint)
	switch room := path.Base(t.PkgPath()); {
	case t.Name() == "" || room == "vigie" || room == ".":
		return given
	case room != "api":
		return strings.ToUpper(room[:1]) + room[1:] + given
	case t.Name() != "Problem" && t.Name() != "Issue":
		return given + "Body"
	}
	return given
}
