package source

import (
	"fmt"
	"strconv"

	"vigie/pack"
)

// checked verifies the check digits of a number, if it has any. What is stored is the number without its separators, so that
// 0403.170.701 in one register and 0403170701 in another are one employer; a column of another type keeps its value.
func (c *column) checked(b []byte, v *value) (reason string) {
	digits, reason := digitsOf(b)
	if reason != "" {
		return reason
	}
	if v.text = digits; c.Check == nil {
		return ""
	}
	if want := c.Check.Payload + checkLength(c.Check); len(digits) != want {
		return fmt.Sprintf("has %d digits where there are %d", len(digits), want)
	}
	if !rightDigits(c.Check, digits) {
		return "has wrong check digits"
	}
	return ""
}

// digitsOf takes separators out. It makes a copy only when there are any.
func digitsOf(b []byte) (digits []byte, reason string) {
	plain := true
	for _, d := range b {
		if d-'0' > 9 {
			plain = false
			break
		}
	}
	if plain {
		return b, ""
	}
	digits = make([]byte, 0, len(b))
	for _, d := range b {
		switch {
		case d-'0' <= 9:
			digits = append(digits, d)
		case d == '.' || d == '-' || d == ' ' || d == '/':
		default:
			return nil, "is not a number of digits and separators"
		}
	}
	if len(digits) == 0 {
		return nil, "has no digits"
	}
	return digits, ""
}

// checkLength is how many digits the check takes.
func checkLength(c *pack.CheckDigit) int {
	if c.Digits > 0 {
		return c.Digits
	}
	return len(strconv.Itoa(c.Modulus - 1))
}

// rightDigits tries the payload by itself and then with each prefix before it.
func rightDigits(c *pack.CheckDigit, digits []byte) bool {
	payload, check := digits[:c.Payload], remainder(digits[c.Payload:], 0, 1<<62)
	m := uint64(c.Modulus)
	from, times := checkFrom(c), uint64(max(c.Multiply, 1))
	right := func(start uint64) bool {
		r := remainder(payload, start, m) * times % m
		if from > 0 {
			return r <= from && from-r == check
		}
		return r == check
	}
	if right(0) {
		return true
	}
	for _, p := range c.Prefixes {
		if right(remainder([]byte(p), 0, m)) {
			return true
		}
	}
	return false
}

// checkFrom is what the remainder is taken from to make the check; 0 when it is the check itself.
func checkFrom(c *pack.CheckDigit) uint64 {
	switch {
	case c.From != nil:
		return uint64(*c.From)
	case c.Complement:
		return uint64(c.Modulus)
	}
	return 0
}

// remainder goes on with the digits of a number, of which start is the remainder so far.
func remainder(digits []byte, start, modulus uint64) uint64 {
	const atOnce = 9 // digits that surely fit
	for len(digits) > 0 {
		n := min(len(digits), atOnce)
		var part, shift uint64 = 0, 1
		for _, d := range digits[:n] {
			part = part*10 + uint64(d-'0')
			shift *= 10
		}
		start = (start*shift + part) % modulus
		digits = digits[n:]
	}
	return start
}
