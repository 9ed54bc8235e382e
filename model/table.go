package model

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"vigie"
	"vigie/lake"
	"vigie/pack"
)

//go:embed sql/past.sql
var pastSQL string

//go:embed sql/audited.sql
var auditedSQL string

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
	Until     []vigie.Date // from when another label was known, in a row of its own; stands: none was
	Positive  []bool
	Held      []bool   // may be in the holdout
	Group     []string // who inspected
	Sector    []string
	Territory []string
	Channel   []string  // by which the inspection came about; "": not known
	Chance    []float64 // of that, where a draw decided; NaN: nobody knows

	// What is audited and never learnt from; labelled rows only.
	Kind []string
	Age  []float64 // years since it started; NaN: not known

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
	t, err := read(ctx, l, p, m, `SELECT "the row".row_id, "the row".entity_id, "the row".as_of, "the row".inspected_on, "the row".label_known_on, "the row".label, "the row".held,
  "the row".inspector_group, "the row".sector, "the row".territory, "the row".label_known_until, "the row".channel, "the row".selection_probability`, `FROM labelled AS "the row" {joined}
WHERE "the row".model = $model
ORDER BY "the row".inspected_on, "the row".row_id, "the row".label_known_on`)
	if err != nil {
		return nil, err
	}
	f, err := l.Frame(ctx, auditedSQL, sql.Named("model", m.ID))
	switch {
	case err != nil:
		return nil, vigie.Errorf(vigie.Invalid, "model %s: read who is audited: %w", m.ID, err)
	case f.Rows != t.Len():
		return nil, vigie.Errorf(vigie.Internal, "model %s: %d rows are audited, and %d learnt from: an entity is known twice on one day", m.ID, f.Rows, t.Len())
	}
	t.Kind, t.Age = f.Columns[0].Texts, f.Columns[1].Numbers
	return t, nil
}

// Listed reads whom a list may name, with the features as of its date.
func Listed(ctx context.Context, l *lake.Lake, p *pack.Pack, m *pack.Model) (*Table, error) {
	return read(ctx, l, p, m, `SELECT "the row".entity_id AS row_id, "the row".entity_id, "the row".as_of, "the row".as_of AS inspected_on, "the row".as_of AS label_known_on,
  false AS label, false AS held, CAST(NULL AS VARCHAR) AS inspector_group, "the row".sector, "the row".territory, CAST(NULL AS DATE) AS label_known_until,
  CAST(NULL AS VARCHAR) AS channel, CAST(NULL AS DOUBLE) AS selection_probability`, `FROM listed AS "the row" {joined}
WHERE "the row".model = $model
ORDER BY "the row".entity_id`)
}

// joined adds what else is known of a row. No name of the house is one of a family: ours have a space, which a pack's can not.
func joined(from, table, alias string) string {
	return strings.Replace(from, "{joined}", fmt.Sprintf("\nLEFT JOIN %[1]s AS %[2]s ON %[2]s.entity_id = \"the row\".entity_id AND %[2]s.as_of = \"the row\".as_of", table, alias), 1)
}

// read asks for the rows, and then for each family of features in the same order: joining all of them at once costs ten times as much,
// and grows with all that any model asked for.
func read(ctx context.Context, l *lake.Lake, p *pack.Pack, m *pack.Model, fixed, from string) (*Table, error) {
	features, err := Choose(p, m)
	if err != nil {
		return nil, err
	}
	asked := sql.Named("model", m.ID)
	f, err := l.Frame(ctx, "WITH \"the past\" AS (\n"+pastSQL+")\n"+fixed+pastColumns+"\n"+joined(from, `"the past"`, `"the past"`), asked)
	if err != nil {
		return nil, vigie.Errorf(vigie.Invalid, "model %s: read its rows: %w", m.ID, err)
	}
	t := newTable(features, f)
	for i := 0; i < len(features); {
		k := i + 1
		for k < len(features) && features[k].Family == features[i].Family {
			k++
		}
		f, err := l.Frame(ctx, "SELECT "+columnsOf(features[i:k])+"\n"+joined(from, `feature."`+features[i].Family+`"`, `"the feature"`), asked)
		if err != nil {
			return nil, vigie.Errorf(vigie.Invalid, "model %s: read its features %s: %w", m.ID, features[i].Family, err)
		}
		t.take(i, features[i:k], f.Columns)
		i = k
	}
	return t, nil
}

// pastColumns follow the fixed ones.
const pastColumns = `, "the past".inspections, "the past".positives, "the past".sector_inspections, "the past".sector_positives,
  "the past".all_inspections, "the past".all_positives`

// columnsOf are the features of one family, and beside some since when they hold.
func columnsOf(features []Feature) string {
	var columns []string
	for _, f := range features {
		columns = append(columns, fmt.Sprintf(`"the feature"."%s"`, f.Name))
		if f.Date != "" {
			columns = append(columns, fmt.Sprintf(`"the feature"."%s"`, f.Date))
		}
	}
	return strings.Join(columns, ", ")
}

// newTable is the rows, without their features.
func newTable(features []Feature, f *lake.Frame) *Table {
	past := f.Columns[13:]
	return &Table{
		Features: features,
		ID:       f.Columns[0].Texts, Entity: f.Columns[1].Texts,
		AsOf: dates(f.Columns[2]), Inspected: dates(f.Columns[3]), Known: dates(f.Columns[4]), Until: untils(f.Columns[10]),
		Positive: truths(f.Columns[5]),
		Held:     truths(f.Columns[6]),
		Group:    f.Columns[7].Texts, Sector: f.Columns[8].Texts, Territory: f.Columns[9].Texts, Channel: f.Columns[11].Texts, Chance: f.Columns[12].Numbers,
		Numbers: make([][]float32, len(features)), Texts: make([][]string, len(features)), Since: make([][]int32, len(features)),
		Past: Past{past[0].Numbers, past[1].Numbers, past[2].Numbers, past[3].Numbers, past[4].Numbers, past[5].Numbers},
	}
}

// take fills in the features of a family, the first of which is the table's at.
func (t *Table) take(at int, features []Feature, columns []lake.Column) {
	for i, feature := range features {
		value := columns[0]
		columns = columns[1:]
		if feature.Categorical() {
			t.Texts[at+i] = value.Texts
		} else {
			t.Numbers[at+i] = narrow(value.Numbers)
		}
		if feature.Date != "" {
			t.Since[at+i] = orZero(columns[0])
			columns = columns[1:]
		}
	}
}

func dates(c lake.Column) []vigie.Date {
	ds := make([]vigie.Date, len(c.Dates))
	for i, d := range c.Dates {
		ds[i] = vigie.Date(d)
	}
	return ds
}

// stands is the end of a label that nothing took the place of.
const stands = vigie.Date(math.MaxInt32)

func untils(c lake.Column) []vigie.Date {
	ds := dates(c)
	for i := range ds {
		if c.IsNull(i) {
			ds[i] = stands
		}
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
		ID: some(t.ID, rows), Entity: some(t.Entity, rows), AsOf: some(t.AsOf, rows), Inspected: some(t.Inspected, rows), Known: some(t.Known, rows), Until: some(t.Until, rows),
		Positive: some(t.Positive, rows), Held: some(t.Held, rows), Group: some(t.Group, rows), Sector: some(t.Sector, rows), Territory: some(t.Territory, rows),
		Kind: some(t.Kind, rows), Age: some(t.Age, rows), Channel: some(t.Channel, rows), Chance: some(t.Chance, rows),
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
