package casework

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"vigie"
)

// noun says how one noun is kept: in which table, and by what it may be asked for. Everything has besides: createdAt, createdBy,
// changedAt and changedBy.
type noun[T any] struct {
	kind   vigie.Kind
	table  string
	fields []field[T] // that it is filtered and sorted by
	lists  []list[T]  // that it is filtered by: one of them is the value
	text   func(*T) []string
}

// field is one value of a thing, by its name outside. The column's name follows from it.
type field[T any] struct {
	name string
	of   func(*T) any // string, vigie.Date, bool, int, int64, float64 or time.Time
}

// list is several values of a thing, by their name outside.
type list[T any] struct {
	name string
	of   func(*T) []string
}

// column is a field's name in the database: seenOn is seen_on.
func column(name string) string {
	var out strings.Builder
	for _, r := range name {
		if unicode.IsUpper(r) {
			out.WriteByte('_')
		}
		out.WriteRune(unicode.ToLower(r))
	}
	return out.String()
}

// ofRecord are the fields of everything that is kept.
var ofRecord = []field[vigie.Record]{
	{"createdAt", func(r *vigie.Record) any { return r.CreatedAt }},
	{"createdBy", func(r *vigie.Record) any { return r.CreatedBy }},
	{"changedAt", func(r *vigie.Record) any { return r.ChangedAt }},
	{"changedBy", func(r *vigie.Record) any { return r.ChangedBy }},
}

// example is a value of the kind that a field holds; nil when there is no such field.
func (n *noun[T]) example(name string) any {
	for _, f := range ofRecord {
		if f.name == name {
			return f.of(&vigie.Record{})
		}
	}
	for _, f := range n.fields {
		if f.name == name {
			return f.of(new(T))
		}
	}
	if name == "id" {
		return ""
	}
	return nil
}

// asked are the fields by which things may be asked for.
func (n *noun[T]) asked() []vigie.Field {
	var out []vigie.Field
	for _, name := range n.names(true) {
		out = append(out, vigie.Field{Name: name, Ordered: ordered(n.example(name))})
	}
	return out
}

// ordered says whether values of the example's type are before and after each other.
func ordered(example any) bool {
	switch example.(type) {
	case vigie.Date, time.Time, int, int64, float64:
		return true
	}
	return false
}

// state is the state that a thing is in, where its noun has states.
func (n *noun[T]) state(thing *T) (state string, staged bool) {
	for _, f := range n.fields {
		if f.name == "state" {
			state, staged = f.of(thing).(string)
		}
	}
	return state, staged
}

// names are all fields, and lists, for who asked for another.
func (n *noun[T]) names(lists bool) []string {
	out := []string{"id"}
	for _, f := range ofRecord {
		out = append(out, f.name)
	}
	for _, f := range n.fields {
		out = append(out, f.name)
	}
	for _, l := range n.lists {
		if lists {
			out = append(out, l.name)
		}
	}
	return out
}

func (n *noun[T]) isList(name string) bool {
	return slices.ContainsFunc(n.lists, func(l list[T]) bool { return l.name == name })
}

// kept is a value as its column holds it.
func kept(v any) any {
	switch v := v.(type) {
	case vigie.Date:
		if v == 0 {
			return ""
		}
		return v.String()
	case bool:
		return strconv.FormatBool(v)
	case int:
		return int64(v)
	case time.Time:
		return micros(v)
	}
	return v
}

// asked reads a value that is asked for as the column of the example holds it.
func asked(example any, text string) (any, error) {
	switch example.(type) {
	case int, int64:
		return strconv.ParseInt(text, 10, 64)
	case float64:
		return strconv.ParseFloat(text, 64)
	case time.Time:
		t, err := time.Parse(time.RFC3339Nano, text)
		return micros(t), err
	}
	return text, nil
}

// none is what the column of the example holds when there is nothing.
func none(example any) any {
	switch example.(type) {
	case int, int64, float64:
		return -1 // a number is always there
	case time.Time:
		return 0
	}
	return ""
}

// form says how a value of the example's type is written.
func form(example any) string {
	switch example.(type) {
	case int, int64, float64:
		return "write a number"
	case time.Time:
		return "write a time as 2026-01-31T12:00:00Z"
	}
	return "write a text"
}
