package pack

import (
	"fmt"
	"slices"
	"strings"
)

// checkPlaces checks the places of a sentence in every language: that they can be read, and are among those known, if any are. What
// else must hold of one is asked of more.
func (d *document) checkPlaces(path, what string, t Text, known []string, more func(at string, s sentence)) {
	for _, l := range d.languages {
		at := d.inLanguage(path, l)
		s, err := parseSentence(t[l])
		if err != nil {
			d.fault(at, fmt.Sprintf("the %s can not be filled in: %v", what, err), "write {count}, {count|worker|workers}, and [ ] around what may be left out")
			continue
		}
		for _, name := range sorted(s.places(true)) {
			if known != nil && !slices.Contains(known, name) {
				d.fault(at, fmt.Sprintf("unknown place {%s} in the %s", shorten(name), what), d.didYouMean(name, known))
			}
		}
		if more != nil {
			more(at, s)
		}
	}
}

// inLanguage is where a text stands in a language: on a line of its own, or with the others.
func (d *document) inLanguage(path, language string) string {
	if d.has(path + "." + language) {
		return path + "." + language
	}
	return path
}

// checkForms checks a unit: one form, or the singular and the plural.
func (d *document) checkForms(path string, unit Text) {
	for _, l := range d.languages {
		forms := strings.Split(unit[l], "|")
		if len(forms) > 2 || len(forms) == 2 && (forms[0] == "" || forms[1] == "") {
			d.fault(d.inLanguage(path, l), fmt.Sprintf("unit %q is not in two forms", shorten(unit[l])), "write the singular and the plural as day|days, or one form for both")
		}
	}
}

// Places are the values that a text names in any language.
func (t Text) Places() []string {
	names := map[string]bool{}
	for l := range t {
		s, _ := parseSentence(t[l])
		for name := range s.places(true) {
			names[name] = true
		}
	}
	return sorted(names)
}
