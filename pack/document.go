package pack

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// A pack is written by people and read by people. What is larger or deeper than this is not one, and would let a
// small file keep the reader busy for long.
const (
	maxFileBytes = 1 << 20
	maxDepth     = 32
)

// document is one YAML file while it is read and checked: it remembers on which line each value stands, so that a
// check made long after the decoding can still point at it.
type document struct {
	file      string
	languages []string
	root      *yaml.Node
	lines     map[string]int    // by path, such as columns[2].min
	labels    map[string]string // of a list's items, by path: their name or id
	bad       map[string]bool   // paths at which a fault was found while decoding; checks are silent about them
	faults    Faults
}

func newDocument(file string, languages []string) *document {
	return &document{file: file, languages: languages, lines: map[string]int{}, labels: map[string]string{}, bad: map[string]bool{}}
}

// parse reads the YAML into nodes, and refuses what would be dangerous or unclear in a pack. It tells whether there
// is something to decode.
func (d *document) parse(content []byte) bool {
	if !utf8.Valid(content) {
		d.faultAt(0, "is not UTF-8", "save the file as UTF-8")
		return false
	}
	dec := yaml.NewDecoder(bytes.NewReader(content))
	var doc yaml.Node
	switch err := decodeNode(dec, &doc); {
	case errors.Is(err, io.EOF):
		d.faultAt(1, "is empty", "write its keys, or delete the file")
		return false
	case err != nil:
		line, what := yamlError(err)
		d.faultAt(line, "is not YAML: "+what, "mind indentation, and quote texts that hold “: ” or “ #”")
		return false
	}
	var second yaml.Node
	if err := decodeNode(dec, &second); !errors.Is(err, io.EOF) {
		line := second.Line
		if err != nil {
			line, _ = yamlError(err)
		}
		d.faultAt(line, "holds a second document", "write one document a file: delete the line ---")
		return false
	}
	if len(doc.Content) == 0 {
		d.faultAt(1, "is empty", "write its keys, or delete the file")
		return false
	}
	d.root = doc.Content[0]
	if d.root.Kind != yaml.MappingNode {
		d.faultAt(d.root.Line, "does not consist of keys", "start with lines of the form key: value")
		return false
	}
	return d.plain(d.root, 0)
}

// plain refuses aliases, which can make a small file as large as one likes and hide from a reader what a value is, and
// nesting that no key of a pack needs.
func (d *document) plain(n *yaml.Node, depth int) bool {
	if depth > maxDepth {
		d.faultAt(n.Line, fmt.Sprintf("is nested more than %d deep", maxDepth), "no key of a pack needs this")
		return false
	}
	if n.Kind == yaml.AliasNode {
		d.faultAt(n.Line, fmt.Sprintf("uses the alias *%s", n.Value), "write the value out: packs are read without anchors and aliases")
		return false
	}
	for _, c := range n.Content {
		if !d.plain(c, depth+1) {
			return false
		}
	}
	return true
}

// decodeNode turns a panic of the YAML library into an error: no file may take the reader down.
func decodeNode(dec *yaml.Decoder, n *yaml.Node) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("unreadable: %v", p)
		}
	}()
	return dec.Decode(n)
}

var yamlLine = regexp.MustCompile(`^line (\d+): `)

// yamlError splits the library's message into line and sentence.
func yamlError(err error) (int, string) {
	what := strings.TrimPrefix(err.Error(), "yaml: ")
	m := yamlLine.FindStringSubmatch(what)
	if m == nil {
		return 0, what
	}
	line, _ := strconv.Atoi(m[1])
	return line, what[len(m[0]):]
}

// pos is where the value at a path stands; a value that is not there stands where its parent does.
func (d *document) pos(path string) Pos {
	for path != "" {
		if line, ok := d.lines[path]; ok {
			return Pos{File: d.file, Line: line}
		}
		path = parent(path)
	}
	return Pos{File: d.file, Line: 1}
}

// has tells whether the file gives a value at the path, even a zero one.
func (d *document) has(path string) bool {
	_, ok := d.lines[path]
	return ok
}

// parent is the path without its last key or index.
func parent(path string) string {
	if i := strings.LastIndexAny(path, ".["); i >= 0 {
		return path[:i]
	}
	return ""
}

var index = regexp.MustCompile(`\[(\d+)\]$`)

// say is a path as people read it: columns[2].min is columns.hours.min, or columns.3.min when the item has no name.
func (d *document) say(path string) string {
	if path == "" {
		return ""
	}
	up, last := parent(path), path[len(parent(path)):]
	if m := index.FindStringSubmatch(last); m != nil {
		n, _ := strconv.Atoi(m[1])
		last = cmp.Or(d.labels[path], strconv.Itoa(n+1))
	}
	last = strings.TrimPrefix(last, ".")
	if up == "" {
		return last
	}
	return d.say(up) + "." + last
}

// in says in which part of the file something stands.
func (d *document) in(path string) string {
	if path == "" {
		return ""
	}
	return " in " + d.say(path)
}

// fault notes what is wrong at a path, unless the decoding already found fault with the value there.
func (d *document) fault(path, what, wayOut string) {
	for p := path; p != ""; p = parent(p) {
		if d.bad[p] {
			return
		}
	}
	d.faults = append(d.faults, Fault{Pos: d.pos(path), What: what, WayOut: wayOut})
}

// crowded tells whether a file has so many faults that nobody reads on. Help with each of them would take long.
func (d *document) crowded() bool { return len(d.faults) > 100 }

// didYouMean suggests a name.
func (d *document) didYouMean(name string, known []string) string {
	if d.crowded() {
		return ""
	}
	return didYouMean(name, known)
}

func (d *document) faultAt(line int, what, wayOut string) {
	d.faults = append(d.faults, Fault{Pos: Pos{File: d.file, Line: line}, What: what, WayOut: wayOut})
}
