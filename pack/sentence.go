package pack

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
)

// A sentence has places that are filled in when it is said:
//
//	{count}                  a value
//	{count|worker|workers}   the form that goes with the value: the singular, or the plural
//	[ since {first}]         a part that is left out when a value in it is empty
//
// Forms and parts may hold places of their own; a part holds no part.
type sentence []piece

// piece is a stretch of text, a place, or a part.
type piece struct {
	text  string
	place string // the name of a value
	forms []sentence
	part  sentence
}

var placeForm = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

var errForms = errors.New("has two forms: the singular and the plural")

// Say fills values into the text in the first of the languages that has it. A text that no check has passed is said as it stands.
func (t Text) Say(values map[string]string, languages ...string) string {
	lang, text := t.choose(languages)
	s, err := parseSentence(text)
	if err != nil {
		return text
	}
	var b strings.Builder
	s.say(&b, lang, values)
	return strings.TrimSpace(b.String())
}

func (s sentence) say(b *strings.Builder, lang string, values map[string]string) {
	for _, p := range s {
		switch {
		case p.part != nil:
			if !p.part.lacks(values) {
				p.part.say(b, lang, values)
			}
		case p.forms != nil && Singular(lang, values[p.place]):
			p.forms[0].say(b, lang, values)
		case p.forms != nil:
			p.forms[1].say(b, lang, values)
		case p.place != "":
			b.WriteString(values[p.place])
		default:
			b.WriteString(p.text)
		}
	}
}

// lacks tells whether a value that the sentence names is empty.
func (s sentence) lacks(values map[string]string) bool {
	for name := range s.places(true) {
		if values[name] == "" {
			return true
		}
	}
	return false
}

// places are the names of the values, those of parts too when asked for.
func (s sentence) places(parts bool) map[string]bool {
	names := map[string]bool{}
	var walk func(sentence)
	walk = func(s sentence) {
		for _, p := range s {
			if p.place != "" {
				names[p.place] = true
			}
			for _, f := range p.forms {
				walk(f)
			}
			if parts {
				walk(p.part)
			}
		}
	}
	walk(s)
	return names
}

// parseSentence reads a text's places. It fails on one that is not closed, or has not two forms.
func parseSentence(text string) (sentence, error) {
	r := &sentenceReader{rest: text}
	s, err := r.read("")
	if err == nil && r.rest != "" {
		err = fmt.Errorf("%q closes nothing", r.rest[:1])
	}
	return s, err
}

type sentenceReader struct{ rest string }

// read reads up to one of the ends, which stays.
func (r *sentenceReader) read(ends string) (s sentence, err error) {
	for r.rest != "" {
		i := strings.IndexAny(r.rest, "[]{}"+ends)
		if i < 0 {
			i = len(r.rest)
		}
		if i > 0 {
			s, r.rest = append(s, piece{text: r.rest[:i]}), r.rest[i:]
			continue
		}
		var p piece
		switch c := r.rest[0]; {
		case c == '{':
			p, err = r.place()
		case c == '[' && ends != "]":
			p, err = r.optional()
		default: // an end, or what only the caller can tell from one
			return s, nil
		}
		if err != nil {
			return nil, err
		}
		s = append(s, p)
	}
	return s, nil
}

func (r *sentenceReader) optional() (piece, error) {
	r.rest = r.rest[1:]
	part, err := r.read("]")
	if err != nil {
		return piece{}, err
	}
	if part == nil {
		part = sentence{{}}
	}
	return piece{part: part}, r.close(']')
}

func (r *sentenceReader) place() (piece, error) {
	end := strings.IndexAny(r.rest, "|}")
	if end < 0 {
		return piece{}, errors.New("{ is not closed")
	}
	p := piece{place: r.rest[1:end]}
	if !placeForm.MatchString(p.place) {
		return p, fmt.Errorf("{%s} is no place", shorten(p.place))
	}
	r.rest = r.rest[end:]
	for strings.HasPrefix(r.rest, "|") {
		r.rest = r.rest[1:]
		form, err := r.read("|")
		if err != nil {
			return p, err
		}
		p.forms = append(p.forms, form)
	}
	if p.forms != nil && len(p.forms) != 2 {
		return p, fmt.Errorf("{%s|…} %w", p.place, errForms)
	}
	return p, r.close('}')
}

func (r *sentenceReader) close(with byte) error {
	if r.rest == "" || r.rest[0] != with {
		return fmt.Errorf("%c is missing", with)
	}
	r.rest = r.rest[1:]
	return nil
}
