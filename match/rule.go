package match

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"vigie/internal/chance"
)

// rule is a blocking rule: two records are a pair when all its terms agree. Written as surname and first(postcode, 2).
type rule struct {
	text   string
	terms  []term
	atMost int // records on one key above which the key says too little and is passed over; 0 for no bound
}

// term is a field, or what steps make of it.
type term struct {
	field int
	step  step // nil for the field as it is
	// many makes several keys of a value, of which one in common is enough: its words, or its runs of characters.
	many func(string) []string
}

const atMostTerm = "at_most"

// ruleOf reads a rule.
func (s *Spec) ruleOf(text string, lists map[string]wordList) (rule, error) {
	r := rule{text: text}
	parts, err := conditions(text)
	if err != nil {
		return r, err
	}
	for _, c := range parts {
		if c.op != "" {
			return r, fmt.Errorf("%s %s has no place in a rule: its terms are equal or not", c.call, c.op)
		}
		if c.name == atMostTerm {
			if r.atMost, err = oneNumber(c.call); err != nil {
				return r, err
			}
			continue
		}
		t, err := s.termOf(c.call, lists)
		if err != nil {
			return r, err
		}
		r.terms = append(r.terms, t)
	}
	several := 0
	for _, t := range r.terms {
		if t.many != nil {
			several++
		}
	}
	switch {
	case len(r.terms) == 0:
		return r, fmt.Errorf("it names no field")
	case several > 1:
		return r, fmt.Errorf("only one term can have several keys")
	}
	return r, nil
}

func oneNumber(c call) (int, error) {
	if len(c.args) == 1 {
		if n, err := strconv.Atoi(c.args[0]); err == nil && n > 0 {
			return n, nil
		}
	}
	return 0, fmt.Errorf("%s takes a number above 0, such as %s(100)", c.name, c.name)
}

func (s *Spec) termOf(c call, lists map[string]wordList) (term, error) {
	if len(c.args) == 0 {
		i := s.fieldAt(c.name)
		if i < 0 {
			return term{}, unknownField(c.name)
		}
		return term{field: i}, nil
	}
	t := term{field: s.fieldAt(c.args[0])}
	if t.field < 0 {
		return t, unknownField(c.args[0])
	}
	var err error
	switch c.name {
	case "each_word":
		t.many = distinctWords
		return t, nil
	case "grams":
		n, err := oneNumber(call{c.name, c.args[1:]})
		t.many = func(s string) []string { return grams(s, n) }
		return t, err
	}
	t.step, err = stepOf(call{c.name, c.args[1:]}, lists)
	return t, err
}

// unknownField is a name that no field has.
type unknownField string

func (u unknownField) Error() string { return fmt.Sprintf("unknown field %q", string(u)) }

func distinctWords(s string) []string {
	words := strings.Fields(s)
	slices.Sort(words)
	return slices.Compact(words)
}

// grams are the runs of n characters of a text, its two ends marked.
func grams(s string, n int) []string {
	if s == "" {
		return nil
	}
	runes := []rune("^" + s + "$")
	var out []string
	for i := 0; i+n <= len(runes); i++ {
		out = append(out, string(runes[i:i+n]))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// roots are the columns that a field comes from: itself, or what it is made of.
func (s *Spec) roots(field int) []int {
	f := &s.Fields[field]
	if len(f.Of) == 0 {
		return []int{field}
	}
	var all []int
	for _, name := range f.Of {
		all = append(all, s.roots(s.fieldAt(name))...)
	}
	return all
}

// touches tells whether a rule looks at something that a field comes from: among its pairs, a comparison of that field is
// no evidence any more.
func (s *Spec) touches(r rule, field int) bool {
	own := s.roots(field)
	return slices.ContainsFunc(r.terms, func(t term) bool {
		return slices.ContainsFunc(s.roots(t.field), func(root int) bool { return slices.Contains(own, root) })
	})
}

// keys are the hashed keys of every record under the rule, 0 for none. With several keys a record, they are sorted.
func (r rule) keys(t *Table) keyList {
	out := keyList{keys: make([]uint64, t.Rows())}
	var several *term
	first := true
	for i, term := range r.terms {
		if term.many != nil {
			several = &r.terms[i]
			continue
		}
		hashes := term.hashes(&t.fields[term.field])
		for rec, id := range t.fields[term.field].ids {
			out.keys[rec] = combine(out.keys[rec], hashes[id], first)
		}
		first = false
	}
	if several == nil {
		return out
	}
	return out.several(several, &t.fields[several.field], len(r.terms) == 1)
}

// combine adds a term's hash to a key. A key with a missing part is none.
func combine(key, hash uint64, first bool) uint64 {
	switch {
	case hash == 0 || key == 0 && !first:
		return 0
	case first:
		return hash
	}
	return chance.Mix(key*0x9e3779b97f4a7c15^hash) | 1
}

// hashes are those of each value under the term.
func (t term) hashes(c *column) []uint64 {
	if t.step == nil {
		return c.dict.hashes
	}
	out := make([]uint64, c.dict.values())
	for id := range out {
		if s := t.step(c.dict.value(uint32(id))); s != "" {
			out[id] = hashText(s)
		}
	}
	return out
}

// keyList is the keys of records: one each, or those up to the record's end.
type keyList struct {
	keys []uint64
	ends []uint32
}

func (k keyList) several(t *term, c *column, alone bool) keyList {
	out := keyList{}
	var hashes [][]uint64
	for id := range c.dict.values() {
		var of []uint64
		for _, text := range t.many(c.dict.value(uint32(id))) {
			of = append(of, hashText(text))
		}
		hashes = append(hashes, of)
	}
	for rec, id := range c.ids {
		from := len(out.keys)
		for _, h := range hashes[id] {
			// The several keys come last in the combination, so that their order among the terms does not matter.
			if key := combine(k.keys[rec], h, alone); key != 0 {
				out.keys = append(out.keys, key)
			}
		}
		slices.Sort(out.keys[from:])
		out.ends = append(out.ends, uint32(len(out.keys)))
	}
	return out
}

// pass takes a key from a record. With several, the others move up and the place at the end holds no key.
func (k keyList) pass(rec uint32, key uint64) {
	own := k.of(rec)
	at := slices.Index(own, key)
	copy(own[at:], own[at+1:])
	own[len(own)-1] = 0
}

// of are a record's keys. Those that were passed over stand at the end, as 0.
func (k keyList) of(rec uint32) []uint64 {
	if k.ends == nil {
		return k.keys[rec : rec+1]
	}
	from := uint32(0)
	if rec > 0 {
		from = k.ends[rec-1]
	}
	return k.keys[from:k.ends[rec]]
}

// first is the first key that two records have in common, or 0.
func (k keyList) first(a, b uint32) uint64 {
	if k.ends == nil {
		if x := k.keys[a]; x == k.keys[b] {
			return x
		}
		return 0
	}
	x, y := k.of(a), k.of(b)
	for i, j := 0, 0; i < len(x) && j < len(y); {
		switch {
		case x[i] == 0 || y[j] == 0:
			return 0
		case x[i] < y[j]:
			i++
		case x[i] > y[j]:
			j++
		default:
			return x[i]
		}
	}
	return 0
}
