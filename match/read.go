package match

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"vigie"
	"vigie/pack"
)

// Open reads the spec that stands in a file by itself.
func Open(path string) (*Spec, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, vigie.Errorf(vigie.NotFound, "read match spec: %w", err)
	}
	spec, faults := ReadSpec(filepath.Base(path), content)
	if len(faults) > 0 {
		return nil, faults
	}
	return spec, nil
}

// ReadSpec reads a spec, fills in what it leaves out, and gives every fault with its line and the way out.
func ReadSpec(file string, content []byte) (*Spec, pack.Faults) {
	return readSpec(file, content, nil, func(checker) {})
}

// readSpec asks besides what only a spec of a pack must keep to.
func readSpec(file string, content []byte, languages []string, besides func(checker)) (*Spec, pack.Faults) {
	s := &Spec{}
	d := pack.Decode(file, content, languages, s)
	if !d.Read() {
		return s, d.Faults()
	}
	s.fill(d)
	c := checker{s, d}
	besides(c)
	c.head()
	c.fields()
	c.keys()
	c.rules("block", s.Block)
	if d.Has("train.block") {
		c.rules("train.block", s.Train.Block)
	}
	c.comparisons()
	c.truth()
	return s, d.Faults()
}

func (s *Spec) fill(d *pack.Document) {
	if s.Format.Delimiter == "" {
		s.Format.Delimiter = ","
	}
	for i := range s.Fields {
		if f := &s.Fields[i]; len(f.From) == 0 && len(f.Of) == 0 {
			f.From = []string{f.Name}
		}
	}
	for i := range s.Keys {
		if s.Keys[i].AtMost == 0 {
			s.Keys[i].AtMost = 50
		}
	}
	if len(s.Train.Block) == 0 {
		s.Train.Block = slices.DeleteFunc(slices.Clone(s.Block), func(r string) bool { return strings.Contains(r, "each_word(") })
	}
	def := func(path string, v *int, otherwise int) {
		if !d.Has(path) {
			*v = otherwise
		}
	}
	def("train.sample", &s.Train.Sample, 1_000_000)
	def("train.iterations", &s.Train.Iterations, 200)
	def("max_pairs", &s.MaxPairs, 1_000_000_000)
	for _, v := range []struct {
		path      string
		to        *float64
		otherwise float64
	}{{"train.tolerance", &s.Train.Tolerance, 1e-5}, {"accept", &s.Accept, 0.9}, {"review", &s.Review, min(0.1, max(s.Accept/2, 0.01))}} {
		if !d.Has(v.path) {
			*v.to = v.otherwise
		}
	}
	if !d.Has("review") {
		s.Review = min(s.Review, s.Accept)
	}
}

// checker looks for what is wrong in a spec that could be decoded.
type checker struct {
	s *Spec
	d *pack.Document
}

var idForm = regexp.MustCompile(`^[a-z][a-z0-9_-]*$`)

func (c checker) head() {
	s, d := c.s, c.d
	c.wanted("match", s.ID, "give it a name, the file's own")
	if s.ID != "" && !idForm.MatchString(s.ID) {
		d.Fault("match", fmt.Sprintf("match %q is not a name", s.ID), "use small letters, digits, _ and -")
	}
	c.wanted("id", s.Key, "name the column that tells one record from another")
	switch s.Task {
	case dedupe, link, both:
	case "":
		d.Fault("task", "task is missing", "write dedupe (within one source), link (between two) or both")
	default:
		d.Unknown("task", "task", s.Task, []string{dedupe, link, both})
	}
	if n := len([]rune(s.Format.Delimiter)); n != 1 {
		d.Fault("format.delimiter", fmt.Sprintf("delimiter %q is not one character", s.Format.Delimiter), `write it between quotes: ";"`)
	}
	c.share("accept", s.Accept)
	if d.Has("lambda") {
		c.share("lambda", s.Lambda)
	}
	c.share("review", s.Review)
	if s.Review > s.Accept {
		d.Fault("review", "review is above accept", "pairs between the two are looked at by a person")
	}
	if len(s.Block) == 0 && len(s.Keys) == 0 {
		d.Fault("block", "there is no blocking rule", "write what two records of one entity surely have in common, such as surname and first(postcode, 2)")
	}
	if len(s.Compare) == 0 {
		d.Fault("compare", "nothing is compared", "list the fields with their levels")
	}
	if s.OneToOne && s.Task == dedupe {
		d.Fault("one_to_one", "one_to_one is for two sources", "leave it out, or let the task be link")
	}
}

func (c checker) wanted(path, value, wayOut string) {
	if value == "" {
		c.d.Fault(path, path+" is missing", wayOut)
	}
}

func (c checker) share(path string, v float64) {
	if v <= 0 || v >= 1 {
		c.d.Fault(path, fmt.Sprintf("%s %v is not a probability between 0 and 1", c.d.Say(path), v), "write one such as 0.9")
	}
}

func (c checker) fields() {
	seen := map[string]bool{}
	lists, err := wordLists(c.s.Words)
	if err != nil {
		c.d.Fault("words", err.Error(), "")
		return
	}
	for i := range c.s.Fields {
		f, at := &c.s.Fields[i], fmt.Sprintf("fields[%d]", i)
		switch {
		case f.Name == "":
			c.d.Fault(at+".name", "a field has no name", "write name: surname")
		case !idForm.MatchString(f.Name):
			c.d.Fault(at+".name", fmt.Sprintf("field %q is not a name", f.Name), "use small letters, digits and _; the column's own header goes to from")
		case seen[f.Name]:
			c.d.Fault(at+".name", fmt.Sprintf("field %q stands twice", f.Name), "give each its own name")
		case len(f.From) > 0 && len(f.Of) > 0:
			c.d.Fault(at+".of", "a field is read from a column or made of fields, not both", "leave out from or of")
		}
		for j, name := range f.Of {
			if !seen[name] {
				c.d.Unknown(fmt.Sprintf("%s.of[%d]", at, j), "field", name, keysOf(seen))
			}
		}
		seen[f.Name] = true
		for j, text := range f.Clean {
			c.step(fmt.Sprintf("%s.clean[%d]", at, j), text, lists)
		}
		if k := f.Check; k != nil && (k.Modulus < 2 || k.Payload < 1) {
			c.d.Fault(at+".check_digits", "check_digits wants modulus and payload", "write {modulus: 97, payload: 8, complement: true}")
		}
	}
}

func keysOf(m map[string]bool) []string {
	var names []string
	for k := range m {
		names = append(names, k)
	}
	slices.Sort(names)
	return names
}

func (c checker) step(at, text string, lists map[string]wordList) {
	one, err := oneCall(text)
	if err == nil {
		_, err = stepOf(one, lists)
	}
	var u unknownStep
	switch {
	case errors.As(err, &u):
		c.d.Unknown(at, "step", string(u), stepNames())
	case err != nil:
		c.d.Fault(at, fmt.Sprintf("step %q: %v", text, err), "")
	}
}

func (c checker) fieldNames() []string {
	var names []string
	for _, f := range c.s.Fields {
		names = append(names, f.Name)
	}
	return names
}

func (c checker) field(at, name string) {
	if c.s.fieldAt(name) < 0 {
		c.d.Unknown(at, "field", name, c.fieldNames())
	}
}

func (c checker) keys() {
	for i, k := range c.s.Keys {
		at := fmt.Sprintf("keys[%d]", i)
		c.field(at+".field", k.Field)
		for j, name := range k.ContradictedBy {
			if !slices.ContainsFunc(c.s.Compare, func(x Comparison) bool { return x.Field == name }) {
				c.d.Fault(fmt.Sprintf("%s.contradicted_by[%d]", at, j), fmt.Sprintf("%q is not compared", name), "name fields that stand under compare")
			}
		}
	}
}

func (c checker) rules(path string, rules []string) {
	lists, err := wordLists(c.s.Words)
	if err != nil {
		return // said by fields
	}
	for i, text := range rules {
		at := fmt.Sprintf("%s[%d]", path, i)
		_, err := c.s.ruleOf(text, lists)
		var u unknownField
		var s unknownStep
		switch {
		case errors.As(err, &u):
			c.d.Unknown(at, "field", string(u), c.fieldNames())
		case errors.As(err, &s):
			c.d.Unknown(at, "step", string(s), append(stepNames(), "each_word", "grams"))
		case err != nil:
			wayOut := "write terms joined by and: surname and first(postcode, 2)"
			if strings.Count(text, "(") != strings.Count(text, ")") {
				wayOut = "between [ and ] a comma ends a rule: put the rule between quotes, or on a line of its own"
			}
			c.d.Fault(at, fmt.Sprintf("rule %q: %v", text, err), wayOut)
		}
	}
}

func (c checker) comparisons() {
	for i := range c.s.Compare {
		k, at := &c.s.Compare[i], fmt.Sprintf("compare[%d]", i)
		c.field(at+".field", k.Field)
		if len(k.Levels) == 0 {
			c.d.Fault(at+".levels", "a comparison has no levels", "write them from the best on: [exact, jaro_winkler >= 0.9]")
		}
		for j, text := range k.Levels {
			c.level(fmt.Sprintf("%s.levels[%d]", at, j), text)
		}
		if k.TermFrequency && !slices.Contains(k.Levels, "exact") {
			c.d.Fault(at+".term_frequency", "term_frequency needs a level exact", "it says how much equal values weigh")
		}
		c.given(at+".m", k.M, len(k.Levels))
		c.given(at+".u", k.U, len(k.Levels))
	}
}

func (c checker) given(at string, p []float64, levels int) {
	if len(p) == 0 {
		return
	}
	total := 0.0
	for _, v := range p {
		total += v
	}
	if len(p) != levels+1 || total < 0.99 || total > 1.01 {
		c.d.Fault(at, fmt.Sprintf("%s does not give a probability for each of the %d levels and “else”, adding up to 1", c.d.Say(at), levels), "")
	}
}

func (c checker) level(at, text string) {
	parts, err := conditions(text)
	if err != nil {
		c.d.Fault(at, fmt.Sprintf("level %q: %v", text, err), "write exact, or a measure and a bound: jaro_winkler >= 0.9")
		return
	}
	for _, p := range parts {
		if _, known := measures[p.name]; !known && p.name != "exact" && p.name != "swapped" {
			c.d.Unknown(at, "measure", p.name, measureNames())
			continue
		}
		if what, wayOut := checkLevel(p); what != "" {
			c.d.Fault(at, fmt.Sprintf("level %q: %s", text, what), wayOut)
		}
		if len(p.args) > 1 {
			c.d.Fault(at, fmt.Sprintf("level %q: %s takes one field", text, p.name), "")
		}
		if len(p.args) > 0 {
			c.field(at, p.args[0])
		}
	}
}

func (c checker) truth() {
	t := c.s.Truth
	if t.Pattern != "" {
		if re, err := regexp.Compile(t.Pattern); err != nil {
			c.d.Fault("truth.pattern", err.Error(), "")
		} else if re.NumSubexp() != 1 {
			c.d.Fault("truth.pattern", "the pattern has not one group", "put what names the entity between ( )")
		}
	}
	if n := len(t.Pairs); n != 0 && n != 2 {
		c.d.Fault("truth.pairs", "pairs wants two columns", "write [left, right]")
	}
}
