package extract

import (
	"strconv"
	"strings"

	"vigie"
)

// Row is a row under way: its fields in order, then End. It is the series' only one, so nothing may keep it.
type Row struct {
	series *Series
	file   *file // nil: nobody will see this row
	buf    []byte
	at     []int32 // where each field begins
}

// Seen says whether the row will stand in an extract. A caller may spare itself the work if not.
func (r *Row) Seen() bool { return r.file != nil }

func (r *Row) next() {
	if len(r.at) > 0 {
		r.buf = append(r.buf, ',')
	}
	r.at = append(r.at, int32(len(r.buf)))
}

// Text appends a text, in quotes where it must.
func (r *Row) Text(s string) *Row {
	r.next()
	if plain(s) {
		r.buf = append(r.buf, s...)
		return r
	}
	r.buf = append(r.buf, '"')
	r.buf = append(r.buf, strings.ReplaceAll(s, `"`, `""`)...)
	r.buf = append(r.buf, '"')
	return r
}

func plain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c == ',' || c == '"' || c == '\n' || c == '\r' {
			return false
		}
	}
	return true
}

// Bytes appends a field that needs no quotes, such as a number with check digits.
func (r *Row) Bytes(b []byte) *Row {
	r.next()
	r.buf = append(r.buf, b...)
	return r
}

// None appends an empty field.
func (r *Row) None() *Row {
	r.next()
	return r
}

// Int appends a whole number.
func (r *Row) Int(n int) *Row {
	r.next()
	r.buf = strconv.AppendInt(r.buf, int64(n), 10)
	return r
}

// Hundredths appends n/100 with a decimal point, such as an amount in cents.
func (r *Row) Hundredths(n int64) *Row {
	r.next()
	if n < 0 {
		r.buf, n = append(r.buf, '-'), -n
	}
	r.buf = strconv.AppendInt(r.buf, n/100, 10)
	r.buf = append(r.buf, '.', byte('0'+n/10%10), byte('0'+n%10))
	return r
}

// Float appends a number with so many decimals.
func (r *Row) Float(v float64, decimals int) *Row {
	r.next()
	r.buf = strconv.AppendFloat(r.buf, v, 'f', decimals, 64)
	return r
}

// Date appends yyyy-mm-dd.
func (r *Row) Date(d vigie.Date) *Row {
	r.next()
	r.buf = appendDate(r.buf, d)
	return r
}

// DateOrNone appends yyyy-mm-dd, or nothing for day 0 and for days that no register knows.
func (r *Row) DateOrNone(d vigie.Date) *Row {
	if d == 0 || d >= endless {
		return r.None()
	}
	return r.Date(d)
}

// endless is the year 2100, in days: later than any date that a register would hold.
const endless = vigie.Date(47482)

// DayFirst appends dd-mm-yyyy.
func (r *Row) DayFirst(d vigie.Date) *Row {
	r.next()
	y, m, day := civil(d)
	r.buf = append(r.buf, byte('0'+day/10), byte('0'+day%10), '-', byte('0'+m/10), byte('0'+m%10), '-',
		byte('0'+y/1000), byte('0'+y/100%10), byte('0'+y/10%10), byte('0'+y%10))
	return r
}

// Timestamp appends yyyy-mm-dd hh:mm:ss.
func (r *Row) Timestamp(d vigie.Date, second int) *Row {
	r.Date(d)
	h, m, s := second/3600, second/60%60, second%60
	r.buf = append(r.buf, ' ', byte('0'+h/10), byte('0'+h%10), ':', byte('0'+m/10), byte('0'+m%10), ':', byte('0'+s/10), byte('0'+s%10))
	return r
}

// Append appends a field that a function writes.
func (r *Row) Append(write func([]byte) []byte) *Row {
	r.next()
	r.buf = write(r.buf)
	return r
}

// End completes the row.
func (r *Row) End() {
	r.buf = append(r.buf, '\n')
	r.series.end(r)
}

func appendDate(b []byte, d vigie.Date) []byte {
	y, m, day := civil(d)
	return append(b, byte('0'+y/1000), byte('0'+y/100%10), byte('0'+y/10%10), byte('0'+y%10), '-',
		byte('0'+m/10), byte('0'+m%10), '-', byte('0'+day/10), byte('0'+day%10))
}

// civil is the date of a day, by whole numbers alone: Hinnant, "chrono-compatible low-level date algorithms" (2013). A
// country has a thousand million dates, and time.Time costs more than all the rest of a row.
func civil(d vigie.Date) (y, m, day int) {
	const era = 146097 // days of 400 years, which begin on 1 March
	z := int(d) + 719468
	e := z / era
	doe := z % era
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	day = doy - (153*mp+2)/5 + 1
	y = yoe + e*400
	if m = mp + 3; m > 12 {
		m -= 12
		y++
	}
	return y, m, day
}
