package match

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"vigie/internal/strsim"
)

// step makes a value more alike: it is run once for each distinct value.
type step func(string) string

// plainSteps take no argument.
var plainSteps = map[string]step{
	"lower":   strings.ToLower,
	"ascii":   fold,
	"words":   func(s string) string { return keep(s, ' ', unicode.IsLetter, unicode.IsDigit) },
	"letters": func(s string) string { return keep(s, ' ', unicode.IsLetter) },
	"digits":  func(s string) string { return keep(s, -1, unicode.IsDigit) },
	"tight": func(s string) string {
		return strings.Join(strings.Fields(keep(s, -1, unicode.IsLetter, unicode.IsDigit, unicode.IsSpace)), " ")
	},
	"joined":  func(s string) string { return keep(s, -1, unicode.IsLetter, unicode.IsDigit) },
	"plain":   func(s string) string { return keep(fold(strings.ToLower(s)), ' ', unicode.IsLetter, unicode.IsDigit) },
	"sorted":  sorted,
	"sound":   strsim.Sound,
	"soundex": strsim.Soundex,
	"cologne": strsim.Cologne,
	"year":    func(s string) string { return before(s, 4) },
	"month":   func(s string) string { return before(s, 7) },
}

// argumentSteps take an argument.
var argumentSteps = map[string]func(arg string, lists map[string]wordList) (step, error){
	"first": byNumber(func(s string, n int) string { return cut(s, 0, n) }),
	"last":  byNumber(func(s string, n int) string { return cut(s, max(utf8.RuneCountInString(s)-n, 0), n) }),
	"from":  byNumber(func(s string, n int) string { return cut(s, n-1, len(s)) }),
	"word":  byNumber(word),
	"atleast": byNumber(func(s string, n int) string {
		if utf8.RuneCountInString(s) < n {
			return ""
		}
		return s
	}),
	"date": func(form string, _ map[string]wordList) (step, error) { return dateStep(form) },
	"part": func(pattern string, _ map[string]wordList) (step, error) { return partStep(pattern) },
	"replace": func(name string, lists map[string]wordList) (step, error) {
		list, err := listNamed(name, lists)
		return list.replace, err
	},
	"drop": func(name string, lists map[string]wordList) (step, error) {
		list, err := listNamed(name, lists)
		return list.drop, err
	},
}

func stepNames() []string {
	names := append(slices.Collect(maps.Keys(plainSteps)), slices.Collect(maps.Keys(argumentSteps))...)
	slices.Sort(names)
	return names
}

// stepOf is the step of a call.
func stepOf(c call, lists map[string]wordList) (step, error) {
	if s, ok := plainSteps[c.name]; ok {
		if len(c.args) > 0 {
			return nil, fmt.Errorf("%s takes no argument", c.name)
		}
		return s, nil
	}
	make, ok := argumentSteps[c.name]
	switch {
	case !ok:
		return nil, unknownStep(c.name)
	case len(c.args) != 1:
		return nil, fmt.Errorf("%s takes one argument, such as %s(3)", c.name, c.name)
	}
	return make(c.args[0], lists)
}

// unknownStep is a name that is no step.
type unknownStep string

func (u unknownStep) Error() string { return fmt.Sprintf("unknown step %q", string(u)) }

// special are the letters that do not come apart into a letter and a mark.
var special = strings.NewReplacer("ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "đ", "d", "ł", "l", "þ", "th", "ð", "d", "ı", "i", "ĳ", "ij",
	"Æ", "AE", "Œ", "OE", "Ø", "O", "Đ", "D", "Ł", "L", "Ĳ", "IJ", "’", "'", "–", "-")

// fold takes the marks off letters: é becomes e, and ß ss.
func fold(s string) string {
	if i := strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }); i < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(special.Replace(s)))
}

// keep keeps characters of some kinds. What stands between becomes one instead, or nothing when instead is negative.
func keep(s string, instead rune, kinds ...func(rune) bool) string {
	var out strings.Builder
	gap := false
	for _, r := range s {
		if !slices.ContainsFunc(kinds, func(is func(rune) bool) bool { return is(r) }) {
			gap = true
			continue
		}
		if gap && instead >= 0 && out.Len() > 0 {
			out.WriteRune(instead)
		}
		gap = false
		out.WriteRune(r)
	}
	return out.String()
}

func sorted(s string) string {
	words := strings.Fields(s)
	slices.Sort(words)
	return strings.Join(slices.Compact(words), " ")
}

func before(s string, n int) string {
	if len(s) < n {
		return ""
	}
	return s[:n]
}

// cut is n characters from a place on.
func cut(s string, from, n int) string {
	at := 0
	begin, end := len(s), len(s)
	for i := range s {
		if at == from {
			begin = i
		}
		if at == from+n {
			end = i
			break
		}
		at++
	}
	return s[min(begin, end):end]
}

// word is the n-th word, or the n-th from the end.
func word(s string, n int) string {
	words := strings.Fields(s)
	if n < 0 {
		n += len(words) + 1
	}
	if n < 1 || n > len(words) {
		return ""
	}
	return words[n-1]
}

func byNumber(do func(string, int) string) func(string, map[string]wordList) (step, error) {
	return func(arg string, _ map[string]wordList) (step, error) {
		n, err := strconv.Atoi(arg)
		if err != nil || n == 0 {
			return nil, fmt.Errorf("%q is not a whole number other than 0", arg)
		}
		return func(s string) string { return do(s, n) }, nil
	}
}

// dateForms are the parts of a date that a form can name.
var dateForms = strings.NewReplacer("%Y", "2006", "%y", "06", "%m", "01", "%d", "02", "%b", "Jan", "%B", "January", "%H", "15", "%M", "04", "%S", "05")

// dateStep turns a date into yyyy-mm-dd. One that does not exist is no value.
func dateStep(form string) (step, error) {
	layout := dateForms.Replace(form)
	if strings.Contains(layout, "%") || layout == form {
		return nil, fmt.Errorf("%q is not a form of date such as %%d/%%m/%%Y", form)
	}
	return func(s string) string {
		t, err := time.Parse(layout, s)
		if err != nil {
			return ""
		}
		return t.Format(time.DateOnly)
	}, nil
}

// partStep takes the parts of a text that a pattern finds: its group if it has one.
func partStep(pattern string) (step, error) {
	re, err := regexp.Compile(pattern)
	if err != nil {
		return nil, err
	}
	return func(s string) string {
		var parts []string
		for _, m := range re.FindAllStringSubmatch(s, -1) {
			parts = append(parts, m[len(m)-1])
		}
		return strings.Join(parts, " ")
	}, nil
}
