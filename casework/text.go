package casework

import (
	"encoding/json"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"vigie"
)

// longest is how many bytes a text may have by which something is found: indexes of PostgreSQL hold no longer ones.
const longest = 500

// Limits of what is kept.
const (
	largest   = 4 << 20 // bytes of a document: a thing that is larger is a file
	mostWords = 5000    // of a thing by which it is found
	wordSigns = 40      // of a word by which it is found: longer ones are cut, in the question as well
)

// legible refuses a document with signs that no text has and PostgreSQL does not keep, and one that is no UTF-8, of which the encoder
// has left the mark of what it could not read.
func legible(document []byte) error {
	if len(document) > largest {
		return vigie.Errorf(vigie.Invalid, "it has %d bytes, and may have %d: keep what is long as a file", len(document), largest)
	}
	for i := 0; i < len(document); i++ {
		if document[i] != '\\' {
			continue
		}
		if i++; document[i] != 'u' {
			continue
		}
		switch string(document[i+1 : i+5]) {
		case "0000":
			return vigie.Errorf(vigie.Invalid, "there is a NUL sign in a text: remove it")
		case "fffd":
			return vigie.Errorf(vigie.Invalid, "there is a text that is no UTF-8: send it as UTF-8")
		}
	}
	return nil
}

// writable refuses a value whose texts are not legible.
func writable(v any) error {
	document, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return legible(document)
}

// short refuses texts that are too long to find anything by.
func short(texts ...string) error {
	for _, text := range texts {
		if len(text) > longest {
			return vigie.Errorf(vigie.Invalid, "“%.40s…” is longer than %d bytes, and things are found by it: shorten it", text, longest)
		}
	}
	return nil
}

// words are the words of texts, folded: without capitals and accents, so that “Écluse” is found by “ecl”.
func words(texts ...string) []string {
	seen := map[string]bool{}
	var out []string
	for _, text := range texts {
		for _, w := range strings.FieldsFunc(fold(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }) {
			if w = cut(w); seen[w] || len(out) == mostWords {
				continue
			}
			seen[w] = true
			out = append(out, w)
		}
	}
	return out
}

func fold(text string) string {
	var out strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(text)) {
		if !unicode.Is(unicode.Mn, r) {
			out.WriteRune(r)
		}
	}
	return out.String()
}

func cut(word string) string {
	n := 0
	for i := range word {
		if n == wordSigns {
			return word[:i]
		}
		n++
	}
	return word
}
