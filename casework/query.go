package casework

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"vigie"
)

// List returns a page of those that q asks for. Documents are read of the page only.
func (s shelf[T, P]) List(ctx context.Context, q vigie.Query) (vigie.Listing[T], error) {
	l := vigie.Listing[T]{Items: []T{}}
	size, page := cmp.Or(q.Size, 50), max(q.Page, 1)
	if size < 0 || size > 1000 {
		return l, vigie.Errorf(vigie.Invalid, "list %s: a page holds 1 to 1000 of them, not %d", s.table, size)
	}
	w, err := s.where(q)
	if err != nil {
		return l, err
	}
	by, way, err := s.order(q.Sort)
	if err != nil {
		return l, err
	}
	if err := s.one(ctx, "SELECT count(*) FROM "+s.table+" t WHERE "+w.text(), w.args, &l.Total); err != nil {
		return l, err
	}
	inner := fmt.Sprintf("SELECT t.id, t.version, t.%s AS place FROM %s t WHERE %s ORDER BY t.%s %s, t.id %s LIMIT %s OFFSET %s",
		by, s.table, w.text(), by, way, way, w.arg(size), w.arg((page-1)*size))
	query := fmt.Sprintf("SELECT r.document FROM (%s) t JOIN revision r ON r.kind = %s AND r.id = t.id AND r.version = t.version ORDER BY t.place %s, t.id %s",
		inner, w.arg(string(s.kind)), way, way)
	err = s.rows(ctx, query, w.args, func(rs *sql.Rows) error {
		var document string
		if err := rs.Scan(&document); err != nil {
			return err
		}
		var t T
		err := s.read(document, &t)
		l.Items = append(l.Items, t)
		return err
	})
	return l, err
}

// order is the column to sort by, and which way.
func (s shelf[T, P]) order(sort string) (by, way string, err error) {
	if sort == "" {
		sort = "-createdAt"
	}
	name, down := strings.CutPrefix(sort, "-")
	if s.example(name) == nil {
		return "", "", vigie.Errorf(vigie.Invalid, "sort %s by %q: they can be sorted by %s", s.table, name, strings.Join(s.names(false), ", "))
	}
	if down {
		return column(name), "DESC", nil
	}
	return column(name), "ASC", nil
}

// where are conditions that all hold, with their parameters.
type where struct {
	all  []string
	args []any
}

func (w *where) text() string {
	if len(w.all) == 0 {
		return "TRUE"
	}
	return strings.Join(w.all, " AND ")
}

// arg adds a parameter and returns its place.
func (w *where) arg(v any) string {
	w.args = append(w.args, v)
	return fmt.Sprintf("$%d", len(w.args))
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

// mentioning holds when the thing has a mention in the field that fits.
func mentioning(w *where, kind, field, fits string) string {
	return fmt.Sprintf("t.id IN (SELECT id FROM mention WHERE kind = %s AND field = %s AND %s)", w.arg(kind), w.arg(field), fits)
}

// where reads a query. Nothing of it gets into the statement but as a parameter, or as a name that the noun knows.
func (s shelf[T, P]) where(q vigie.Query) (*where, error) {
	w := &where{}
	w.scope(string(s.kind), q.Scope)
	for _, c := range q.Where {
		if err := s.condition(w, c); err != nil {
			return nil, err
		}
	}
	for _, word := range words(q.Text) {
		// Words that begin so: no text stands after U+10FFFF.
		w.all = append(w.all, mentioning(w, string(s.kind), fieldWord, "value >= "+w.arg(word)+" AND value < "+w.arg(word+"\U0010FFFF")))
	}
	return w, nil
}

// scope leaves only what may be seen.
func (w *where) scope(kind string, scope vigie.Scope) {
	if scope.All {
		return
	}
	var any []string
	if len(scope.Keys) > 0 {
		any = append(any, mentioning(w, kind, fieldKey, oneOf(w, "value", scope.Keys)))
	}
	w.all = append(w.all, either(append(any, oneOf(w, "t.id", scope.IDs))))
}

// condition adds one condition on a field or a list.
func (s shelf[T, P]) condition(w *where, c vigie.Where) error {
	example := s.example(c.Field)
	isList := s.isList(c.Field)
	switch {
	case example == nil && !isList:
		return vigie.Errorf(vigie.Invalid, "filter %s by %q: they can be filtered by %s", s.table, c.Field, strings.Join(s.names(true), ", "))
	case isList && (c.From != "" || c.To != ""):
		return vigie.Errorf(vigie.Invalid, "filter %s by a range of %s: it is a list, name the values", s.table, c.Field)
	case isList:
		w.all = append(w.all, not(c.Not)+mentioning(w, string(s.kind), c.Field, oneOf(w, "value", c.Values)))
		return nil
	}
	var all []string
	if c.Values != nil || c.From == "" && c.To == "" {
		places := make([]string, len(c.Values))
		for i, v := range c.Values {
			place, err := s.value(w, c.Field, example, v)
			if err != nil {
				return err
			}
			places[i] = place
		}
		all = append(all, among("t."+column(c.Field), places))
	}
	for _, bound := range []struct{ sign, value string }{{">=", c.From}, {"<=", c.To}} {
		if bound.value == "" {
			continue
		}
		place, err := s.value(w, c.Field, example, bound.value)
		if err != nil {
			return err
		}
		all = append(all, fmt.Sprintf("t.%s %s %s", column(c.Field), bound.sign, place))
	}
	if c.To != "" { // what has no date is not before another
		all = append(all, fmt.Sprintf("t.%s <> %s", column(c.Field), w.arg(none(example))))
	}
	w.all = append(w.all, not(c.Not)+"("+strings.Join(all, " AND ")+")")
	return nil
}

// value adds what is asked for as a parameter of the column's type.
func (s shelf[T, P]) value(w *where, name string, example any, text string) (string, error) {
	v, err := asked(example, text)
	if err != nil {
		return "", vigie.Errorf(vigie.Invalid, "filter %s by %s %q: %s", s.table, name, text, form(example))
	}
	return w.arg(v), nil
}

func not(yes bool) string {
	if yes {
		return "NOT "
	}
	return ""
}
