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
		for _, name := range f.Reads {
			found = append(found, use{name, "family " + f.ID})
			found = append(found, r.throughView(name, "family "+f.ID)...)
		}
	}
	found = append(found, r.throughView("inspection", "its label")...)
	return append(found, r.throughView("entity", "its cohort")...)
}

// throughView are the sources behind a view of the contract.
func (r *reader) throughView(view, by string) []use {
	var found []use
	for _, c := range r.pack.Contract {
		if c.View != view {
			continue
		}
		for _, t := range tablesIn(c.SQL) {
			found = append(found, use{t.text, fmt.Sprintf("%s through the view %s", by, view)})
		}
	}
	return found
}
