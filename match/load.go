package match

import (
	"compress/gzip"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/klauspost/compress/zstd"

	"vigie"
)

// Load reads the records of one or two files and cleans them.
func Load(spec *Spec, files ...string) (*Table, error) {
	if want := map[string]int{dedupe: 1, link: 2}[spec.Task]; want > 0 && len(files) != want {
		return nil, vigie.Errorf(vigie.Invalid, "match %s: its task is %s, which takes %d file(s), not %d", spec.ID, spec.Task, want, len(files))
	}
	t := &Table{spec: spec}
	raw := newRaw(spec)
	for i, file := range files {
		if err := raw.read(t, file, i); err != nil {
			return nil, vigie.Errorf(vigie.Invalid, "read records of %s: %w", file, err)
		}
	}
	if t.Rows() == 0 {
		return nil, vigie.Errorf(vigie.Invalid, "read records of %s: there are none", strings.Join(files, ", "))
	}
	return t, raw.clean(t)
}

// raw is the columns as they stand in the files.
type raw struct {
	spec  *Spec
	of    []int // the field that a column is for
	from  [][]string
	cols  []column
	truth column
}

func newRaw(spec *Spec) *raw {
	r := &raw{spec: spec, truth: column{dict: newDict()}}
	for i := range spec.Fields {
		if f := &spec.Fields[i]; len(f.Of) == 0 {
			r.of = append(r.of, i)
			r.from = append(r.from, f.From)
			r.cols = append(r.cols, column{dict: newDict()})
		}
	}
	return r
}

// read adds the records of a file. One thread takes the lines apart; the values are numbered beside it, some columns on each
// of the others, because looking values up is what takes the time.
func (r *raw) read(t *Table, file string, source int) error {
	in, err := open(file)
	if err != nil {
		return err
	}
	defer in.Close()
	rows := r.spec.Format.reader(in)
	head, err := rows.Read()
	if err != nil {
		return fmt.Errorf("its header: %w", err)
	}
	places, err := r.places(head)
	if err != nil {
		return err
	}
	t.sources = append(t.sources, sourceName(file, t.sources))
	numbering := r.number(t, uint8(source))
	err = r.rows(rows, places, numbering)
	return errors.Join(err, numbering.wait())
}

// rows takes a file apart into sheets.
func (r *raw) rows(rows *csv.Reader, places places, to *numbering) error {
	page := newSheet(len(places.cols))
	for {
		row, err := rows.Read()
		switch {
		case errors.Is(err, io.EOF):
			to.send(page)
			return nil
		case err != nil:
			return err
		}
		line, _ := rows.FieldPos(0)
		if err := page.add(row, places, line); err != nil {
			return fmt.Errorf("line %d: %w %s", line, err, r.spec.Key)
		}
		if len(page.lines) == perSheet {
			to.send(page)
			page = newSheet(len(places.cols))
		}
	}
}

// places is where the columns stand in a file.
type places struct {
	id, truth int
	cols      []int // -1 where the file has none
}

func (r *raw) places(head []string) (places, error) {
	at := map[string]int{}
	for i, h := range head {
		h = strings.TrimSpace(strings.TrimPrefix(h, "\ufeff"))
		head[i] = h
		if _, twice := at[h]; !twice {
			at[h] = i
		}
	}
	p := places{id: -1, truth: -1}
	var ok bool
	if p.id, ok = at[r.spec.Key]; !ok {
		return p, fmt.Errorf("there is no column %q for the record's id: there are %s", r.spec.Key, strings.Join(head, ", "))
	}
	if i, ok := at[r.spec.Truth.Entity]; ok {
		p.truth = i
	}
	for i, from := range r.from {
		place := -1
		for _, name := range from {
			if at, ok := at[name]; ok {
				place = at
				break
			}
		}
		if place < 0 {
			return p, fmt.Errorf("there is no column %q for the field %s: there are %s", strings.Join(from, `" or "`), r.spec.Fields[r.of[i]].Name, strings.Join(head, ", "))
		}
		p.cols = append(p.cols, place)
	}
	return p, nil
}

func (f Format) reader(in io.Reader) *csv.Reader {
	rows := csv.NewReader(in)
	rows.Comma = []rune(f.Delimiter)[0]
	rows.FieldsPerRecord = -1
	rows.LazyQuotes = true
	rows.ReuseRecord = true
	return rows
}

// open opens a file, and unpacks it when its name says that it is packed.
func open(file string) (io.ReadCloser, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	switch filepath.Ext(file) {
	case ".gz":
		z, err := gzip.NewReader(f)
		if err != nil {
			return nil, errors.Join(err, f.Close())
		}
		return unpacked{z, f}, nil
	case ".zst":
		z, err := zstd.NewReader(f)
		if err != nil {
			return nil, errors.Join(err, f.Close())
		}
		return unpacked{z, f}, nil
	}
	return f, nil
}

type unpacked struct {
	io.Reader
	io.Closer
}

// sourceName is what a file is called among the sources: its name without endings.
func sourceName(file string, taken []string) string {
	name, _, _ := strings.Cut(filepath.Base(file), ".")
	for base, n := name, 2; slices.Contains(taken, name); n++ {
		name = fmt.Sprintf("%s-%d", base, n)
	}
	return name
}
