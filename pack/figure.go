package pack

import (
	"math"
	"strconv"
	"strings"
)

// Figure writes a number for a person: whole ones whole, others with as many digits as can matter. What is no number stays as it is.
func Figure(number string) string {
	v, err := strconv.ParseFloat(number, 64)
	if err != nil {
		return number
	}
	if v == math.Trunc(v) && math.Abs(v) < 1e15 {
		return strconv.FormatFloat(v, 'f', 0, 64)
	}
	switch size := math.Abs(v); {
	case size >= 100:
		return strconv.FormatFloat(v, 'f', 0, 64)
	case size >= 10:
		return short(v, 1)
	case size >= .01:
		return short(v, 2)
	}
	return strconv.FormatFloat(v, 'f', -int(math.Floor(math.Log10(math.Abs(v)))), 64)
}

// short writes so many decimals at most: 2.5, not 2.50.
func short(v float64, decimals int) string {
	return strings.TrimRight(strings.TrimRight(strconv.FormatFloat(v, 'f', decimals, 64), "0"), ".")
}
