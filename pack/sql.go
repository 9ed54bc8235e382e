package pack

import (
	"fmt"
	"strings"
)

// A pack's SQL is read here no deeper than is needed to say that it is one query, and which tables it names: the engine
// knows SQL better, and the rooms that run it check the rest.

// token is a word, a quoted name or a sign of SQL. Of a text there is only its first sign, ', and comments give none.
type token struct {
	text   string // words in lower case
	quoted bool
	line   int // from 1
	depth  int // of parentheses
}

// tokens reads SQL up to its end or to the first thing that is never closed, which open names.
func tokens(sql string) (found []token, open string, openLine int) {
	line, depth := 1, 0
	for i := 0; i < len(sql); {
		rest := sql[i:]
		switch c := sql[i]; {
		case c == '\n':
			line++
			i++
		case strings.HasPrefix(rest, "--"):
			i += lengthTo(rest, "\n", 0)
		case strings.HasPrefix(rest, "/*"):
			n := strings.Index(rest, "*/")
			if n < 0 {
				return found, "/*", line
			}
			if strings.Contains(rest[2:max(n, 2)], "/*") {
				found = append(found, token{"/*", false, line, depth})
			}
			line += strings.Count(rest[:n], "\n")
			i += n + 2
		case c == '\'' || c == '"':
			n := strings.IndexByte(rest[1:], c)
			if n < 0 {
				return found, string(c), line
			}
			if c == '"' {
				found = append(found, token{rest[1 : n+1], true, line, depth})
			} else {
				found = append(found, token{"'", false, line, depth})
			}
			line += strings.Count(rest[:n+1], "\n")
			i += n + 2
		case isWord(c):
			n := 1
			for n < len(rest) && isWord(rest[n]) {
				n++
			}
			found = append(found, token{strings.ToLower(rest[:n]), false, line, depth})
			i += n
		case c == ' ' || c == '\t' || c == '\r':
			i++
		default:
			if c == ')' {
				depth--
			}
			found = append(found, token{string(c), false, line, depth})
			if c == '(' {
				depth++
			}
			i++
		}
	}
	return found, "", 0
}

// lengthTo is how many bytes there are before mark, or to the end.
func lengthTo(s, mark string, plus int) int {
	if n := strings.Index(s, mark); n >= 0 {
		return n + plus
	}
	return len(s)
}

func isWord(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}

// checkQuery checks that SQL is one SELECT, which can be put into others.
func checkQuery(at Pos, sql string) Faults {
	ts, faults := checkSQL(at, sql, "write one SELECT; use WITH for steps")
	if len(faults) > 0 {
		return faults
	}
	if len(ts) == 0 {
		return Faults{{at, "holds no SQL", "write one SELECT; an empty answer is SELECT … WHERE false"}}
	}
	if first := ts[0]; first.text != "select" && first.text != "with" && first.text != "from" {
		return Faults{{down(at, first.line), fmt.Sprintf("begins with %q, and is no SELECT", first.text), "a pack only reads: begin with SELECT or WITH"}}
	}
	return checkDoors(at, ts)
}

// checkCondition checks that SQL is one condition, which can stand behind a WHERE.
func checkCondition(at Pos, sql string) Faults {
	ts, faults := checkSQL(at, sql, "write one condition; use AND and OR")
	if len(faults) > 0 || len(ts) == 0 {
		return faults
	}
	if first := ts[0]; first.text == "where" || first.text == "select" || first.text == "and" {
		return Faults{{down(at, first.line), fmt.Sprintf("begins with %s, and is no condition", strings.ToUpper(first.text)),
			"write what may be true or false of a row, such as i.outcome = 'fault'"}}
	}
	return checkDoors(at, ts)
}

// checkSQL checks what holds for both: everything opened is closed, and there is no second statement.
func checkSQL(at Pos, sql, one string) ([]token, Faults) {
	ts, open, line := tokens(sql)
	if open != "" {
		return nil, Faults{{down(at, line), fmt.Sprintf("%s is never closed", open), "close it"}}
	}
	depth := 0
	for i, t := range ts {
		switch {
		case t.quoted:
		case t.text == "(":
			depth++
		case t.text == ")":
			depth--
			if depth < 0 {
				return nil, Faults{{down(at, t.line), "a ) closes nothing", "delete it, or open a ( before"}}
			}
		case t.text == ";" && i == len(ts)-1:
			return nil, Faults{{down(at, t.line), "ends with ;", "delete it: it is put into a query of Vigie"}}
		case t.text == ";":
			return nil, Faults{{down(at, t.line), "holds more than one statement", one}}
		}
	}
	if depth > 0 {
		return nil, Faults{{down(at, lastLine(ts)), fmt.Sprintf("%d ( not closed", depth), "write the missing )"}}
	}
	return ts, nil
}

func lastLine(ts []token) int { return ts[len(ts)-1].line }

// down is the position of a line of the SQL that begins at a position.
func down(at Pos, line int) Pos { return Pos{File: at.File, Line: at.Line + line - 1} }

// Condition is a condition in parentheses, so that it can stand in any query; its comments swallow nothing.
func Condition(sql string) string { return "(\n" + sql + "\n)" }
