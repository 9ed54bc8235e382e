package source

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"vigie"
	"vigie/lake"
	"vigie/pack"
)

// office is a lake with folders, for one test.
type office struct {
	t    *testing.T
	lake *lake.Lake
	home string
	data string
	pack *pack.Pack
}

// now is the day on which the tests load.
var now = time.Date(2025, 6, 1, 12, 0, 0, 0, time.UTC)

// works is an invented register of works on building sites: who declared which site, from when, for how much.
func works() *pack.Pack {
	text := func(s string) *string { return &s }
	return &pack.Pack{ID: "test", Version: 1, Sources: []pack.Source{{
		ID: "works", Files: []string{"works-*.csv", "works-*.csv.gz", "works-*.csv.zst", "works-*.parquet"},
		Extract: pack.Extract{FileName: `works-([0-9-]{10})`},
		Key:     []string{"work"}, KnownOn: pack.Known{Column: "declared_on", PlusDays: 1}, RefuseBatchOver: 1,
		Columns: []pack.Column{
			{Name: "work", From: "Work", Type: "integer", Required: true},
			{Name: "employer", Type: "text", Check: &pack.CheckDigit{Modulus: 97, Payload: 8, Complement: true}},
			{Name: "declared_on", Type: "date", Required: true, Min: text("2000-01-01")},
			{Name: "amount", Type: "number", Min: text("0"), Missing: []string{"n/a"}},
			{Name: "kind", Type: "text", Codes: []string{"roof", "façade", "demolition"}},
			{Name: "site", Type: "text"},
		},
	}}}
}

const header = "Work,employer,declared_on,amount,kind,site\n"

func newOffice(t *testing.T, p *pack.Pack) *office {
	t.Helper()
	o := &office{t: t, home: t.TempDir(), data: t.TempDir(), pack: p}
	o.open()
	return o
}

func (o *office) open() {
	o.t.Helper()
	l, err := lake.Open(o.t.Context(), filepath.Join(o.home, "lake", "build.duckdb"), lake.Options{Threads: 2, MemoryMB: 500})
	if err != nil {
		o.t.Fatal(err)
	}
	o.lake = l
	o.t.Cleanup(func() { l.Close() })
}

// put writes an extract as a sender would.
func (o *office) put(name, content string) {
	o.t.Helper()
	if err := os.WriteFile(filepath.Join(o.data, name), []byte(content), 0o600); err != nil {
		o.t.Fatal(err)
	}
}

func (o *office) options() Options {
	return Options{Data: o.data, Registers: filepath.Join(o.home, "registers"), Now: now}
}

func (o *office) load() *Report {
	o.t.Helper()
	r, err := Load(o.t.Context(), o.lake, o.pack, o.options())
	if err != nil {
		o.t.Fatal(err)
	}
	return r
}

// rows are the answer to a query, one text a row.
func (o *office) rows(query string) string {
	o.t.Helper()
	rows, err := o.lake.Query(o.t.Context(), query)
	if err != nil {
		o.t.Fatal(err)
	}
	defer rows.Close()
	var lines []string
	for rows.Next() {
		var s *string
		if err := rows.Scan(&s); err != nil {
			o.t.Fatal(err)
		}
		if s == nil {
			lines = append(lines, "-")
			continue
		}
		lines = append(lines, *s)
	}
	if err := rows.Err(); err != nil {
		o.t.Fatal(err)
	}
	return strings.Join(lines, "\n")
}

func TestLoadKeepsWhatItGot(t *testing.T) {
	t.Parallel()
	o := newOffice(t, works())
	content := header + "1,1000000021,2024-01-02,1500.5,roof,\"12, rue des Lilas\nBruxelles\"\r\n2,10.000.000-21,2024-01-03,n/a,façade,\n"
	o.put("works-2024-02-01.csv", content)
	r := o.load()
	b := r.Batches[0]
	if b.Status != Loaded || b.Rows != 2 || b.Added != 2 || b.RejectsFile != "" {
		t.Fatalf("%+v\n%s", b, o.rows("SELECT reason FROM reject"))
	}
	got := o.rows(`SELECT concat_ws('|', work, employer, declared_on, coalesce(amount::VARCHAR, 'none'), kind, replace(site, chr(10), '/'), known_on, coalesce(known_until::VARCHAR, 'none'), batch_id) FROM works ORDER BY work`)
	want := "1|1000000021|2024-01-02|1500.5|roof|12, rue des Lilas/Bruxelles|2024-01-03|none|1\n2|1000000021|2024-01-03|none|façade|2024-01-04|none|1"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := o.rows("SELECT line FROM register.works ORDER BY line"); got != "2\n4" {
		t.Errorf("lines %q", got)
	}
	kept, err := os.ReadFile(filepath.Join(o.home, "registers", b.Content+".csv"))
	if err != nil || string(kept) != content {
		t.Errorf("the extract was not kept as it came: %v", err)
	}
	if again := o.load().Batches[0]; again.Status != Already || again.ID != b.ID {
		t.Errorf("the same content again: %+v", again)
	}
	if n := o.rows("SELECT count(*) FROM batch"); n != "1" {
		t.Errorf("%s batches", n)
	}
	if left, _ := filepath.Glob(filepath.Join(o.home, "registers", ".*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestLoadWithoutAFile(t *testing.T) {
	t.Parallel()
	o := newOffice(t, works())
	_, err := Load(t.Context(), o.lake, o.pack, o.options())
	if vigie.CodeOf(err) != vigie.NotFound || !strings.Contains(err.Error(), "load works: no file works-*.csv") {
		t.Errorf("never loaded: %v", err)
	}
	o.put("works-2024-02-01.csv", header+"1,1000000021,2024-01-02,1,roof,x\n")
	o.load()
	os.Remove(filepath.Join(o.data, "works-2024-02-01.csv"))
	if r := o.load(); len(r.Without) != 1 || r.Without[0] != "works" {
		t.Errorf("loaded before: %+v", r)
	}
}
