package source

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/maphash"
	"math"
	"strings"
	"unicode/utf8"

	"vigie/lake"
)

// checked is what came of one piece: the rows to store, the hash of each one's key, and the rows refused.
type checked struct {
	batch       *lake.Batch
	keys        []uint64
	lines       []int64 // of the same rows
	piece       *piece  // where they come from, until they are taken
	rejects     []reject
	refusedKeys *lake.Batch // of rejects, as far as they can be read and are asked for; nil: none
	rows        int64       // records of the piece, refused ones included

	// How the signs outside ASCII are written, to notice a wrong encoding.
	utf8, other int
	firstUTF8   int64 // the line of the first
	err         error
}

// worker checks pieces; each goroutine has one.
type worker struct {
	*checker
	split   splitter
	values  []value
	last    []memo // of each column
	decode  decoder
	scratch []byte // pseudonyms and decoded values of the row
	key     []byte
	secrets *pseudonyms
}

// seed is of the hashes that tell whether a key comes twice; they do not outlive the load.
var seed = maphash.MakeSeed()

func newWorker(c *checker) *worker {
	w := &worker{checker: c, values: make([]value, len(c.columns)), last: make([]memo, len(c.columns)), split: splitter{delim: c.delim, quote: c.quote}}
	w.decode = decoderOf(c.encoding)
	if c.secret != nil {
		w.secrets = newPseudonyms(c.secret)
	}
	return w
}

// piece checks every record of a piece.
func (w *worker) piece(p *piece, out *checked) {
	if p.overlong {
		out.rows++
		out.rejects = append(out.rejects, w.tooLong(p.data, p.line, p.length))
		return
	}
	odd := w.odd(p.data)
	p.records(func(record []byte, line int64, ok bool) {
		if len(body(record)) == 0 && w.fields > 1 {
			return // an empty line between rows, or at the end, is no row
		}
		out.rows++
		if len(record) > maxRecord {
			out.rejects = append(out.rejects, w.tooLong(record, line, int64(len(record))))
			return
		}
		if !ok {
			out.rejects = append(out.rejects, reject{Line: line, Raw: w.rawText(record, nil),
				Reason: fmt.Sprintf("a quote (%c) is opened and not closed properly", w.quote)})
			return
		}
		if odd {
			if reason := w.encodingFault(record, line, out); reason != "" {
				out.rejects = append(out.rejects, reject{Line: line, Raw: w.rawText(record, nil), Reason: reason})
				return
			}
		}
		w.record(record, line, out)
	})
}

func (w *worker) tooLong(record []byte, line, length int64) reject {
	return reject{Line: line, Raw: w.rawText(record, nil), Reason: fmt.Sprintf("is %d bytes long; a row may have %d", length, maxRecord)}
}

// odd tells whether a piece holds anything that is not plain text in UTF-8. Most pieces are settled by it at once.
func (w *worker) odd(b []byte) bool {
	if bytes.IndexByte(b, 0) >= 0 {
		return true
	}
	if w.decode != nil {
		return !ascii(b)
	}
	return !utf8.Valid(b)
}

func ascii(b []byte) bool {
	for len(b) >= 8 {
		if binary.NativeEndian.Uint64(b)&0x8080808080808080 != 0 {
			return false
		}
		b = b[8:]
	}
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// encodingFault says what is wrong with the signs of a record.
func (w *worker) encodingFault(record []byte, line int64, out *checked) string {
	if bytes.IndexByte(record, 0) >= 0 {
		return "holds a zero byte, which no text has"
	}
	if w.decode == nil {
		if utf8.Valid(record) {
			return ""
		}
		at := len(record) - len(bytes.TrimLeftFunc(record, func(r rune) bool { return r != utf8.RuneError }))
		return fmt.Sprintf("is not UTF-8 (byte %d is 0x%02X); if the sender writes Western European text, set format.encoding to windows-1252", at+1, record[min(at, len(record)-1)])
	}
	if ascii(record) {
		return ""
	}
	if utf8.Valid(record) {
		if out.utf8++; out.firstUTF8 == 0 {
			out.firstUTF8 = line
		}
	} else {
		out.other++
	}
	return ""
}

// record takes a record apart, reads every column, and stores the row or the reason why not.
func (w *worker) record(record []byte, line int64, out *checked) {
	w.split.split(record)
	if n := len(w.split.fields); n != w.fields {
		out.rejects = append(out.rejects, reject{Line: line, Raw: w.rawText(record, nil),
			Reason: fmt.Sprintf("has %d fields where the header has %d", n, w.fields)})
		return
	}
	w.row(record, line, out)
}

// row reads split.fields.
func (w *worker) row(record []byte, line int64, out *checked) {
	w.scratch = w.scratch[:0]
	faults, keyRead := 0, w.keepKeys
	var first reject
	var others []string
	for i, col := range w.columns {
		field, reason := w.split.fields[col.at], ""
		if w.last[i].recalls(field, &w.values[i]) {
			continue
		}
		if w.decode != nil && !ascii(field) {
			field, reason = w.decoded(field)
		}
		if reason == "" {
			reason = col.read(field, &w.values[i])
		}
		if reason == "" {
			w.hide(col, &w.values[i])
			w.last[i].keep(w.split.fields[col.at], &w.values[i])
		}
		if reason != "" {
			keyRead = keyRead && !col.key
			if faults++; faults == 1 {
				first = reject{Line: line, Column: col.Name, Value: w.valueText(col, field), Reason: reason}
			} else {
				others = append(others, col.Name)
			}
		}
	}
	if faults > 0 {
		if others != nil {
			first.Reason += "; also at fault: " + strings.Join(others, ", ")
		}
		first.Raw = w.rawText(record, w.split.spans)
		out.rejects = append(out.rejects, first)
		if keyRead {
			w.storeKey(out)
		}
		return
	}
	w.store(line, out)
}

func (w *worker) valueText(col *column, field []byte) string {
	if col.Pseudonym {
		return ""
	}
	return shown(field)
}

// decoded turns a field of another encoding into UTF-8.
func (w *worker) decoded(field []byte) ([]byte, string) {
	from := len(w.scratch)
	var ok bool
	if w.scratch, ok = w.decode(w.scratch, field); !ok {
		return field, "holds a byte that " + w.encoding + " does not have"
	}
	return w.scratch[from:len(w.scratch):len(w.scratch)], ""
}

// store adds the row.
func (w *worker) store(line int64, out *checked) {
	vectors := out.batch.Vectors
	for i := range w.columns {
		w.add(i, &vectors[i])
	}
	n := len(w.columns)
	vectors[n].AddInteger(w.batchID)
	vectors[n+1].AddInteger(line)
	vectors[n+2].AddDay(w.knownOn())
	out.batch.Rows++
	if len(w.checker.key) > 0 {
		out.keys, out.lines = append(out.keys, w.hash()), append(out.lines, line)
	}
}

// storeKey adds the key of a row that is refused.
func (w *worker) storeKey(out *checked) {
	if out.refusedKeys == nil {
		out.refusedKeys = lake.NewBatch(w.keyFields())
	}
	for at, i := range w.checker.key {
		w.add(i, &out.refusedKeys.Vectors[at])
	}
	out.refusedKeys.Rows++
}

// hide puts a pseudonym in the place of a value where the column is one.
func (w *worker) hide(col *column, v *value) {
	if v.null || !col.Pseudonym {
		return
	}
	from := len(w.scratch)
	w.scratch = w.secrets.add(w.scratch, v.text)
	if w.sought != nil {
		w.sought.meets(v.text, w.scratch[from:])
	}
	v.text = w.scratch[from:len(w.scratch):len(w.scratch)]
}

// add adds a value to a vector.
func (w *worker) add(i int, to *lake.Vector) {
	col, v := w.columns[i], &w.values[i]
	switch {
	case v.null:
		to.AddNull()
	case col.kind == lake.Text:
		to.AddText(v.text)
	case col.kind == lake.Number:
		to.AddNumber(v.number)
	case col.kind == lake.Day:
		to.AddDay(int32(v.long))
	case col.kind == lake.Boolean:
		to.AddBoolean(v.long != 0)
	default:
		to.AddInteger(v.long)
	}
}

// knownOn is the day from which the row counts. A row that does not say when it became known was known at the latest
// when the extract was made.
func (w *worker) knownOn() int32 {
	if w.known < 0 {
		return w.extractOn + w.plusDays
	}
	v := &w.values[w.known]
	switch {
	case v.null:
		return w.extractOn
	case w.columns[w.known].kind == lake.Timestamp:
		return int32(floorDiv(v.long, microsPerDay)) + w.plusDays
	}
	return int32(v.long) + w.plusDays
}

func floorDiv(a, b int64) int64 {
	if q := a / b; a%b >= 0 {
		return q
	} else {
		return q - 1
	}
}

// hash is of the key's values, as they are stored.
func (w *worker) hash() uint64 {
	b := w.key[:0]
	for _, i := range w.checker.key {
		v := &w.values[i]
		switch w.columns[i].kind {
		case lake.Text:
			b = binary.NativeEndian.AppendUint32(b, uint32(len(v.text)))
			b = append(b, v.text...)
		case lake.Number:
			b = binary.NativeEndian.AppendUint64(b, math.Float64bits(v.number+0)) // -0 is 0
		default:
			b = binary.NativeEndian.AppendUint64(b, uint64(v.long))
		}
	}
	w.key = b
	return maphash.Bytes(seed, b) >> w.coarse
}
