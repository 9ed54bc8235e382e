package extract

import "bytes"

// Dirt is what goes wrong in a register that people keep: now and then a row stands there a second time, spoilt. The good
// row stays, so that dirt tells a loader apart from another and no country apart from another.
type Dirt struct {
	Share  float64 // of rows
	Number int     // the column of a number with check digits; -1: none
	Date   int     // the column of a date; -1: none
	Code   int     // the column of a code; -1: none
}

// spoil is a copy of a row that no careful reader lets in, or nothing if this register can not go wrong that way.
func (d Dirt) spoil(r *Row, u uint64) []byte {
	switch u % 6 {
	case 0:
		return r.with(d.Number, mistyped(r.field(d.Number)))
	case 1:
		return r.with(d.Date, []byte("2024-02-30"))
	case 2:
		return r.with(d.Code, []byte("?"))
	case 3:
		return r.with(d.Number, nil)
	case 4:
		return r.cutShort()
	}
	return r.buf // the same row again
}

func (r *Row) field(column int) []byte {
	if column < 0 || column >= len(r.at) {
		return nil
	}
	return r.buf[r.at[column]:r.after(column)]
}

// after is where a field ends.
func (r *Row) after(column int) int32 {
	if column+1 < len(r.at) {
		return r.at[column+1] - 1
	}
	return int32(len(r.buf) - 1)
}

// with is the row with another field in a column.
func (r *Row) with(column int, field []byte) []byte {
	if column < 0 || column >= len(r.at) {
		return nil
	}
	return bytes.Join([][]byte{r.buf[:r.at[column]], field, r.buf[r.after(column):]}, nil)
}

// cutShort is the row without its last field.
func (r *Row) cutShort() []byte {
	if len(r.at) < 2 {
		return nil
	}
	return append(bytes.Clone(r.buf[:r.at[len(r.at)-1]-1]), '\n')
}

// mistyped changes a digit, so that the check digits no longer hold.
func mistyped(number []byte) []byte {
	wrong := bytes.Clone(number)
	if at := len(wrong) / 2; len(wrong) > 0 && wrong[at] >= '0' && wrong[at] <= '9' {
		wrong[at] = '0' + (wrong[at]-'0'+1)%10
	}
	return wrong
}
