package match

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"vigie"
	"vigie/internal/chance"
	"vigie/lake"
	"vigie/pack"
)

// recordSet is what a pack's query says of the records of one spec, in the order in which they became known.
type recordSet struct {
	spec    *Spec
	source  []string
	ids     []string
	known   []int32
	columns map[string][]string
	prints  []uint64
}

// readRecords asks a pack's query for its records.
func readRecords(ctx context.Context, q lake.Querier, p *pack.Pack, m *pack.Match, s *Spec) (*recordSet, error) {
	if faults := m.CheckDoors(); len(faults) > 0 {
		return nil, vigie.Errorf(vigie.Invalid, "match %s: %w", m.ID, faults)
	}
	names := s.columnNames(nil)
	given, err := lake.Describe(ctx, q, guarded(p, m))
	if err != nil {
		return nil, vigie.Errorf(vigie.Invalid, "match %s: %s: %w", m.ID, m.File, err)
	}
	asked := []string{}
	for _, name := range names {
		if given.Type(name) != "" {
			asked = append(asked, name)
		}
	}
	f, err := q.Frame(ctx, askedOf(p, m, asked))
	if err != nil {
		return nil, vigie.Errorf(vigie.Invalid, "match %s: %s: %w", m.ID, m.File, err)
	}
	r := &recordSet{spec: s, columns: map[string][]string{}}
	for i, name := range asked {
		r.columns[name] = f.Columns[i].Texts
	}
	known := &f.Columns[len(asked)]
	r.known, r.ids = known.Dates, r.columns[s.Key]
	if r.source = r.columns[sourceColumn]; s.Task == dedupe {
		r.source = slices.Repeat([]string{m.Reads[0]}, f.Rows)
	}
	for row := range r.known {
		if known.IsNull(row) || r.ids[row] == "" || r.source[row] == "" {
			return nil, vigie.Errorf(vigie.Invalid, "match %s: %s: a record has no %s, known_on or source (%q): leave it out in the query", m.ID, m.File, s.Key, r.ids[row])
		}
	}
	r.print(asked)
	return r, nil
}

const sourceColumn = "source"

// columnNames are those that a spec reads, those that a file may have instead of another included.
func (s *Spec) columnNames(besides []string) []string {
	names := append([]string{s.Key}, besides...)
	if s.Task != dedupe {
		names = append(names, sourceColumn)
	}
	for i := range s.Fields {
		for _, from := range s.Fields[i].From {
			if !slices.Contains(names, from) {
				names = append(names, from)
			}
		}
	}
	return names
}

// guarded is a pack's query, which finds the registers without their protected columns when its entities may move a score: what
// can not be read can be compared in no disguise.
func guarded(p *pack.Pack, m *pack.Match) string {
	query := lake.Statement(m.SQL)
	if m.Use != pack.UseRisk {
		return query
	}
	var registers []string
	for i := range p.Sources {
		s := &p.Sources[i]
		hidden := s.Protected()
		if len(hidden) == 0 || !slices.Contains(m.Reads, s.ID) {
			continue
		}
		for k := range hidden {
			hidden[k] = lake.Name(hidden[k])
		}
		registers = append(registers, fmt.Sprintf("%[1]s AS (SELECT * EXCLUDE (%[2]s) FROM main.%[1]s)", lake.Name(s.ID), strings.Join(hidden, ", ")))
	}
	if len(registers) == 0 {
		return query
	}
	return "WITH " + strings.Join(registers, ", ") + " SELECT * FROM (\n" + query + "\n)"
}

// askedOf is the query whose columns are texts, in the order in which the records became known.
func askedOf(p *pack.Pack, m *pack.Match, columns []string) string {
	texts := make([]string, len(columns))
	for i, c := range columns {
		texts[i] = fmt.Sprintf("trim(coalesce(CAST(%[1]s AS VARCHAR), '')) AS %[1]s", lake.Name(c))
	}
	return fmt.Sprintf("SELECT %s, CAST(known_on AS DATE) AS known_on FROM (\n%s\n) ORDER BY known_on, %s", strings.Join(texts, ", "), guarded(p, m), lake.Name(columns[0]))
}

// print takes a print of what each record says.
func (r *recordSet) print(columns []string) {
	r.prints = make([]uint64, len(r.ids))
	for row := range r.prints {
		h := chance.Mix(uint64(uint32(r.known[row])))
		for _, c := range columns {
			h = chance.Mix(h ^ hashText(r.columns[c][row]))
		}
		r.prints[row] = h
	}
}

// table makes a table of some records, sources in the order of names, each in the order in which they became known.
func (r *recordSet) table(rows []int, sources []string) (*Table, error) {
	t := &Table{spec: r.spec, sources: sources}
	at := map[string]uint8{}
	for i, name := range sources {
		at[name] = uint8(i)
	}
	slices.SortStableFunc(rows, func(a, b int) int { return cmp.Compare(at[r.source[a]], at[r.source[b]]) })
	raw := newRaw(r.spec)
	raw.truth.ids = make([]uint32, len(rows)) // which a file tells, if anything does
	seen := map[string]bool{}
	for _, row := range rows {
		if name := r.source[row] + ":" + r.ids[row]; seen[name] {
			return nil, vigie.Errorf(vigie.Invalid, "match %s: the record %s comes twice from its query: give each once, as it was first known", r.spec.ID, name)
		} else {
			seen[name] = true
		}
		t.ids.add(r.ids[row])
		t.source = append(t.source, at[r.source[row]])
		t.known, t.prints = append(t.known, r.known[row]), append(t.prints, r.prints[row])
		for i, from := range raw.from {
			raw.cols[i].ids = append(raw.cols[i].ids, raw.cols[i].dict.number(r.value(from, row)))
		}
	}
	return t, raw.clean(t)
}

// value is that of the first column that the query gives.
func (r *recordSet) value(from []string, row int) string {
	for _, name := range from {
		if c, ok := r.columns[name]; ok {
			return c[row]
		}
	}
	return ""
}

// sources are the names of those that the records are of: two of them when they are linked.
func (r *recordSet) sources() []string {
	names := slices.Compact(slices.Sorted(slices.Values(r.source)))
	if r.spec.Task == dedupe && len(names) == 0 {
		names = []string{r.spec.ID}
	}
	return names
}

// knownBefore tells which of the records of one key were known when it did not yet stand on too many: none where nothing is
// known of when.
func (t *Table) knownBefore(of []uint32, atMost int) func(uint32) bool {
	if len(t.known) == 0 {
		return func(uint32) bool { return false }
	}
	days := make([]int32, len(of))
	for i, rec := range of {
		days[i] = t.known[rec]
	}
	slices.Sort(days)
	tooMany := days[atMost] // on this day the key came to stand on more
	return func(rec uint32) bool { return t.known[rec] < tooMany }
}
