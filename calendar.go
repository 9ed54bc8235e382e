package vigie

import (
	"slices"
	"time"
)

// Working says whether people work on a day: neither at a weekend nor on one of the office's holidays.
func (o *Office) Working(d Date) bool {
	switch d.Time().Weekday() {
	case time.Saturday, time.Sunday:
		return false
	}
	_, off := slices.BinarySearch(o.Holidays, d)
	return !off
}

// WorkingDays counts the working days after from, up to and with to; none when to is not later.
func (o *Office) WorkingDays(from, to Date) int {
	n := 0
	for d := from + 1; d <= to; d++ {
		if o.Working(d) {
			n++
		}
	}
	return n
}

// AfterWorkingDays is the n-th working day after from.
func (o *Office) AfterWorkingDays(from Date, n int) Date {
	d := from
	for n > 0 {
		if d++; o.Working(d) {
			n--
		}
	}
	return d
}

// Day is the date of a moment in the office's own zone.
func (o *Office) Day(t time.Time) Date {
	zone, err := time.LoadLocation(o.TimeZone)
	if err != nil {
		zone = time.UTC // a pack's zone is checked when the pack is read
	}
	return DateOf(t.In(zone))
}

// Rung is a rung of the ladder of outcomes, by its id.
func (o *Office) Rung(id string) (OutcomeRung, error) {
	for _, r := range o.Outcomes {
		if r.ID == id {
			return r, nil
		}
	}
	return OutcomeRung{}, Errorf(Invalid, "outcome %q: it is not on the pack's ladder", id)
}

// Concerned are the directorates that have to be asked about a scope: those of its territories, and the theme's.
func (o *Office) Concerned(territories []string, theme string) ([]string, error) {
	var ids []string
	for _, t := range territories {
		i := slices.IndexFunc(o.Directorates, func(d Directorate) bool { return !d.Thematic && d.Territory == t })
		if i < 0 {
			return nil, Errorf(Invalid, "territory %q: no directorate answers for it any more; choose the one that it became part of", t)
		}
		ids = append(ids, o.Directorates[i].ID)
	}
	if theme != "" {
		if !slices.ContainsFunc(o.Directorates, func(d Directorate) bool { return d.ID == theme && d.Thematic }) {
			return nil, Errorf(Invalid, "theme %q: there is no such thematic directorate", theme)
		}
		ids = append(ids, theme)
	}
	slices.Sort(ids)
	return slices.Compact(ids), nil
}
