package source

import "bytes"

// memo is the last good field of a column and its value. Extracts are sorted by whom they are about, so that the next row
// often says the same: then its check digits, its date, its pseudonym are known.
type memo struct {
	field []byte
	value value
	text  []byte // of value
	held  bool

	asked, hits int
	given       bool // up: hardly ever the same twice
}

const (
	longestMemo = 48
	memoTrial   = 4096 // how often a column is asked before it is judged
	memoWorth   = 16   // one hit in so many pays
)

// recalls sets v when the field is the last one.
func (m *memo) recalls(field []byte, v *value) bool {
	if m.given {
		return false
	}
	if m.asked++; m.asked == memoTrial {
		m.given, m.asked, m.hits = m.hits*memoWorth < memoTrial, 0, 0
	}
	if !m.held || !bytes.Equal(field, m.field) {
		return false
	}
	m.hits++
	*v = m.value
	return true
}

// keep remembers a good field. The value's text stays where it is until then; afterwards it is the memo's.
func (m *memo) keep(field []byte, v *value) {
	m.held = !m.given && len(field) <= longestMemo && len(v.text) <= longestMemo
	if !m.held {
		return
	}
	m.field = append(m.field[:0], field...)
	m.text = append(m.text[:0], v.text...)
	m.value = *v
	m.value.text = m.text
}
