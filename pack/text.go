package pack

import (
	"strings"

	"go.yaml.in/yaml/v3"
)

// Text is a sentence in each of the pack's languages. In YAML it is a map from language to sentence, or a plain
// string, which then stands for the pack's first language.
type Text map[string]string

// In returns the text in the first of the languages that has it; with none of them, any it has, the alphabetically
// first language winning so that the answer never changes from run to run.
func (t Text) In(languages ...string) string {
	_, text := t.choose(languages)
	return text
}

// choose returns the text with its language. One that stands for the pack's first language is in the first asked for.
func (t Text) choose(languages []string) (lang, text string) {
	for _, l := range languages {
		if s := t[l]; s != "" {
			return l, s
		}
	}
	if s := t[""]; s != "" {
		return strings.Join(languages[:min(1, len(languages))], ""), s
	}
	first := ""
	for l := range t {
		if first == "" || l < first {
			first = l
		}
	}
	return first, t[first]
}

// UnmarshalYAML accepts both forms.
func (t *Text) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.ScalarNode {
		*t = Text{"": n.Value}
		return nil
	}
	m := map[string]string{}
	if err := n.Decode(&m); err != nil {
		return err
	}
	*t = m
	return nil
}
