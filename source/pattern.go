package source

import (
	"regexp"
	"regexp/syntax"
	"unicode/utf8"
)

// pattern tells whether a whole value looks as a pack says. Nearly every pattern of a register is a row of signs, as [01][0-9]{9}, which
// is compared sign by sign in a tenth of the time that a regular expression takes; any other is one.
type pattern struct {
	parts []signs
	any   *regexp.Regexp // instead of parts
}

// signs are some signs in a row, each one of a set.
type signs struct {
	of          [256]bool
	least, most int
}

// manySigns bounds what is written out; {n,} has no end.
const manySigns = 1 << 20

func newPattern(text string) (*pattern, error) {
	whole, err := regexp.Compile("^(?:" + text + ")$")
	if err != nil {
		return nil, err
	}
	p := &pattern{any: whole}
	tree, err := syntax.Parse(text, syntax.Perl)
	if err != nil {
		return nil, err
	}
	if parts, ok := partsOf(tree); ok && settled(parts) {
		p.parts, p.any = parts, nil
	}
	return p, nil
}

// partsOf takes an expression apart, when it is signs in a row.
func partsOf(e *syntax.Regexp) ([]signs, bool) {
	switch e.Op {
	case syntax.OpCapture:
		return partsOf(e.Sub[0])
	case syntax.OpConcat:
		var all []signs
		for _, sub := range e.Sub {
			parts, ok := partsOf(sub)
			if !ok {
				return nil, false
			}
			all = append(all, parts...)
		}
		return all, true
	case syntax.OpLiteral:
		return literal(e)
	case syntax.OpCharClass:
		return class(e.Rune)
	case syntax.OpRepeat:
		return repeated(e.Sub[0], e.Min, e.Max)
	case syntax.OpQuest:
		return repeated(e.Sub[0], 0, 1)
	case syntax.OpStar:
		return repeated(e.Sub[0], 0, -1)
	case syntax.OpPlus:
		return repeated(e.Sub[0], 1, -1)
	}
	return nil, false
}

func literal(e *syntax.Regexp) ([]signs, bool) {
	if e.Flags&syntax.FoldCase != 0 {
		return nil, false
	}
	var all []signs
	for _, r := range e.Rune {
		one, ok := class([]rune{r, r})
		if !ok {
			return nil, false
		}
		all = append(all, one...)
	}
	return all, true
}

// class is one sign of ranges; only ASCII is one byte.
func class(ranges []rune) ([]signs, bool) {
	one := signs{least: 1, most: 1}
	for i := 0; i < len(ranges); i += 2 {
		if ranges[i+1] >= utf8.RuneSelf {
			return nil, false
		}
		for r := ranges[i]; r <= ranges[i+1]; r++ {
			one.of[r] = true
		}
	}
	return []signs{one}, true
}

func repeated(e *syntax.Regexp, least, most int) ([]signs, bool) {
	parts, ok := partsOf(e)
	if !ok || len(parts) != 1 || parts[0].least != 1 || parts[0].most != 1 {
		return nil, false
	}
	if most < 0 {
		most = manySigns
	}
	parts[0].least, parts[0].most = least, most
	return parts, true
}

// settled tells whether taking as many signs as a part allows is never wrong: what may follow a part of no fixed length is none of its signs.
func settled(parts []signs) bool {
	for i := range parts {
		if parts[i].least == parts[i].most {
			continue
		}
		for j := i + 1; j < len(parts); j++ {
			for c := range parts[i].of {
				if parts[i].of[c] && parts[j].of[c] {
					return false
				}
			}
			if parts[j].least > 0 {
				break
			}
		}
	}
	return true
}

// matches tells whether all of b looks so.
func (p *pattern) matches(b []byte) bool {
	if p.any != nil {
		return p.any.Match(b)
	}
	for i := range p.parts {
		part, n := &p.parts[i], 0
		for n < len(b) && n < part.most && part.of[b[n]] {
			n++
		}
		if n < part.least {
			return false
		}
		b = b[n:]
	}
	return len(b) == 0
}
