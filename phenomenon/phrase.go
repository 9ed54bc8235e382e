package phenomenon

import (
	_ "embed"
	"math"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"vigie"
)

//go:embed phrase.yaml
var phraseYAML []byte

// houseLanguage is that of errors and of the log.
const houseLanguage = "en"

// phrases are what the gate says, by key and language. They are the house's own, so that a mistake in them is ours.
var phrases = func() map[string]vigie.LocalText {
	var all map[string]vigie.LocalText
	if err := yaml.Unmarshal(phraseYAML, &all); err != nil {
		panic(err) // a test reads it
	}
	return all
}()

// phrase fills in a sentence, in every language.
func phrase(key string, values map[string]string) vigie.LocalText {
	out := vigie.LocalText{}
	for language, text := range phrases[key] {
		for name, value := range values {
			if language != houseLanguage {
				value = strings.ReplaceAll(value, ".", ",") // the decimal sign of the others
			}
			text = strings.ReplaceAll(text, "{"+name+"}", value)
		}
		out[language] = text
	}
	return out
}

// number writes figures by name; whole ones without a fraction.
func number(pairs ...any) map[string]string {
	out := map[string]string{}
	for i := 0; i+1 < len(pairs); i += 2 {
		out[pairs[i].(string)] = decimal(pairs[i+1].(float64), 2)
	}
	return out
}

// figure writes the value and the limit of a condition: shares as percentages.
func figure(id string, value, limit float64) map[string]string {
	if id == "burden" || id == "gap" {
		return map[string]string{"value": percent(value), "limit": percent(limit)}
	}
	return number("value", value, "limit", limit)
}

func percent(v float64) string { return decimal(100*v, 1) + " %" }

func decimal(v float64, digits int) string {
	if v == math.Trunc(v) {
		digits = 0
	}
	return strconv.FormatFloat(v, 'f', digits, 64)
}
