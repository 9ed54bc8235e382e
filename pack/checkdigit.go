package pack

import "strconv"

// Length is how many digits the check takes.
func (c *CheckDigit) Length() int {
	if c.Digits > 0 {
		return c.Digits
	}
	return len(strconv.Itoa(c.Modulus - 1))
}

// Right tells whether a number's check is right. The digits are those of payload and check together, without separators. The payload
// is tried by itself and then with each prefix before it.
func (c *CheckDigit) Right(digits []byte) bool {
	payload, check := digits[:c.Payload], remainder(digits[c.Payload:], 0, 1<<62)
	m := uint64(c.Modulus)
	from, times := c.from(), uint64(max(c.Multiply, 1))
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

// from is what the remainder is taken from to make the check; 0 when it is the check itself.
func (c *CheckDigit) from() uint64 {
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
