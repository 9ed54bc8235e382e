package lake

import (
	"database/sql/driver"
	"encoding/binary"
	"math"
	"unsafe"

	"github.com/duckdb/duckdb-go/v2/mapping"

	"vigie"
)

// chunk is some rows of a result, in DuckDB's memory.
type chunk struct {
	result *mapping.Result
	chunk  mapping.DataChunk
	rows   int
}

// eachChunk calls do with the rows of a result, some thousand at a time.
func eachChunk(rows driver.Rows, do func(*chunk) error) error {
	res, err := resultOf(rows)
	if err != nil {
		return err
	}
	for {
		c := chunk{result: &res, chunk: mapping.FetchChunk(res)}
		if c.chunk.Ptr == nil {
			return nil
		}
		c.rows = int(mapping.DataChunkGetSize(c.chunk))
		err := do(&c)
		mapping.DestroyDataChunk(&c.chunk)
		if err != nil {
			return err
		}
	}
}

// addTo adds the chunk's column i to a column of a frame.
func (c *chunk) addTo(to *Column, i int) error {
	vector := mapping.DataChunkGetVector(c.chunk, mapping.IdxT(i))
	data := mapping.VectorGetData(vector)
	null := nulls(mapping.VectorGetValidity(vector), c.rows)
	from := to.Len()
	switch {
	case to.Texts != nil:
		to.Texts = addTexts(to.Texts, unsafe.Slice((*text)(data), c.rows), null)
	case to.Dates != nil:
		to.Dates = append(to.Dates, unsafe.Slice((*int32)(data), c.rows)...)
	default:
		var err error
		if to.Numbers, err = c.addNumbers(to.Numbers, data, i); err != nil {
			return vigie.Errorf(vigie.Internal, "column %s is %s: a frame holds numbers, booleans, texts and dates; cast it in the query", to.Name, to.Type)
		}
	}
	to.markNulls(from, null)
	return nil
}

// nulls is the validity of the rows, or nil when all have a value: a bit for each, set when there is one.
func nulls(mask unsafe.Pointer, rows int) []uint64 {
	if mask == nil {
		return nil
	}
	words := unsafe.Slice((*uint64)(mask), (rows+63)/64)
	for i, w := range words {
		if i == len(words)-1 && rows%64 != 0 {
			w |= ^uint64(0) << (rows % 64)
		}
		if w != ^uint64(0) {
			return words
		}
	}
	return nil
}

func valid(mask []uint64, row int) bool { return mask == nil || mask[row>>6]>>(row&63)&1 == 1 }

// markNulls sets what has no value, of the rows added from a place on. What DuckDB leaves in their stead means nothing.
func (c *Column) markNulls(from int, mask []uint64) {
	if mask == nil && c.Null == nil {
		return
	}
	if c.Numbers == nil {
		for len(c.Null) < c.Len() {
			c.Null = append(c.Null, false)
		}
	}
	for row := from; mask != nil && row < c.Len(); row++ {
		if valid(mask, row-from) {
			continue
		}
		switch {
		case c.Numbers != nil:
			c.Numbers[row] = math.NaN()
			continue
		case c.Dates != nil:
			c.Dates[row] = 0
		}
		c.Null[row] = true
	}
}

// addTexts copies texts into one piece of memory for the chunk, and not one for each.
func addTexts(to []string, texts []text, mask []uint64) []string {
	total := 0
	for row, t := range texts {
		if valid(mask, row) {
			total += int(t.len())
		}
	}
	all := make([]byte, 0, total)
	for row := range texts {
		if !valid(mask, row) {
			to = append(to, "")
			continue
		}
		at := len(all)
		all = append(all, texts[row].bytes()...)
		to = append(to, unsafe.String(unsafe.SliceData(all[at:]), len(all)-at))
	}
	return to
}

// bytes is the text where DuckDB keeps it: in place, or behind an address.
func (t *text) bytes() []byte {
	n := t.len()
	if n <= inline {
		return t[4 : 4+n]
	}
	return unsafe.Slice(*(**byte)(unsafe.Pointer(&t[8])), n)
}

// addNumbers turns every kind of number into a float64.
func (c *chunk) addNumbers(to []float64, data unsafe.Pointer, i int) ([]float64, error) {
	typ, scale := mapping.ColumnType(c.result, mapping.IdxT(i)), 0
	if typ == mapping.TypeDecimal {
		logical := mapping.ColumnLogicalType(c.result, mapping.IdxT(i))
		typ, scale = mapping.DecimalInternalType(logical), int(mapping.DecimalScale(logical))
		mapping.DestroyLogicalType(&logical)
	}
	from := len(to)
	switch typ {
	case mapping.TypeDouble:
		to = append(to, unsafe.Slice((*float64)(data), c.rows)...)
	case mapping.TypeFloat:
		to = widen(to, unsafe.Slice((*float32)(data), c.rows))
	case mapping.TypeBigInt:
		to = widen(to, unsafe.Slice((*int64)(data), c.rows))
	case mapping.TypeInteger:
		to = widen(to, unsafe.Slice((*int32)(data), c.rows))
	case mapping.TypeSmallInt:
		to = widen(to, unsafe.Slice((*int16)(data), c.rows))
	case mapping.TypeTinyInt:
		to = widen(to, unsafe.Slice((*int8)(data), c.rows))
	case mapping.TypeUBigInt:
		to = widen(to, unsafe.Slice((*uint64)(data), c.rows))
	case mapping.TypeUInteger:
		to = widen(to, unsafe.Slice((*uint32)(data), c.rows))
	case mapping.TypeUSmallInt:
		to = widen(to, unsafe.Slice((*uint16)(data), c.rows))
	case mapping.TypeUTinyInt, mapping.TypeBoolean:
		to = widen(to, unsafe.Slice((*uint8)(data), c.rows))
	case mapping.TypeHugeInt: // what sum() of whole numbers gives
		for _, h := range unsafe.Slice((*[16]byte)(data), c.rows) {
			to = append(to, huge(int64(binary.NativeEndian.Uint64(h[8:])), binary.NativeEndian.Uint64(h[:8])))
		}
	default:
		return to, vigie.Errorf(vigie.Internal, "not a number")
	}
	if scale > 0 {
		unit := math.Pow10(scale)
		for row := from; row < len(to); row++ {
			to[row] /= unit
		}
	}
	return to, nil
}

// huge is a number of 128 bits in two's complement. One that fits in 64 is taken as such: the sum of the two halves as
// float64 would lose all of a small negative number.
func huge(high int64, low uint64) float64 {
	if high == int64(low)>>63 {
		return float64(int64(low))
	}
	return float64(high)*(1<<64) + float64(low)
}

func widen[T float32 | int64 | int32 | int16 | int8 | uint64 | uint32 | uint16 | uint8](to []float64, from []T) []float64 {
	for _, x := range from {
		to = append(to, float64(x))
	}
	return to
}
