package pack

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"vigie"
)

var columnTypes = []string{"text", "integer", "number", "date", "timestamp", "boolean"}

// protections are why a column may move no score.
var protections = []string{"name", "language", "nationality", "origin", "free-text"}

func checkColumns(d *document, columns []Column) {
	if len(columns) == 0 {
		d.fault("columns", "columns is missing", "list those of the extract that are used, each with name, type and meaning")
	}
	names, headers := map[string]int{}, map[string]int{}
	for i := range columns {
		c, at := &columns[i], fmt.Sprintf("columns[%d]", i)
		checkColumnName(d, at+".name", c.Name, ownColumns, "; from: gives the header as it stands in the extract")
		if first, again := names[c.Name]; again && c.Name != "" {
			d.fault(at+".name", fmt.Sprintf("column %q stands twice", c.Name), fmt.Sprintf("it stands on line %d already", columns[first].Pos.Line))
		} else if first, again := headers[header(c)]; again && header(c) != "" {
			d.fault(at+".from", fmt.Sprintf("columns %q and %q are both read from %q", columns[first].Name, c.Name, header(c)), "one column of the extract is one column here")
		} else {
			names[c.Name], headers[header(c)] = i, i
		}
		if c.Type == "" {
			d.fault(at+".type", fmt.Sprintf("type is missing of column %q", c.Name), "write one of "+strings.Join(columnTypes, ", "))
		}
		d.need(at+".meaning", c.Meaning, "write what the register says with it")
		if d.oneOf(at+".type", c.Type, columnTypes) && c.Type != "" {
			checkValues(d, at, c)
		}
	}
}

func header(c *Column) string {
	if c.From != "" {
		return c.From
	}
	return c.Name
}

// checkColumnName checks a name that SQL has to read; taken are those that stand beside it.
func checkColumnName(d *document, at, name string, taken map[string]bool, more string) {
	switch {
	case name == "":
		d.fault(at, "name is missing"+d.in(parent(at)), "write the name that SQL reads")
	case !tableForm.MatchString(name):
		d.fault(at, fmt.Sprintf("column %q is no name that SQL reads without quotes", shorten(name)), "use small letters, digits and _"+more)
	case taken[name]:
		d.fault(at, fmt.Sprintf("column %q has a name that is taken", name), "choose another: Vigie adds a column of this name itself"+more)
	case keywords[name]:
		d.fault(at, fmt.Sprintf("column %q is a word of SQL", name), "choose another"+more)
	}
}

// checkValues checks what a column says of its values against its type.
func checkValues(d *document, at string, c *Column) {
	low, lowOK := checkBound(d, at+".min", c.Type, c.Min)
	high, highOK := checkBound(d, at+".max", c.Type, c.Max)
	if lowOK && highOK && low > high {
		d.fault(at+".min", fmt.Sprintf("no %s is between min %s and max %s", c.Name, *c.Min, *c.Max), "exchange them, or mend one")
	}
	d.once(at+".codes", "code", c.Codes)
	for i, code := range c.Codes {
		if _, err := strconv.Atoi(code); c.Type == "integer" && err != nil {
			d.fault(fmt.Sprintf("%s.codes[%d]", at, i), fmt.Sprintf("code %q of %s is no whole number", shorten(code), c.Name), "make the column a text, or mend the code")
		}
	}
	only := func(key string, set bool, types ...string) {
		if set && !slices.Contains(types, c.Type) {
			d.fault(at+"."+key, fmt.Sprintf("%s means nothing for %s of type %s", key, c.Name, c.Type), "it is for "+strings.Join(types, " and "))
		}
	}
	d.oneOf(at+".protected", c.Protected, protections)
	only("protected", c.Protected != "", "text")
	only("codes", len(c.Codes) > 0, "text", "integer")
	only("pattern", c.Pattern != "", "text")
	only("pseudonym", c.Pseudonym, "text")
	only("check_digits", c.Check != nil, "text", "integer")
	only("digits", c.Digits, "text")
	if c.Pattern != "" {
		checkPattern(d, at+".pattern", c.Pattern)
	}
	if c.Check != nil {
		checkCheckDigit(d, at+".check_digits", c.Check)
	}
}

// checkBound reads a smallest or largest value as a number that orders as the type does.
func checkBound(d *document, at, kind string, bound *string) (float64, bool) {
	if bound == nil {
		return 0, false
	}
	switch kind {
	case "integer":
		if n, err := strconv.Atoi(*bound); err == nil {
			return float64(n), true
		}
	case "number":
		if f, err := strconv.ParseFloat(*bound, 64); err == nil && f == f {
			return f, true
		}
	case "date":
		if day, err := vigie.ParseDate(*bound); err == nil {
			return float64(day), true
		}
	case "timestamp":
		for _, form := range []string{time.DateOnly, time.DateTime} {
			if t, err := time.Parse(form, *bound); err == nil {
				return float64(t.Unix()), true
			}
		}
	default:
		d.fault(at, fmt.Sprintf("%s means nothing for type %s", leaf(at), kind), "it is for integer, number, date and timestamp; use codes or pattern")
		return 0, false
	}
	d.fault(at, fmt.Sprintf("%s %q is no %s", leaf(at), shorten(*bound), kind), "write it as 12, 0.5 or 2024-06-30, as the type asks")
	return 0, false
}

// checkCheckDigit checks that the parameters of a checksum describe one.
func checkCheckDigit(d *document, at string, c *CheckDigit) {
	if c.Modulus < 2 || c.Modulus > 1_000_000 {
		d.fault(at+".modulus", fmt.Sprintf("modulus is %d", c.Modulus), "write that of the register, 97 for most")
	}
	if c.Payload < 1 || c.Payload > 18 {
		d.fault(at+".payload", fmt.Sprintf("payload is %d", c.Payload), "write over how many leading digits the check is computed, from 1 to 18")
	}
	if c.Multiply < 0 || c.Multiply > 1_000_000 {
		d.fault(at+".multiply", fmt.Sprintf("multiply is %d", c.Multiply), "write by what the payload is multiplied, 100 for two digits to follow, or leave it out")
	}
	if c.Digits < 0 || c.Digits > 6 {
		d.fault(at+".digits", fmt.Sprintf("digits is %d", c.Digits), "write how many digits the check takes, or leave it out")
	}
	switch {
	case c.From == nil:
	case c.Complement:
		d.fault(at+".from", "check_digits says both complement and from", "complement is from the modulus itself: keep one")
	case *c.From < 1 || *c.From > 1_000_000:
		d.fault(at+".from", fmt.Sprintf("from is %d", *c.From), "write the number that the remainder is taken from, such as 96")
	}
	for i, p := range c.Prefixes {
		if strings.Trim(p, "0123456789") != "" || len(p) > 4 {
			d.fault(fmt.Sprintf("%s.prefixes[%d]", at, i), fmt.Sprintf("prefix %q is no digits", shorten(p)), `write up to four digits, or "" for none`)
		}
	}
}

// checkKey checks the columns that name a row.
func checkKey(d *document, s *Source) {
	if len(s.Key) == 0 {
		d.fault("key", "key is missing", "list the columns that name a row: a later extract corrects by them")
	}
	names := columnNames(s)
	known := map[string]bool{}
	for _, name := range names {
		known[name] = true
	}
	for i, k := range s.Key {
		at := fmt.Sprintf("key[%d]", i)
		if len(names) > 0 && !known[k] {
			d.fault(at, fmt.Sprintf("key %q is no column", shorten(k)), d.didYouMean(k, names))
		}
	}
	d.once("key", "key", s.Key)
}

// checkKnown checks the knowledge date, on which every figure rests.
func checkKnown(d *document, s *Source) {
	if !d.has("known_on") {
		d.fault("known_on", "known_on is missing", "write the column that says when a row became known, plus_days and why; why alone takes the day of the extract")
		return
	}
	if strings.TrimSpace(s.KnownOn.Why) == "" {
		d.fault("known_on.why", "why is missing in known_on", "say what the rule assumes: every reader of a figure depends on it")
	}
	// What is planned is known before its date, so a few days may be taken off, and why says by what right.
	d.between("known_on.plus_days", float64(s.KnownOn.PlusDays), -366, 36_600)
	if s.KnownOn.Column == "" {
		return
	}
	c := column(s, s.KnownOn.Column)
	switch {
	case c == nil:
		d.fault("known_on.column", fmt.Sprintf("known_on column %q is no column", shorten(s.KnownOn.Column)), d.didYouMean(s.KnownOn.Column, columnNames(s)))
	case c.Type != "date" && c.Type != "timestamp":
		d.fault("known_on.column", fmt.Sprintf("known_on column %q is of type %s", c.Name, c.Type), "name a date, or leave column out to take the day of the extract")
	}
}

func column(s *Source, name string) *Column {
	for i := range s.Columns {
		if s.Columns[i].Name == name {
			return &s.Columns[i]
		}
	}
	return nil
}

func columnNames(s *Source) []string {
	var names []string
	for _, c := range s.Columns {
		names = append(names, c.Name)
	}
	return names
}
