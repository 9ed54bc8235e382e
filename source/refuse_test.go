package source

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"vigie/pack"
)

// TestRefusedRows gives one bad row each, between good ones, and looks for its line, its text and the reason.
func TestRefusedRows(t *testing.T) {
	t.Parallel()
	good := "1,1000000021,2024-01-02,1500.5,roof,a\n"
	tests := []struct {
		name, row string
		line      string // where it is expected; the good row before it is line 2
		reason    string
		raw       string // the row itself unless said
	}{
		{"TooFewFields", "7,1000000021,2024-01-02", "3", "has 3 fields where the header has 6", ""},
		{"TooManyFields", "7,1000000021,2024-01-02,1,roof,a,b", "3", "has 7 fields", ""},
		{"DayThatDoesNotExist", "7,1000000021,2023-02-29,1,roof,a", "3", "declared_on 2023-02-29 is not a day that exists", ""},
		{"DateTooEarly", "7,1000000021,1999-12-31,1,roof,a", "3", "declared_on 1999-12-31 is less than 2000-01-01", ""},
		{"CommaDecimal", `7,1000000021,2024-01-02,"1,5",roof,a`, "3", "amount 1,5 is not a number written with '.'", ""},
		{"NegativeAmount", "7,1000000021,2024-01-02,-0.01,roof,a", "3", "amount -0.01 is less than 0", ""},
		{"NaN", "7,1000000021,2024-01-02,NaN,roof,a", "3", "amount NaN is not a number", ""},
		{"UnknownCode", "7,1000000021,2024-01-02,1,cellar,a", "3", "kind cellar is not one of roof, façade, demolition", ""},
		{"WrongCheckDigits", "7,1000000022,2024-01-02,1,roof,a", "3", "employer 1000000022 has wrong check digits", ""},
		{"TooFewDigits", "7,100000021,2024-01-02,1,roof,a", "3", "has 9 digits where there are 10", ""},
		{"NoKey", ",1000000021,2024-01-02,1,roof,a", "3", "work  is required and has no value", ""},
		{"NotWhole", "7.5,1000000021,2024-01-02,1,roof,a", "3", "work 7.5 is not a whole number", ""},
		{"TooLargeForAnInteger", "9223372036854775808,1000000021,2024-01-02,1,roof,a", "3", "is not a whole number", ""},
		{"SeveralFaults", "x,1000000021,2024-13-02,1,roof,a", "3", "work x is not a whole number; also at fault: declared_on", ""},
		{"NotUTF8", "7,1000000021,2024-01-02,1,roof,caf\xe9", "3", "is not UTF-8 (byte 35 is 0xE9)", "7,1000000021,2024-01-02,1,roof,caf\uFFFD"},
		{"ZeroByte", "7,1000000021,2024-01-02,1,roof,a\x00b", "3", "holds a zero byte", "7,1000000021,2024-01-02,1,roof,a\u2400b"},
		{"QuoteNeverClosed", `7,1000000021,2024-01-02,1,roof,"a`, "3", "a quote (\") is opened and not closed properly", ""},
		{"TextAfterTheQuote", `7,1000000021,2024-01-02,1,roof,"a"b`, "3", "a quote (\") is opened and not closed properly", ""},
		{"AfterALineBreakInQuotes", "2,1000000021,2024-01-02,1,roof,\"a\nb\nc\"\n7,1000000021,2024-01-02,1,roof", "6", "has 5 fields", "7,1000000021,2024-01-02,1,roof"},
		{"AfterEmptyLines", "\n\r\n7,1000000021,2024-01-02,1,roof", "5", "has 5 fields", "7,1000000021,2024-01-02,1,roof"},
		{"WithCRLF", "7,1000000021,2024-01-02,1,roof\r", "3", "has 5 fields", "7,1000000021,2024-01-02,1,roof"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			o := newOffice(t, works())
			o.put("works-2024-02-01.csv", header+good+test.row+"\n8,1000000021,2024-01-05,3,roof,z\n")
			b := o.load().Batches[0]
			if b.Refused != 1 || b.Rows != b.Added+b.Refused || !strings.HasPrefix(o.rows("SELECT max(work) FROM works"), "8") {
				t.Fatalf("%+v\n%s", b, o.rows("SELECT line || reason FROM reject"))
			}
			got := o.rows("SELECT concat_ws(' ', column_name, value, reason) FROM reject")
			if !strings.Contains(got, test.reason) {
				t.Errorf("reason %q, want %q", got, test.reason)
			}
			if got := o.rows("SELECT line FROM reject"); got != test.line {
				t.Errorf("line %s, want %s", got, test.line)
			}
			raw := test.raw
			if raw == "" {
				raw = test.row
			}
			if got := o.rows("SELECT raw FROM reject"); got != raw {
				t.Errorf("raw %q, want %q", got, raw)
			}
			csv, err := os.ReadFile(b.RejectsFile)
			if err != nil || !strings.Contains(string(csv), "works-2024-02-01.csv,"+test.line) {
				t.Errorf("rejects file: %v\n%s", err, csv)
			}
		})
	}
}

// TestRefusedFiles gives files that can not be taken at all: none of their rows counts, and the batch says why.
func TestRefusedFiles(t *testing.T) {
	t.Parallel()
	good := header + "1,1000000021,2024-01-02,1500.5,façade,a\n"
	utf16, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(good)
	tests := []struct {
		name, file, content string
		change              func(*pack.Source)
		why                 string
	}{
		{"Empty", "works-2024-02-01.csv", "", nil, "the file is empty"},
		{"ColumnMissing", "works-2024-02-01.csv", "Work,employer,declared_on,amount,kind\n", nil, `line 1: wrong header: "site" is missing`},
		{"ColumnRenamed", "works-2024-02-01.csv", "Work,employer,Declared On,amount,kind,site\n", nil, `"declared_on" is missing (renamed to "Declared On"?)`},
		{"ColumnTwice", "works-2024-02-01.csv", "Work,Work,employer,declared_on,amount,kind,site\n", nil, `the column "Work" is there twice`},
		{"OtherDelimiter", "works-2024-02-01.csv", strings.ReplaceAll(good, ",", ";"), nil, "is the delimiter ','?"},
		{"OnlyCR", "works-2024-02-01.csv", strings.ReplaceAll(good, "\n", "\r"), nil, "wrong header"},
		{"TruncatedGzip", "works-2024-02-01.csv.gz", cut(gzipped(strings.Repeat(good, 500))), nil, "ends too soon"},
		{"DamagedGzip", "works-2024-02-01.csv.gz", damage(gzipped(strings.Repeat(good, 500))), nil, "damaged"},
		{"NotGzip", "works-2024-02-01.csv.gz", good, nil, "damaged"},
		{"TruncatedZstd", "works-2024-02-01.csv.zst", cut(zstded(strings.Repeat(good, 500))), nil, "ends too soon"},
		{"NotParquet", "works-2024-02-01.parquet", good, nil, "can not be read as Parquet"},
		{"UTF16NotDeclared", "works-2024-02-01.csv", utf16, nil, "set format.encoding to utf-16"},
		{"UTF16DeclaredForUTF8", "works-2024-02-01.csv", good, func(s *pack.Source) { s.Format.Encoding = "utf-16" }, "line 1: the file is not UTF-16"},
		{"LatinDeclaredForUTF8", "works-2024-02-01.csv", good + "2,1000000021,2024-01-02,1,roof,é\n", func(s *pack.Source) { s.Format.Encoding, s.Columns[4].Codes = "latin-1", nil }, "line 2: the text is UTF-8, and the pack says latin-1"},
		{"TooManyRefused", "works-2024-02-01.csv", good + "x,1000000021,2024-01-02,1,roof,é\n", func(s *pack.Source) { s.RefuseBatchOver = 0.49 }, `line 3: work "x" is not a whole number; 1 of 2 rows are refused and the pack allows 49%`},
		{"AnyRefused", "works-2024-02-01.csv", good + "1,1000000021,2024-01-02,1,roof,é\n", func(s *pack.Source) { s.RefuseBatchOver = 0 }, "line 2: another line has the same key"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			o := newOffice(t, works())
			if test.change != nil {
				test.change(&o.pack.Sources[0])
			}
			o.put(test.file, test.content)
			r := o.load()
			b := r.Batches[0]
			if b.Status != Refused || !strings.Contains(b.Why, test.why) {
				t.Fatalf("%s: %q, want %q", b.Status, b.Why, test.why)
			}
			if err := r.Err(); err == nil || !strings.HasPrefix(err.Error(), "load works: "+test.file+" ") {
				t.Errorf("error %v", err)
			}
			if n := o.rows("SELECT count(*) FROM works"); n != "0" {
				t.Errorf("%s rows stayed", n)
			}
			if got := o.rows("SELECT status || refused FROM batch"); !strings.HasPrefix(got, "refused") {
				t.Errorf("batch %q", got)
			}
			if got, want := o.rows("SELECT count(*) FROM reject"), o.rows("SELECT refused + repeated FROM batch"); got != want {
				t.Errorf("%s rejects, and the batch says %s", got, want)
			}
			kept, err := os.ReadFile(o.home + "/registers/" + b.Content + extension(test.file))
			if err != nil || string(kept) != test.content {
				t.Errorf("the refused extract was not kept whole: %v", err)
			}
			if again := o.load().Batches[0]; again.Status != Refused || again.ID != b.ID {
				t.Errorf("offered again: %+v", again)
			}
		})
	}
}

// TestEveryRowRefused refuses more rows than are held in memory, as a wrong setting in a pack does.
func TestEveryRowRefused(t *testing.T) {
	t.Parallel()
	const rows = 2*inMemory + 5
	o := newOffice(t, works())
	var text strings.Builder
	text.WriteString(header)
	for range rows {
		text.WriteString("1,,02.01.2024,1,roof,\n")
	}
	o.put("works-2024-02-01.csv", text.String())
	b := o.load().Batches[0]
	if b.Status != Loaded || b.Refused != rows || b.Added != 0 {
		t.Errorf("%+v", b)
	}
	if got, want := o.rows("SELECT count(*) || ' ' || count(DISTINCT line) || ' ' || max(line) FROM reject"), fmt.Sprintf("%d %d %d", rows, rows, rows+1); got != want {
		t.Errorf("rejects %s, want %s", got, want)
	}
	csv, err := os.ReadFile(b.RejectsFile)
	if err != nil || bytes.Count(csv, newline) != rows+1 {
		t.Errorf("the file of rejects has %d lines, %v", bytes.Count(csv, newline), err)
	}
}

// TestForms writes the same rows in every way that is understood.
func TestForms(t *testing.T) {
	t.Parallel()
	plain := header + "1,1000000021,2024-01-02,1500.5,façade,\"a \"\"b\"\"\"\n2,1000000021,2024-01-03,,roof,Œuvre\n"
	latin, _ := charmap.ISO8859_1.NewEncoder().String(strings.ReplaceAll(plain, "Œ", "É"))
	windows, _ := charmap.Windows1252.NewEncoder().String(plain)
	utf16le, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(plain)
	utf16be, _ := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder().String(plain)
	encoding := func(e string) func(*pack.Format) { return func(f *pack.Format) { f.Encoding = e } }
	tests := []struct {
		name, file, content string
		change              func(*pack.Format)
	}{
		{"Plain", "works-2024-02-01.csv", plain, nil},
		{"WithoutLastLineBreak", "works-2024-02-01.csv", strings.TrimSuffix(plain, "\n"), nil},
		{"CRLF", "works-2024-02-01.csv", strings.ReplaceAll(plain, "\n", "\r\n"), nil},
		{"Mark", "works-2024-02-01.csv", "\xEF\xBB\xBF" + plain, nil},
		{"Latin1", "works-2024-02-01.csv", latin, encoding("latin-1")},
		{"Windows1252", "works-2024-02-01.csv", windows, encoding("windows-1252")},
		{"UTF16LittleEndian", "works-2024-02-01.csv", utf16le, encoding("utf-16")},
		{"UTF16BigEndianWithoutMark", "works-2024-02-01.csv", utf16be, encoding("utf-16")},
		{"Gzip", "works-2024-02-01.csv.gz", gzipped(plain), nil},
		{"GzipOfTwoParts", "works-2024-02-01.csv.gz", gzipped(plain[:30]) + gzipped(plain[30:]), nil},
		{"Zstd", "works-2024-02-01.csv.zst", zstded(plain), nil},
		{"Semicolons", "works-2024-02-01.csv", strings.ReplaceAll(strings.ReplaceAll(plain, ",", ";"), "1500.5", "1500,5"), func(f *pack.Format) { f.Delimiter, f.Decimal = ";", "," }},
		{"DatesOfHere", "works-2024-02-01.csv", strings.NewReplacer("2024-01-02", "02/01/2024", "2024-01-03", "03/01/2024").Replace(plain), func(f *pack.Format) { f.Date = "%d/%m/%Y" }},
		{"MoreColumns", "works-2024-02-01.csv", moreColumns(plain), nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			o := newOffice(t, works())
			if test.change != nil {
				test.change(&o.pack.Sources[0].Format)
			}
			o.put(test.file, test.content)
			b := o.load().Batches[0]
			want := "1|2024-01-02|1500.5|façade|a \"b\"\n2|2024-01-03|roof|Œuvre"
			if test.name == "Latin1" {
				want = strings.ReplaceAll(want, "Œ", "É")
			}
			if got := o.rows("SELECT concat_ws('|', work, declared_on, amount, kind, site) FROM works ORDER BY work"); got != want {
				t.Errorf("%+v got\n%s\nwant\n%s\n%s", b, got, want, o.rows("SELECT reason FROM reject"))
			}
		})
	}
}

func moreColumns(plain string) string {
	lines := strings.Split(strings.TrimSuffix(plain, "\n"), "\n")
	for i := range lines {
		lines[i] = "extra," + lines[i] + ",more"
	}
	return strings.Join(lines, "\n")
}

func gzipped(s string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write([]byte(s))
	w.Close()
	return b.String()
}

func zstded(s string) string {
	var b bytes.Buffer
	w, _ := zstd.NewWriter(&b)
	w.Write([]byte(s))
	w.Close()
	return b.String()
}

func cut(s string) string { return s[:len(s)-len(s)/3] }

func damage(s string) string {
	b := []byte(s)
	b[len(b)-6] ^= 0x55 // in the checksum
	return string(b)
}
