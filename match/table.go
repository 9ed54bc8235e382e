package match

import (
	"strings"
	"unsafe"

	"vigie"
)

// Table is the records that are matched, by column: the spec's fields, as cleaned.
type Table struct {
	spec    *Spec
	sources []string // the files' names
	source  []uint8  // of each record
	ids     texts    // what each record is called in its source
	known   []int32  // the day on which each became known, of records of a lake
	prints  []uint64 // of what each said, of records of a lake
	fields  []column // in the spec's order
	truth   *column  // the true entity of each record, when the records tell
	invalid [][]int  // values of each field and source whose check digits are wrong, which count as missing
}

// texts are many texts in one piece of memory.
type texts struct {
	heap []byte
	ends []uint64
}

func (t *texts) add(s string) {
	t.heap = append(t.heap, s...)
	t.ends = append(t.ends, uint64(len(t.heap)))
}

func (t *texts) at(i int) string {
	from := uint64(0)
	if i > 0 {
		from = t.ends[i-1]
	}
	return string(t.heap[from:t.ends[i]])
}

func (t *texts) len() int { return len(t.ends) }

// Rows is how many records there are.
func (t *Table) Rows() int { return len(t.source) }

// ID is what a record is called in its source.
func (t *Table) ID(record int) string { return t.ids.at(record) }

// Source is the file that a record stands in.
func (t *Table) Source(record int) string { return t.sources[t.source[record]] }

// Sources are the files.
func (t *Table) Sources() []string { return t.sources }

// Value is a field of a record as cleaned, "" when there is none.
func (t *Table) Value(record int, field string) string {
	if i := t.spec.fieldAt(field); i >= 0 {
		return t.fields[i].text(record)
	}
	return ""
}

// find is the record called id, in any source or, written source:id, in that one.
func (t *Table) find(id string) (uint32, error) { return t.named(t.recordNumbers(), id) }

// recordNumbers finds records by source and id.
func (t *Table) recordNumbers() []map[string]uint32 {
	names := make([]map[string]uint32, len(t.sources))
	for i := range names {
		names[i] = map[string]uint32{}
	}
	for r := range t.Rows() {
		names[t.source[r]][t.ids.view(r)] = uint32(r)
	}
	return names
}

func (t *Table) named(names []map[string]uint32, id string) (uint32, error) {
	var found []uint32
	for source, of := range names {
		if r, ok := of[id]; ok {
			found = append(found, r)
		}
		if r, ok := of[strings.TrimPrefix(id, t.sources[source]+":")]; ok && strings.HasPrefix(id, t.sources[source]+":") {
			found = append(found, r)
		}
	}
	switch len(found) {
	case 0:
		return 0, vigie.Errorf(vigie.NotFound, "find record %q: there is none with this %s", id, t.spec.Key)
	case 1:
		return found[0], nil
	}
	a, b := t.Source(int(found[0])), t.Source(int(found[1]))
	return 0, vigie.Errorf(vigie.Invalid, "find record %q: there are several; write %s:%s or %s:%s", id, a, id, b, id)
}

// pairs is how many pairs there are at all, without blocking.
func (t *Table) pairs() float64 {
	n := float64(t.Rows())
	if t.spec.Task != link {
		return n * (n - 1) / 2
	}
	left := 0
	for _, s := range t.source {
		if s == 0 {
			left++
		}
	}
	return float64(left) * (n - float64(left))
}

// apart tells whether two records can not be compared, because they are of one source and only links are asked for.
func (t *Table) apart(a, b uint32) bool { return t.spec.Task == link && t.source[a] == t.source[b] }

func (s *Spec) fieldAt(name string) int {
	for i := range s.Fields {
		if s.Fields[i].Name == name {
			return i
		}
	}
	return -1
}

// view is a text without a copy, for looking at.
func (t *texts) view(i int) string {
	from := uint64(0)
	if i > 0 {
		from = t.ends[i-1]
	}
	b := t.heap[from:t.ends[i]]
	return unsafe.String(unsafe.SliceData(b), len(b))
}

// Named are two records as source:id, however they were named.
func (t *Table) Named(a, b string) (string, string, error) {
	x, err := t.find(a)
	if err != nil {
		return "", "", err
	}
	y, err := t.find(b)
	return t.EntityID(x), t.EntityID(y), err
}

// Has tells whether there is exactly one record of this name.
func (t *Table) Has(id string) error {
	_, err := t.find(id)
	return err
}
