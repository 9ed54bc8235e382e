package pack

import (
	"regexp"
	"strconv"
	"strings"
)

var engineLine = regexp.MustCompile(`(?i)\bline (\d{1,6}):`)

// Rebase says where in the pack the engine found fault with SQL that begins at a position: a file of its own begins at
// line 1, and SQL inside YAML where BatchRule.SQLPos, Cohort.WherePos, Cohort.ActivePos or Label.PositivePos says. before
// is how many lines the room wrote ahead of it in what it gave to the engine. A message without a line is about the
// whole, and a line outside the SQL is the room's own: both give the beginning.
func Rebase(begins Pos, message string, before int) Pos {
	m := engineLine.FindStringSubmatch(message)
	if m == nil {
		return begins
	}
	line, _ := strconv.Atoi(m[1])
	if line <= before {
		return begins
	}
	return down(begins, line-before)
}

// Message is what an engine said, on one line: the excerpt of the SQL that some engines draw below it is left out, since
// the position tells where to look.
func Message(err error) string {
	first, _, _ := strings.Cut(err.Error(), "\n\nLINE ")
	return strings.Join(strings.Fields(first), " ")
}
