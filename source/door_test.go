package source

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"vigie/lake"
	"vigie/pack"
)

func TestPseudonyms(t *testing.T) {
	t.Parallel()
	p := works()
	p.Sources[0].Columns[1].Pseudonym = true
	p.Sources[0].Key = []string{"work", "employer"}
	o := newOffice(t, p)
	o.put("works-2024-02-01.csv", header+"1,1000000021,2024-01-02,1,roof,\n2,10.000.000-21,2024-01-02,1,roof,\n3,1000000022,2024-01-02,1,roof,secret\n4,1000000021,2024-01-02\n5,1000000021,2024-01-02,1,cellar,x\n6,1000000021,2024-01-02,1,roof,1\n6,1000000021,2024-01-02,1,roof,2\n")
	b := o.load().Batches[0]
	if b.Added != 2 || b.Refused != 5 {
		t.Fatalf("%+v\n%s", b, o.rows("SELECT reason FROM reject"))
	}
	got := o.rows("SELECT DISTINCT employer FROM works")
	if !regexp.MustCompile(`^[0-9A-Za-z_-]{12}$`).MatchString(got) {
		t.Errorf("pseudonyms %q; the same number in two forms must give one", got)
	}
	all := o.rows("SELECT concat_ws(' ', line, raw, value, reason) FROM reject ORDER BY line")
	if strings.Contains(all, "10000000") {
		t.Errorf("a number came into the lake:\n%s", all)
	}
	if !strings.Contains(all, "5,***,2024-01-02,1,cellar,x") {
		t.Errorf("the rest of a row is not shown:\n%s", all)
	}
	csv, _ := os.ReadFile(b.RejectsFile)
	if strings.Contains(string(csv), "10000000") {
		t.Errorf("a number came into the file of rejects:\n%s", csv)
	}
	key := filepath.Join(o.home, "keys", "pseudonym.key")
	if st, err := os.Stat(key); err != nil || st.Mode().Perm() != 0o600 {
		t.Errorf("key: %v, %v", st, err)
	}
	before, _ := os.ReadFile(key)
	o.put("works-2024-03-01.csv", header+"1,1000000021,2024-01-02,1,roof,\n")
	if b := o.load().Batches[1]; b.Unchanged != 1 {
		t.Errorf("the same person was not recognised: %+v", b)
	}
	if after, _ := os.ReadFile(key); string(before) != string(after) {
		t.Error("the key was made again")
	}
}

func TestDamagedKeyIsNotReplaced(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	os.WriteFile(filepath.Join(dir, keyFile), []byte("12"), 0o600)
	if _, err := pseudonymKey(dir); err == nil || !strings.Contains(err.Error(), "put it back from the backup") {
		t.Errorf("damaged key: %v", err)
	}
}

func TestRules(t *testing.T) {
	t.Parallel()
	p := works()
	p.Sources[0].Rules = []pack.BatchRule{
		{ID: "one-roof-a-day", SQL: "SELECT b.line, 'roof ' || a.line || ' is of the same day' AS reason\nFROM batch AS a JOIN batch AS b ON a.declared_on = b.declared_on AND a.line < b.line\nWHERE a.kind = 'roof' AND b.kind = 'roof';"},
		{ID: "no-longer-demolished", SQL: "SELECT line, 'demolished before' AS reason FROM batch WHERE site IN (SELECT site FROM works WHERE kind = 'demolition')"},
	}
	if faults := CheckSQL(t.Context(), withContract(p)); len(faults) > 0 {
		t.Fatal(faults)
	}
	o := newOffice(t, p)
	o.put("works-2024-02-01.csv", header+"1,,2024-01-02,1,roof,a\n2,,2024-01-02,1,roof,b\n3,,2024-01-03,1,demolition,c\n")
	if b := o.load().Batches[0]; b.Added != 2 || b.Refused != 1 {
		t.Errorf("%+v", b)
	}
	o.put("works-2024-03-01.csv", header+"4,,2024-01-02,1,roof,c\n5,,2024-01-02,1,roof,d\n")
	if b := o.load().Batches[1]; b.Added != 0 || b.Refused != 2 {
		t.Errorf("%+v", b)
	}
	got := o.rows("SELECT line || ' ' || reason || ' | ' || raw FROM reject ORDER BY batch_id, line")
	want := "3 rule one-roof-a-day: roof 2 is of the same day | 2,,2024-01-02,1,roof,b\n2 rule no-longer-demolished: demolished before | 4,,2024-01-02,1,roof,c\n3 rule one-roof-a-day: roof 2 is of the same day | 5,,2024-01-02,1,roof,d"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestParquet(t *testing.T) {
	t.Parallel()
	o := newOffice(t, works())
	writer, err := lake.Open(t.Context(), lake.Memory, lake.Options{External: true})
	if err != nil {
		t.Fatal(err)
	}
	defer writer.Close()
	_, err = writer.Exec(t.Context(), `COPY (SELECT i AS "Work", '1000000021' AS employer, DATE '2024-01-01' + i::INTEGER AS declared_on,
		CASE WHEN i = 3 THEN -1 ELSE i / 2 END AS amount, 'façade' AS kind, CASE WHEN i = 2 THEN 'a, "b"' || chr(10) || 'c' END AS site FROM range(1, 5) r(i)) TO `+
		lake.Quote(filepath.Join(o.data, "works-2024-02-01.parquet"))+` (FORMAT parquet)`)
	if err != nil {
		t.Fatal(err)
	}
	b := o.load().Batches[0]
	if b.Status != Loaded || b.Added != 3 || b.Refused != 1 {
		t.Fatalf("%+v %s", b, o.rows("SELECT reason FROM reject"))
	}
	want := "1|2024-01-02|0.5|façade\n2|2024-01-03|1.0|façade|a, \"b\"/c\n4|2024-01-05|2.0|façade"
	if got := o.rows("SELECT concat_ws('|', work, declared_on, amount, kind, replace(site, chr(10), '/')) FROM works ORDER BY work"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// withContract gives a pack an empty contract, so that only what a test is about is at fault.
func withContract(p *pack.Pack) *pack.Pack {
	for _, v := range pack.Views {
		var columns []string
		for _, c := range v.Columns {
			columns = append(columns, "CAST(NULL AS "+c.Type+") AS "+c.Name)
		}
		p.Contract = append(p.Contract, pack.Contract{View: v.Name, File: "contract/" + v.Name + ".sql", SQL: "SELECT\n  " + strings.Join(columns, ",\n  ") + "\nWHERE false;\n"})
	}
	return p
}

func TestCheckSQL(t *testing.T) {
	t.Parallel()
	p := withContract(works())
	if faults := CheckSQL(t.Context(), p); len(faults) > 0 {
		t.Fatalf("a right pack is at fault: %v", faults)
	}
	p.Contract[0].SQL = "-- One row is an employer.\nSELECT employer AS entity_id,\n  nam AS name\nFROM works\n"
	p.Contract[1].SQL = strings.Replace(p.Contract[1].SQL, "CAST(NULL AS DOUBLE) AS weight", "DATE '2024-01-01' AS wait", 1)
	p.Contract[3].SQL = "SELECT 1 AS\n"
	p.Sources[0].Rules = []pack.BatchRule{
		{ID: "r", SQL: "SELECT line,\n  resaon\nFROM batch", SQLPos: pack.Pos{File: "source/works.yaml", Line: 20}},
		{ID: "q", SQL: "SELECT line FROM batch", Pos: pack.Pos{File: "source/works.yaml", Line: 30}},
	}
	got := CheckSQL(t.Context(), p).Error()
	for _, want := range []string{
		"contract/entity.sql:3: ", "\"nam\"", "link lacks the column weight", "link has the column wait", "contract/event.sql:",
		"source/works.yaml:21: ", "resaon", "source/works.yaml:30: rule q does not give the column reason",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}

func TestBuildContract(t *testing.T) {
	t.Parallel()
	p := withContract(works())
	p.Contract[2].SQL = "SELECT CAST(work AS VARCHAR) AS inspection_id, employer AS entity_id, declared_on AS inspected_on, known_on, 'c' AS channel, kind AS outcome,\n  CAST(NULL AS VARCHAR) AS phenomenon, amount AS amount_assessed, 1 AS amount_collected, CAST(0.5 AS DECIMAL(3, 2)) AS selection_probability, site AS inspector_group, known_until FROM works"
	o := newOffice(t, p)
	o.put("works-2024-02-01.csv", header+"1,1000000021,2024-01-02,2,roof,a\n")
	o.load()
	if err := BuildContract(t.Context(), o.lake, p); err != nil {
		t.Fatal(err)
	}
	if got := o.rows("SELECT concat_ws('|', inspection_id, entity_id, known_on, amount_assessed, amount_collected, selection_probability, typeof(phenomenon)) FROM inspection"); got != "1|1000000021|2024-01-03|2.0|1.0|0.5|VARCHAR" {
		t.Error(got)
	}
	p.Contract[0].SQL = "SELECT 1 AS entity_id"
	err := BuildContract(t.Context(), o.lake, p)
	if err == nil || !strings.Contains(err.Error(), "entity.entity_id is INTEGER and must be VARCHAR") {
		t.Errorf("error %v", err)
	}
	if got := o.rows("SELECT count(*) FROM inspection"); got != "1" {
		t.Errorf("a contract that failed took the tables of the last one away")
	}
}
