package paper

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/text/unicode/norm"

	"github.com/go-fonts/dejavu/dejavusanscondensed"
)

// mark stands where a text had what can not or must not be printed, so that nobody takes it for the whole text.
const mark = '\uFFFD'

// longest is how much of one text is printed, in letters, where nothing shorter is asked for: what a register holds in a name is not always a name.
const longest = 4000

// Clean makes a text harmless on paper, and at most so many letters long.
//
//  1. Letters that are made of several are put together, and no letter bears more than two signs above and below it, so that none
//     grows over the lines around.
//  2. What turns the direction of writing, and what controls a device, would let a text look like another: it becomes a mark.
//  3. So does what the font has no picture of, emoji among them: a mark is seen, and a gap is not.
//  4. What is longer ends in an ellipsis.
func Clean(text string, most int) string {
	if most <= 0 {
		most = longest
	}
	if len(text) > 16*most { // of a text without end nobody normalises all
		text = text[:16*most]
	}
	var b strings.Builder
	letters, signs := 0, 0
	last := rune(0)
	for _, r := range norm.NFC.String(text) {
		if signs = signsAfter(r, signs); signs > 2 || unseen(r) {
			continue
		}
		r = printed(r)
		if r == last && (r == mark || r == ' ') {
			continue
		}
		if letters++; letters > most {
			return strings.TrimRight(b.String(), " ") + "…"
		}
		b.WriteRune(r)
		last = r
	}
	return strings.TrimSpace(b.String())
}

func signsAfter(r rune, before int) int {
	if unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Me, r) {
		return before + 1
	}
	return 0
}

// unseen letters have no picture by themselves, and turn nothing: spaces of no width, joiners, hints for a line's end.
func unseen(r rune) bool {
	return r == '\u00AD' || r >= '\u200B' && r <= '\u200D' || r == '\u2060' || r == '\uFEFF' || unicode.Is(unicode.Variation_Selector, r)
}

// printed is what is set for a letter. A line's end stays; Lines takes it from there.
func printed(r rune) rune {
	switch {
	case r == '\n' || r == '\u2028' || r == '\u2029':
		return '\n'
	case r == '\t' || r == '\r' || r == '\u00A0' || r == '\u202F' || unicode.Is(unicode.Zs, r):
		return ' '
	case r == utf8.RuneError || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r > 0xFFFF || !drawn(r):
		return mark
	}
	return r
}

// glyphs is the font as it says what it has pictures of. Nothing is changed in it.
var glyphs = sync.OnceValue(func() *sfnt.Font {
	f, err := sfnt.Parse(dejavusanscondensed.TTF)
	if err != nil {
		panic("paper: its own font can not be read: " + err.Error())
	}
	return f
})

func drawn(r rune) bool {
	if r >= ' ' && r <= '~' {
		return true
	}
	i, err := glyphs().GlyphIndex(nil, r)
	return err == nil && i != 0
}
