package source

import (
	"bytes"
	"math"
	"strconv"
	"strings"
	"unsafe"
)

// These read what stands in a field. They are on the way of every value of every register, so the usual forms are read
// by hand; nothing is allocated.

// trim takes spaces off both ends: extracts of fixed width are filled up with them.
func trim(b []byte) []byte {
	for len(b) > 0 && (b[0] == ' ' || b[0] == '\t') {
		b = b[1:]
	}
	for len(b) > 0 && (b[len(b)-1] == ' ' || b[len(b)-1] == '\t') {
		b = b[:len(b)-1]
	}
	return b
}

// parseInteger reads a whole number with an optional sign.
func parseInteger(b []byte) (int64, bool) {
	digits, negative := b, false
	if len(b) > 0 && (b[0] == '-' || b[0] == '+') {
		digits, negative = b[1:], b[0] == '-'
	}
	if len(digits) == 0 {
		return 0, false
	}
	if len(digits) > 18 {
		n, err := strconv.ParseInt(text(b), 10, 64)
		return n, err == nil
	}
	var n int64
	for _, d := range digits {
		if d -= '0'; d > 9 {
			return 0, false
		} else {
			n = n*10 + int64(d)
		}
	}
	if negative {
		n = -n
	}
	return n, true
}

// exact are the powers of ten that a float64 holds exactly: a number of up to 15 digits divided by one of them is the
// nearest float64, by the rule of IEEE 754 that one operation is rounded once.
var exact = [...]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15}

// parseNumber reads a decimal number, with an exponent or not. It takes neither NaN nor infinity nor a sign between
// thousands: those are for the pack to name as missing, or for the sender to leave out.
func parseNumber(b []byte, decimal byte) (float64, bool) {
	digits, negative := b, false
	if len(b) > 0 && (b[0] == '-' || b[0] == '+') {
		digits, negative = b[1:], b[0] == '-'
	}
	if len(digits) == 0 || len(digits) > 16 {
		return parseRareNumber(b, decimal)
	}
	var n int64
	point := -1
	for i, d := range digits {
		if c := d - '0'; c <= 9 {
			n = n*10 + int64(c)
		} else if d == decimal && point < 0 {
			point = i
		} else {
			return parseRareNumber(b, decimal)
		}
	}
	places := 0
	if point >= 0 {
		places = len(digits) - point - 1
	}
	if len(digits) == 1 && point == 0 || point < 0 && len(digits) > 15 {
		return parseRareNumber(b, decimal)
	}
	x := float64(n) / exact[places]
	if negative {
		x = -x
	}
	return x, true
}

func parseRareNumber(b []byte, decimal byte) (float64, bool) {
	for _, c := range b {
		if (c < '0' || c > '9') && c != decimal && c != '-' && c != '+' && c != 'e' && c != 'E' {
			return 0, false
		}
	}
	s := text(b)
	if decimal != '.' {
		s = strings.Replace(s, string(decimal), ".", 1)
	}
	x, err := strconv.ParseFloat(s, 64)
	return x, err == nil && !math.IsInf(x, 0)
}

// parseBoolean reads the usual ways to say yes and no.
func parseBoolean(b []byte) (value, ok bool) {
	switch len(b) {
	case 1:
		switch b[0] {
		case '1', 't', 'T', 'y', 'Y':
			return true, true
		case '0', 'f', 'F', 'n', 'N':
			return false, true
		}
	case 2, 3, 4, 5:
		switch {
		case bytes.EqualFold(b, []byte("true")), bytes.EqualFold(b, []byte("yes")):
			return true, true
		case bytes.EqualFold(b, []byte("false")), bytes.EqualFold(b, []byte("no")):
			return false, true
		}
	}
	return false, false
}

// text reads bytes as a string without a copy, for a call that does not keep it.
func text(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }
