package match

import (
	"encoding/binary"
	"unsafe"

	"vigie/internal/chance"
)

// dict numbers the distinct values of a column, so that a million records hold numbers and equality is one comparison.
// Number 0 is no value. Its parts are plain slices: they are written to a file and read back as they stand, and Go's
// garbage collector has nothing to follow in them.
type dict struct {
	heap   []byte
	ends   []uint32 // where a value ends in the heap; it begins where the one before ends
	hashes []uint64
	slots  []uint32 // numbers by hash, 0 for free; a power of two
}

func newDict() *dict {
	return &dict{ends: []uint32{0}, hashes: []uint64{0}, slots: make([]uint32, 64)}
}

// values is how many numbers are given, the 0 included.
func (d *dict) values() int { return len(d.ends) }

func (d *dict) value(id uint32) string {
	if id == 0 {
		return ""
	}
	from, to := d.ends[id-1], d.ends[id]
	return unsafe.String(unsafe.SliceData(d.heap[from:to]), int(to-from))
}

// number gives a text its number, a new one if it is new.
func (d *dict) number(text string) uint32 {
	if text == "" {
		return 0
	}
	h := hashText(text)
	at := d.find(text, h)
	if id := d.slots[at]; id != 0 {
		return id
	}
	id := uint32(len(d.ends))
	d.heap = append(d.heap, text...)
	d.ends = append(d.ends, uint32(len(d.heap)))
	d.hashes = append(d.hashes, h)
	d.slots[at] = id
	if len(d.ends)*2 > len(d.slots) {
		d.grow()
	}
	return id
}

// find is the slot of a text, or the free one where it belongs.
func (d *dict) find(text string, h uint64) int {
	mask := len(d.slots) - 1
	for at := int(h) & mask; ; at = (at + 1) & mask {
		id := d.slots[at]
		if id == 0 || d.hashes[id] == h && d.value(id) == text {
			return at
		}
	}
}

func (d *dict) grow() {
	d.slots = make([]uint32, 2*len(d.slots))
	mask := len(d.slots) - 1
	for id := 1; id < len(d.hashes); id++ {
		at := int(d.hashes[id]) & mask
		for d.slots[at] != 0 {
			at = (at + 1) & mask
		}
		d.slots[at] = uint32(id)
	}
}

// hashText spreads a text over 64 bits, the same in every process, because blocking keys are kept.
func hashText(text string) uint64 {
	b := unsafe.Slice(unsafe.StringData(text), len(text))
	h := uint64(len(b)) * 0x9e3779b97f4a7c15
	for ; len(b) >= 8; b = b[8:] {
		h = chance.Mix(h ^ binary.LittleEndian.Uint64(b))
	}
	var last [8]byte
	copy(last[:], b)
	return chance.Mix(h ^ binary.LittleEndian.Uint64(last[:]))
}

// column is one value for each record.
type column struct {
	dict *dict
	ids  []uint32
}

func (c *column) text(record int) string { return c.dict.value(c.ids[record]) }

// counts is on how many records each value stands.
func (c *column) counts() []uint32 {
	n := make([]uint32, c.dict.values())
	for _, id := range c.ids {
		n[id]++
	}
	return n
}
