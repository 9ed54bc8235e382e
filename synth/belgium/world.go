package belgium

import (
	"time"

	"vigie"
)

// The registers tell of six years. The labour market is simulated from a quarter earlier, so that the declarations of that
// quarter, which arrive in January 2020, are there as well; the last extracts are made in January 2026.
var (
	history = day(2019, time.October, 1)
	opening = day(2020, time.January, 1)
	closing = day(2025, time.December, 31)
)

// months are those of the simulation, from history to closing.
const months = 75

func day(y int, m time.Month, d int) vigie.Date {
	return vigie.DateOf(time.Date(y, m, d, 0, 0, 0, 0, time.UTC))
}

// firstOf is the first day of a month of the simulation, counted from history.
func firstOf(month int) vigie.Date {
	if month >= 0 && month < len(firsts) {
		return firsts[month]
	}
	return day(2019, time.October+time.Month(month), 1)
}

// firsts are the first days of the months of the simulation: they are asked for hundreds of millions of times.
var firsts = func() (days [months + 2]vigie.Date) {
	for m := range days {
		days[m] = day(2019, time.October+time.Month(m), 1)
	}
	return days
}()

// world is the invented country. The steps of write.go fill it in order; then registers are written from it, and it changes
// no more.
//
// A firm, a person, a hub is named by its place in the slice. The first of each is nobody, so that 0 says none.
type world struct {
	options Options
	seed    uint64
	assume  assumptions
	ground  // what the data files hold

	firms  []firm
	people []person
	hubs   []place // addresses that many firms share and that mean nothing: accountants, business centres
	frauds []fraud
	selfs  []selfEmployment
	idle   []benefit

	moves map[int32][]move // by person: where it went to live; others live where it says by itself

	centres     int // place in hubs where business centres begin
	units       int // establishments so far
	office      registerOffice
	deathsAYear float64

	scene  // works, posting and what the inspectorate knows
	report Report
}
