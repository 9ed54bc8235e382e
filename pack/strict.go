package pack

import (
	"reflect"
)

// Document is a YAML file that another room reads as strictly as a pack's own: unknown keys, values of the wrong form and
// keys written twice are faults with a line and a way out, and what is found later can still be pointed at.
type Document struct{ d *document }

// Decode fills the struct that v points at by its yaml tags. What was wrong stands in Faults; the struct holds what could
// be read.
func Decode(file string, content []byte, languages []string, v any) *Document {
	d := newDocument(file, languages)
	if d.parse(content) {
		d.decode(d.root, reflect.ValueOf(v).Elem(), "")
	} else {
		d.root = nil
	}
	return &Document{d}
}

// Read tells whether there was something to check: a file that is no YAML has its one fault already.
func (d *Document) Read() bool { return d.d.root != nil }

// Has tells whether the file gives a value at the path, such as compare[2].levels.
func (d *Document) Has(path string) bool { return d.d.has(path) }

// Fault notes what is wrong at a path, unless the value there could not be read in the first place.
func (d *Document) Fault(path, what, wayOut string) { d.d.fault(path, what, wayOut) }

// Unknown notes a name that is none of the known ones, with the nearest of them as the way out.
func (d *Document) Unknown(path, what, name string, known []string) {
	d.d.fault(path, "unknown "+what+" \""+shorten(name)+"\"", d.d.didYouMean(name, known))
}

// Say is a path as people read it.
func (d *Document) Say(path string) string { return d.d.say(path) }

// Faults are all that was found, by line.
func (d *Document) Faults() Faults {
	d.d.faults.Sort()
	return d.d.faults
}
