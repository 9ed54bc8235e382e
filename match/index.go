package match

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"unsafe"

	"vigie"
)

// Index is a matching that is kept, so that new records are compared with those that are there without comparing those with
// each other again. It is a folder: match.idx, which Save replaces in one rename, and history.csv, to which rows are only
// added: which entity was merged into which, or split off, and when.
//
// match.idx is a line of JSON and the columns behind it, as they lie in memory: a million records of nine fields under nine
// rules take some 400 MB and are read in less than a second. Numbers are little-endian; an index is not carried to a machine
// of another order.
type Index struct {
	Result   *Result
	Changes  []Change // since the index was opened
	Added    int      // records, in the last Add
	Compared int64    // pairs, in the last Add
	specText string
	specFile string
	made     string   // of which spec, query and program, when it is of a lake's records
	ids      []uint32 // of each record, the number of its entity's id
	names    texts    // the ids of entities; one is never used again
}

// Change is an entity whose id went to another, or came anew.
type Change struct {
	Kind   string `json:"kind"`   // merged, split
	Entity string `json:"entity"` // whose records moved
	Into   string `json:"into"`   // where they are now
	Count  int    `json:"count"`  // of records
}

const (
	indexFile   = "match.idx"
	historyFile = "history.csv"
	indexForm   = 3
)

// indexHead is the line of JSON before the columns.
type indexHead struct {
	Form     int      `json:"form"`
	SpecFile string   `json:"specFile"`
	Spec     string   `json:"spec"`
	Model    *Model   `json:"model"`
	Sources  []string `json:"sources"`
	Invalid  [][]int  `json:"invalid"`
	ByRule   []int64  `json:"byRule"`   // pairs that each rule was the first to make
	Expected float64  `json:"expected"` // matches among all pairs that were compared
	Accepted float64  `json:"accepted"` // and among those that were linked
	Made     string   `json:"made,omitempty"`
	Sections []int64  `json:"sections"` // the length of each column in bytes
}

// NewIndex keeps a result. The spec's text goes with it.
func NewIndex(r *Result, specFile string) (*Index, error) {
	text, err := os.ReadFile(specFile)
	if err != nil {
		return nil, vigie.Errorf(vigie.Unavailable, "keep matching: %w", err)
	}
	x := &Index{Result: r, specText: string(text), specFile: filepath.Base(specFile)}
	x.name()
	return x, nil
}

// name gives each entity the id of its first record.
func (x *Index) name() {
	r := x.Result
	x.ids, x.names = make([]uint32, len(r.Entity)), texts{}
	number := map[uint32]uint32{}
	for rec, e := range r.Entity {
		n, ok := number[e]
		if !ok {
			n = uint32(x.names.len())
			number[e] = n
			x.names.add(r.Table.EntityID(e))
		}
		x.ids[rec] = n
	}
}

// EntityOf is the id of a record's entity.
func (x *Index) EntityOf(record int) string { return x.names.at(int(x.ids[record])) }

// Names are the entities' ids by record, as source:id where there are several sources.
func (x *Index) Names() map[string]string {
	all := make(map[string]string, len(x.ids))
	for rec := range x.ids {
		all[x.Result.Table.EntityID(uint32(rec))] = x.EntityOf(rec)
	}
	return all
}

// Save writes the index into its folder. A reader sees the old one or the new one.
func (x *Index) Save(dir string) (err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return vigie.Errorf(vigie.Unavailable, "save index: %w", err)
	}
	f, err := os.CreateTemp(dir, ".match-*")
	if err != nil {
		return vigie.Errorf(vigie.Unavailable, "save index: %w", err)
	}
	defer func() {
		if err != nil {
			os.Remove(f.Name())
		}
	}()
	if err := errors.Join(x.write(f), f.Close()); err != nil {
		return vigie.Errorf(vigie.Unavailable, "save index: %w", err)
	}
	if err := os.Rename(f.Name(), filepath.Join(dir, indexFile)); err != nil {
		return vigie.Errorf(vigie.Unavailable, "save index: %w", err)
	}
	return nil
}

func (x *Index) write(f io.Writer) error {
	columns := x.columns()
	head := indexHead{
		Form: indexForm, SpecFile: x.specFile, Spec: x.specText, Model: x.Result.Model, Sources: x.Result.Table.sources,
		Invalid: x.Result.Table.invalid, ByRule: x.Result.byRule, Expected: x.Result.Expected, Accepted: x.Result.Accepted, Made: x.made,
	}
	for _, c := range columns {
		head.Sections = append(head.Sections, int64(len(c.bytes())))
	}
	line, err := json.Marshal(head)
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(f, 1<<20)
	var length [8]byte
	binary.LittleEndian.PutUint64(length[:], uint64(len(line)))
	for _, part := range [][]byte{length[:], line, make([]byte, pad(8+len(line)))} {
		if _, err := out.Write(part); err != nil {
			return err
		}
	}
	for _, c := range columns {
		b := c.bytes()
		if _, err := out.Write(b); err != nil {
			return err
		}
		if _, err := out.Write(make([]byte, pad(len(b)))); err != nil {
			return err
		}
	}
	return out.Flush()
}

// pad is how many bytes are missing to a multiple of eight, at which every column begins.
func pad(n int) int { return -n & 7 }

// OpenIndex reads an index.
func OpenIndex(dir string) (*Index, error) {
	all, err := os.ReadFile(filepath.Join(dir, indexFile))
	if errors.Is(err, os.ErrNotExist) {
		return nil, vigie.Errorf(vigie.NotFound, "open index %s: there is none; make it with `vigie match link … --index %s`", dir, dir)
	}
	if err != nil {
		return nil, vigie.Errorf(vigie.Unavailable, "open index: %w", err)
	}
	x, err := readIndex(all)
	if err != nil {
		return nil, vigie.Errorf(vigie.Invalid, "open index %s: %w; make it again", dir, err)
	}
	return x, nil
}

func readIndex(all []byte) (*Index, error) {
	if len(all) < 8 {
		return nil, fmt.Errorf("it is cut off")
	}
	n := binary.LittleEndian.Uint64(all)
	if n > uint64(len(all)-8) {
		return nil, fmt.Errorf("it is cut off")
	}
	var head indexHead
	if err := json.Unmarshal(all[8:8+n], &head); err != nil {
		return nil, err
	}
	if head.Form != indexForm {
		return nil, fmt.Errorf("it has form %d, and this program reads form %d", head.Form, indexForm)
	}
	spec, faults := ReadSpec(head.SpecFile, []byte(head.Spec))
	if len(faults) > 0 {
		return nil, faults
	}
	t := &Table{spec: spec, sources: head.Sources, invalid: head.Invalid, fields: make([]column, len(spec.Fields))}
	for i := range t.fields {
		t.fields[i].dict = &dict{}
	}
	t.truth = &column{dict: &dict{}}
	x := &Index{specText: head.Spec, specFile: head.SpecFile, made: head.Made, Result: &Result{Table: t, Model: head.Model, Expected: head.Expected, Accepted: head.Accepted, byRule: head.ByRule, blocks: &blocks{rules: make([]block, len(head.ByRule))}}}
	for _, n := range head.ByRule {
		x.Result.Pairs += n
	}
	columns := x.columns()
	if len(columns) != len(head.Sections) {
		return nil, fmt.Errorf("it has %d columns where there should be %d", len(head.Sections), len(columns))
	}
	at := 8 + int(n) + pad(8+int(n))
	for i, c := range columns {
		size := int(head.Sections[i])
		if size < 0 || at+size > len(all) {
			return nil, fmt.Errorf("it is cut off")
		}
		c.set(all[at : at+size : at+size])
		at += size + pad(size)
	}
	return x, x.ready()
}

// ready makes of what was read what the file does not hold.
func (x *Index) ready() error {
	r := x.Result
	if r.Table.truth.ids == nil || len(r.Table.truth.dict.ends) == 0 {
		r.Table.truth = nil
	}
	var err error
	if r.rules, _, err = r.Table.spec.allRules(); err != nil {
		return err
	}
	if len(r.rules) != len(r.blocks.rules) {
		return fmt.Errorf("it has %d rules where the spec has %d", len(r.blocks.rules), len(r.rules))
	}
	for i := range r.rules {
		r.blocks.rules[i].rule = r.rules[i]
	}
	return r.Model.fits(r.Table.spec)
}

// part is one column of the file: how to get its bytes, and how to set it from them.
type part struct {
	bytes func() []byte
	set   func([]byte)
}

// columns are all that the file holds, in its order.
func (x *Index) columns() []part {
	r, t := x.Result, x.Result.Table
	truth := t.truth
	if truth == nil {
		truth = &column{dict: &dict{}}
	}
	all := []part{numbers(&t.source), numbers(&t.known), numbers(&t.prints), numbers(&t.ids.heap), numbers(&t.ids.ends), numbers(&x.ids), numbers(&x.names.heap), numbers(&x.names.ends), numbers(&r.Links)}
	for _, c := range append(pointers(t.fields), truth) {
		all = append(all, numbers(&c.ids), numbers(&c.dict.heap), numbers(&c.dict.ends), numbers(&c.dict.hashes), numbers(&c.dict.slots))
	}
	for i := range r.blocks.rules {
		b := &r.blocks.rules[i]
		all = append(all, numbers(&b.list.keys), numbers(&b.list.ends), numbers(&b.keys), numbers(&b.order), numbers(&b.passed))
	}
	return all
}

func pointers(columns []column) []*column {
	out := make([]*column, len(columns))
	for i := range columns {
		out[i] = &columns[i]
	}
	return out
}

// numbers looks at a slice of plain values as bytes, and the reverse.
func numbers[T uint8 | int32 | uint32 | uint64 | Link](of *[]T) part {
	size := int(unsafe.Sizeof(*new(T)))
	return part{
		bytes: func() []byte { return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(*of))), len(*of)*size) },
		set: func(b []byte) {
			if len(b) == 0 {
				*of = nil
				return
			}
			n := len(b) / size
			*of = unsafe.Slice((*T)(unsafe.Pointer(unsafe.SliceData(b))), n)[:n:n]
		},
	}
}
