package pack

import (
	"fmt"
	"slices"
	"strings"
)

var (
	featureTypes = []string{"number", "integer", "boolean", "category", "date"}
	placeholders = []string{"value", "peer", "unit", "date"}
	cohortKey    = words("entity_id as_of")
)

// checkFamily checks what a family says of its columns.
func checkFamily(d *document, f *Family) {
	if keywords[f.ID] {
		d.fault("family", fmt.Sprintf("family %q is a word of SQL", f.ID), "choose another name")
	}
	d.need("meaning", f.Meaning, "write what the columns have in common")
	if len(f.Reads) == 0 {
		d.fault("reads", "reads is missing", "list the sources and contract views that the query names: by them the purpose is checked")
	}
	d.once("reads", "reads", f.Reads)
	if len(f.Features) == 0 {
		d.fault("columns", "columns is missing", "list those that the query gives, besides entity_id and as_of")
	}
	seen := map[string]int{}
	for i := range f.Features {
		x, at := &f.Features[i], fmt.Sprintf("columns[%d]", i)
		checkColumnName(d, at+".name", x.Name, cohortKey, "")
		if line, again := seen[x.Name]; again && x.Name != "" {
			d.fault(at+".name", fmt.Sprintf("column %q stands twice", x.Name), fmt.Sprintf("it stands on line %d already", line))
		}
		seen[x.Name] = x.Pos.Line
		if x.Type == "" {
			d.fault(at+".type", fmt.Sprintf("type is missing of column %q", x.Name), "write one of "+strings.Join(featureTypes, ", "))
		}
		if d.oneOf(at+".type", x.Type, featureTypes) && x.Type != "" {
			checkFeature(d, at, f, x)
		}
	}
}

// checkFeature checks that a reader of a reason will know what the value says, and what its absence does. A date serves
// only as the date of another column, and needs no more than a meaning.
func checkFeature(d *document, at string, f *Family, x *Feature) {
	d.need(at+".meaning", x.Meaning, "write what was known of the entity, so that an inspector can check it")
	checkUnit(d, at+".unit", x)
	if x.Type != "date" {
		d.need(at+".missing", x.Missing, "write what no value means: it is not available, never zero")
		checkWindow(d, at+".window", x.Window)
	}
	d.complete(at+".sentence", x.Sentence)
	checkSentence(d, at, x)
	for i, t := range x.Innocent {
		d.need(fmt.Sprintf("%s.innocent[%d]", at, i), t, "write an explanation without fault")
	}
	if x.Date != "" {
		checkFeatureDate(d, at+".date", f, x)
	}
}

// checkUnit wants a unit of what is counted or measured. An empty one says that there is none.
func checkUnit(d *document, at string, x *Feature) {
	switch number := x.Type == "number" || x.Type == "integer"; {
	case d.has(at) && x.Unit.In() == "":
	case number:
		d.need(at, x.Unit, `write what it counts, such as workers or days; "" if it has none`)
	default:
		d.complete(at, x.Unit)
	}
	d.checkForms(at, x.Unit)
}

func checkWindow(d *document, at, window string) {
	if window == "" {
		d.fault(at, "window is missing"+d.in(parent(at)), "write the time it looks back over: all, or a period such as P365D")
		return
	}
	if _, err := ParsePeriod(window); window != "all" && err != nil {
		d.fault(at, fmt.Sprintf("window %q is neither all nor a period", shorten(window)), "write all, or a period of ISO 8601 such as P365D")
	}
}

// checkSentence checks the places that a reason fills in.
func checkSentence(d *document, at string, x *Feature) {
	d.checkPlaces(at+".sentence", "sentence", x.Sentence, placeholders, func(path string, s sentence) {
		switch {
		case s.places(true)["date"] && x.Date == "":
			d.fault(path, "the sentence has a {date}, and the column has none", "add date: and the column of this family that says since when the value holds")
		case s.places(false)["peer"]:
			d.fault(path, "the sentence has a {peer} outside of [ ]", "put what is said of it between [ ]: it is left out when there is none, or the value is the same")
		}
	})
}

func checkFeatureDate(d *document, at string, f *Family, x *Feature) {
	var dates []string
	for _, other := range f.Features {
		if other.Type == "date" {
			dates = append(dates, other.Name)
		}
		if other.Name == x.Date && other.Type != "date" {
			d.fault(at, fmt.Sprintf("date of %s is %q, which is of type %s", x.Name, x.Date, other.Type), "name a column of type date of this family")
			return
		}
	}
	if !slices.Contains(dates, x.Date) {
		d.fault(at, fmt.Sprintf("date of %s is %q, which is no column of this family", x.Name, shorten(x.Date)), d.didYouMean(x.Date, dates))
	}
}
