package pack

import (
	"fmt"
	"io/fs"
	"path"
	"reflect"
	"slices"
	"strings"
)

// Read reads a pack and checks it. It returns what could be read and every fault, sorted by file and line; the pack
// may be used only if there are none. It never returns a nil pack, and no folder makes it fail or run for long.
func Read(fsys fs.FS) (*Pack, Faults) {
	r := &reader{fsys: fsys, pack: &Pack{}, docs: map[string]*document{}, broken: map[string]bool{}}
	r.list()
	r.readPack()
	r.readSources()
	r.readContract()
	r.readMatches()
	r.readDerives()
	r.readIndicators()
	r.readNetwork()
	r.readFamilies()
	r.readModels()
	r.readDrawings()
	r.readMethodologies()
	r.readCasework()
	r.readBoundaries()
	r.checkAcross()
	for _, d := range r.docs {
		r.faults = append(r.faults, d.faults...)
	}
	r.faults.Sort()
	return r.pack, r.faults
}

// reader is one reading of one folder.
type reader struct {
	fsys   fs.FS
	pack   *Pack
	files  []string             // all of the pack, sorted
	docs   map[string]*document // by file
	broken map[string]bool      // files that could not be read; what is said of them elsewhere is not held against it
	faults Faults
}

func (r *reader) readPack() {
	const file = "pack.yaml"
	if !slices.Contains(r.files, file) {
		r.fault(Pos{File: file}, "there is no pack.yaml", "write one with pack, version, name, languages, time_zone and unit; docs/packs.md shows how")
		r.broken[file] = true
		return
	}
	// The languages are needed to read the texts, and so are read before the rest.
	var head struct {
		Languages []string `yaml:"languages"`
	}
	d := newDocument(file, nil)
	if !r.load(d) {
		return
	}
	for i := 0; i+1 < len(d.root.Content); i += 2 {
		if d.root.Content[i].Value == "languages" {
			newDocument(file, nil).decode(d.root.Content[i+1], reflect.ValueOf(&head.Languages).Elem(), "languages")
		}
	}
	d.languages = spoken(head.Languages)
	d.decode(d.root, reflect.ValueOf(r.pack).Elem(), "")
	checkPack(d, r.pack)
	r.pack.Languages = d.languages
}

func (r *reader) readSources() {
	for _, file := range r.in("source", ".yaml") {
		var s Source
		d := newDocument(file, r.pack.Languages)
		if !r.load(d) {
			continue
		}
		d.decode(d.root, reflect.ValueOf(&s).Elem(), "")
		checkID(d, "source", &s.ID)
		checkSource(d, &s)
		fillSource(&s)
		r.pack.Sources = append(r.pack.Sources, s)
	}
}

func (r *reader) readContract() {
	for _, v := range Views {
		file := "contract/" + v.Name + ".sql"
		if !slices.Contains(r.files, file) {
			r.fault(Pos{File: file}, fmt.Sprintf("the contract view %q is missing", v.Name),
				"write it; when there is nothing to say, write SELECT … WHERE false")
			continue
		}
		if sql, ok := r.readSQL(file); ok {
			r.pack.Contract = append(r.pack.Contract, Contract{View: v.Name, SQL: sql, File: file})
		}
	}
	slices.SortFunc(r.pack.Contract, func(a, b Contract) int { return strings.Compare(a.View, b.View) })
	for _, file := range r.in("contract", ".sql") {
		if name := base(file); !slices.Contains(viewNames(), name) {
			r.fault(Pos{File: file, Line: 1}, fmt.Sprintf("%q is not a view of the contract", name), didYouMean(name, viewNames()))
		}
	}
}

func (r *reader) readNetwork() {
	const file = "network.yaml"
	if !slices.Contains(r.files, file) {
		return
	}
	n := &Network{}
	d := newDocument(file, r.pack.Languages)
	if !r.load(d) {
		return
	}
	d.decode(d.root, reflect.ValueOf(n).Elem(), "")
	checkNetwork(d, n, r.pack.Positive)
	fillNetwork(d, n)
	r.pack.Network = n
	r.pack.Derives = append(r.pack.Derives, n.derives()...)
}

func (r *reader) readFamilies() {
	for _, file := range r.in("feature", ".yaml") {
		f := Family{File: strings.TrimSuffix(file, ".yaml") + ".sql"}
		d := newDocument(file, r.pack.Languages)
		if !r.load(d) {
			continue
		}
		d.decode(d.root, reflect.ValueOf(&f).Elem(), "")
		checkID(d, "family", &f.ID)
		checkFamily(d, &f)
		f.SQL = r.queryBeside(d, "family", f.File, "write the query that computes the columns of this family")
		r.pack.Families = append(r.pack.Families, f)
	}
	r.strays("feature")
	if len(r.pack.Indicators) > 0 {
		r.pack.Families = append(r.pack.Families, indicators(r.pack.Indicators))
	}
	if r.pack.Network != nil {
		r.pack.Families = append(r.pack.Families, positions())
	}
}

func (r *reader) readModels() {
	for _, file := range r.in("model", ".yaml") {
		m := Model{File: file}
		d := newDocument(file, r.pack.Languages)
		if !r.load(d) {
			continue
		}
		d.decode(d.root, reflect.ValueOf(&m).Elem(), "")
		checkID(d, "model", &m.ID)
		r.checkModel(d, &m)
		fillModel(d, &m)
		r.pack.Models = append(r.pack.Models, m)
	}
}

func (r *reader) fault(at Pos, what, wayOut string) {
	r.faults = append(r.faults, Fault{Pos: at, What: what, WayOut: wayOut})
}

// base is a file's name without folder and ending: the id it must bear.
func base(file string) string {
	return strings.TrimSuffix(path.Base(file), path.Ext(file))
}

func viewNames() []string {
	var names []string
	for _, v := range Views {
		names = append(names, v.Name)
	}
	return names
}
