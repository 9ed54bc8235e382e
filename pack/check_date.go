package pack

import (
	"fmt"

	"vigie"
)

// date reads a date that must be given.
func (d *document) date(path, s string) *vigie.Date {
	if s == "" {
		d.fault(path, fmt.Sprintf("%s is missing%s", leaf(path), d.in(parent(path))), "write a date, such as 2024-06-30")
		return nil
	}
	day, err := vigie.ParseDate(s)
	if err != nil {
		d.fault(path, fmt.Sprintf("%s %q is no date", d.say(path), shorten(s)), "write it as 2024-06-30, a day that exists")
		return nil
	}
	return &day
}

// inOrder checks two dates of which the first is not the later.
func (d *document) inOrder(firstPath, first, lastPath, last string) {
	a, b := d.date(firstPath, first), d.date(lastPath, last)
	if a != nil && b != nil && *a > *b {
		d.fault(lastPath, fmt.Sprintf("%s %s is before %s %s", leaf(lastPath), last, leaf(firstPath), first), "exchange them, or mend one")
	}
}

// dates reads two dates, and tells whether both are.
func dates(a, b string) (vigie.Date, vigie.Date, bool) {
	x, errX := vigie.ParseDate(a)
	y, errY := vigie.ParseDate(b)
	return x, y, errX == nil && errY == nil
}
