package source

import (
	"fmt"
	"path"
	"slices"

	"vigie"
	"vigie/lake"
	"vigie/pack"
)

// Kind is what an extract says by what is not in it.
type Kind string

const (
	Rows    Kind = "rows"    // nothing: what is not in it stands as it stood
	Full    Kind = "full"    // it is the whole register: what is not in it has ended
	Deletes Kind = "deletes" // what is in it has ended
)

// Of one day, what is deleted goes before what is brought, so that a row may be brought back; and the whole register has
// the last word. The order is that of the numbers.
var turns = map[Kind]int{Deletes: 0, Rows: 1, Full: 2}

const turnSQL = "CASE kind WHEN 'deletes' THEN 0 WHEN 'rows' THEN 1 ELSE 2 END"

// kindOfFile is what the pack says of a file of the source.
func kindOfFile(s *pack.Source, name string) Kind {
	matches := func(pattern string) bool {
		ok, _ := path.Match(pattern, name)
		return ok
	}
	switch {
	case s.Extract.Deletes != nil && slices.ContainsFunc(s.Extract.Deletes.Files, matches):
		return Deletes
	case slices.ContainsFunc(s.Extract.Full, matches):
		return Full
	}
	return Rows
}

// afterwards are the loaded extracts of a source whose turn is after an extract's.
func afterwards(s *pack.Source, on vigie.Date, kind Kind) string {
	return fmt.Sprintf("source = %[1]s AND status = 'loaded' AND (extract_on > DATE %[2]s OR extract_on = DATE %[2]s AND %[3]s > %[4]d)",
		lake.Quote(s.ID), lake.Quote(on.String()), turnSQL, turns[kind])
}

// rowsOf is how the rows of such an extract are described: those of a file that deletes are the columns it deletes by, each
// combination once.
func rowsOf(s *pack.Source, kind Kind) *pack.Source {
	if kind != Deletes {
		return s
	}
	d := &pack.Source{ID: s.ID, Format: s.Format, Key: s.Extract.Deletes.By, RefuseBatchOver: s.RefuseBatchOver, Pos: s.Pos}
	for i := range s.Columns {
		if slices.Contains(d.Key, s.Columns[i].Name) {
			d.Columns = append(d.Columns, s.Columns[i])
		}
	}
	return d
}
