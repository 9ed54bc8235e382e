package target

import (
	_ "embed"
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"vigie/pack"
)

//go:embed phrase.yaml
var phraseYAML []byte

// Phrases are the words around a reason, in the languages asked for, the first one preferred.
type Phrases struct {
	texts     map[string]pack.Text
	areas     map[string]pack.Text // what people call the pack's sectors and territories
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
	var pairs []string
	for name, v := range values {
		pairs = append(pairs, "{"+name+"}", v)
	}
	sentence = strings.NewReplacer(pairs...).Replace(sentence) // in one pass: a value that looks like a place is left alone
	return capital(strings.TrimSpace(sentence))
}

// show writes a value for a person: booleans as words, whole numbers whole, others with as many digits as can matter.
func (p *Phrases) show(kind, value string) string {
	if value == "" {
		return ""
	}
	v, err := strconv.ParseFloat(value, 64)
	if kind == "category" || err != nil {
		if name := p.areas[value].In(p.languages...); name != "" {
			return name
		}
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
		return short(v, 1)
	case size >= .01:
		return short(v, 2)
	}
	return strconv.FormatFloat(v, 'f', -int(math.Floor(math.Log10(math.Abs(v)))), 64)
}

// short writes so many decimals at most: 2.5, not 2.50.
func short(v float64, decimals int) string {
	return strings.TrimRight(strings.TrimRight(strconv.FormatFloat(v, 'f', decimals, 64), "0"), ".")
}

// capital begins a sentence.
func capital(s string) string {
	if s == "" {
		return s
	}
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}
