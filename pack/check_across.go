package pack

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// What a pack's files say of each other: which query reads which register, which model uses which feature, and
// whether its purpose may.

// question is a query of the pack with what its .yaml says that it reads.
type question struct {
	what, id  string // what it is called; its id
	reads     []string
	sql, file string
	doc       string // the .yaml; beside the file unless said
}

// checkAcross checks the queries against the sources. It is called last, when all are known.
func (r *reader) checkAcross() {
	known := r.readable()
	for i := range r.pack.Families {
		f := &r.pack.Families[i]
		if f.Builtin {
			continue
		}
		q := question{what: "family " + f.ID, id: f.ID, reads: f.Reads, sql: f.SQL, file: f.File}
		if named := r.checkReads(q, known); f.SQL != "" && !named["cohort"] {
			r.fault(Pos{f.File, 1}, "the query does not read cohort", "begin FROM cohort c and LEFT JOIN what was known: one row for each entity_id and as_of")
		}
	}
	for i := range r.pack.Drawings {
		x := &r.pack.Drawings[i]
		q := question{what: "drawing " + x.ID, id: x.ID, reads: x.Reads, sql: x.SQL, file: x.File}
		if named := r.checkReads(q, known); x.SQL != "" && !named["cohort"] {
			r.fault(Pos{x.File, 1}, "the query does not read cohort", "begin FROM cohort AS c: it says of whom is asked, and as of when")
		}
	}
	r.checkMatches()
	r.checkDerives(known)
	r.checkIndicators(known)
	r.checkMatching()
}

// checkReads holds what a query reads against what there is, and reads against the tables that it names: were they to
// differ, a purpose could be passed by. It returns the names.
func (r *reader) checkReads(q question, known map[string]bool) map[string]bool {
	d := r.docs[cmp.Or(q.doc, strings.TrimSuffix(q.file, ".sql")+".yaml")]
	for i, name := range q.reads {
		switch {
		case r.forReview(name):
			d.fault(fmt.Sprintf("reads[%d]", i), fmt.Sprintf("%s reads %q, which is for people alone (use: review)", q.id, name), reviewWayOut)
		case !known[name]:
			d.fault(fmt.Sprintf("reads[%d]", i), fmt.Sprintf("%s reads the unknown source %q", q.id, shorten(name)), d.didYouMean(name, sorted(known)))
		}
	}
	if q.sql == "" {
		return nil
	}
	named := map[string]bool{}
	for _, t := range tablesIn(q.sql) {
		named[t.text] = true
		schema, table, qualified := strings.Cut(t.text, ".")
		switch {
		case known[t.text] && !slices.Contains(q.reads, t.text):
			r.fault(Pos{q.file, t.line}, fmt.Sprintf("the query reads %q, which %s does not list", t.text, d.file), "add it to reads: by it the purpose is checked")
		case r.forReview(t.text) && !slices.Contains(q.reads, t.text):
			r.fault(Pos{q.file, t.line}, fmt.Sprintf("the query reads %q, which is for people alone (use: review)", t.text), reviewWayOut)
		case r.forReview(t.text): // said of reads
		case qualified && schema+"." == resolvedSchema && !known[t.text]:
			r.fault(Pos{q.file, t.line}, fmt.Sprintf("the query reads %q, and there is no match/%s.yaml", shorten(t.text), shorten(table)), d.didYouMean(t.text, r.resolved()))
		case qualified && schema+"." == resolvedSchema:
		case qualified && schema+"." != derivedSchema:
			r.fault(Pos{q.file, t.line}, fmt.Sprintf("the query reads %q", shorten(t.text)), fmt.Sprintf("write %s: by this name its knowledge dates and purpose are kept", shorten(table)))
		case qualified && !known[t.text]:
			r.fault(Pos{q.file, t.line}, fmt.Sprintf("the query reads %q, and there is no derive/%s.yaml", shorten(t.text), shorten(table)), d.didYouMean(t.text, r.derived()))
		}
	}
	for i, name := range q.reads {
		if known[name] && !named[name] {
			d.fault(fmt.Sprintf("reads[%d]", i), fmt.Sprintf("%s lists %q, which the query does not read", q.id, name), "delete it from reads")
		}
	}
	return named
}

// derived are the names of the derived tables.
func (r *reader) derived() []string {
	var names []string
	for _, file := range r.in("derive", ".yaml") {
		names = append(names, derivedSchema+base(file))
	}
	if r.pack.Network != nil {
		for i := range r.pack.Network.Patterns {
			names = append(names, r.pack.Network.Patterns[i].Table())
		}
	}
	return names
}

// readable are the sources, the contract's views and the derived tables. They are known by their file's name, so that one
// mistake there is not told again by everyone who reads it.
func (r *reader) readable() map[string]bool {
	known := words(strings.Join(viewNames(), " "))
	for _, s := range r.pack.Sources {
		known[s.ID] = !tables[s.ID] || known[s.ID]
	}
	for _, file := range r.in("source", ".yaml") {
		known[base(file)] = !tables[base(file)]
	}
	for _, name := range append(r.derived(), r.resolved()...) {
		known[name] = true
	}
	return known
}

// checkSelect resolves the features of a model, and notes those that are none.
func (r *reader) checkSelect(d *document, s *Select) map[string]*Feature {
	chosen := map[string]*Feature{}
	if len(s.Of) == 0 {
		d.fault("features.of", "features.of is missing", "list families, or single columns as family.column")
		return chosen
	}
	for i, name := range s.Of {
		at := fmt.Sprintf("features.of[%d]", i)
		maps.Copy(chosen, r.resolve(d, at, name))
	}
	d.once("features.of", "features.of", s.Of)
	before := len(chosen)
	for i, name := range s.Except {
		at := fmt.Sprintf("features.except[%d]", i)
		had := len(chosen)
		out := r.resolve(d, at, name)
		for key := range out {
			delete(chosen, key)
		}
		if len(out) > 0 && len(chosen) == had {
			d.fault(at, fmt.Sprintf("except %q takes nothing out", shorten(name)), "delete it, or list its family in of")
		}
	}
	if before > 0 && len(chosen) == 0 {
		d.fault("features.except", "except leaves no feature", "take out fewer")
	}
	return chosen
}

// resolve gives the features that a name stands for: a family's, or one. A family's dates are not among them. Of a family
// whose file is broken or missing that is said already.
func (r *reader) resolve(d *document, at, name string) map[string]*Feature {
	found := map[string]*Feature{}
	family, column, single := strings.Cut(name, ".")
	i := slices.IndexFunc(r.pack.Families, func(f Family) bool { return f.ID == family || base(f.File) == family })
	if i < 0 {
		switch known := r.broken["feature/"+family+".yaml"] || slices.Contains(r.files, "feature/"+family+".sql"); {
		case family == indicatorFamily:
			d.fault(at, "the pack has no indicators", "delete it, or write one with `vigie new indicator`")
		case family == networkFamily:
			d.fault(at, "the pack has no network.yaml", "delete it, or write one")
		case !known:
			d.fault(at, fmt.Sprintf("unknown feature family %q", shorten(family)), d.didYouMean(family, r.familyNames()))
		}
		return found
	}
	f := &r.pack.Families[i]
	for j := range f.Features {
		x := &f.Features[j]
		switch {
		case single && x.Name != column:
		case x.Type != "date":
			found[family+"."+x.Name] = x
		case single:
			d.fault(at, fmt.Sprintf("feature %q is a date", shorten(name)), "a date serves only as the date of others; count the days since in the query")
			return found
		}
	}
	if single && len(found) == 0 {
		d.fault(at, fmt.Sprintf("unknown feature %q", shorten(name)), d.didYouMean(name, featureNames(f)))
	}
	return found
}

func featureNames(f *Family) []string {
	var names []string
	for _, x := range f.Features {
		if x.Type != "date" {
			names = append(names, f.ID+"."+x.Name)
		}
	}
	return names
}

func (r *reader) familyNames() []string {
	var names []string
	for _, f := range r.pack.Families {
		names = append(names, f.ID)
	}
	return names
}

// checkMonotone checks that a direction is asked only of an ordered feature that the model uses.
func (r *reader) checkMonotone(d *document, m *Model, chosen map[string]*Feature) {
	if m.Learner.Kind == "logistic" && len(m.Learner.Monotone) > 0 {
		d.fault("learner.monotone", "monotone is not kept by kind: logistic", "write kind: boosting, or delete monotone")
	}
	known := sorted(chosen)
	for _, name := range sorted(m.Learner.Monotone) {
		at := "learner.monotone." + name
		x, used := chosen[name]
		switch {
		case !used && len(chosen) > 0:
			d.fault(at, fmt.Sprintf("monotone names %q, which is no feature of the model", shorten(name)), d.didYouMean(name, known))
		case used && x.Type == "category":
			d.fault(at, fmt.Sprintf("monotone names %q, which is a category", name), "only what is ordered can rise; delete it")
		}
		if way := m.Learner.Monotone[name]; way != 1 && way != -1 {
			d.fault(at, fmt.Sprintf("monotone of %q is %d", shorten(name), way), "write 1 if the score may only rise with it, -1 if it may only fall")
		}
	}
}

// sorted are a map's keys in order.
func sorted[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
