package pack

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// What a pack's files say of each other: which family reads which register, which model uses which feature, and
// whether its purpose may.

// checkAcross checks the families against the sources. It is called last, when all are known.
func (r *reader) checkAcross() {
	known := r.readable()
	for i := range r.pack.Families {
		f := &r.pack.Families[i]
		r.checkReads(f, known)
		if f.SQL != "" {
			r.checkTables(f, known)
		}
	}
}

func (r *reader) checkReads(f *Family, known map[string]bool) {
	d := r.docs[strings.TrimSuffix(f.File, ".sql")+".yaml"]
	for i, name := range f.Reads {
		if !known[name] {
			d.fault(fmt.Sprintf("reads[%d]", i), fmt.Sprintf("%s reads the unknown source %q", f.ID, shorten(name)), d.didYouMean(name, sorted(known)))
		}
	}
}

// checkTables holds reads against the tables that the query names. Were they to differ, a purpose could be passed by.
func (r *reader) checkTables(f *Family, known map[string]bool) {
	d := r.docs[strings.TrimSuffix(f.File, ".sql")+".yaml"]
	named, listed := map[string]bool{}, map[string]bool{}
	for _, name := range f.Reads {
		listed[name] = true
	}
	for _, t := range tablesIn(f.SQL) {
		named[t.text] = true
		if known[t.text] && !listed[t.text] {
			r.fault(Pos{f.File, t.line}, fmt.Sprintf("the query reads %q, which %s does not list", t.text, d.file), "add it to reads: by it the purpose is checked")
		}
	}
	for i, name := range f.Reads {
		if known[name] && !named[name] {
			d.fault(fmt.Sprintf("reads[%d]", i), fmt.Sprintf("%s lists %q, which the query does not read", f.ID, name), "delete it from reads")
		}
	}
	if !named["cohort"] {
		r.fault(Pos{f.File, 1}, "the query does not read cohort", "begin FROM cohort c and LEFT JOIN what was known: one row for each entity_id and as_of")
	}
}

// readable are the sources and the contract's views. A source is known by its file's name too, so that one mistake there
// is not told again by everyone who reads it.
func (r *reader) readable() map[string]bool {
	known := words(strings.Join(viewNames(), " "))
	for _, s := range r.pack.Sources {
		known[s.ID] = !tables[s.ID] || known[s.ID]
	}
	for _, file := range r.in("source", ".yaml") {
		known[base(file)] = !tables[base(file)]
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
		if !r.broken["feature/"+family+".yaml"] && !slices.Contains(r.files, "feature/"+family+".sql") {
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
