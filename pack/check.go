package pack

import (
	"fmt"
	"path"
	"regexp"
	"strconv"
	"strings"
)

var (
	idForm    = regexp.MustCompile(`^[a-z][a-z0-9_-]{0,62}$`)
	tableForm = regexp.MustCompile(`^[a-z][a-z0-9_]{0,62}$`) // what SQL reads without quotes
)

// checkID checks the id a file gives itself. What has none takes its file's name, so that others find it.
func checkID(d *document, key string, id *string) {
	name := base(d.file)
	form, wants := tableForm, "small letters, digits and _"
	if key == "model" || key == "indicator" {
		form, wants = idForm, "small letters, digits, _ and -"
	}
	if key == "indicator" {
		name = path.Base(path.Dir(d.file))
	}
	switch {
	case *id == "":
		d.fault(key, fmt.Sprintf("%s is missing", key), fmt.Sprintf("write %s: %s", key, name))
		*id = name
	case !form.MatchString(*id):
		d.fault(key, fmt.Sprintf("%s %q is no name", key, shorten(*id)), fmt.Sprintf("begin with a letter and use %s, at most 63", wants))
	case *id != name && key == "indicator":
		d.fault(key, fmt.Sprintf("%s %q stands in the folder of %q", key, *id, name), "give both the same name")
	case *id != name:
		d.fault(key, fmt.Sprintf("%s %q stands in the file of %q", key, *id, name), "give both the same name")
	}
}

// need notes a text that is missing altogether, or in one of the pack's languages.
func (d *document) need(path string, t Text, why string) {
	if len(t) == 0 {
		d.fault(path, leaf(path)+" is missing"+d.in(parent(path)), why)
		return
	}
	d.complete(path, t)
}

// complete notes the languages in which a text is not given.
func (d *document) complete(path string, t Text) {
	var missing []string
	for _, l := range d.languages {
		if t[l] == "" && !d.bad[path+"."+l] {
			missing = append(missing, l)
		}
	}
	if len(t) > 0 && len(missing) > 0 {
		d.fault(path, fmt.Sprintf("%s is not given in %s", d.say(path), strings.Join(missing, ", ")),
			fmt.Sprintf("write it as {%s}", strings.Join(each(d.languages, "%s: …"), ", ")))
	}
}

// oneOf notes a word that is not among those known. An empty one passes.
func (d *document) oneOf(path, word string, known []string) bool {
	if word == "" {
		return true
	}
	for _, k := range known {
		if word == k {
			return true
		}
	}
	d.fault(path, fmt.Sprintf("unknown %s %q", leaf(path), shorten(word)), d.didYouMean(word, known))
	return false
}

// between notes a number that is given and out of its range.
func (d *document) between(path string, value, low, high float64) {
	if d.has(path) && (value < low || value > high) {
		d.fault(path, fmt.Sprintf("%s is %s", d.say(path), plain(value)), fmt.Sprintf("it goes from %s to %s", plain(low), plain(high)))
	}
}

// plain writes a number without an exponent.
func plain(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// leaf is the last key of a path; of an item of a list, what one is called.
func leaf(path string) string {
	path = path[strings.LastIndex(path, ".")+1:]
	if i := strings.IndexByte(path, '['); i > 0 {
		return strings.TrimSuffix(path[:i], "s")
	}
	return path
}

func each(words []string, form string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = fmt.Sprintf(form, w)
	}
	return out
}
