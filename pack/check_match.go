package pack

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

var matchUses = []string{UseReview, UseRisk}

func (r *reader) readMatches() {
	for _, file := range r.in("match", ".yaml") {
		m := Match{File: strings.TrimSuffix(file, ".yaml") + ".sql"}
		d := newDocument(file, r.pack.Languages)
		if !r.load(d) {
			continue
		}
		d.decode(ownKeys(d.root, reflect.TypeFor[Match]()), reflect.ValueOf(&m).Elem(), "")
		checkID(d, "match", &m.ID)
		checkMatch(d, &m)
		m.Spec, _ = r.content(file)
		m.SQL = r.queryBeside(d, "match", m.File, "write the query whose rows are the records")
		r.pack.Matches = append(r.pack.Matches, m)
	}
	r.strays("match")
}

// ownKeys is the part of a document that a type reads. The rest of a match is another room's, which knows the keys of all of it.
func ownKeys(root *yaml.Node, t reflect.Type) *yaml.Node {
	own := *root
	own.Content = nil
	for i := 0; i+1 < len(root.Content); i += 2 {
		if slices.Contains(keysOf(t).names, root.Content[i].Value) {
			own.Content = append(own.Content, root.Content[i], root.Content[i+1])
		}
	}
	return &own
}

func checkMatch(d *document, m *Match) {
	if keywords[m.ID] {
		d.fault("match", fmt.Sprintf("match %q is a word of SQL", m.ID), "choose another name")
	}
	d.need("meaning", m.Meaning, "write what one entity is")
	if m.Use == "" {
		d.fault("use", "use is missing", "write risk, if queries read what comes of it: nothing protected is compared then; or review, if only people see it")
	}
	d.oneOf("use", m.Use, matchUses)
	if len(m.Reads) == 0 {
		d.fault("reads", "reads is missing", "list the sources that the query names: by them the purpose is checked")
	}
	d.once("reads", "reads", m.Reads)
}

// CheckDoors finds in a match's query what reads other than a register by its plain name: with a schema before it, or by another way, it
// would pass by what is hidden from a match. Whoever runs the query asks, so that no way to it goes without.
func (m *Match) CheckDoors() Faults {
	faults := checkQuery(Pos{m.File, 1}, m.SQL)
	if len(faults) > 0 {
		return faults
	}
	for _, t := range tablesIn(m.SQL) {
		if at := strings.LastIndexByte(t.text, '.'); at >= 0 {
			faults = append(faults, Fault{Pos{m.File, t.line}, fmt.Sprintf("match %s: the query reads %q", m.ID, shorten(t.text)),
				fmt.Sprintf("write %s: by this name what is protected is hidden", shorten(t.text[at+1:]))})
		}
	}
	return faults
}

// checkMatches holds the queries against the registers. What is computed from them may carry what is protected, and is not there yet.
func (r *reader) checkMatches() {
	known := r.readable()
	for i := range r.pack.Matches {
		m := &r.pack.Matches[i]
		named := r.checkReads(question{what: "match " + m.ID, id: m.ID, reads: m.Reads, sql: m.SQL, file: m.File}, known)
		for _, name := range sorted(named) {
			if schema, _, _ := strings.Cut(name, "."); slices.Contains(viewNames(), name) || schema+"." == derivedSchema || schema+"." == resolvedSchema {
				r.fault(Pos{m.File, 1}, fmt.Sprintf("the query reads %q", name), "read the registers themselves: records are matched before anything is computed from them")
			}
		}
	}
	for _, c := range r.pack.Contract {
		for _, t := range tablesIn(c.SQL) {
			if strings.HasPrefix(t.text, resolvedSchema) {
				r.fault(Pos{c.File, t.line}, fmt.Sprintf("the query reads %q", t.text), "read it in derive/: the contract stands before records are matched")
			}
		}
	}
}

// resolved are the tables of entities that queries may read.
func (r *reader) resolved() []string {
	var names []string
	for i := range r.pack.Matches {
		if m := &r.pack.Matches[i]; m.Use != UseReview {
			names = append(names, m.Table())
		}
	}
	return names
}

// forReview tells that a name is that of entities which only people may see.
func (r *reader) forReview(name string) bool {
	return slices.ContainsFunc(r.pack.Matches, func(m Match) bool { return m.Use == UseReview && m.Table() == name })
}

const reviewWayOut = "read one with use: risk, which compares nothing protected"
