package pack

import (
	"reflect"
	"strings"

	"go.yaml.in/yaml/v3"
)

// keys are the keys a struct is written with, in the order of its fields.
type keys struct {
	names []string
	index map[string]int // the field of a key
}

// keysOf reads them from the yaml tags, so that the types stay the one place where they are said.
func keysOf(t reflect.Type) keys {
	k := keys{index: map[string]int{}}
	for i := range t.NumField() {
		name := t.Field(i).Tag.Get("yaml")
		if name == "" || name == "-" || t.Field(i).Type == posType {
			continue
		}
		k.names = append(k.names, name)
		k.index[name] = i
	}
	return k
}

// setPos sets the field of that name if the struct has it.
func setPos(v reflect.Value, field string, at Pos) {
	if f := v.FieldByName(field); f.IsValid() && f.Type() == posType {
		f.Set(reflect.ValueOf(at))
	}
}

// bodyLine is the line on which a value's text begins: a block begins below its | or >.
func bodyLine(n *yaml.Node) int {
	if n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		return n.Line + 1
	}
	return n.Line
}

// isNull tells whether a key was written without a value, which is as if it were not written.
func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.Tag == "!!null" }

// labelOf is the name or the id that an item of a list gives itself.
func labelOf(item *yaml.Node) string {
	if item.Kind != yaml.MappingNode {
		return ""
	}
	for i := 0; i+1 < len(item.Content); i += 2 {
		key, value := item.Content[i], item.Content[i+1]
		if (key.Value == "name" || key.Value == "id") && value.Kind == yaml.ScalarNode {
			return shorten(value.Value)
		}
	}
	return ""
}

// shorten keeps a value that is quoted in a message on its line.
func shorten(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 60 {
		return string(r[:57]) + "..."
	}
	return s
}
