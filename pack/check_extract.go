package pack

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"vigie"
)

// checkExtract checks what says on which day an extract was made.
func checkExtract(d *document, e Extract) {
	var said []string
	for key, set := range map[string]bool{"on": e.On != "", "file_name": e.FileName != "", "beside": e.Beside != nil} {
		if set {
			said = append(said, key)
		}
	}
	slices.Sort(said)
	switch {
	case len(said) == 0:
		d.fault("extract", "extract does not say on which day it was made",
			"write on: and the date, file_name: and an expression whose one group is the date, or beside: and the file that tells it")
	case len(said) > 1:
		d.fault("extract."+said[0], "extract says both "+strings.Join(said, " and "),
			"keep on for a register that is extracted once, file_name for dated files, beside for a date that stands in another file")
	case e.On != "":
		if _, err := vigie.ParseDate(e.On); err != nil {
			d.fault("extract.on", fmt.Sprintf("extract.on %q is no date", shorten(e.On)), "write it as 2024-06-30")
		}
	case e.FileName != "":
		re, ok := checkPattern(d, "extract.file_name", e.FileName)
		if ok && re.NumSubexp() != 1 {
			d.fault("extract.file_name", fmt.Sprintf("extract.file_name has %d groups", re.NumSubexp()),
				`put ( ) around the date, and only there, such as hiring-(\d{4}-\d{2}-\d{2})\.csv`)
		}
	default:
		checkBeside(d, e.Beside)
	}
}

func checkBeside(d *document, b *Beside) {
	const at = "extract.beside"
	switch {
	case b.File == "":
		d.fault(at+".file", "file is missing"+d.in(at), "write the name of the CSV that tells the day, such as meta.csv")
	case strings.ContainsAny(b.File, `/\`) || b.File == "..":
		d.fault(at+".file", fmt.Sprintf("%q is not a file beside the extract", shorten(b.File)), "write its name without a folder")
	}
	if b.Column == "" {
		d.fault(at+".column", "column is missing"+d.in(at), "write the header above the day")
	}
	for _, name := range slices.Sorted(maps.Keys(b.Where)) {
		if name == b.Column {
			d.fault(at+".where."+name, fmt.Sprintf("%q is the column with the day, and names its row as well", shorten(name)), "name the row by another column")
		}
	}
}

// checkEnds checks what says that rows have ended.
func checkEnds(d *document, s *Source) {
	if d.has("extract.full") {
		checkFiles(d, "extract.full", s.Extract.Full)
	}
	deletes := s.Extract.Deletes
	if deletes == nil {
		return
	}
	const at = "extract.deletes"
	checkFiles(d, at+".files", deletes.Files)
	for i, f := range deletes.Files {
		if slices.Contains(s.Files, f) {
			d.fault(fmt.Sprintf("%s.files[%d]", at, i), fmt.Sprintf("%q is among files as well", shorten(f)), "a file either brings rows or ends them: keep it in one list")
		}
	}
	if len(deletes.By) == 0 {
		d.fault(at+".by", "by is missing"+d.in(at), "list the columns that such a file has: rows with the same values end")
	}
	names := columnNames(s)
	for i, name := range deletes.By {
		if !slices.Contains(names, name) {
			d.fault(fmt.Sprintf("%s.by[%d]", at, i), fmt.Sprintf("deletes by %q, which is no column", shorten(name)), d.didYouMean(name, names))
		}
	}
	d.once(at+".by", "column", deletes.By)
}
