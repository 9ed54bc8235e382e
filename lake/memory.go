package lake

import (
	"database/sql/driver"
	"reflect"
	"unsafe"

	"github.com/duckdb/duckdb-go/v2"
	"github.com/duckdb/duckdb-go/v2/mapping"

	"vigie"
)

// This file and chunk.go are the only ones that touch DuckDB's memory. The driver's own way to set a value is a call into
// C for each text and each missing value, which took 4 of the 10 seconds that DuckDB needs for ten million rows of eleven
// columns, on the thread that can least afford it; whole columns are copied in a fraction of that. The driver keeps the
// addresses in unexported fields, which are read by name, so that a driver that changes fails with a sentence and not with
// a fault; TestInsert and TestFrameOfEveryKind hold it to it.

// resultOf finds the result behind the driver's rows.
func resultOf(rows driver.Rows) (res mapping.Result, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = vigie.Errorf(vigie.Internal, "the DuckDB driver keeps its results in another way than lake/memory.go knows: %v", r)
		}
	}()
	field := reflect.ValueOf(rows).Elem().FieldByName("res")
	if field.Type() != reflect.TypeFor[mapping.Result]() {
		panic(field.Type())
	}
	return *(*mapping.Result)(unsafe.Pointer(field.UnsafeAddr())), nil
}

// destination is a DuckDB vector that is being filled.
type destination struct {
	vector mapping.Vector
	data   unsafe.Pointer
	mask   unsafe.Pointer
}

func vectorOf(chunk duckdb.DataChunk, i int) (d destination, err error) {
	v, err := chunk.GetVector(i)
	if err != nil {
		return d, err
	}
	defer func() {
		if r := recover(); r != nil {
			err = vigie.Errorf(vigie.Internal, "the DuckDB driver keeps its vectors in another way than lake/memory.go knows: %v", r)
		}
	}()
	inner := reflect.ValueOf(v).FieldByName("v").Elem()
	d.vector.Ptr = inner.FieldByName("vec").FieldByName("Ptr").UnsafePointer()
	d.data = inner.FieldByName("dataPtr").UnsafePointer()
	d.mask = inner.FieldByName("maskPtr").UnsafePointer()
	return d, nil
}

// copyTo copies n rows from the given row on. The row is a multiple of 64, because chunks are full but for a batch's last.
func (v *Vector) copyTo(to destination, from, n int) {
	switch v.kind {
	case Text:
		copy(unsafe.Slice((*text)(to.data), n), v.texts[from:from+n])
		v.copyLong(to, from, n)
	case Number:
		copy(unsafe.Slice((*float64)(to.data), n), v.floats[from:from+n])
	case Day:
		copy(unsafe.Slice((*int32)(to.data), n), v.days[from:from+n])
	case Boolean:
		copy(unsafe.Slice((*bool)(to.data), n), v.bools[from:from+n])
	default:
		copy(unsafe.Slice((*int64)(to.data), n), v.longs[from:from+n])
	}
	if v.nulls {
		words := (n + 63) / 64
		copy(unsafe.Slice((*uint64)(to.mask), words), v.valid[from/64:from/64+words])
	}
}

// copyLong lets DuckDB copy the texts that do not fit into sixteen bytes to a place of its own.
func (v *Vector) copyLong(to destination, from, n int) {
	if len(v.heap) == 0 {
		return
	}
	for row, t := range v.texts[from : from+n] {
		if t.len() > inline {
			mapping.VectorAssignStringElementLen(to.vector, mapping.IdxT(row), v.long(t))
		}
	}
}
