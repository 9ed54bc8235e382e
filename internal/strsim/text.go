package strsim

import "unsafe"

// small is how many characters fit on the stack. Names, streets and titles do; what is longer is compared on the heap.
const small = 128

// bytesOf looks at a text without copying it; nobody here writes to it.
func bytesOf(s string) []byte { return unsafe.Slice(unsafe.StringData(s), len(s)) }

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// runesOf decodes a text into the buffer, or beyond it when the text is long.
func runesOf(s string, into []rune) []rune {
	for _, r := range s {
		into = append(into, r)
	}
	return into
}

// trim takes off what both texts begin and end with: edits are needed only between.
func trim[T byte | rune](a, b []T) ([]T, []T) {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return a, b
}
