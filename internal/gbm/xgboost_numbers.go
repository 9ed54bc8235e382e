package gbm

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// numbers is an array of XGBoost's numbers. XGBoost has float32 and writes the shortest decimal that names
// one, of nine digits at most, so such a decimal must be read as a float32: 0.1 is not the nearest float64. We write a
// number that no float32 holds with 17 digits, and read it back as the float64 it was; XGBoost
// rounds it.
type numbers []float64

// float32Digits is the most digits the shortest decimal of a float32 can have.
const float32Digits = 9

func (n numbers) MarshalJSON() ([]byte, error) {
	text := []byte{'['}
	for i, value := range n {
		if i > 0 {
			text = append(text, ',')
		}
		text = appendNumber(text, value)
	}
	return append(text, ']'), nil
}

func (n *numbers) UnmarshalJSON(text []byte) error {
	list, found := bytes.CutPrefix(bytes.TrimSpace(text), []byte{'['})
	list, closed := bytes.CutSuffix(list, []byte{']'})
	if !found || !closed {
		return fmt.Errorf("%.20q is not an array of numbers", text)
	}
	*n = nil
	if len(bytes.TrimSpace(list)) == 0 {
		return nil
	}
	for field := range bytes.SplitSeq(list, []byte{','}) {
		value, err := parseNumber(string(bytes.TrimSpace(field)))
		if err != nil {
			return err
		}
		*n = append(*n, value)
	}
	return nil
}

func appendNumber(text []byte, value float64) []byte {
	if float64(float32(value)) == value {
		return strconv.AppendFloat(text, value, 'E', -1, 32)
	}
	return strconv.AppendFloat(text, value, 'E', 16, 64)
}

func parseNumber(text string) (float64, error) {
	if text == "null" {
		return math.NaN(), nil // see withoutNaN
	}
	size := 32
	if significantDigits(text) > float32Digits {
		size = 64
	}
	value, err := strconv.ParseFloat(text, size)
	if err != nil {
		return 0, fmt.Errorf("%.40q is not a number XGBoost could hold", text)
	}
	return value, nil
}

func significantDigits(text string) int {
	mantissa, _, _ := strings.Cut(strings.ToLower(text), "e")
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, mantissa)
	return len(strings.TrimLeft(digits, "0"))
}

// flags is an array of truths, which newer versions write as 0 and 1 and older ones in words.
type flags []bool

func (f flags) MarshalJSON() ([]byte, error) {
	text := []byte{'['}
	for i, set := range f {
		if i > 0 {
			text = append(text, ',')
		}
		if set {
			text = append(text, '1')
		} else {
			text = append(text, '0')
		}
	}
	return append(text, ']'), nil
}

func (f *flags) UnmarshalJSON(text []byte) error {
	list := strings.Trim(string(bytes.TrimSpace(text)), "[]")
	*f = nil
	if strings.TrimSpace(list) == "" {
		return nil
	}
	for field := range strings.SplitSeq(list, ",") {
		set, err := strconv.ParseBool(strings.TrimSpace(field))
		if err != nil {
			return fmt.Errorf("%.40q is neither true nor false", field)
		}
		*f = append(*f, set)
	}
	return nil
}

// withoutNaN replaces NaN and infinities, which JSON does not have and XGBoost writes, by null. XGBoost 1.7 has a NaN
// in place of the threshold of every categorical split.
func withoutNaN(text []byte) []byte {
	var clean []byte
	copied, inString := 0, false
	for at := 0; at < len(text); at++ {
		switch {
		case inString && text[at] == '\\':
			at++
		case text[at] == '"':
			inString = !inString
		case !inString && (text[at] == 'N' || text[at] == 'I' || text[at] == '-'):
			for _, word := range [...]string{"NaN", "Infinity", "-Infinity", "-NaN"} {
				if bytes.HasPrefix(text[at:], []byte(word)) {
					clean = append(append(clean, text[copied:at]...), "null"...)
					copied = at + len(word)
					at = copied - 1
					break
				}
			}
		}
	}
	if copied == 0 {
		return text
	}
	return append(clean, text[copied:]...)
}
