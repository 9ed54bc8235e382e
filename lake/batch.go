package lake

import "encoding/binary"

// Kind is what a column of a Batch holds.
type Kind string

const (
	Text      Kind = "VARCHAR"
	Integer   Kind = "BIGINT"
	Number    Kind = "DOUBLE"
	Boolean   Kind = "BOOLEAN"
	Day       Kind = "DATE"      // days since 1970-01-01
	Timestamp Kind = "TIMESTAMP" // microseconds since 1970-01-01 00:00, without a zone
)

// Field is the name and the kind of a column.
type Field struct {
	Name string
	Kind Kind
}

// Batch is some rows, by column, laid out as DuckDB lays out its own, so that taking them in is a copy of memory and not
// a call for each value. It is filled by its Vectors' Add methods and may be used again after Reset.
type Batch struct {
	Rows    int
	Vectors []Vector
}

// NewBatch makes an empty batch with a vector for each field.
func NewBatch(fields []Field) *Batch {
	b := &Batch{Vectors: make([]Vector, len(fields))}
	for i, f := range fields {
		b.Vectors[i].kind = f.Kind
	}
	return b
}

// Reset empties the batch and keeps its memory.
func (b *Batch) Reset() {
	b.Rows = 0
	for i := range b.Vectors {
		v := &b.Vectors[i]
		v.n, v.nulls = 0, false
		v.longs, v.floats, v.days, v.bools = v.longs[:0], v.floats[:0], v.days[:0], v.bools[:0]
		v.texts, v.heap, v.valid = v.texts[:0], v.heap[:0], v.valid[:0]
	}
}

// Vector is one column of a batch.
type Vector struct {
	kind   Kind
	n      int
	longs  []int64   // Integer and Timestamp
	floats []float64 // Number
	days   []int32   // Day
	bools  []bool    // Boolean
	texts  []text    // Text
	heap   []byte    // the texts that do not fit in a text
	valid  []uint64  // a bit for each row; words are set when their first row comes
	nulls  bool      // some bit of valid is not set
}

// text is DuckDB's form of a VARCHAR: its length in four bytes and up to twelve bytes of it. A longer one has its place
// in Vector.heap in the last eight bytes instead, until DuckDB makes its own copy.
type text [16]byte

const inline = 12

// mark sets the validity of the next row.
func (v *Vector) mark(valid bool) {
	if v.n&63 == 0 {
		v.valid = append(v.valid, ^uint64(0))
	}
	if !valid {
		v.valid[v.n>>6] &^= 1 << (v.n & 63)
		v.nulls = true
	}
	v.n++
}

// AddInteger adds a whole number to an Integer, or microseconds to a Timestamp.
func (v *Vector) AddInteger(x int64) { v.longs = append(v.longs, x); v.mark(true) }

// AddNumber adds to a Number.
func (v *Vector) AddNumber(x float64) { v.floats = append(v.floats, x); v.mark(true) }

// AddDay adds to a Day.
func (v *Vector) AddDay(x int32) { v.days = append(v.days, x); v.mark(true) }

// AddBoolean adds to a Boolean.
func (v *Vector) AddBoolean(x bool) { v.bools = append(v.bools, x); v.mark(true) }

// AddText adds to a Text; it must be valid UTF-8, and is copied.
func (v *Vector) AddText(b []byte) {
	var t text
	binary.NativeEndian.PutUint32(t[:4], uint32(len(b)))
	if len(b) <= inline {
		copy(t[4:], b)
	} else {
		binary.NativeEndian.PutUint64(t[8:], uint64(len(v.heap)))
		v.heap = append(v.heap, b...)
	}
	v.texts = append(v.texts, t)
	v.mark(true)
}

// AddNull adds no value.
func (v *Vector) AddNull() {
	switch v.kind {
	case Text:
		v.texts = append(v.texts, text{})
	case Number:
		v.floats = append(v.floats, 0)
	case Day:
		v.days = append(v.days, 0)
	case Boolean:
		v.bools = append(v.bools, false)
	default:
		v.longs = append(v.longs, 0)
	}
	v.mark(false)
}

// Move takes a row out of the batch, in whose place the last one comes, and adds it to another batch of the same fields.
func (b *Batch) Move(row int, to *Batch) {
	for i := range b.Vectors {
		to.Vectors[i].addFrom(&b.Vectors[i], row)
		b.Vectors[i].drop(row)
	}
	b.Rows--
	to.Rows++
}

// addFrom adds a row of another vector of the kind.
func (v *Vector) addFrom(from *Vector, row int) {
	if from.nulls && !valid(from.valid, row) {
		v.AddNull()
		return
	}
	switch v.kind {
	case Text:
		if t := from.texts[row]; t.len() > inline {
			v.AddText(from.long(t))
		} else {
			v.AddText(t[4 : 4+t.len()])
		}
	case Number:
		v.AddNumber(from.floats[row])
	case Day:
		v.AddDay(from.days[row])
	case Boolean:
		v.AddBoolean(from.bools[row])
	default:
		v.AddInteger(from.longs[row])
	}
}

// drop puts the last row in the place of another.
func (v *Vector) drop(row int) {
	v.n--
	switch v.kind {
	case Text:
		v.texts = without(v.texts, row)
	case Number:
		v.floats = without(v.floats, row)
	case Day:
		v.days = without(v.days, row)
	case Boolean:
		v.bools = without(v.bools, row)
	default:
		v.longs = without(v.longs, row)
	}
	bit := v.valid[v.n>>6] >> (v.n & 63) & 1
	v.valid[v.n>>6] |= 1 << (v.n & 63) // for the next row, which only clears it
	if row < v.n {
		v.valid[row>>6] = v.valid[row>>6]&^(1<<(row&63)) | bit<<(row&63)
	}
	v.valid = v.valid[:(v.n+63)>>6]
}

func without[T any](all []T, row int) []T {
	last := len(all) - 1
	all[row] = all[last]
	return all[:last]
}

// long is the text at a place of the heap.
func (v *Vector) long(t text) []byte {
	from := binary.NativeEndian.Uint64(t[8:])
	return v.heap[from : from+uint64(t.len())]
}

func (t text) len() uint32 { return binary.NativeEndian.Uint32(t[:4]) }
