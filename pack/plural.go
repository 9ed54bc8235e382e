package pack

import (
	"strconv"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// Singular tells whether a language speaks of so many in the singular: 0 is one in French, and many in Dutch. What is no number is
// none. Whatever else a language knows (few, many) is said as the plural.
func Singular(lang, number string) bool {
	whole, decimals, _ := strings.Cut(strings.TrimPrefix(number, "-"), ".")
	i, err := strconv.Atoi(whole)
	if err != nil {
		return false
	}
	if decimals != "" {
		if _, err := strconv.Atoi(decimals); err != nil {
			return false
		}
	}
	short := strings.TrimRight(decimals, "0")
	f, _ := strconv.Atoi(decimals)
	t, _ := strconv.Atoi(short)
	return plural.Cardinal.MatchPlural(language.Make(lang), i, len(decimals), len(short), f, t) == plural.One
}

// Counted is the form of a unit for so many: worker for 1, workers for 2, where the unit is written worker|workers.
func (t Text) Counted(number string, languages ...string) string {
	lang, unit := t.choose(languages)
	one, many, both := strings.Cut(unit, "|")
	if !both || Singular(lang, number) {
		return one
	}
	return many
}

// Plural is a unit as it stands by itself: workers.
func (t Text) Plural(languages ...string) string { return t.Counted("", languages...) }
