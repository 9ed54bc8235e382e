package target

import (
	_ "embed"
	"math"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"vigie/pack"
)

//go:embed phrase.yaml
var phraseYAML []byte

// Phrases are the words around a reason, in the languages asked for, the first one preferred.
type Phrases struct {
	texts     map[string]pack.Text
	languages []string
}

// NewPhrases reads the house's words.
func NewPhrases(languages ...string) (*Phrases, error) {
	p := &Phrases{languages: append(languages, "en")}
	if err := yaml.Unmarshal(phraseYAML, &p.texts); err != nil {
		return nil, err
	}
	return p, nil
}

func (p *Phrases) word(key string) string { return p.texts[key].In(p.languages...) }

var optional = regexp.MustCompile(`\[[^\[\]]*\]`)

// fill puts values into a sentence and leaves out the parts in [ ] whose values are empty.
func fill(sentence string, values map[string]string) string {
	sentence = optional.ReplaceAllStringFunc(sentence, func(part string) string {
		for name, v := range values {
			if v == "" && strings.Contains(part, "{"+name+"}") {
				return ""
			}
		}
		return part[1 : len(part)-1]
	})
	for name, v := range values {
		sentence = strings.ReplaceAll(sentence, "{"+name+"}", v)
	}
	return strings.TrimSpace(sentence)
}

// show writes a value for a person: booleans as words, whole numbers whole, others with as many digits as can matter.
func (p *Phrases) show(kind, value string) string {
	if value == "" {
		return ""
	}
	v, err := strconv.ParseFloat(value, 64)
	if kind == "category" || err != nil {
		return value
	}
	if kind == "boolean" {
		if v != 0 {
			return p.word("yes")
		}
		return p.word("no")
	}
	if v == math.Trunc(v) && math.Abs(v) < 1e15 {
		return strconv.FormatFloat(v, 'f', 0, 64)
	}
	switch size := math.Abs(v); {
	case size >= 100:
		return strconv.FormatFloat(v, 'f', 0, 64)
	case size >= 10:
		return strconv.FormatFloat(v, 'f', 1, 64)
	case size >= .01:
		return strconv.FormatFloat(v, 'f', 2, 64)
	}
	return strconv.FormatFloat(v, 'g', 1, 64)
}
