package source

import (
	"cmp"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"vigie"
	"vigie/pack"
)

// extract is a file and the day it was made.
type extract struct {
	path string
	name string // below the data folder
	on   vigie.Date
	kind Kind
	size int64
}

// find lists a source's files.
func find(s *pack.Source, data string) ([]extract, error) {
	var found []extract
	for _, pattern := range patterns(s) {
		paths, err := filepath.Glob(filepath.Join(data, filepath.FromSlash(pattern)))
		if err != nil {
			return nil, vigie.Errorf(vigie.Invalid, "find files %q: %w", pattern, err)
		}
		for _, path := range paths {
			name, err := filepath.Rel(data, path)
			if err != nil {
				return nil, err
			}
			if slices.ContainsFunc(found, func(e extract) bool { return e.path == path }) {
				continue
			}
			on, err := extractOn(s, name, path)
			if err != nil {
				return nil, err
			}
			info, err := os.Stat(path)
			if err != nil {
				return nil, err
			}
			name = filepath.ToSlash(name)
			found = append(found, extract{path: path, name: name, on: on, kind: kindOfFile(s, name), size: info.Size()})
		}
	}
	return found, oneFull(found)
}

// patterns are those of all files of a source.
func patterns(s *pack.Source) []string {
	if s.Extract.Deletes == nil {
		return s.Files
	}
	return slices.Concat(s.Files, s.Extract.Deletes.Files)
}

// oneFull refuses two files that both say to be the whole register on the same day.
func oneFull(found []extract) error {
	full := map[vigie.Date]string{}
	for _, e := range found {
		if e.kind != Full {
			continue
		}
		if other, again := full[e.on]; again {
			return vigie.Errorf(vigie.Invalid, "%s and %s both are the whole register on %s, and what is in one would end what is in the other: keep one, or join them", other, e.name, e.on)
		}
		full[e.on] = e.name
	}
	return nil
}

// inOrder puts the oldest extract first, so that each corrects the ones before it.
func inOrder(extracts []extract) {
	slices.SortStableFunc(extracts, func(a, b extract) int {
		return cmp.Or(cmp.Compare(a.on, b.on), cmp.Compare(turns[a.kind], turns[b.kind]), strings.Compare(a.name, b.name))
	})
}

// extractOn is the day a file was made, by the pack's rule.
func extractOn(s *pack.Source, name, path string) (vigie.Date, error) {
	if s.Extract.On != "" {
		return vigie.ParseDate(s.Extract.On)
	}
	if s.Extract.Beside != nil {
		return besideOn(s, path)
	}
	if s.Extract.FileName == "" {
		return 0, vigie.Errorf(vigie.Invalid, "%s: the pack does not say when the extract was made; give extract.on, extract.file_name or extract.beside", name)
	}
	re, err := regexp.Compile(s.Extract.FileName)
	if err != nil {
		return 0, vigie.Errorf(vigie.Invalid, "extract.file_name: %w", err)
	}
	m := re.FindStringSubmatch(filepath.Base(name))
	if len(m) != 2 {
		return 0, vigie.Errorf(vigie.Invalid, "%s: the name does not hold a date where extract.file_name (%s) looks for it", name, s.Extract.FileName)
	}
	digits := strings.NewReplacer("-", "", "_", "", ".", "").Replace(m[1])
	t, err := time.Parse("20060102", digits)
	if err != nil {
		return 0, vigie.Errorf(vigie.Invalid, "%s: %q is not a day that exists: name the file after the day on which the extract was made (yyyy-mm-dd or yyyymmdd); without it nobody knows which extract corrects which", name, m[1])
	}
	return vigie.DateOf(t), nil
}

// oneOf describes the files of a source for a message.
func oneOf(s *pack.Source) string { return strings.Join(s.Files, " or ") }
