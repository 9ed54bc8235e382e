package model

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"vigie"
	"vigie/lake"
	"vigie/pack"
)

//go:embed sql/past.sql
var pastSQL string

// Feature is a feature as a model uses it.
type Feature struct {
	Ref    string // family.column
	Family string
	pack.Feature
}

// Categorical tells whether its values are texts.
func (f Feature) Categorical() bool { return f.Type == "category" }

// Table is what a model sees: features as columns, and for each row whom it is about, when, and, for labelled rows, what
// came of it. Numbers and Texts have one slice a feature; the other one is nil.
type Table struct {
	Features []Feature
	Numbers  [][]float32 // NaN: not available
	Texts    [][]string  // "": not available
	Since    [][]int32   // since when the value holds, as days since 1970-01-01; nil where the family does not say

	ID        []string // the row's name; for a list, the entity's
	Entity    []string
	AsOf      []vigie.Date
	Inspected []vigie.Date // labelled rows only, like those below
	Known     []vigie.Date // when the label became known
	Positive  []bool
	Held      []bool   // may be in the holdout
	Group     []string // who inspected
	Sector    []string
	Territory []string

	Past Past
}

// Past is what the simple baselines know: how often the entity, its sector and everyone was inspected before the as-of
// date, and how often that was positive.
type Past struct {
	Inspections, Positives, SectorInspections, SectorPositives, AllInspections, AllPositives []float64
}

// Len is the number of rows.
func (t *Table) Len() int { return len(t.ID) }

// Choose gives the features a model asks for, in the order of the pack.
func Choose(p *pack.Pack, m *pack.Model) ([]Feature, error) {
	asked := func(list []string, family, ref string) bool {
		return slices.Contains(list, family) || slices.Contains(list, ref)
	}
	var chosen []Feature
	for _, family := range p.Families {
		for _, f := range family.Features {
			ref := family.ID + "." + f.Name
			if f.Type != "date" && asked(m.Features.Of, family.ID, ref) && !asked(m.Features.Except, family.ID, ref) {
				chosen = append(chosen, Feature{ref, family.ID, f})
			}
		}
	}
	if len(chosen) == 0 {
		return nil, vigie.Errorf(vigie.Invalid, "model %s: it has no features: name families or family.column under features: of", m.ID)
	}
	return chosen, nil
}

// Labelled reads the labelled rows of a model with its features, in the order of inspection.
func Labelled(ctx context.Context, l *lake.Lake, p *pack.Pack, m *pack.Model) (*Table, error) {
	return read(ctx, l, p, m, `SELECT "the row".row_id, "the row".entity_id, "the row".as_of, "the row".inspected_on, "the row".label_known_on, "the row".label, "the row".held,
  "the row".inspector_group, "the row".sector, "the row".territory{columns}
FROM labelled AS "the row" {joins}
WHERE "the row".model = $model
ORDER BY "the row".inspected_on, "the row".row_id`)
}

// Listed reads whom a list may name, with the features as of its date.
func Listed(ctx context.Context, l *lake.Lake, p *pack.Pack, m *pack.Model) (*Table, error) {
	return read(ctx, l, p, m, `SELECT "the row".entity_id AS row_id, "the row".entity_id, "the row".as_of, "the row".as_of AS inspected_on, "the row".as_of AS label_known_on,
  false AS label, false AS held, CAST(NULL AS VARCHAR) AS inspector_group, "the row".sector, "the row".territory{columns}
FROM listed AS "the row" {joins}
WHERE "the row".model = $model
ORDER BY "the row".entity_id`)
}

// quote gives a family's alias. No name of the house is one: theirs have a space, which a pack's can not.
func quote(family string) string { return `"` + family + `"` }

// fixed is the number of columns before the features.
const fixed = 10

func read(ctx context.Context, l *lake.Lake, p *pack.Pack, m *pack.Model, query string) (*Table, error) {
	features, err := Choose(p, m)
	if err != nil {
		return nil, err
	}
	frame, err := l.Frame(ctx, join(query, features), sql.Named("model", m.ID))
	if err != nil {
		return nil, vigie.Errorf(vigie.Invalid, "model %s: read its rows: %w", m.ID, err)
	}
	return newTable(features, frame), nil
}

// join adds the features' columns and tables, and the past, to a query over "the row".
func join(query string, features []Feature) string {
	var columns, joins strings.Builder
	joined := map[string]bool{}
	on := func(table, alias string) {
		fmt.Fprintf(&joins, "\nLEFT JOIN %s AS %s ON %s.entity_id = \"the row\".entity_id AND %s.as_of = \"the row\".as_of", table, alias, alias, alias)
	}
	for _, f := range features {
		if !joined[f.Family] {
			joined[f.Family] = true
			on(`feature."`+f.Family+`"`, quote(f.Family))
		}
		fmt.Fprintf(&columns, ",\n  %s.\"%s\" AS \"%s\"", quote(f.Family), f.Name, f.Ref)
		since := `CAST(NULL AS DATE)`
		if f.Date != "" {
			since = fmt.Sprintf(`%s."%s"`, quote(f.Family), f.Date)
		}
		fmt.Fprintf(&columns, ",\n  %s AS \"%s since\"", since, f.Ref)
	}
	for _, c := range []string{"inspections", "positives", "sector_inspections", "sector_positives", "all_inspections", "all_positives"} {
		fmt.Fprintf(&columns, ",\n  \"the past\".%s", c)
	}
	on(`"the past"`, `"the past"`)
	body := strings.NewReplacer("{columns}", columns.String(), "{joins}", joins.String()).Replace(query)
	return "WITH \"the past\" AS (\n" + pastSQL + ")\n" + body
}

func newTable(features []Feature, f *lake.Frame) *Table {
	t := &Table{
		Features: features,
		ID:       f.Columns[0].Texts, Entity: f.Columns[1].Texts,
		AsOf: dates(f.Columns[2]), Inspected: dates(f.Columns[3]), Known: dates(f.Columns[4]),
		Positive: truths(f.Columns[5]),
		Held:     truths(f.Columns[6]),
		Group:    f.Columns[7].Texts, Sector: f.Columns[8].Texts, Territory: f.Columns[9].Texts,
		Numbers: make([][]float32, len(features)), Texts: make([][]string, len(features)), Since: make([][]int32, len(features)),
	}
	for i, feature := range features {
		value, since := f.Columns[fixed+2*i], f.Columns[fixed+2*i+1]
		if feature.Categorical() {
			t.Texts[i] = value.Texts
		} else {
			t.Numbers[i] = narrow(value.Numbers)
		}
		if feature.Date != "" {
			t.Since[i] = orZero(since)
		}
	}
	past := f.Columns[fixed+2*len(features):]
	t.Past = Past{past[0].Numbers, past[1].Numbers, past[2].Numbers, past[3].Numbers, past[4].Numbers, past[5].Numbers}
	return t
}

func dates(c lake.Column) []vigie.Date {
	ds := make([]vigie.Date, len(c.Dates))
	for i, d := range c.Dates {
		ds[i] = vigie.Date(d)
	}
	return ds
}

func orZero(c lake.Column) []int32 {
	ds := slices.Clone(c.Dates)
	for i := range ds {
		if c.Null != nil && c.Null[i] {
			ds[i] = 0
		}
	}
	return ds
}

func truths(c lake.Column) []bool {
	bs := make([]bool, len(c.Numbers))
	for i, v := range c.Numbers {
		bs[i] = v == 1
	}
	return bs
}

func narrow(numbers []float64) []float32 {
	out := make([]float32, len(numbers))
	for i, v := range numbers {
		out[i] = float32(v)
	}
	return out
}

// gather is the table of some of its rows.
func (t *Table) gather(rows []int) *Table {
	out := &Table{
		Features: t.Features, Numbers: make([][]float32, len(t.Features)), Texts: make([][]string, len(t.Features)), Since: make([][]int32, len(t.Features)),
		ID: some(t.ID, rows), Entity: some(t.Entity, rows), AsOf: some(t.AsOf, rows), Inspected: some(t.Inspected, rows), Known: some(t.Known, rows),
		Positive: some(t.Positive, rows), Held: some(t.Held, rows), Group: some(t.Group, rows), Sector: some(t.Sector, rows), Territory: some(t.Territory, rows),
		Past: Past{
			some(t.Past.Inspections, rows), some(t.Past.Positives, rows), some(t.Past.SectorInspections, rows),
			some(t.Past.SectorPositives, rows), some(t.Past.AllInspections, rows), some(t.Past.AllPositives, rows),
		},
	}
	for i := range t.Features {
		out.Numbers[i], out.Texts[i], out.Since[i] = some(t.Numbers[i], rows), some(t.Texts[i], rows), some(t.Since[i], rows)
	}
	return out
}

// some gathers the rows of a column; nil stays nil.
func some[T any, I int | int32](column []T, rows []I) []T {
	if column == nil {
		return nil
	}
	out := make([]T, len(rows))
	for k, r := range rows {
		out[k] = column[r]
	}
	return out
}

// shuffled is the table with its outcomes dealt out at random: each is as frequent as before, and belongs to nobody.
func (t *Table) shuffled(seed uint64) *Table {
	out := *t
	out.Positive = slices.Clone(t.Positive)
	rng := rand.New(rand.NewPCG(seed, 0x5eed))
	rng.Shuffle(len(out.Positive), func(i, j int) { out.Positive[i], out.Positive[j] = out.Positive[j], out.Positive[i] })
	return &out
}
