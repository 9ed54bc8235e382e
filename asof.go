package vigie

import (
	"fmt"
	"time"
)

// Date is a day, as the number of days since 1970-01-01, without a time zone: registers speak of days. Time is always a
// parameter: nothing below cmd asks for the present.
type Date int32

// ParseDate reads yyyy-mm-dd, and only days that exist.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return 0, Errorf(Invalid, "read date %q: write it as yyyy-mm-dd, a day that exists", s)
	}
	return DateOf(t), nil
}

// DateOf is the day of t in t's own zone.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// Time is the day's midnight in UTC.
func (d Date) Time() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

// String is the day as yyyy-mm-dd.
func (d Date) String() string { return d.Time().Format(time.DateOnly) }

// MarshalText and UnmarshalText keep days readable in JSON.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads yyyy-mm-dd.
func (d *Date) UnmarshalText(b []byte) error {
	v, err := ParseDate(string(b))
	if err != nil {
		return err
	}
	*d = v
	return nil
}

// Step is a distance between as-of dates.
type Step string

const (
	Week    Step = "week"
	Month   Step = "month"
	Quarter Step = "quarter"
)

// Add is the date n steps later. Months keep the day of the month where there is one, and its last day otherwise.
func (s Step) Add(d Date, n int) (Date, error) {
	switch s {
	case Week:
		return d + Date(7*n), nil
	case Month:
		return addMonths(d, n), nil
	case Quarter:
		return addMonths(d, 3*n), nil
	}
	return 0, Errorf(Invalid, "step by %q: it is week, month or quarter", string(s))
}

// Dates are the as-of dates from first to last, both included, one step apart.
func (s Step) Dates(first, last Date) ([]Date, error) {
	var ds []Date
	for n := 0; ; n++ {
		d, err := s.Add(first, n)
		if err != nil {
			return nil, err
		}
		if d > last {
			return ds, nil
		}
		ds = append(ds, d)
	}
}

// Floor is the last date by d at which a step begins: a Monday, the first of a month, or the first of a quarter.
func (s Step) Floor(d Date) (Date, error) {
	y, m, _ := d.Time().Date()
	switch s {
	case Week:
		return d - Date((int(d.Time().Weekday())+6)%7), nil
	case Month:
		return DateOf(time.Date(y, m, 1, 0, 0, 0, 0, time.UTC)), nil
	case Quarter:
		return DateOf(time.Date(y, (m-1)/3*3+1, 1, 0, 0, 0, 0, time.UTC)), nil
	}
	return 0, Errorf(Invalid, "step by %q: it is week, month or quarter", string(s))
}

func addMonths(d Date, n int) Date {
	y, m, day := d.Time().Date()
	first := time.Date(y, m+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return DateOf(first) + Date(min(day, last)-1)
}

var _ fmt.Stringer = Date(0)
