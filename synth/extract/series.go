package extract

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"vigie"
	"vigie/internal/chance"
)

// Form says how a register is written.
type Form struct {
	Path    string       // below the folder, with a % where the day of the extract goes: "dimona/dimona-%.csv.zst"
	Columns string       // the header, words apart
	Days    []vigie.Date // on which extracts are made, in order
	Names   []string     // of the files, a day each, if Path does not say them
	Dirt    Dirt
	Seed    uint64
}

// Series is a register while it is written. One goroutine writes it.
type Series struct {
	Form
	dir    string
	header string
	files  []*file // by day; nil until a row comes
	row    Row
	state  uint64 // of the chance of dirt
	err    error  // the first one
}

// Open begins a register. Its files are made when they get their first row, and at Close if they got none.
func Open(dir string, form Form) (*Series, error) {
	named := strings.Contains(form.Path, "%") || len(form.Names) == len(form.Days)
	if !named || len(form.Days) == 0 {
		return nil, vigie.Errorf(vigie.Internal, "write register %s: its path needs a %% for the day, and it needs a day", form.Path)
	}
	s := &Series{Form: form, dir: dir, files: make([]*file, len(form.Days))}
	s.header = strings.Join(strings.Fields(form.Columns), ",") + "\n"
	s.state = form.Seed
	for _, c := range []byte(form.Path) {
		s.state = chance.Mix(s.state ^ uint64(c))
	}
	s.row.series = s
	return s, nil
}

// Begin begins a row that arrived on a day. A row that arrives after the last extract was made is written nowhere.
func (s *Series) Begin(arrived vigie.Date) *Row {
	return s.In(s.Extract(arrived))
}

// Extract is the number of the first extract made after a day; the number of extracts if there is none.
func (s *Series) Extract(arrived vigie.Date) int {
	i, _ := slices.BinarySearch(s.Days, arrived+1)
	return i
}

// Replaced says whether a row that arrived on a day is replaced in its own extract by one that arrived later: an extract holds
// a key once, as it was when the extract was made.
func (s *Series) Replaced(arrived, later vigie.Date) bool {
	return s.Extract(arrived) == s.Extract(later)
}

// Later is a day on which a correction arrives: as given, if that is in a later extract than the row it corrects, and otherwise
// so many days into the next one.
func (s *Series) Later(arrived, correction vigie.Date) vigie.Date {
	if n := s.Extract(arrived); n < len(s.Days) && s.Extract(correction) == n {
		return s.Days[n] + (correction-arrived)%40
	}
	return correction
}

// In begins a row of an extract.
func (s *Series) In(number int) *Row {
	r := &s.row
	r.file, r.buf, r.at = nil, r.buf[:0], r.at[:0]
	if number < len(s.files) && s.err == nil {
		r.file = s.file(number)
	}
	return r
}

func (s *Series) file(number int) *file {
	if s.files[number] == nil {
		name := strings.Replace(s.Path, "%", s.Days[number].String(), 1)
		if len(s.Names) > 0 {
			name = s.Names[number]
		}
		f, err := create(s.dir, name, s.header)
		if err != nil {
			s.err = err
			return nil
		}
		s.files[number] = f
	}
	return s.files[number]
}

// end writes the row that is complete, and now and then a spoilt copy of it behind.
func (s *Series) end(r *Row) {
	if r.file == nil {
		return
	}
	r.file.put(r.buf)
	r.file.rows++
	s.state += 0x9e3779b97f4a7c15
	u := chance.Mix(s.state)
	if float64(u>>11)/(1<<53) < s.Dirt.Share {
		if spoilt := s.Dirt.spoil(r, chance.Mix(u)); spoilt != nil {
			r.file.put(spoilt)
			r.file.dirt++
		}
	}
}

// Close flushes all files and says what they hold. Extracts that got no row are written with their header.
func (s *Series) Close() ([]File, error) {
	var files []File
	errs := []error{s.err}
	for i := range s.files {
		if s.err == nil {
			s.file(i)
		}
		if f := s.files[i]; f != nil {
			errs = append(errs, f.close())
			files = append(files, File{f.name, f.rows, f.dirt})
		}
	}
	return files, errors.Join(errs...)
}

// File is one extract that was written.
type File struct {
	Name string
	Rows int // good ones
	Dirt int // rows that a careful reader refuses
}

// Put writes a small file with its content, such as the description that comes with an extract.
func Put(dir, name string, content []byte) error {
	path := filepath.Join(dir, filepath.FromSlash(name))
	err := os.MkdirAll(filepath.Dir(path), 0o755)
	if err == nil {
		err = os.WriteFile(path, content, 0o644)
	}
	if err != nil {
		return vigie.Errorf(vigie.Unavailable, "write extract %s: %w", name, err)
	}
	return nil
}
