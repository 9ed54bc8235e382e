package extract

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"vigie"
)

// days of two extracts: 11 January and 11 February 1970.
var days = []vigie.Date{10, 41}

func TestRowsStandInTheFirstExtractAfterTheyArrived(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := open(t, dir, Form{Path: "works/works-%.csv", Columns: "id day", Days: days})
	for _, arrived := range []vigie.Date{0, 9, 10, 40, 41} {
		r := s.Begin(arrived)
		if seen := arrived < 41; r.Seen() != seen {
			t.Errorf("a row that arrived on day %d: seen is %t, want %t", arrived, r.Seen(), seen)
		}
		r.Int(int(arrived)).Date(arrived).End()
	}
	files := closed(t, s)
	if len(files) != 2 || files[0] != (File{"works/works-1970-01-11.csv", 2, 0}) || files[1].Rows != 2 {
		t.Errorf("files: %v", files)
	}
	if got, want := read(t, dir, "works/works-1970-01-11.csv"), "id,day\n0,1970-01-01\n9,1970-01-10\n"; got != want {
		t.Errorf("first extract:\n%s\nwant\n%s", got, want)
	}
}

func TestFields(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := open(t, dir, Form{Path: "f-%.csv", Columns: "a b c d e f g h i", Days: days})
	s.Begin(0).Text(`Café "De Zwaan", Gent`).None().Int(-3).Hundredths(-1205).Float(50.5, 3).DateOrNone(0).DayFirst(31).Timestamp(31, 3661).Bytes([]byte("x")).End()
	closed(t, s)
	want := `"Café ""De Zwaan"", Gent",,-3,-12.05,50.500,,01-02-1970,1970-02-01 01:01:01,x` + "\n"
	if got := read(t, dir, "f-1970-01-11.csv"); !strings.HasSuffix(got, want) {
		t.Errorf("row:\n%s\nwant\n%s", got, want)
	}
}

func TestExtractsWithoutRowsAreThere(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := open(t, dir, Form{Path: "%.csv.zst", Columns: "a", Days: days})
	closed(t, s)
	for _, name := range []string{"1970-01-11.csv.zst", "1970-02-11.csv.zst"} {
		if got := read(t, dir, name); got != "a\n" {
			t.Errorf("%s: %q, want the header", name, got)
		}
	}
}

func TestDirtIsRareAndTheGoodRowStays(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := open(t, dir, Form{Path: "%.csv", Columns: "number day code", Days: days, Dirt: Dirt{Share: .01, Number: 0, Date: 1, Code: 2}})
	const rows = 20_000
	for n := range rows {
		s.Begin(0).Int(100_000_000_000 + n).Date(vigie.Date(n % 100)).Text("A").End()
	}
	files := closed(t, s)
	if dirt := files[0].Dirt; files[0].Rows != rows || dirt < rows/130 || dirt > rows/75 {
		t.Errorf("%d good rows and %d of dirt, want %d and about %d", files[0].Rows, dirt, rows, rows/100)
	}
	lines := strings.Split(strings.TrimSpace(read(t, dir, files[0].Name)), "\n")[1:]
	good, kinds := map[string]bool{}, map[string]bool{}
	for _, line := range lines {
		fields := strings.Split(line, ",")
		switch {
		case len(fields) == 2:
			kinds["cut short"] = true
		case fields[0] == "":
			kinds["no number"] = true
		case fields[1] == "2024-02-30":
			kinds["no day"] = true
		case fields[2] == "?":
			kinds["no code"] = true
		case good[line]:
			kinds["twice"] = true
		case strings.HasPrefix(fields[0], "1000000"):
			good[line] = true
		default:
			kinds["mistyped"] = true
		}
	}
	if len(good) != rows || len(kinds) != 6 {
		t.Errorf("%d good rows are there, and dirt of the kinds %v; want %d and six kinds", len(good), kinds, rows)
	}
}

func TestLater(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir(), Form{Path: "%.csv", Columns: "a", Days: days})
	if got := s.Later(2, 5); got < 10 || s.Extract(got) != 1 {
		t.Errorf("a correction in the same extract arrives on day %d, want it in the next one", got)
	}
	if got := s.Later(2, 30); got != 30 {
		t.Errorf("a correction in a later extract arrives on day %d, want 30", got)
	}
	if !s.Replaced(2, 5) || s.Replaced(2, 30) {
		t.Error("a row is replaced in its own extract, and in no other")
	}
}

func TestSameRowsSameBytes(t *testing.T) {
	t.Parallel()
	var texts [2]string
	for n := range texts {
		dir := t.TempDir()
		s := open(t, dir, Form{Path: "%.csv.zst", Columns: "a b", Days: days, Seed: 4, Dirt: Dirt{Share: .1, Number: 0, Date: -1, Code: -1}})
		for k := range 50_000 {
			s.Begin(vigie.Date(k % 30)).Int(k * k).Int(k % 7).End()
		}
		closed(t, s)
		raw, err := os.ReadFile(filepath.Join(dir, "1970-02-11.csv.zst"))
		if err != nil {
			t.Fatal(err)
		}
		texts[n] = string(raw)
	}
	if texts[0] != texts[1] {
		t.Error("the same rows gave other bytes")
	}
}

func TestNoPlace(t *testing.T) {
	t.Parallel()
	s := open(t, "/dev/null/nowhere", Form{Path: "%.csv", Columns: "a", Days: days})
	s.Begin(0).Int(1).End()
	if _, err := s.Close(); vigie.CodeOf(err) != vigie.Unavailable {
		t.Errorf("a folder that can not be made: %v, want %s", err, vigie.Unavailable)
	}
	if _, err := Open(t.TempDir(), Form{Path: "a.csv", Days: days}); err == nil {
		t.Error("a path that says no day is taken")
	}
}

func open(t *testing.T, dir string, f Form) *Series {
	t.Helper()
	s, err := Open(dir, f)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func closed(t *testing.T, s *Series) []File {
	t.Helper()
	files, err := s.Close()
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func read(t *testing.T, dir, name string) string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasSuffix(name, ".zst") {
		return string(raw)
	}
	z, err := zstd.NewReader(nil) // all at once: a stream opened beside it would hold the decoder DecodeAll waits for
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	text, err := z.DecodeAll(raw, nil)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
