package pack

import (
	"fmt"
	"slices"
	"strings"
)

// checkPurpose holds a model to purpose limitation (GDPR, article 5(1)(b)): what a register was opened for is all that it
// is used for. A model reads the sources of its families, and through the contract's views those that the views read;
// its cohort and its label always read inspection and entity.
func (r *reader) checkPurpose(d *document, m *Model, chosen map[string]*Feature) {
	if m.Purpose == "" {
		d.fault("purpose", "purpose is missing", "write what the model is for, as its sources' purposes say it")
		return
	}
	told := map[string]bool{}
	for _, u := range r.uses(chosen) {
		i := slices.IndexFunc(r.pack.Sources, func(s Source) bool { return s.ID == u.source })
		if i < 0 || told[u.source] {
			continue
		}
		if s := r.pack.Sources[i]; len(s.Purposes) > 0 && !slices.Contains(s.Purposes, m.Purpose) {
			told[u.source] = true
			d.fault("purpose", fmt.Sprintf("purpose %q is not allowed by source %s, which is read by %s", shorten(m.Purpose), s.ID, u.by),
				purposeWayOut(m.Purpose, s))
		}
	}
}

func purposeWayOut(purpose string, s Source) string {
	if near := nearest(purpose, s.Purposes); near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return fmt.Sprintf("it allows %s; leave its features out, or obtain a legal basis and add the purpose to source/%s.yaml",
		strings.Join(s.Purposes, ", "), s.ID)
}

// use is a source that a model reads, and what reads it.
type use struct{ source, by string }

func (r *reader) uses(chosen map[string]*Feature) []use {
	var found []use
	for _, f := range r.pack.Families {
		if !slices.ContainsFunc(sorted(chosen), func(name string) bool { return strings.HasPrefix(name, f.ID+".") }) {
			continue
		}
		if f.ID == indicatorFamily {
			found = append(found, r.indicatorUses(chosen)...)
			continue
		}
		for _, name := range f.Reads {
			found = append(found, r.behind(name, "family "+f.ID)...)
		}
	}
	found = append(found, r.behind("inspection", "its label")...)
	return append(found, r.behind("entity", "its cohort")...)
}

// indicatorUses are the sources of the indicators that a model uses; it counts all that fire with any of them.
func (r *reader) indicatorUses(chosen map[string]*Feature) []use {
	var found []use
	for _, x := range r.pack.Indicators {
		if chosen[indicatorFamily+"."+x.ID] == nil && chosen[indicatorFamily+"."+firedColumn] == nil {
			continue
		}
		for _, name := range x.Reads {
			found = append(found, r.behind(name, "indicator "+x.ID)...)
		}
	}
	return found
}

// behind are the sources that are read when a name is: itself, or those of a view or a derived table.
func (r *reader) behind(name, by string) []use { return r.behindOf(name, by, map[string]bool{}) }

func (r *reader) behindOf(name, by string, seen map[string]bool) []use {
	if seen[name] {
		return nil
	}
	seen[name] = true
	for _, c := range r.pack.Contract {
		if c.View != name {
			continue
		}
		var found []use
		for _, t := range tablesIn(c.SQL) {
			found = append(found, use{t.text, fmt.Sprintf("%s through the view %s", by, name)})
		}
		return found
	}
	for i := range r.pack.Derives {
		t := &r.pack.Derives[i]
		if t.Table() != name {
			continue
		}
		var found []use
		for _, below := range t.Reads {
			found = append(found, r.behindOf(below, fmt.Sprintf("%s through %s", by, name), seen)...)
		}
		return found
	}
	for i := range r.pack.Matches {
		if m := &r.pack.Matches[i]; m.Table() == name {
			var found []use
			for _, below := range m.Reads {
				found = append(found, use{below, fmt.Sprintf("%s through %s", by, name)})
			}
			return found
		}
	}
	return []use{{name, by}}
}

// Behind are the registers that are read when these names are: themselves, or those of a view or a derived table, in the order of the pack.
func (p *Pack) Behind(reads []string) (registers []string) {
	r, read := &reader{pack: p}, map[string]bool{}
	for _, name := range reads {
		for _, u := range r.behind(name, "") {
			read[u.source] = true
		}
	}
	for i := range p.Sources {
		if read[p.Sources[i].ID] {
			registers = append(registers, p.Sources[i].ID)
		}
	}
	return registers
}

// checkMatching refuses to hold registers against each other that no purpose allows to be used together. A model is checked
// by its own purpose; a derived table and an indicator are a use by themselves.
func (r *reader) checkMatching() {
	for i := range r.pack.Matches {
		m := &r.pack.Matches[i]
		r.checkCommonPurpose(r.docs[m.YAML()], "match "+m.ID, m.Reads)
	}
	for i := range r.pack.Derives {
		t := &r.pack.Derives[i]
		r.checkCommonPurpose(r.docs[strings.TrimSuffix(t.File, ".sql")+".yaml"], t.Table(), t.Reads)
	}
	for i := range r.pack.Indicators {
		x := &r.pack.Indicators[i]
		r.checkCommonPurpose(r.docs[x.File], "indicator "+x.ID, x.Reads)
	}
}

func (r *reader) checkCommonPurpose(d *document, what string, reads []string) {
	var common []string
	var told []string
	for _, name := range reads {
		for _, u := range r.behind(name, what) {
			i := slices.IndexFunc(r.pack.Sources, func(s Source) bool { return s.ID == u.source })
			if i < 0 || len(r.pack.Sources[i].Purposes) == 0 || slices.Contains(told, u.source) {
				continue
			}
			s := &r.pack.Sources[i]
			if told == nil {
				common = s.Purposes
			} else {
				common = slices.DeleteFunc(slices.Clone(common), func(p string) bool { return !slices.Contains(s.Purposes, p) })
			}
			told = append(told, u.source)
			if len(common) == 0 {
				d.fault("reads", fmt.Sprintf("no purpose allows %s to use %s together", what, strings.Join(told, ", ")),
					fmt.Sprintf("leave source %s out, which allows %s; or obtain a legal basis and add the purpose to source/%s.yaml", s.ID, strings.Join(s.Purposes, ", "), s.ID))
				return
			}
		}
	}
}
