package match

import (
	"bytes"
	"io"
	"regexp"
	"slices"
	"strings"

	"vigie"
)

// FromRecords, in the place of a truth file, says that the records themselves tell their true entity, as the spec's truth
// says.
const FromRecords = "records"

// readTruth keeps the true entity of each record, when the spec says where it stands and the files have it.
func (r *raw) readTruth(t *Table) {
	truth := r.spec.Truth
	if truth.Entity == "" {
		return
	}
	c := r.truth
	if truth.Entity == r.spec.Key {
		c = column{newDict(), nil}
		for rec := range t.Rows() {
			c.ids = append(c.ids, c.dict.number(t.ID(rec)))
		}
	}
	c = mapped(c, func(_ uint32, s string) string { return truth.entity(s) })
	t.truth = &c
}

// entity is the part of a text that names the entity.
func (t Truth) entity(s string) string {
	if t.Pattern == "" {
		return s
	}
	m := regexp.MustCompile(t.Pattern).FindStringSubmatch(s)
	if m == nil {
		return ""
	}
	return m[1]
}

// Truth gives each record the number of its true entity; records of which nothing is said stand alone. The file holds
// pairs of records, or records with their entity; its columns are those that the spec names, or its only two.
func (t *Table) Truth(file string) ([]uint32, error) {
	if file == FromRecords {
		if t.truth == nil {
			return nil, vigie.Errorf(vigie.Invalid, "read truth: the spec does not say where the records tell it: write truth: {entity: COLUMN}")
		}
		return alone(t.truth.ids), nil
	}
	in, err := open(file)
	if err != nil {
		return nil, vigie.Errorf(vigie.NotFound, "read truth: %w", err)
	}
	defer in.Close()
	all, err := t.spec.Format.all(in)
	if err != nil {
		return nil, vigie.Errorf(vigie.Invalid, "read truth of %s: %w", file, err)
	}
	if len(all) == 0 {
		return nil, vigie.Errorf(vigie.Invalid, "read truth of %s: it is empty", file)
	}
	truth, err := t.truthOf(all[0], all[1:])
	if err != nil {
		return nil, vigie.Errorf(vigie.Invalid, "read truth of %s: %w", file, err)
	}
	return truth, nil
}

// alone gives records without an entity one of their own.
func alone(ids []uint32) []uint32 {
	out := slices.Clone(ids)
	next := uint32(0)
	for _, id := range ids {
		next = max(next, id)
	}
	for r, id := range out {
		if id == 0 {
			next++
			out[r] = next
		}
	}
	return out
}

// truthOf finds the columns: those that the spec names, or a record's id beside another one, or the only two.
func (t *Table) truthOf(head []string, rows [][]string) ([]uint32, error) {
	head[0] = strings.TrimPrefix(head[0], "\ufeff")
	names := t.recordNumbers()
	at := func(column string) int { return slices.Index(head, column) }
	if p := t.spec.Truth.Pairs; len(p) == 2 && at(p[0]) >= 0 && at(p[1]) >= 0 {
		return t.truthByPairs(names, rows, at(p[0]), at(p[1]))
	}
	id, entity := at(t.spec.Key), at(t.spec.Truth.Entity)
	switch {
	case len(head) == 2 && t.areRecords(names, rows):
		return t.truthByPairs(names, rows, 0, 1)
	case len(head) == 2 && id >= 0 && entity != 1-id:
		return t.truthByEntity(names, rows, id, 1-id, Truth{})
	case id >= 0 && entity >= 0:
		return t.truthByEntity(names, rows, id, entity, t.spec.Truth)
	case len(head) == 2:
		return t.truthByEntity(names, rows, 0, 1, Truth{})
	}
	return nil, vigie.Errorf(vigie.Invalid, "it has the columns %s: say in the spec which of them to read, as truth: {entity: COLUMN} or truth: {pairs: [LEFT, RIGHT]}", strings.Join(head, ", "))
}

// all reads every row of a small file. One that is written with another delimiter than the records tells so in its header.
func (f Format) all(in io.Reader) ([][]string, error) {
	content, err := io.ReadAll(in)
	if err != nil {
		return nil, err
	}
	head, _, _ := strings.Cut(string(content), "\n")
	for _, other := range []string{",", ";", "|", "\t", "%"} {
		if !strings.Contains(head, f.Delimiter) && strings.Contains(head, other) {
			f.Delimiter = other
		}
	}
	rows := f.reader(bytes.NewReader(content))
	rows.ReuseRecord = false
	all, err := rows.ReadAll()
	for _, row := range all {
		for i := range row {
			row[i] = strings.TrimSpace(row[i])
		}
	}
	return all, err
}

// areRecords tells whether both columns name records, and not one of them entities.
func (t *Table) areRecords(names []map[string]uint32, rows [][]string) bool {
	for _, row := range rows {
		if len(row) < 2 {
			continue
		}
		_, left := find(names, row[0])
		if _, right := find(names, row[1]); !left || !right {
			return false
		}
	}
	return true
}

func find(names []map[string]uint32, id string) (uint32, bool) {
	for _, of := range names {
		if r, ok := of[id]; ok {
			return r, true
		}
	}
	return 0, false
}

func (t *Table) truthByEntity(names []map[string]uint32, rows [][]string, id, entity int, truth Truth) ([]uint32, error) {
	ids, entities := make([]uint32, t.Rows()), newDict()
	found := 0
	for _, row := range rows {
		if max(id, entity) >= len(row) {
			continue
		}
		for _, of := range names {
			if r, ok := of[row[id]]; ok {
				ids[r] = entities.number(truth.entity(row[entity]))
				found++
			}
		}
	}
	if found == 0 {
		return nil, vigie.Errorf(vigie.Invalid, "none of its records is among those that are matched")
	}
	return alone(ids), nil
}

func (t *Table) truthByPairs(names []map[string]uint32, rows [][]string, left, right int) ([]uint32, error) {
	c := newClustering(t, Verdicts{})
	from, to := names[:1], names[len(names)-1:]
	if t.spec.Task == both {
		from, to = names, names
	}
	for _, row := range rows {
		if max(left, right) >= len(row) {
			continue
		}
		a, okA := find(from, row[left])
		b, okB := find(to, row[right])
		if !okA || !okB { // the sources the other way round
			a, okA = find(to, row[left])
			b, okB = find(from, row[right])
		}
		if !okA || !okB {
			return nil, vigie.Errorf(vigie.Invalid, "the pair %s, %s names a record that is not there; the first is of %s, the second of %s", row[left], row[right], t.sources[0], t.sources[len(t.sources)-1])
		}
		if x, y := c.root(a), c.root(b); x != y {
			c.join(min(x, y), max(x, y))
		}
	}
	ids := make([]uint32, t.Rows())
	for r := range ids {
		ids[r] = c.root(uint32(r))
	}
	return ids, nil
}
