package source

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"vigie/lake"
	"vigie/pack"
)

// seenRecord is a record as the cutter gives it.
type seenRecord struct {
	Text string
	Line int64
	OK   bool
	Long int64 // the whole length, of one that is too long
}

// cutAll cuts a text, reading so much at a time.
func cutAll(t testing.TB, r io.Reader, size, longest int) []seenRecord {
	c := newCutter(r, ',', '"')
	c.size, c.longest = size, longest
	var out []seenRecord
	for {
		p, err := c.next()
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		if p.overlong {
			out = append(out, seenRecord{Line: p.line, Long: p.length})
			continue
		}
		p.records(func(record []byte, line int64, ok bool) {
			if len(record) > longest {
				out = append(out, seenRecord{Line: line, Long: int64(len(record))})
				return
			}
			out = append(out, seenRecord{Text: string(record), Line: line, OK: ok})
		})
	}
}

// FuzzCSVDoor holds the door to three promises, whatever comes: no byte is lost or read twice; every record is either
// taken or refused; and what comes out does not depend on how much was read at a time.
func FuzzCSVDoor(f *testing.F) {
	for _, s := range []string{
		"", "a,b\n", "a,b\r\n1,\"2\n3\"\n", "\"", "\"\n\"", "a,\"b\"c\nd\n", "a,\"b\nc,\"d\ne\n", "\"a\"\"\"\n", "\"a\"\r", "a\r\r\n,\"\r\n",
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\nb\n", "\"a\nb\",ccccccccccccccccccccccccccccccccccccccccccccc\nd", "\xff\xfe\x00,\n1,2\n", "1,2,3\n4,5\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		const longest = 24
		whole := cutAll(t, bytes.NewReader(data), 1<<16, longest)
		line := int64(1)
		at := 0
		for _, r := range whole {
			n := len(r.Text) + int(r.Long)
			if r.Line != line {
				t.Fatalf("record at byte %d is said to be on line %d and is on %d", at, r.Line, line)
			}
			if r.Long == 0 && r.Text != string(data[at:at+n]) {
				t.Fatalf("record %q stands for %q", r.Text, data[at:at+n])
			}
			line += int64(bytes.Count(data[at:at+n], newline))
			at += n
		}
		if at != len(data) {
			t.Fatalf("%d of %d bytes came out", at, len(data))
		}
		for _, size := range []int{1, 7, longest + 1} {
			if diff := cmp.Diff(whole, cutAll(t, iotest.HalfReader(bytes.NewReader(data)), size, longest)); diff != "" {
				t.Fatalf("read by %d bytes: %s", size, diff)
			}
		}
		throughTheDoor(t, data)
	})
}

// throughTheDoor lets the data be a file of two columns and counts.
func throughTheDoor(t *testing.T, data []byte) {
	s := &pack.Source{Key: []string{"a"}, Columns: []pack.Column{{Name: "a", Type: "integer"}, {Name: "b", Type: "text"}}}
	c, err := newChecker(s, 0, 1, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.meet([]string{"a", "b"}); err != nil {
		t.Fatal(err)
	}
	var out checked
	out.batch = lake.NewBatch(c.lakeFields())
	w, cut := newWorker(c), newCutter(bytes.NewReader(data), ',', '"')
	records := int64(0)
	for {
		p, err := cut.next()
		if errors.Is(err, io.EOF) {
			break
		}
		p.records(func(record []byte, _ int64, _ bool) {
			if len(body(record)) > 0 {
				records++
			}
		})
		w.piece(p, &out)
	}
	if taken := int64(out.batch.Rows); out.rows != records || taken+int64(len(out.rejects)) != records {
		t.Fatalf("%d records, %d counted, %d taken and %d refused", records, out.rows, taken, len(out.rejects))
	}
}

// TestSplitAgreesWithEncodingCSV takes well-formed text apart as Go's own reader does.
func TestSplitAgreesWithEncodingCSV(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		records := rapid.SliceOfN(rapid.SliceOfN(rapid.StringMatching(`[a",\n é]{0,6}`), 2, 4), 1, 6).Draw(t, "records")
		var b strings.Builder
		w := csv.NewWriter(&b)
		w.UseCRLF = rapid.Bool().Draw(t, "crlf")
		if err := w.WriteAll(records); err != nil {
			t.Fatal(err)
		}
		text := b.String()
		s := splitter{delim: ',', quote: '"'}
		var got [][]string
		for _, r := range cutAll(nil, strings.NewReader(text), 5, 1000) {
			if !r.OK {
				t.Fatalf("%q is refused in %q", r.Text, text)
			}
			s.split([]byte(r.Text))
			var fields []string
			for _, f := range s.fields {
				fields = append(fields, string(f))
			}
			got = append(got, fields)
		}
		if w.UseCRLF { // the writer turns line feeds in fields into CRLF as well; we keep what stands there
			for _, r := range records {
				for i := range r {
					r[i] = strings.ReplaceAll(r[i], "\n", "\r\n")
				}
			}
		}
		if diff := cmp.Diff(records, got); diff != "" {
			t.Fatalf("%q: %s", text, diff)
		}
	})
}

func TestOneStrayQuoteCostsOneRow(t *testing.T) {
	t.Parallel()
	var text strings.Builder
	for i := range 1000 {
		if i == 500 {
			text.WriteString("500,\"never closed\n")
			continue
		}
		fmt.Fprintf(&text, "%d,\"x\"\n", i)
	}
	bad := 0
	records := cutAll(t, strings.NewReader(text.String()), 100, 4000)
	for i, r := range records {
		if !r.OK {
			bad++
			if r.Line != 501 {
				t.Errorf("line %d is refused", r.Line)
			}
		}
		if r.Line != int64(i)+1 {
			t.Fatalf("record %d is on line %d", i, r.Line)
		}
	}
	if bad != 1 || len(records) != 1000 {
		t.Errorf("%d of %d records are refused", bad, len(records))
	}
}
