package source

// keySet holds hashes of keys. Two keys may have one hash, so that who finds one compares the keys themselves; a key that is not found
// is surely new. It takes 11 to 22 bytes a key, and grows by one part in 256 at a time.
type keySet struct {
	parts [256]keyPart
	count int
}

type keyPart struct {
	slots []uint64 // open addressing; 0 is an empty one
	count int
}

// add puts a hash in and tells whether it was there.
func (s *keySet) add(hash uint64) (was bool) {
	hash = max(hash, 1)
	p := &s.parts[hash>>56]
	if 4*p.count >= 3*len(p.slots) {
		p.grow()
	}
	at := p.find(hash)
	if *at != 0 {
		return true
	}
	*at = hash
	p.count++
	s.count++
	return false
}

// find is the slot of a hash, or where it belongs.
func (p *keyPart) find(hash uint64) *uint64 {
	mask := uint64(len(p.slots) - 1)
	for i := hash & mask; ; i = (i + 1) & mask {
		if slot := &p.slots[i]; *slot == 0 || *slot == hash {
			return slot
		}
	}
}

func (p *keyPart) grow() {
	old := p.slots
	p.slots = make([]uint64, max(1<<6, 2*len(old)))
	for _, hash := range old {
		if hash != 0 {
			*p.find(hash) = hash
		}
	}
}
