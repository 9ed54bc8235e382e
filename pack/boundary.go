package pack

import (
	"io/fs"

	"vigie"
)

// readBoundaries reads the outlines of territories.
func (r *reader) readBoundaries() {
	for i, file := range r.in("boundary", ".geojson") {
		if i > 0 {
			r.fault(Pos{File: file, Line: 1}, "a pack has one file of boundaries", "put all territories into the first one")
			return
		}
		text, err := fs.ReadFile(r.fsys, file)
		if err != nil {
			r.fault(Pos{File: file}, "can not be read: "+err.Error(), "mend its rights")
			return
		}
		b, err := vigie.ReadBoundaries(text, "territory", ids(r.pack.Groups))
		switch {
		case err != nil:
			r.fault(Pos{File: file, Line: 1}, err.Error(), "each feature is a polygon with the id of a territory in its property territory")
		case b.Source == "" || b.Licence == "":
			r.fault(Pos{File: file, Line: 1}, "it does not say where it comes from and under which licence", "write source and licence beside its features")
		default:
			r.pack.Boundaries = b
		}
	}
}
