package casework

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"vigie"
)

// where are conditions that all hold, with their parameters.
type where struct {
	kind     string   // the place of the kind of thing that is asked for
	mentions []fit    // that a thing has to have
	all      []string // conditions on what stands in its columns
	rare     bool     // one of them leaves a handful of things
	args     []any
}

// fit is a field of mentions, and a condition on their value.
type fit struct{ field, value string }

// arg adds a parameter and returns its place.
func (w *where) arg(v any) string {
	w.args = append(w.args, v)
	return fmt.Sprintf("$%d", len(w.args))
}

// mentioning asks for a mention in the field that fits.
func (w *where) mentioning(field, value string) {
	w.mentions = append(w.mentions, fit{w.arg(field), value})
}

// scope leaves only what may be seen. Where things are asked for in some states, it looks for the keys in those states, which is a shorter
// way to the same.
func (w *where) scope(s vigie.Scope, states []string) {
	switch {
	case s.All:
	case len(s.IDs) == 0 && len(states) > 0:
		var values []string
		for _, k := range s.Keys {
			for _, state := range states {
				values = append(values, keyInState(k, state))
			}
		}
		w.mentioning(fieldKeyInState, oneOf(w, "value", values))
	case len(s.IDs) == 0 && len(s.Keys) > 0:
		w.mentioning(fieldKey, oneOf(w, "value", s.Keys))
	case len(s.Keys) == 0:
		w.all = append(w.all, oneOf(w, "t.id", s.IDs))
	default:
		key := fit{w.arg(fieldKey), oneOf(w, "value", s.Keys)}
		w.all = append(w.all, "("+w.exists("t.id", key)+" OR "+oneOf(w, "t.id", s.IDs)+")")
	}
}

// from are the tables of the things of one table that are asked for, and what has to hold of them. The first mention that is asked for
// finds them, and the others are looked up one by one: CROSS JOIN keeps SQLite to that order, where it would else go through all things of a
// state. So what is asked for first should be rare; where a column leaves a handful, each of those is looked at instead.
func (w *where) from(table string) (from, all string) {
	from, id, conditions := table+" t", "t.id", w.all
	for i, f := range w.mentions {
		if i == 0 && !w.rare {
			from = fmt.Sprintf("(SELECT DISTINCT id FROM mention WHERE kind = %s AND field = %s AND %s) m CROSS JOIN %s t", w.kind, f.field, f.value, table)
			id, conditions = "m.id", append(conditions, "t.id = m.id")
			continue
		}
		conditions = append(conditions, w.exists(id, f))
	}
	if len(conditions) == 0 {
		return from, "TRUE"
	}
	return from, strings.Join(conditions, " AND ")
}

// exists holds when the thing has such a mention.
func (w *where) exists(id string, f fit) string {
	return fmt.Sprintf("EXISTS (SELECT 1 FROM mention x WHERE x.id = %s AND x.kind = %s AND x.field = %s AND %s)", id, w.kind, f.field, f.value)
}

// oneOf holds when the column is one of the values.
func oneOf[S ~string](w *where, column string, values []S) string {
	places := make([]string, len(values))
	for i, v := range values {
		places[i] = w.arg(string(v))
	}
	return among(column, places)
}

// among holds when the column is one of what stands at the places; nothing is among none, which PostgreSQL has no word for.
func among(column string, places []string) string {
	if len(places) == 0 {
		return "FALSE"
	}
	return column + " IN (" + strings.Join(places, ", ") + ")"
}

// either holds when one of the conditions does. What can not hold is left out, so that it does not keep an index from being used.
func either(any []string) string {
	any = slices.DeleteFunc(any, func(c string) bool { return c == "FALSE" })
	if len(any) == 0 {
		return "FALSE"
	}
	return "(" + strings.Join(any, " OR ") + ")"
}

func not(yes bool) string {
	if yes {
		return "NOT "
	}
	return ""
}

// longestFirst puts words in the order in which they are rare.
func longestFirst(words []string) []string {
	slices.SortStableFunc(words, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	return words
}
