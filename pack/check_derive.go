package pack

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
)

var deriveKinds = []string{Dated, Delta}

func (r *reader) readDerives() {
	for _, file := range r.in("derive", ".yaml") {
		t := Derive{File: strings.TrimSuffix(file, ".yaml") + ".sql"}
		d := newDocument(file, r.pack.Languages)
		if !r.load(d) {
			continue
		}
		d.decode(d.root, reflect.ValueOf(&t).Elem(), "")
		checkID(d, "derive", &t.ID)
		checkDerive(d, &t)
		t.SQL = r.queryBeside(d, "derive", t.File, "write the query whose rows are the table")
		r.pack.Derives = append(r.pack.Derives, t)
	}
	r.strays("derive")
}

// queryBeside reads the query that belongs to a .yaml.
func (r *reader) queryBeside(d *document, key, file, wayOut string) string {
	if !slices.Contains(r.files, file) {
		d.fault(key, fmt.Sprintf("%s is missing", file), wayOut)
		return ""
	}
	sql, _ := r.readSQL(file)
	return sql
}

// strays are queries of a folder that no .yaml tells about.
func (r *reader) strays(folder string) {
	for _, file := range r.in(folder, ".sql") {
		beside := strings.TrimSuffix(file, ".sql") + ".yaml"
		if !slices.Contains(r.files, beside) {
			r.fault(Pos{File: file, Line: 1}, "there is no "+beside+" beside it", "say there what it gives, or delete the query")
		}
	}
}

func checkDerive(d *document, t *Derive) {
	if keywords[t.ID] {
		d.fault("derive", fmt.Sprintf("derive %q is a word of SQL", t.ID), "choose another name")
	}
	d.need("meaning", t.Meaning, "write what one row is")
	if t.Kind == "" {
		d.fault("kind", "kind is missing", "write dated, if a row holds from known_on until known_until; or delta, if rows add up from known_on on")
	}
	d.oneOf("kind", t.Kind, deriveKinds)
	if len(t.Reads) == 0 {
		d.fault("reads", "reads is missing", "list the sources, contract views and derived tables that the query names: by them the purpose is checked")
	}
	d.once("reads", "reads", t.Reads)
}

// checkDerives holds the tables against what they read, and puts them in the order of their computation.
func (r *reader) checkDerives(known map[string]bool) {
	for i := range r.pack.Derives {
		t := &r.pack.Derives[i]
		r.checkReads(question{what: t.Table(), id: t.ID, reads: t.Reads, sql: t.SQL, file: t.File}, known)
	}
	sortedDerives, circles := ordered(r.pack.Derives)
	for id, way := range circles {
		d := r.docs["derive/"+id+".yaml"]
		if d == nil {
			continue // its id is not its file's, which is said already
		}
		d.fault("reads", fmt.Sprintf("derived.%s is read on the way to itself: %s", id, strings.Join(way, " reads ")),
			"take one of them out of the circle: what both need is a table of its own")
	}
	r.pack.Derives = sortedDerives
}
