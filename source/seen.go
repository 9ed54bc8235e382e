package source

// seen holds the hash of each key of an extract and the line that bore it first, so that a row whose key came before is held back and
// never reaches the register: DuckDB writes a batch a second time, row by row, when a single one is taken out of it again, which was a
// quarter of a load. Two keys may have one hash; whoever asks compares the keys themselves.
type seen struct {
	slots []first // open addressing; a line of 0 is an empty one
	held  int
}

type first struct {
	hash uint64
	line int64
}

// mostSeen bounds the memory: 16 bytes a slot, of which three quarters are used.
const mostSeen = 48 << 20

// before gives the line that bore a hash before this one, or 0 when this one is the first.
func (s *seen) before(hash uint64, line int64) int64 {
	if 4*s.held >= 3*len(s.slots) {
		s.grow()
	}
	at := s.find(hash)
	if at.line != 0 {
		return at.line
	}
	*at = first{hash, line}
	s.held++
	return 0
}

// find is the slot of a hash, or where it belongs.
func (s *seen) find(hash uint64) *first {
	mask := uint64(len(s.slots) - 1)
	for i := hash & mask; ; i = (i + 1) & mask {
		if slot := &s.slots[i]; slot.line == 0 || slot.hash == hash {
			return slot
		}
	}
}

func (s *seen) grow() {
	old := s.slots
	s.slots = make([]first, max(1<<10, 2*len(old)))
	for _, f := range old {
		if f.line != 0 {
			*s.find(f.hash) = f
		}
	}
}
