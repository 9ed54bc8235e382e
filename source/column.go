package source

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"vigie"
	"vigie/lake"
	"vigie/pack"
)

// value is what stood in a field, read as its column's type.
type value struct {
	null   bool
	long   int64 // integer; timestamp as microseconds; date as days; boolean as 0 or 1
	number float64
	text   []byte
}

// column is a declared column made ready: everything a pack's author wrote is understood once, before the first row.
type column struct {
	pack.Column
	kind    lake.Kind
	at      int // which field of the record
	key     bool
	missing map[string]bool
	codes   map[string]bool
	pattern *pattern
	min     value
	max     value
	layout  layout
	decimal byte
}

// kinds are the types a pack may name, and how the lake stores them.
var kinds = map[string]lake.Kind{
	"text": lake.Text, "integer": lake.Integer, "number": lake.Number,
	"date": lake.Day, "timestamp": lake.Timestamp, "boolean": lake.Boolean,
}

// kindOf is how the lake stores a column. A pseudonym is a text, whatever it stands for.
func kindOf(c *pack.Column) (lake.Kind, error) {
	if c.Pseudonym {
		return lake.Text, nil
	}
	if k, ok := kinds[c.Type]; ok {
		return k, nil
	}
	return "", vigie.Errorf(vigie.Invalid, "column %s: unknown type %q; it is text, integer, number, date, timestamp or boolean", c.Name, c.Type)
}

// newColumn understands a column.
func newColumn(s *pack.Source, c pack.Column) (*column, error) {
	kind, err := kindOf(&c)
	if err != nil {
		return nil, err
	}
	col := &column{Column: c, kind: kind, key: slices.Contains(s.Key, c.Name), missing: set(c.Missing), codes: set(c.Codes), decimal: '.'}
	if s.Format.Decimal != "" {
		col.decimal = s.Format.Decimal[0]
	}
	if col.layout, err = parseLayout(formOf(s, c.Type)); err != nil {
		return nil, vigie.Errorf(vigie.Invalid, "column %s: %w", c.Name, err)
	}
	if c.Pattern != "" {
		if col.pattern, err = newPattern(c.Pattern); err != nil {
			return nil, vigie.Errorf(vigie.Invalid, "column %s: pattern: %w", c.Name, err)
		}
	}
	if col.min, err = bound(c.Type, c.Min); err != nil {
		return nil, vigie.Errorf(vigie.Invalid, "column %s: min: %w", c.Name, err)
	}
	if col.max, err = bound(c.Type, c.Max); err != nil {
		return nil, vigie.Errorf(vigie.Invalid, "column %s: max: %w", c.Name, err)
	}
	return col, nil
}

func formOf(s *pack.Source, typ string) string {
	switch {
	case typ == "timestamp" && s.Format.Timestamp != "":
		return s.Format.Timestamp
	case typ == "timestamp":
		return "%Y-%m-%d %H:%M:%S"
	case s.Format.Date != "":
		return s.Format.Date
	}
	return "%Y-%m-%d"
}

// bound reads min and max as the pack writes them: with a decimal point, dates as yyyy-mm-dd, however the extract does.
func bound(typ string, s *string) (value, error) {
	if s == nil {
		return value{null: true}, nil
	}
	b := []byte(*s)
	switch typ {
	case "integer":
		if n, ok := parseInteger(b); ok {
			return value{long: n}, nil
		}
	case "number":
		if x, ok := parseNumber(b, '.'); ok {
			return value{number: x}, nil
		}
	case "date", "timestamp":
		if d, ok := parseISO(b[:min(len(b), 10)]); ok {
			if typ == "timestamp" {
				return value{long: int64(d) * microsPerDay}, nil
			}
			return value{long: int64(d)}, nil
		}
	default:
		return value{}, fmt.Errorf("a %s has no smallest and largest", typ)
	}
	return value{}, fmt.Errorf("%q is not a %s", *s, typ)
}

const microsPerDay = 86400 * 1e6

func set(names []string) map[string]bool {
	if len(names) == 0 {
		return nil
	}
	m := make(map[string]bool, len(names))
	for _, n := range names {
		m[n] = true
	}
	return m
}

// read checks a field and reads it into v. A reason that is not empty says what is wrong with it.
func (c *column) read(field []byte, v *value) (reason string) {
	b := field
	if c.kind != lake.Text || c.Check != nil || c.Digits {
		b = trim(field)
	}
	v.null = len(b) == 0 || c.missing != nil && c.missing[string(b)]
	if v.null {
		if c.Required || c.key {
			return "is required and has no value"
		}
		return ""
	}
	if len(c.Codes) > 0 && !c.known(b) {
		return "is not one of " + c.codeList()
	}
	if c.pattern != nil && !c.pattern.matches(b) {
		return "does not look like " + c.Pattern
	}
	if reason := c.parse(b, v); reason != "" {
		return reason
	}
	return c.outside(v)
}

// known tells whether a code is one of those allowed. A few are compared faster than they are looked up.
func (c *column) known(b []byte) bool {
	if len(c.Codes) > 8 {
		return c.codes[string(b)]
	}
	for _, code := range c.Codes {
		if string(b) == code {
			return true
		}
	}
	return false
}

func (c *column) parse(b []byte, v *value) (reason string) {
	var ok bool
	switch c.Type {
	case "integer":
		if v.long, ok = parseInteger(b); !ok {
			return "is not a whole number"
		}
	case "number":
		if v.number, ok = parseNumber(b, c.decimal); !ok {
			return "is not a number written with " + strconv.QuoteRune(rune(c.decimal)) + " and no sign between thousands"
		}
	case "boolean":
		yes, ok := parseBoolean(b)
		if !ok {
			return "is not true or false (1 0, t f, y n, yes no)"
		}
		if v.long = 0; yes {
			v.long = 1
		}
	case "date", "timestamp":
		days, micros, ok := c.layout.parse(b)
		if !ok {
			return "is not a day that exists, written as the format says"
		}
		if v.long = int64(days); c.Type == "timestamp" {
			v.long = int64(days)*microsPerDay + micros
		}
	}
	if c.kind == lake.Text {
		v.text = b
	}
	if c.Check != nil || c.Digits {
		return c.checked(b, v)
	}
	return ""
}

// outside says by which bound a value is out of range.
func (c *column) outside(v *value) string {
	if c.min.null && c.max.null {
		return ""
	}
	low, high := v.long < c.min.long, v.long > c.max.long
	if c.Type == "number" {
		low, high = v.number < c.min.number, v.number > c.max.number
	}
	switch {
	case !c.min.null && low:
		return "is less than " + *c.Min
	case !c.max.null && high:
		return "is more than " + *c.Max
	}
	return ""
}

func (c *column) codeList() string {
	const most = 8
	if len(c.Codes) > most {
		return fmt.Sprintf("the %d codes allowed (%s, …)", len(c.Codes), strings.Join(c.Codes[:most], ", "))
	}
	return strings.Join(c.Codes, ", ")
}
