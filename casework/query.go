package casework

import (
	"cmp"
	"context"
	"database/sql"
	_ "embed"
	"strings"

	"vigie"
)

//go:embed list.sql
var listSQL string

// List returns a page of those that q asks for. Documents are read of the page only.
func (s shelf[T, P]) List(ctx context.Context, q vigie.Query) (vigie.Listing[T], error) {
	l := vigie.Listing[T]{Items: []T{}}
	query, args, err := s.page(q)
	if err != nil {
		return l, err
	}
	err = s.rows(ctx, query, args, func(rs *sql.Rows) error {
		var document sql.NullString // none on a page beyond the last one
		if err := rs.Scan(&l.Total, &document); err != nil || !document.Valid {
			return err
		}
		var t T
		err := s.read(document.String, &t)
		l.Items = append(l.Items, t)
		return err
	})
	return l, err
}

// page writes the statement of a page.
func (s shelf[T, P]) page(q vigie.Query) (statement string, args []any, err error) {
	size, page := cmp.Or(q.Size, 50), max(q.Page, 1)
	if size < 0 || size > 1000 {
		return "", nil, vigie.Errorf(vigie.Invalid, "list %s: a page holds 1 to 1000 of them, not %d", s.table, size)
	}
	by, way, err := s.order(q.Sort)
	if err != nil {
		return "", nil, err
	}
	w, err := s.where(q)
	if err != nil {
		return "", nil, err
	}
	// What is found through its mentions is found once, for the count and the page; what is found by its columns is read from an index, which is
	// in order and can count without reading a thing.
	once := "MATERIALIZED"
	if len(w.mentions) == 0 {
		once = "NOT MATERIALIZED"
	}
	from, all := w.from(s.table)
	return strings.NewReplacer(":once", once, ":by", by, ":way", way, ":from", from, ":all", all,
		":size", w.arg(size), ":skip", w.arg((page-1)*size), ":kind", w.kind).Replace(listSQL), w.args, nil
}

// order is the column to sort by, and which way.
func (s shelf[T, P]) order(sort string) (by, way string, err error) {
	name, down := strings.CutPrefix(cmp.Or(sort, "-createdAt"), "-")
	if s.example(name) == nil {
		return "", "", vigie.Errorf(vigie.Invalid, "sort %s by %q: they can be sorted by %s", s.table, name, strings.Join(s.names(false), ", "))
	}
	if down {
		return column(name), "DESC", nil
	}
	return column(name), "ASC", nil
}

// where reads a query. Nothing of it gets into the statement but as a parameter, or as a name that the noun knows.
func (s shelf[T, P]) where(q vigie.Query) (*where, error) {
	w := &where{}
	w.kind = w.arg(string(s.kind))
	for _, c := range q.Where {
		if err := s.condition(w, c); err != nil {
			return nil, err
		}
	}
	for _, word := range longestFirst(words(q.Text)) { // words that begin so: no text stands after U+10FFFF
		w.mentioning(fieldWord, "value >= "+w.arg(word)+" AND value < "+w.arg(word+"\U0010FFFF"))
	}
	w.scope(q.Scope, s.statesOf(q))
	return w, nil
}

// statesOf are the states in which things are asked for, if they are.
func (n *noun[T]) statesOf(q vigie.Query) []string {
	for _, c := range q.Where {
		if c.Field == "state" && !c.Not && c.From == "" && c.To == "" {
			return c.Values
		}
	}
	return nil
}

// rare are fields of which a value is borne by a handful of things.
var rare = map[string]bool{"id": true, "entity": true, "target": true, "investigation": true}

// condition adds one condition on a field or a list.
func (s shelf[T, P]) condition(w *where, c vigie.Where) error {
	if s.isList(c.Field) {
		return s.listCondition(w, c)
	}
	example := s.example(c.Field)
	if example == nil {
		return vigie.Errorf(vigie.Invalid, "filter %s by %q: they can be filtered by %s", s.table, c.Field, strings.Join(s.names(true), ", "))
	}
	name := "t." + column(c.Field)
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
		all = append(all, among(name, places))
	}
	for _, bound := range []struct{ sign, value string }{{">=", c.From}, {"<=", c.To}} {
		if bound.value == "" {
			continue
		}
		place, err := s.value(w, c.Field, example, bound.value)
		if err != nil {
			return err
		}
		all = append(all, name+" "+bound.sign+" "+place)
	}
	if c.To != "" { // what has no date is not before another
		all = append(all, name+" <> "+w.arg(none(example)))
	}
	w.rare = w.rare || rare[c.Field] && c.Values != nil && !c.Not
	w.all = append(w.all, not(c.Not)+"("+strings.Join(all, " AND ")+")")
	return nil
}

func (s shelf[T, P]) listCondition(w *where, c vigie.Where) error {
	switch {
	case c.From != "" || c.To != "":
		return vigie.Errorf(vigie.Invalid, "filter %s by a range of %s: it is a list, name the values", s.table, c.Field)
	case c.Not:
		w.all = append(w.all, "NOT "+w.exists("t.id", fit{w.arg(c.Field), oneOf(w, "value", c.Values)}))
	default:
		w.mentioning(c.Field, oneOf(w, "value", c.Values))
	}
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
