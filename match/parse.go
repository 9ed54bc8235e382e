package match

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

// call is a word with arguments, as steps, blocking rules and levels are written: first(surname, 3).
type call struct {
	name string
	args []string
}

func (c call) String() string {
	if len(c.args) == 0 {
		return c.name
	}
	return c.name + "(" + strings.Join(c.args, ", ") + ")"
}

// condition is a call held against a number: jaro_winkler >= 0.9.
type condition struct {
	call
	op    string // >=, <= or nothing
	value float64
}

// conditions reads calls joined by "and".
func conditions(text string) ([]condition, error) {
	p := &parser{rest: text}
	var all []condition
	for {
		c, err := p.condition()
		if err != nil {
			return nil, err
		}
		all = append(all, c)
		if p.end() {
			return all, nil
		}
		if word := p.word(); word != "and" {
			return nil, fmt.Errorf("%q stands where there should be “and”", word+p.rest)
		}
	}
}

// oneCall reads a text that is one call.
func oneCall(text string) (call, error) {
	p := &parser{rest: text}
	c, err := p.call()
	if err == nil && !p.end() {
		err = fmt.Errorf("%q stands behind it", p.rest)
	}
	return c, err
}

type parser struct{ rest string }

func (p *parser) end() bool {
	p.rest = strings.TrimLeft(p.rest, " \t\n")
	return p.rest == ""
}

// word takes the letters, digits and _ that come next.
func (p *parser) word() string {
	p.end()
	n := strings.IndexFunc(p.rest, func(r rune) bool { return r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if n < 0 {
		n = len(p.rest)
	}
	word := p.rest[:n]
	p.rest = p.rest[n:]
	return word
}

func (p *parser) take(s string) bool {
	p.end()
	rest, ok := strings.CutPrefix(p.rest, s)
	p.rest = rest
	return ok
}

func (p *parser) condition() (condition, error) {
	c, err := p.call()
	if err != nil {
		return condition{}, err
	}
	out := condition{call: c}
	for _, op := range []string{">=", "<="} {
		if !p.take(op) {
			continue
		}
		p.end()
		n := strings.IndexFunc(p.rest, func(r rune) bool { return !strings.ContainsRune("0123456789.-", r) })
		if n < 0 {
			n = len(p.rest)
		}
		out.op = op
		if out.value, err = strconv.ParseFloat(p.rest[:n], 64); err != nil {
			return out, fmt.Errorf("%q is not a number", p.rest)
		}
		p.rest = p.rest[n:]
	}
	return out, nil
}

func (p *parser) call() (call, error) {
	c := call{name: p.word()}
	if c.name == "" {
		return c, fmt.Errorf("a name is missing before %q", p.rest)
	}
	if !p.take("(") {
		return c, nil
	}
	for {
		arg, err := p.argument()
		if err != nil {
			return c, err
		}
		c.args = append(c.args, arg)
		switch {
		case p.take(","):
		case p.take(")"):
			return c, nil
		default:
			return c, fmt.Errorf("%s( is not closed", c.name)
		}
	}
}

// argument is a text between single quotes, or what stands before the next comma or bracket.
func (p *parser) argument() (string, error) {
	if p.take("'") {
		text, rest, closed := strings.Cut(p.rest, "'")
		if !closed {
			return "", fmt.Errorf("the quote before %q is not closed", text)
		}
		p.rest = rest
		return text, nil
	}
	n := strings.IndexAny(p.rest, ",)")
	if n < 0 {
		return "", fmt.Errorf("a bracket is not closed")
	}
	arg := strings.TrimSpace(p.rest[:n])
	p.rest = p.rest[n:]
	if arg == "" {
		return "", fmt.Errorf("an argument is empty")
	}
	return arg, nil
}
