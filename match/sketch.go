package match

import (
	"math/bits"
	"unicode/utf8"
)

// sketch is how long a text is and which characters it has, in eight bytes: enough to see of most pairs that they are not
// alike, without looking at the texts. Two characters that share a bit only make it see less.
type sketch struct {
	has    uint32
	length uint32
}

func sketches(c *column) []sketch {
	out := make([]sketch, c.dict.values())
	for id := range out {
		text := c.dict.value(uint32(id))
		out[id].length = uint32(utf8.RuneCountInString(text))
		for _, r := range text {
			out[id].has |= 1 << (r & 31)
		}
	}
	return out
}

// common is the most characters that two texts can have in common.
func (s sketch) common(t sketch) float64 {
	left := int(s.length) - bits.OnesCount32(s.has&^t.has)
	right := int(t.length) - bits.OnesCount32(t.has&^s.has)
	return float64(min(left, right))
}

// mostJaro is the most that Jaro's similarity can be.
func mostJaro(s, t sketch) float64 {
	c := s.common(t)
	if c <= 0 {
		return 0
	}
	return (c/float64(s.length) + c/float64(t.length) + 1) / 3
}

// mostJaroWinkler takes it that the texts begin alike.
func mostJaroWinkler(s, t sketch) float64 {
	j := mostJaro(s, t)
	return j + 0.4*(1-j)
}

// leastEdits is the fewest edits between two texts: each character that one has and the other has not costs one.
func leastEdits(s, t sketch) float64 {
	return float64(max(int(s.length), int(t.length))) - s.common(t)
}
