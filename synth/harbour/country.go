package harbour

import (
	"time"

	"vigie"
)

// The registers begin with the declarations of July 2021 and were extracted at the end of 2025. Inspections begin nine
// months after the declarations, so that each has something to look back on.
var (
	opening        = day(2021, time.July, 1)
	extracted      = day(2025, time.December, 31)
	firstExtracted = day(2025, time.September, 30) // of the register of employers, which a second extract corrects
)

const (
	months     = 54 // from opening to extracted
	firstVisit = 9  // the month in which inspections begin
)

func day(y int, m time.Month, d int) vigie.Date {
	return vigie.DateOf(time.Date(y, m, d, 0, 0, 0, 0, time.UTC))
}

// firstOf is the first day of a month, counted from the opening.
func firstOf(month int) vigie.Date {
	return day(2021, time.July+time.Month(month), 1)
}

// sector is what is usual in a trade. Euros and hours are of nowhere; only their differences matter.
type sector struct {
	id       string
	share    float64 // of all employers
	staff    float64 // workers, median
	partTime float64 // share of staff
	turnover float64 // euros an hour worked
	summer   float64 // how much busier July is than January
	tempted  float64 // share of employers that would hide work if it came easy
	cover    float64 // of these, how many do it behind part-time contracts; the others leave workers out
	liking   float64 // how much more inspectors go there than its risk is worth, on a log scale
}

// Hospitality, construction and cleaning are the three sectors where most is found, and with which data mining for social
// inspection began; result.go has the figures. The two others are quiet, so that a sector alone says something.
var sectors = []sector{
	{"hospitality", .29, 6, .42, 46, .50, .75, .65, .5},
	{"construction", .26, 7, .14, 64, .30, .65, .35, .3},
	{"cleaning", .16, 9, .52, 32, .10, .65, .75, .1},
	{"retail", .18, 5, .38, 96, -.10, .25, .60, -.2},
	{"transport", .11, 6, .12, 71, .05, .25, .40, -.2},
}

// territory is a harbour district of the invented coast, which lies in the open North Atlantic.
type territory struct {
	id       string
	share    float64
	lat, lon float64
	liking   float64 // the inspectorate has its seat in the old harbour, and goes there more often
	teams    [2]int  // the teams of inspectors that go there
}

var territories = []territory{
	{"north-quay", .22, 42.36, -38.05, 0, [2]int{1, 2}},
	{"old-harbour", .30, 42.12, -38.21, .4, [2]int{2, 3}},
	{"lighthouse", .14, 41.94, -38.02, -.2, [2]int{3, 4}},
	{"salt-marsh", .18, 41.77, -38.33, 0, [2]int{4, 5}},
	{"river-mouth", .16, 41.58, -38.16, -.1, [2]int{5, 6}},
}

// strictness is how likely a team is to see what there is. They differ a little, as people do: a model that learnt only who
// inspects would find next to nothing.
var strictness = []float64{0, .93, .90, .96, .88, .94, .91} // by team, from 1
