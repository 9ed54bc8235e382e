package pack

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// Drawing is what a dossier draws of an employer: curves beside what is usual among its peers, or places on a map (drawing/*.yaml with
// drawing/*.sql). The query reads cohort(entity_id, as_of) as a feature family's does, uses only what was known by then, and gives rows with
// entity_id, as_of and the columns of Columns.
type Drawing struct {
	ID      string   `yaml:"drawing"`
	Shows   string   `yaml:"shows"` // curves or places
	Meaning Text     `yaml:"meaning"`
	Reads   []string `yaml:"reads"` // sources, contract views, and derived tables as derived.<id>
	Curves  []Curve  `yaml:"curves"`

	SQL  string `yaml:"-"`
	File string `yaml:"-"` // the .sql, for messages
	Pos  Pos    `yaml:"-"`
}

// Curve is one value of an employer over time.
type Curve struct {
	Name    string `yaml:"name"`
	Meaning Text   `yaml:"meaning"`
	Unit    Text   `yaml:"unit"`

	Pos Pos `yaml:"-"`
}

// What a drawing shows.
const (
	Curves = "curves" // a row is a period of an employer
	Places = "places" // a row is a place of an employer
)

// Columns are those that the query gives besides entity_id and as_of. Of a curve these are its own value and its peers' lower quartile, median
// and upper quartile: NULL is not available, never zero.
func (d *Drawing) Columns() []string {
	if d.Shows == Places {
		return []string{"place", "kind", "lat", "lon", "from_on", "to_on", "source_ref"}
	}
	columns := []string{"period_on", "peers"} // how many employers the quartiles are of
	for _, c := range d.Curves {
		columns = append(columns, c.Name, c.Name+"_low", c.Name+"_mid", c.Name+"_high")
	}
	return columns
}

func (r *reader) readDrawings() {
	for _, file := range r.in("drawing", ".yaml") {
		x := Drawing{File: strings.TrimSuffix(file, ".yaml") + ".sql"}
		d := newDocument(file, r.pack.Languages)
		if !r.load(d) {
			continue
		}
		d.decode(d.root, reflect.ValueOf(&x).Elem(), "")
		checkID(d, "drawing", &x.ID)
		checkDrawing(d, &x)
		x.SQL = r.queryBeside(d, "drawing", x.File, "write the query whose rows are drawn")
		r.pack.Drawings = append(r.pack.Drawings, x)
	}
	r.strays("drawing")
}

func checkDrawing(d *document, x *Drawing) {
	d.need("meaning", x.Meaning, "write what is drawn")
	if len(x.Reads) == 0 {
		d.fault("reads", "reads is missing", "list the sources, contract views and derived tables that the query names")
	}
	d.once("reads", "reads", x.Reads)
	if x.Shows == "" {
		d.fault("shows", "shows is missing", "write curves or places")
	}
	d.oneOf("shows", x.Shows, []string{Curves, Places})
	if x.Shows == Curves && len(x.Curves) == 0 {
		d.fault("curves", "curves is missing", "list those that the query gives, each with its peers' quartiles: name, name_low, name_mid, name_high")
	}
	if x.Shows == Places && len(x.Curves) > 0 {
		d.fault("curves", "a drawing of places has no curves", "leave them out, or write shows: curves")
	}
	taken := []string{"entity_id", "as_of", "period_on", "peers"}
	for i := range x.Curves {
		c, at := &x.Curves[i], fmt.Sprintf("curves[%d]", i)
		checkColumnName(d, at+".name", c.Name, cohortKey, "")
		if slices.Contains(taken, c.Name) {
			d.fault(at+".name", fmt.Sprintf("%q is taken", c.Name), "choose another name")
		}
		taken = append(taken, c.Name)
		d.need(at+".meaning", c.Meaning, "write what the curve shows")
		d.need(at+".unit", c.Unit, "write what it counts")
	}
}
