package indicator

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"

	"vigie"
	"vigie/pack"
)

// A test.txtar is what a colleague from the field writes: for each case, what the registers say and how the question is answered on which
// day. A file of it is called "case/table.csv"; without a case before the / it belongs to all of them. A case has expect.csv.

// testCase is one case.
type testCase struct {
	name   string
	given  []given
	expect []expectation
}

// given is what one table holds.
type given struct {
	table  string
	at     pack.Pos // of its header
	header []string
	rows   [][]string
	lines  []int
}

// expectation is how the question is to be answered of an entity on a day.
type expectation struct {
	at     pack.Pos
	entity string
	asOf   vigie.Date
	fires  bool
	weight string // "" when nothing is said of it
}

// Case is what a test says of an indicator, for who reads what it does: a case in plain words, and how the question is answered in it.
type Case struct {
	Name    string   `json:"name"`
	Answers []Answer `json:"answers" nullable:"false"`
}

// Answer is how the question is answered of an entity of a case on a day.
type Answer struct {
	Entity string     `json:"entity"` // of the case, and of nowhere else
	AsOf   vigie.Date `json:"asOf"`
	Fires  bool       `json:"fires"`
}

// Cases are the tests of an indicator; what was written wrongly is left out, and told by the check of the pack.
func Cases(x *pack.Indicator) []Case {
	all, _ := readCases(x.File, x.Tests)
	out := make([]Case, len(all))
	for i, c := range all {
		out[i] = Case{c.name, []Answer{}}
		for _, e := range c.expect {
			out[i].Answers = append(out[i].Answers, Answer{e.entity, e.asOf, e.fires})
		}
	}
	return out
}

// file is one file of the archive.
type file struct {
	name string
	line int // of the first line of its text
	text []byte
}

// readCases reads the cases of a test.txtar in their order, with the faults of writing.
func readCases(name, text string) ([]testCase, pack.Faults) {
	var faults pack.Faults
	var cases []*testCase
	var shared []given
	of := map[string]*testCase{}
	for _, f := range files(text) {
		at := pack.Pos{File: name, Line: f.line - 1}
		caseName, table, owned := cutLast(f.name, "/")
		table, ok := strings.CutSuffix(table, ".csv")
		if !ok {
			faults = append(faults, pack.Fault{Pos: at, What: fmt.Sprintf("%q is no table", f.name), WayOut: "write -- case in plain words/table.csv --; a remark is a line that begins with #"})
			continue
		}
		g, found := readCSV(name, f)
		faults = append(faults, found...)
		g.table = table
		switch {
		case len(found) > 0:
		case !owned && table == expectTable:
			faults = append(faults, pack.Fault{Pos: at, What: "expect.csv belongs to no case", WayOut: "write -- case in plain words/expect.csv --"})
		case !owned:
			shared = append(shared, g)
		default:
			c := of[caseName]
			if c == nil {
				c = &testCase{name: caseName}
				of[caseName], cases = c, append(cases, c)
			}
			if table == expectTable {
				c.expect, found = expectations(g)
				faults = append(faults, found...)
			} else {
				c.given = append(c.given, g)
			}
		}
	}
	var out []testCase
	for _, c := range cases {
		if len(c.expect) == 0 && len(faults) == 0 {
			faults = append(faults, pack.Fault{Pos: pack.Pos{File: name}, What: fmt.Sprintf("case %q expects nothing", c.name), WayOut: "add expect.csv with entity_id, as_of, fires"})
		}
		c.given = append(append([]given{}, shared...), c.given...)
		out = append(out, *c)
	}
	if len(out) == 0 && len(faults) == 0 {
		faults = append(faults, pack.Fault{Pos: pack.Pos{File: name, Line: 1}, What: "holds no case", WayOut: "write one in which it fires and one in which it does not; docs/packs.md shows how"})
	}
	return out, faults
}

const expectTable = "expect"

// files splits an archive. What stands before the first file is a remark.
func files(text string) []file {
	var found []file
	for i, line := range strings.SplitAfter(text, "\n") {
		trimmed := strings.TrimRight(line, "\r\n ")
		if name, ok := strings.CutPrefix(trimmed, "-- "); ok && strings.HasSuffix(name, " --") {
			found = append(found, file{name: strings.TrimSpace(strings.TrimSuffix(name, " --")), line: i + 2})
			continue
		}
		if n := len(found); n > 0 {
			found[n-1].text = append(found[n-1].text, line...)
		}
	}
	return found
}

func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return strings.TrimSpace(s[:i]), s[i+len(sep):], true
	}
	return "", s, false
}

func readCSV(name string, f file) (given, pack.Faults) {
	r := csv.NewReader(bytes.NewReader(f.text))
	r.Comment, r.TrimLeadingSpace, r.FieldsPerRecord = '#', true, -1
	g := given{at: pack.Pos{File: name, Line: f.line}}
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		line := f.line
		if err == nil {
			n, _ := r.FieldPos(0)
			line += n - 1
		}
		switch {
		case err != nil:
			return g, pack.Faults{{Pos: g.at, What: fmt.Sprintf("%s is no table: %v", f.name, err), WayOut: `put a field that holds , or " between quotes, and double the quotes in it`}}
		case g.header == nil:
			g.header, g.at.Line = record, line
		case len(record) != len(g.header):
			return g, pack.Faults{{Pos: pack.Pos{File: name, Line: line}, What: fmt.Sprintf("the row has %d fields, and the header %d", len(record), len(g.header)), WayOut: "leave a field empty for no value"}}
		default:
			g.rows, g.lines = append(g.rows, record), append(g.lines, line)
		}
	}
	if g.header == nil {
		return g, pack.Faults{{Pos: g.at, What: f.name + " is empty", WayOut: "begin with the names of the columns"}}
	}
	return g, nil
}

// column is the place of a column, -1 when it is not given.
func (g *given) column(name string) int {
	for i, h := range g.header {
		if strings.TrimSpace(h) == name {
			return i
		}
	}
	return -1
}

func expectations(g given) (out []expectation, faults pack.Faults) {
	for _, want := range []string{"entity_id", "as_of", "fires"} {
		if g.column(want) < 0 {
			faults = append(faults, pack.Fault{Pos: g.at, What: "expect.csv has no column " + want, WayOut: "begin with entity_id,as_of,fires"})
		}
	}
	for _, h := range g.header {
		switch strings.TrimSpace(h) {
		case "entity_id", "as_of", "fires", "weight":
		default:
			faults = append(faults, pack.Fault{Pos: g.at, What: fmt.Sprintf("expect.csv has the column %q", h), WayOut: "it has entity_id, as_of, fires, and weight if it matters"})
		}
	}
	if len(faults) > 0 {
		return nil, faults
	}
	for i, row := range g.rows {
		at := pack.Pos{File: g.at.File, Line: g.lines[i]}
		day, err := vigie.ParseDate(row[g.column("as_of")])
		if err != nil {
			faults = append(faults, pack.Fault{Pos: at, What: fmt.Sprintf("as_of %q is no date", row[g.column("as_of")]), WayOut: "write it as 2024-06-30"})
			continue
		}
		e := expectation{at: at, entity: row[g.column("entity_id")], asOf: day}
		switch word := row[g.column("fires")]; word {
		case "yes", "no":
			e.fires = word == "yes"
		default:
			faults = append(faults, pack.Fault{Pos: at, What: fmt.Sprintf("fires is %q", word), WayOut: "write yes or no"})
			continue
		}
		if w := g.column("weight"); w >= 0 {
			e.weight = row[w]
		}
		out = append(out, e)
	}
	return out, faults
}
