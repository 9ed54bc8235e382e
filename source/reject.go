package source

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// reject is a row that is not taken, and why.
type reject struct {
	Line   int64
	Raw    string // as it stands in the file, cut at keepRaw; without what is pseudonymised
	Column string // "" when it is the row as a whole
	Value  string // "" for a column that is pseudonymised
	Reason string
	// Repeat is set for a row that says the same as another of its file. Nothing is lost by it, so it does not
	// count when a batch is refused for too many faults.
	Repeat bool
}

// rawText is a record as it is kept in reject. A register may hold numbers of persons, which the lake must not see:
// they are replaced by ***. Where the record can not be taken apart, it is withheld as a whole when it could hold any; the
// line is enough to find it in the extract itself.
func (c *checker) rawText(record []byte, spans []span) string {
	record = body(record)
	if c.personal == nil {
		return shown(record)
	}
	if spans == nil {
		return "(withheld: this register holds numbers of persons)"
	}
	var b bytes.Buffer
	at := 0
	for _, i := range c.personal {
		if i >= len(spans) {
			return "(withheld: this register holds numbers of persons)"
		}
		b.Write(record[at:spans[i].from])
		b.WriteString("***")
		at = spans[i].to
	}
	b.Write(record[at:])
	return shown(b.Bytes())
}

// shown is a text from the file as it can be stored: cut, and with what is not UTF-8 replaced.
func shown(b []byte) string {
	cut := len(b) > keepRaw
	if cut {
		b = b[:keepRaw]
	}
	s := strings.ReplaceAll(strings.ToValidUTF8(string(b), string(utf8.RuneError)), "\x00", "\u2400")
	if cut {
		s += "…"
	}
	return s
}
