package source

import (
	"fmt"
	"slices"
	"strings"

	"vigie"
	"vigie/lake"
	"vigie/pack"
)

// checker knows how the rows of one extract are checked. It does not change, so that all workers share it.
type checker struct {
	source    *pack.Source
	columns   []*column
	fields    int      // how many a record must have
	header    []string // their names
	encoding  string
	delim     byte
	quote     byte
	key       []int // the columns of the key
	personal  []int // the fields that are pseudonymised, in the order of the record
	secret    []byte
	sought    *sought // a pseudonym that is looked for; nil in a load
	known     int     // the column the knowledge date follows from, or -1
	plusDays  int32
	extractOn int32
	batchID   int64
	keepKeys  bool // of the rows that are refused
	coarse    uint // see Options
}

// The lake's own columns, after the declared ones.
const (
	lineColumn  = "line"
	knownColumn = "known_on"
	batchColumn = "batch_id"
)

// newChecker understands a source; the header is met later, by meet.
func newChecker(s *pack.Source, extractOn vigie.Date, batchID int64, secret []byte) (*checker, error) {
	c := &checker{source: s, encoding: strings.ToLower(s.Format.Encoding), delim: ',', quote: '"', secret: secret,
		known: -1, plusDays: int32(s.KnownOn.PlusDays), extractOn: int32(extractOn), batchID: batchID}
	if s.Format.Delimiter != "" {
		c.delim = s.Format.Delimiter[0]
	}
	if s.Format.Quote != "" {
		c.quote = s.Format.Quote[0]
	}
	for i := range s.Columns {
		col, err := newColumn(s, s.Columns[i])
		if err != nil {
			return nil, err
		}
		c.columns = append(c.columns, col)
		if col.key {
			c.key = append(c.key, i)
		}
		if col.Name == s.KnownOn.Column {
			c.known = i
		}
	}
	if len(c.key) != len(s.Key) {
		return nil, vigie.Errorf(vigie.Invalid, "the key %s names a column that is not declared", strings.Join(s.Key, ", "))
	}
	if s.KnownOn.Column != "" && c.known < 0 {
		return nil, vigie.Errorf(vigie.Invalid, "known_on names the column %q, which is not declared", s.KnownOn.Column)
	}
	return c, nil
}

// lakeFields are the columns of the register's table.
func (c *checker) lakeFields() []lake.Field {
	fields := make([]lake.Field, 0, len(c.columns)+3)
	for _, col := range c.columns {
		fields = append(fields, lake.Field{Name: col.Name, Kind: col.kind})
	}
	return append(fields, lake.Field{Name: batchColumn, Kind: lake.Integer}, lake.Field{Name: lineColumn, Kind: lake.Integer},
		lake.Field{Name: knownColumn, Kind: lake.Day})
}

// keyFields are those of the key, in the order of the declared columns.
func (c *checker) keyFields() []lake.Field {
	fields := make([]lake.Field, 0, len(c.key))
	for _, i := range c.key {
		fields = append(fields, lake.Field{Name: c.columns[i].Name, Kind: c.columns[i].kind})
	}
	return fields
}

// meet finds the declared columns in a header. A declared column that is missing refuses the file; columns that nobody
// declared are passed over, since a register may read a part of an extract, and are returned.
func (c *checker) meet(header []string) (extra []string, err error) {
	for i := range header {
		header[i] = strings.TrimSpace(header[i])
	}
	c.header, c.fields = header, len(header)
	used := make([]bool, len(header))
	var missing []string
	for _, col := range c.columns {
		name := col.From
		if name == "" {
			name = col.Name
		}
		if col.at = slices.Index(header, name); col.at < 0 {
			missing = append(missing, name)
			continue
		}
		if slices.Contains(header[col.at+1:], name) {
			return nil, vigie.Errorf(vigie.Refused, "line 1: the column %q is there twice", name)
		}
		used[col.at] = true
		if col.Pseudonym {
			c.personal = append(c.personal, col.at)
		}
	}
	slices.Sort(c.personal)
	c.personal = slices.Compact(c.personal)
	for i, name := range header {
		if !used[i] {
			extra = append(extra, name)
		}
	}
	if len(missing) > 0 {
		return extra, c.wrongHeader(missing, extra)
	}
	return extra, nil
}

// wrongHeader says what is missing, and what it may be called now.
func (c *checker) wrongHeader(missing, extra []string) error {
	var says []string
	for _, m := range missing {
		say := fmt.Sprintf("%q is missing", m)
		if near := nearest(m, extra); near != "" {
			say += fmt.Sprintf(" (renamed to %q?)", near)
		}
		says = append(says, say)
	}
	wayOut := "ask the sender, or change `from:` in the pack"
	if len(c.header) == 1 {
		wayOut = fmt.Sprintf("the whole line was read as one column: is the delimiter %q? Is the file from a system that ends lines with CR alone?", c.delim)
	}
	return vigie.Errorf(vigie.Refused, "line 1: wrong header: %s; the file has %s; %s", strings.Join(says, ", "), quoteAll(c.header), wayOut)
}

func quoteAll(names []string) string {
	const most = 40
	quoted := make([]string, 0, len(names))
	for i, n := range names {
		if i == most {
			return strings.Join(quoted, ", ") + ", …"
		}
		quoted = append(quoted, fmt.Sprintf("%q", shown([]byte(n[:min(len(n), 60)]))))
	}
	return strings.Join(quoted, ", ")
}
