package belgium

import "slices"

// entry is one spell in one quarter: an occupation line, or a part of one.
type entry struct {
	quarter int
	person  int32
	code    workerCode
	spell   int
}

// workerCode is the worker code of DmfA, as a place in workerCodes.
type workerCode uint8

const (
	manual workerCode = iota
	clerk
	flexiJob
	studentJob
	occasional
)

var workerCodes = []string{"015", "495", "050", "840", "015"}

func codeOf(s *spell) workerCode {
	switch {
	case s.worker == ext:
		return occasional
	case s.worker == stu:
		return studentJob
	case s.worker == flx:
		return flexiJob
	case s.terms&blue != 0:
		return manual
	}
	return clerk
}

// Entries are sorted as numbers: quarter, person, code, spell.
const (
	spellBits  = 27
	codeBits   = 3
	personBits = 24
)

func (e entry) key() uint64 {
	return ((uint64(e.quarter)<<personBits|uint64(e.person))<<codeBits|uint64(e.code))<<spellBits | uint64(e.spell)
}

func entryOf(key uint64) entry {
	return entry{
		spell: int(key & (1<<spellBits - 1)), code: workerCode(key >> spellBits & (1<<codeBits - 1)),
		person: int32(key >> (spellBits + codeBits) & (1<<personBits - 1)), quarter: int(key >> (spellBits + codeBits + personBits)),
	}
}

// entries are all that a firm declares, in the order in which it stands in its declarations. The buffer is used again.
func (f *firm) entries(buffer []uint64) []uint64 {
	list := buffer[:0]
	for k := range f.spells {
		s := &f.spells[k]
		if !s.declared() || s.to < history || s.from > closing {
			continue
		}
		first, end := monthOf(max(s.from, history))/3, monthOf(min(s.to, closing))/3
		for q := first; q <= min(end, declaredQuarters-1); q++ {
			list = append(list, entry{q, s.person, codeOf(s), k}.key())
		}
	}
	slices.Sort(list)
	return list
}
