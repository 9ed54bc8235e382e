package source

import "fmt"

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
	if want := c.Check.Payload + c.Check.Length(); len(digits) != want {
		return fmt.Sprintf("has %d digits where there are %d", len(digits), want)
	}
	if !c.Check.Right(digits) {
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
