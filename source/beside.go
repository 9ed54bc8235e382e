package source

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"vigie"
	"vigie/pack"
)

// mostBeside bounds a file that tells a day.
const mostBeside = 1 << 20

// besideOn reads the day of an extract from the file beside it.
func besideOn(s *pack.Source, file string) (vigie.Date, error) {
	b := s.Extract.Beside
	path := filepath.Join(filepath.Dir(file), b.File)
	fail := func(format string, args ...any) (vigie.Date, error) {
		return 0, vigie.Errorf(vigie.Invalid, "%s, which tells the day of %s: "+format, append([]any{path, filepath.Base(file)}, args...)...)
	}
	content, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, vigie.Errorf(vigie.NotFound, "%s is not there, and tells the day of %s: put it back beside it", path, filepath.Base(file))
	}
	if err != nil {
		return 0, err
	}
	if len(content) > mostBeside {
		return fail("is larger than %d bytes; extract.beside names another file", mostBeside)
	}
	rows, err := table(s, b.File, content)
	if err != nil {
		return fail("%w", err)
	}
	day, err := besideField(b, rows)
	if err != nil {
		return fail("%w", err)
	}
	layout, err := parseLayout(formOf(s, "date"))
	if err != nil {
		return fail("%w", err)
	}
	days, _, ok := layout.parse([]byte(day))
	if !ok {
		return fail("%q is not a day that exists, written as the format says (%s)", day, formOf(s, "date"))
	}
	return vigie.Date(days), nil
}

// besideField finds the one row that is meant and its field.
func besideField(b *pack.Beside, rows [][]string) (string, error) {
	if len(rows) == 0 {
		return "", vigie.Errorf(vigie.Invalid, "it is empty")
	}
	head := rows[0]
	at := slices.Index(head, b.Column)
	if at < 0 {
		return "", vigie.Errorf(vigie.Invalid, "it has no column %q; it has %s", b.Column, quoteAll(head))
	}
	var found []string
	for _, row := range rows[1:] {
		meant := len(row) == len(head)
		for name, want := range b.Where {
			i := slices.Index(head, name)
			if i < 0 {
				return "", vigie.Errorf(vigie.Invalid, "it has no column %q; it has %s", name, quoteAll(head))
			}
			meant = meant && row[i] == want
		}
		if meant {
			found = append(found, row[at])
		}
	}
	if len(found) != 1 {
		return "", vigie.Errorf(vigie.Invalid, "%d rows are as extract.beside.where says, and one must be", len(found))
	}
	return found[0], nil
}

// table reads a small CSV in the format of a source.
func table(s *pack.Source, name string, content []byte) (rows [][]string, err error) {
	c, err := newChecker(s, 0, 0, nil)
	if err != nil {
		return nil, err
	}
	in, err := openExtract(bytes.NewReader(content), name, c.encoding)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	cut, split, decode := newCutter(in, c.delim, c.quote), splitter{delim: c.delim, quote: c.quote}, decoderOf(c.encoding)
	for {
		p, err := cut.next()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return nil, err
		}
		p.records(func(record []byte, _ int64, ok bool) {
			if len(body(record)) == 0 || !ok {
				return
			}
			split.split(record)
			var row []string
			for _, field := range split.fields {
				if decode != nil {
					field, _ = decode(nil, field)
				}
				row = append(row, string(trim(field)))
			}
			rows = append(rows, row)
		})
	}
}
