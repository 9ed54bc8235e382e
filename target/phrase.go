package target

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"vigie/pack"
)

//go:embed phrase.yaml
var phraseYAML []byte

// readPhrases reads the house's words around a reason.
func readPhrases() (map[string]pack.Text, error) {
	var phrases map[string]pack.Text
	err := yaml.Unmarshal(phraseYAML, &phrases)
	return phrases, err
}

// voice is the speaker in one language: its own first, then those that may have what it lacks.
type voice struct {
	*speaker
	languages []string
}

func (v voice) word(key string) string { return v.phrases[key].In(v.languages...) }

// say fills a phrase of the house.
func (v voice) say(key string, values map[string]string) string {
	return v.phrases[key].Say(values, v.languages...)
}

// show writes a value for a person: booleans as words, areas by their names, numbers with as many digits as can matter.
func (v voice) show(kind, value string) string {
	switch {
	case value == "":
		return ""
	case kind == "category":
		if name := v.pack.Word("sector", value, v.languages...); name != value {
			return name
		}
		return v.pack.Word("territory", value, v.languages...)
	case kind == "boolean" && value == "0":
		return v.word("no")
	case kind == "boolean":
		return v.word("yes")
	}
	return pack.Figure(value)
}

// capital begins a sentence.
func capital(s string) string {
	s = strings.TrimSpace(s)
	if s == "" {
		return s
	}
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}
