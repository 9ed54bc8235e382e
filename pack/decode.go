package pack

import (
	"cmp"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// The decoding is ours and not the YAML library's, because that one stops at a file's first faults, does not say which
// key was meant, and forgets the lines.
//
// Two rules follow from the Go types. A struct's field called Pos gets the line of its value; a field called XPos gets
// the line of the first character of field X, for SQL that stands inside YAML.

var (
	textType    = reflect.TypeFor[Text]()
	posType     = reflect.TypeFor[Pos]()
	thoseType   = reflect.TypeFor[Those]()
	changesType = reflect.TypeFor[Changes]()
)

// decode fills v, a struct's fields by their yaml tags, and notes every fault on the way.
func (d *document) decode(n *yaml.Node, v reflect.Value, path string) {
	if v.Type() == textType {
		d.decodeText(n, v, path)
		return
	}
	if n.Kind == yaml.ScalarNode && d.decodeShort(n, v, path) {
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		d.decodeStruct(n, v, path)
	case reflect.Slice:
		d.decodeList(n, v, path)
	case reflect.Map:
		d.decodeMap(n, v, path)
	case reflect.Pointer:
		p := reflect.New(v.Type().Elem())
		d.decode(n, p.Elem(), path)
		v.Set(p)
	default:
		d.decodeScalar(n, v, path)
	}
}

// decodeShort reads the short forms of two lists: the word all, and the one value that always held.
func (d *document) decodeShort(n *yaml.Node, v reflect.Value, path string) bool {
	switch {
	case v.Type() == thoseType && n.Value == "all":
		return true
	case v.Type() == changesType:
		var c Change
		d.decodeScalar(n, reflect.ValueOf(&c.Value).Elem(), path)
		v.Set(reflect.ValueOf(Changes{c}))
		return true
	}
	return false
}

func (d *document) decodeStruct(n *yaml.Node, v reflect.Value, path string) {
	fields := keysOf(v.Type())
	if n.Kind != yaml.MappingNode {
		d.wrong(n, path, fmt.Sprintf("wants the keys %s", strings.Join(fields.names, ", ")), "write them below it, indented")
		return
	}
	setPos(v, "Pos", Pos{File: d.file, Line: n.Line})
	d.eachKey(n, path, func(key, value *yaml.Node, at string) {
		i, ok := fields.index[key.Value]
		if !ok {
			d.unknownKey(n, key, path, fields.names)
			return
		}
		setPos(v, v.Type().Field(i).Name+"Pos", Pos{File: d.file, Line: bodyLine(value)})
		if !isNull(value) {
			d.decode(value, v.Field(i), at)
		}
	})
}

// unknownKey notes a key that is none. If it is a slip for one that is not there, that one is not missed as well.
func (d *document) unknownKey(n, key *yaml.Node, path string, known []string) {
	d.faultAt(key.Line, fmt.Sprintf("unknown key %q%s", shorten(key.Value), d.in(path)), d.didYouMean(key.Value, known))
	if d.crowded() {
		return
	}
	meant := nearest(key.Value, known)
	for i := 0; i < len(n.Content); i += 2 {
		if n.Content[i].Value == meant {
			return
		}
	}
	d.bad[join(path, meant)] = true
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

func (d *document) decodeList(n *yaml.Node, v reflect.Value, path string) {
	if n.Kind != yaml.SequenceNode {
		d.wrong(n, path, "wants a list", "write [a, b], or one item a line after “- ”")
		return
	}
	list := reflect.MakeSlice(v.Type(), len(n.Content), len(n.Content))
	for i, item := range n.Content {
		at := fmt.Sprintf("%s[%d]", path, i)
		d.lines[at], d.labels[at] = item.Line, labelOf(item)
		if isNull(item) && item.Value == "" {
			d.wrong(item, at, "is empty", "write the item, or delete it")
			continue
		}
		d.decode(item, list.Index(i), at)
	}
	v.Set(list)
}

// decodeMap reads a map whose keys are the pack's own, such as the capacities by territory.
func (d *document) decodeMap(n *yaml.Node, v reflect.Value, path string) {
	if n.Kind != yaml.MappingNode {
		d.wrong(n, path, "wants lines of the form name: value", "")
		return
	}
	m := reflect.MakeMap(v.Type())
	d.eachKey(n, path, func(key, value *yaml.Node, at string) {
		e := reflect.New(v.Type().Elem()).Elem()
		d.decode(value, e, at)
		m.SetMapIndex(reflect.ValueOf(key.Value), e)
	})
	v.Set(m)
}

// decodeText reads a sentence in each language, or a plain one, which is in the pack's first language.
func (d *document) decodeText(n *yaml.Node, v reflect.Value, path string) {
	t := Text{}
	switch n.Kind {
	case yaml.ScalarNode:
		first := ""
		if len(d.languages) > 0 {
			first = d.languages[0]
		}
		t[first] = strings.TrimSpace(n.Value)
	case yaml.MappingNode:
		d.eachKey(n, path, func(key, value *yaml.Node, at string) {
			if len(d.languages) > 0 && !slices.Contains(d.languages, key.Value) {
				d.unknownLanguage(key, value, path)
				return
			}
			if value.Kind != yaml.ScalarNode {
				d.wrong(value, at, "wants a sentence", "")
				return
			}
			t[key.Value] = strings.TrimSpace(value.Value)
		})
	default:
		d.wrong(n, path, "wants a sentence, or one for each language", "")
		return
	}
	v.Set(reflect.ValueOf(t))
}

// unknownLanguage notes a language that the pack does not have. Without a text behind it, it is the rest of one that was cut
// at a comma.
func (d *document) unknownLanguage(key, value *yaml.Node, path string) {
	if isNull(value) {
		d.faultAt(key.Line, fmt.Sprintf("%q stands where a language should%s", shorten(key.Value), d.in(path)),
			"put the text before it between quotes: between { } a comma ends it")
		return
	}
	d.faultAt(key.Line, fmt.Sprintf("text in %q%s, which is not among the pack's languages", shorten(key.Value), d.in(path)),
		d.didYouMean(key.Value, d.languages))
}

// decodeScalar reads a single value. Texts keep what was written: the code 01 stays 01, and NO is not false.
func (d *document) decodeScalar(n *yaml.Node, v reflect.Value, path string) {
	if n.Kind != yaml.ScalarNode {
		d.wrong(n, path, "wants a single value", "")
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(n.Value)
	case reflect.Bool:
		if n.Value != "true" && n.Value != "false" {
			d.wrong(n, path, "wants true or false", "")
			return
		}
		v.SetBool(n.Value == "true")
	case reflect.Int:
		i, err := strconv.Atoi(n.Value)
		if err != nil {
			d.wrong(n, path, "wants a whole number", "")
			return
		}
		v.SetInt(int64(i))
	case reflect.Float64:
		f, err := strconv.ParseFloat(n.Value, 64)
		if err != nil || math.IsNaN(f) || math.IsInf(f, 0) {
			d.wrong(n, path, "wants a number", "write a share as 0.05, and a decimal with a point")
			return
		}
		v.SetFloat(f)
	}
}

// eachKey visits a mapping's keys, and notes duplicates and keys that are no plain words.
func (d *document) eachKey(n *yaml.Node, path string, visit func(key, value *yaml.Node, at string)) {
	first := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if key.Kind != yaml.ScalarNode {
			d.faultAt(key.Line, "a key is not a word"+d.in(path), "write key: value")
			continue
		}
		if line, again := first[key.Value]; again {
			d.faultAt(key.Line, fmt.Sprintf("key %q%s stands twice", key.Value, d.in(path)),
				fmt.Sprintf("it stands on line %d already: keep one", line))
			continue
		}
		first[key.Value] = key.Line
		at := join(path, key.Value)
		d.lines[at] = key.Line
		visit(key, value, at)
	}
}

// wrong notes a value of the wrong form, and silences later checks of it.
func (d *document) wrong(n *yaml.Node, path, wants, wayOut string) {
	got := "a list"
	switch n.Kind {
	case yaml.ScalarNode:
		got = strconv.Quote(shorten(n.Value))
	case yaml.MappingNode:
		got = "keys"
	}
	d.faultAt(n.Line, fmt.Sprintf("%s %s, not %s", cmp.Or(d.say(path), "the file"), wants, got), wayOut)
	d.bad[path] = true
}
