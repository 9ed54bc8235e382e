package indicator

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"vigie"
	"vigie/lake"
	"vigie/pack"
)

// stage is a lake in memory in which the cases of a pack are played: its registers, contract and derived tables, empty. Each case is a
// transaction that is undone.
type stage struct {
	l       *lake.Lake
	p       *pack.Pack
	columns map[string]lake.Description // of every table, by the name that reads uses
}

func newStage(ctx context.Context, p *pack.Pack) (*stage, error) {
	l, err := lake.Open(ctx, lake.Memory, lake.Options{Threads: 1})
	if err != nil {
		return nil, err
	}
	s := &stage{l: l, p: p, columns: map[string]lake.Description{}}
	if err := s.build(ctx); err != nil {
		return nil, errors.Join(err, l.Close())
	}
	return s, nil
}

func (s *stage) build(ctx context.Context) error {
	if err := s.l.Schema(ctx); err != nil {
		return err
	}
	statements := []string{"CREATE OR REPLACE VIEW threshold AS " + s.p.ThresholdSQL()}
	for i := range s.p.Sources {
		x := &s.p.Sources[i]
		var d lake.Description
		for _, c := range x.Columns {
			d = append(d, lake.Field{Name: c.Name, Kind: kinds[c.Type]})
		}
		d = append(d, lake.Field{Name: "known_on", Kind: lake.Day}, lake.Field{Name: "known_until", Kind: lake.Day}, lake.Field{Name: "batch_id", Kind: lake.Integer})
		s.columns[x.ID] = d
		statements = append(statements, create(x.ID, d))
	}
	for _, v := range pack.Views {
		var d lake.Description
		for _, c := range v.Columns {
			d = append(d, lake.Field{Name: c.Name, Kind: lake.Kind(c.Type)})
		}
		s.columns[v.Name] = d
		statements = append(statements, create(v.Name, d))
	}
	for i := range s.p.Matches {
		var d lake.Description
		for _, c := range pack.ResolvedColumns {
			d = append(d, lake.Field{Name: c.Name, Kind: lake.Kind(c.Type)})
		}
		s.columns[s.p.Matches[i].Table()] = d
		statements = append(statements, create(s.p.Matches[i].Table(), d))
	}
	if _, err := s.l.Exec(ctx, strings.Join(statements, ";\n")); err != nil {
		return err
	}
	for i := range s.p.Derives {
		t := &s.p.Derives[i]
		if _, err := s.l.Exec(ctx, fmt.Sprintf("CREATE TABLE %s AS SELECT * FROM (\n%s\n)", table(t.Table()), lake.Statement(t.SQL))); err != nil {
			return vigie.Errorf(vigie.Invalid, "%s: %w", t.File, err)
		}
		d, err := lake.Describe(ctx, s.l, "SELECT * FROM "+table(t.Table()))
		if err != nil {
			return err
		}
		s.columns[t.Table()] = d
	}
	return nil
}

// kinds are the types of a register's columns in the lake.
var kinds = map[string]lake.Kind{"text": lake.Text, "integer": lake.Integer, "number": lake.Number, "date": lake.Day, "timestamp": lake.Timestamp, "boolean": lake.Boolean}

func create(name string, d lake.Description) string {
	columns := make([]string, len(d))
	for i, f := range d {
		columns[i] = lake.Name(f.Name) + " " + string(f.Kind)
	}
	return fmt.Sprintf("CREATE TABLE %s (%s)", table(name), strings.Join(columns, ", "))
}

// table is a table as SQL names it: derived.staff is staff of the schema derived.
func table(name string) string {
	if schema, t, ok := strings.Cut(name, "."); ok {
		return schema + "." + lake.Name(t)
	}
	return lake.Name(name)
}

// fill puts the rows of a case into a table.
func (s *stage) fill(ctx context.Context, q lake.Querier, g *given) *pack.Fault {
	d, ok := s.columns[g.table]
	if !ok {
		return &pack.Fault{Pos: g.at, What: fmt.Sprintf("there is no table %q", g.table), WayOut: pack.DidYouMean(g.table, sorted(s.columns))}
	}
	var names, values []string
	for i, h := range g.header {
		h = strings.TrimSpace(h)
		typ := d.Type(h)
		if typ == "" {
			return &pack.Fault{Pos: g.at, What: fmt.Sprintf("%s has no column %q", g.table, h), WayOut: pack.DidYouMean(h, fieldNames(d))}
		}
		names = append(names, lake.Name(h))
		values = append(values, fmt.Sprintf("CAST(v.c%d AS %s)", i, typ))
	}
	if d.Type("known_on") != "" {
		known, fault := s.knownOn(g)
		if fault != nil {
			return fault
		}
		if at := g.column("known_on"); at >= 0 {
			values[at] = known
		} else {
			names, values = append(names, "known_on"), append(values, known)
		}
	}
	if len(g.rows) == 0 {
		return nil
	}
	var rows, places []string
	for i := range g.header {
		places = append(places, fmt.Sprintf("c%d", i))
	}
	for _, r := range g.rows {
		row := make([]string, len(r))
		for i, v := range r {
			row[i] = "NULL"
			if v != "" {
				row[i] = lake.Quote(v)
			}
		}
		rows = append(rows, "("+strings.Join(row, ", ")+")")
	}
	_, err := q.Exec(ctx, fmt.Sprintf("INSERT INTO %s (%s) SELECT %s FROM (VALUES %s) AS v(%s)", table(g.table), strings.Join(names, ", "),
		strings.Join(values, ", "), strings.Join(rows, ", "), strings.Join(places, ", ")))
	if err != nil {
		return &pack.Fault{Pos: g.at, What: fmt.Sprintf("%s: %s", g.table, pack.Message(err)), WayOut: "write dates as 2024-06-30, timestamps as 2024-06-30 08:00:00, decimals with a point"}
	}
	return nil
}

// knownOn is the knowledge date that is given, or the one by the register's rule.
func (s *stage) knownOn(g *given) (string, *pack.Fault) {
	said := g.column("known_on")
	unsaid := slices.IndexFunc(g.rows, func(r []string) bool { return said < 0 || r[said] == "" })
	if unsaid < 0 && said >= 0 {
		return fmt.Sprintf("CAST(v.c%d AS DATE)", said), nil
	}
	rule, fault := s.ruleOf(g, said)
	if said >= 0 {
		rule = fmt.Sprintf("coalesce(CAST(v.c%d AS DATE), %s)", said, rule)
	}
	return rule, fault
}

// ruleOf is the knowledge date by the register's rule, for the rows that do not say it.
func (s *stage) ruleOf(g *given, said int) (string, *pack.Fault) {
	i := slices.IndexFunc(s.p.Sources, func(x pack.Source) bool { return x.ID == g.table })
	if i < 0 {
		if g.table == "entity" {
			return "CAST(NULL AS DATE)", nil // always known
		}
		return "", &pack.Fault{Pos: g.at, What: g.table + " needs known_on", WayOut: "add the column: the first day on which the row counts"}
	}
	k := s.p.Sources[i].KnownOn
	at := g.column(k.Column)
	switch {
	case k.Column == "":
		return "", &pack.Fault{Pos: g.at, What: fmt.Sprintf("%s needs known_on", g.table), WayOut: "add the column: by the register's rule it is the day of the extract, which a case does not have"}
	case at < 0:
		return "", &pack.Fault{Pos: g.at, What: fmt.Sprintf("%s needs %s or known_on", g.table, k.Column), WayOut: fmt.Sprintf("add one of them: a row is known %d days after %s", k.PlusDays, k.Column)}
	}
	for row, r := range g.rows {
		if r[at] == "" && (said < 0 || r[said] == "") {
			return "", &pack.Fault{Pos: pack.Pos{File: g.at.File, Line: g.lines[row]}, What: fmt.Sprintf("%s is empty, and known_on follows from it", k.Column), WayOut: "fill it in, or add known_on"}
		}
	}
	return fmt.Sprintf("CAST(v.c%d AS DATE) + %d", at, k.PlusDays), nil
}

func fieldNames(d lake.Description) []string {
	var names []string
	for _, f := range d {
		names = append(names, f.Name)
	}
	return names
}
