package pack

import (
	"fmt"
	"slices"
	"strings"
)

// The tables that a query names decide which purpose it serves and what is hidden from it. So a pack may read a table only by writing
// its name where a table stands; the other ways that the engine knows are refused, all but a few.

// tableRef is what stands where a table does.
type tableRef struct {
	token      // its name in lower case, with the schema before its point, as in derived.staff; ' for a text
	call  bool // a function whose rows are read
}

// tableFunctions are those that give rows of their arguments alone. It is a list of what may be: the engine has a hundred others, of
// which some read files, some the catalogue, and query('…') whatever is written in it.
var tableFunctions = []string{"generate_series", "range", "unnest"}

// statements begin a query as SELECT does, and name a table where no FROM stands.
var statements = []string{"describe", "pivot", "show", "summarize", "table", "unpivot"}

// checkDoors refuses what would read a table unseen, and what this reader would read otherwise than the engine.
func checkDoors(at Pos, ts []token) (faults Faults) {
	fault := func(t token, what, wayOut string) {
		faults = append(faults, Fault{down(at, t.line), what, wayOut})
	}
	for i, t := range ts {
		switch before := previous(ts, i); {
		case t.quoted || before == "as" || before == ".":
		case slices.Contains(statements, t.text):
			fault(t, "reads by "+strings.ToUpper(t.text), "read tables by SELECT … FROM alone: by it the purpose is checked")
		case t.text == "'" && before == "e":
			fault(t, "has a text E'…'", "write '…', and chr(10) for the end of a line")
		case t.text == "$":
			fault(t, "has a $", "write texts as '…'; a pack's query has no parameters")
		case t.text == "/*":
			fault(t, "has a comment in a comment", "end the first one before")
		}
	}
	for _, r := range refsIn(ts) {
		switch {
		case r.text == "'":
			fault(r.token, "reads a table by a text", "write its name without quotes: by it the purpose is checked")
		case r.call && !slices.Contains(tableFunctions, r.text):
			fault(r.token, fmt.Sprintf("reads the rows of %s()", shorten(r.text)), "name the table itself: by it the purpose is checked; only "+strings.Join(tableFunctions, ", ")+" may stand in a FROM")
		}
	}
	return faults
}

// previous is the word or sign before a token; "" at the beginning and where it is quoted.
func previous(ts []token, i int) string {
	if i == 0 || ts[i-1].quoted {
		return ""
	}
	return ts[i-1].text
}

// tablesIn are the names that stand where a table does, with the line of the first mention, in their order: behind FROM and JOIN,
// and behind the commas of a FROM. Names of WITH steps are among them.
func tablesIn(sql string) []token {
	ts, _, _ := tokens(sql)
	var found []token
	seen := map[string]bool{}
	for _, r := range refsIn(ts) {
		if !r.call && r.text != "'" && !seen[r.text] {
			seen[r.text] = true
			found = append(found, r.token)
		}
	}
	return found
}

// refsIn are what stands where a table does.
func refsIn(ts []token) (found []tableRef) {
	wants := false             // a table comes next
	inFrom := map[int]bool{}   // by depth: commas separate tables
	inCall := map[int]string{} // by depth: the word before its parenthesis, while no query begins in it
	for i, t := range ts {
		switch {
		case !t.quoted && (t.text == "from" || t.text == "join"):
			if !fromOfExpression(ts, i, inCall[t.depth]) {
				wants, inFrom[t.depth] = true, true
			}
		case !t.quoted && t.text == "(":
			inFrom[t.depth+1], inCall[t.depth+1] = wants, previous(ts, i)
		case !t.quoted && t.text == ",":
			wants = inFrom[t.depth]
		case !t.quoted && clauses[t.text]:
			wants, inFrom[t.depth], inCall[t.depth] = false, false, ""
		case wants && !t.quoted && t.text == "'":
			found, wants = append(found, tableRef{token: t}), false
		case wants && (t.quoted || isWord(t.text[0])):
			name, next := qualified(ts, i)
			follows := ""
			if next < len(ts) && !ts[next].quoted {
				follows = ts[next].text
			}
			if wants = name == "lateral" || follows == ":"; !wants { // alias: table
				found = append(found, tableRef{token{name, t.quoted, t.line, t.depth}, follows == "("})
			}
		}
	}
	return found
}

// fromOfExpression tells that a FROM names no table: IS DISTINCT FROM, extract(year FROM x).
func fromOfExpression(ts []token, i int, call string) bool {
	if previous(ts, i) == "distinct" {
		before := previous(ts, i-1)
		return before == "is" || before == "not"
	}
	return call == "extract" || call == "substring" || call == "trim" || call == "overlay"
}

// qualified is the name that begins at a token, with the schema before its point, and the token behind it. The engine knows no capitals in
// names, quoted or not.
func qualified(ts []token, i int) (string, int) {
	name := ts[i].text
	for i++; i+1 < len(ts) && ts[i].text == "." && !ts[i].quoted; i += 2 {
		name += "." + ts[i+1].text
	}
	return strings.ToLower(name), i
}

// clauses end a FROM.
var clauses = map[string]bool{"select": true, "values": true, "where": true, "group": true, "order": true, "having": true, "qualify": true,
	"window": true, "union": true, "except": true, "intersect": true, "limit": true}
