package pack

import (
	"fmt"
	"regexp"
	"strconv"
)

// Period is a length of time as ISO 8601 writes it: P365D, P5Y, P1Y6M. Hours and fractions are not of use here.
type Period struct{ Years, Months, Days int }

var periodForm = regexp.MustCompile(`^P(?:(\d{1,4})Y)?(?:(\d{1,5})M)?(?:(\d{1,5})W)?(?:(\d{1,6})D)?$`)

// ParsePeriod reads a period that is longer than nothing.
func ParsePeriod(s string) (Period, error) {
	m := periodForm.FindStringSubmatch(s)
	if m == nil {
		return Period{}, fmt.Errorf("read period %q: write it as P365D, P18M or P5Y", s)
	}
	var n [4]int
	for i := range n {
		n[i], _ = strconv.Atoi(m[i+1]) // empty is none
	}
	p := Period{Years: n[0], Months: n[1], Days: 7*n[2] + n[3]}
	if p == (Period{}) {
		return p, fmt.Errorf("read period %q: it is no time at all", s)
	}
	return p, nil
}
