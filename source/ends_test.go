package source

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"vigie"
	"vigie/lake"
	"vigie/pack"
)

// offices is an invented register of addresses: a full extract now and then, and between them what was deleted and what was
// brought. An entity has several addresses, and is deleted with all of them.
func offices() *pack.Pack {
	return &pack.Pack{ID: "test", Version: 1, Sources: []pack.Source{{
		ID: "offices", Files: []string{"*_Full/office.csv", "*_Update/office_insert.csv"},
		Format: pack.Format{Date: "%d-%m-%Y"},
		Extract: pack.Extract{
			Beside: &pack.Beside{File: "meta.csv", Where: map[string]string{"Variable": "SnapshotDate"}, Column: "Value"},
			Full:   []string{"*_Full/office.csv"}, Deletes: &pack.Deletes{Files: []string{"*_Update/office_delete.csv"}, By: []string{"entity"}},
		},
		Key: []string{"entity", "kind"}, RefuseBatchOver: 1,
		Columns: []pack.Column{
			{Name: "entity", From: "EntityNumber", Type: "text", Required: true, Digits: true},
			{Name: "kind", Type: "text", Required: true, Codes: []string{"seat", "branch"}},
			{Name: "floor", Type: "integer"},
		},
	}}}
}

const officeHeader = "EntityNumber,kind,floor\n"

// send writes a file into a folder of its day.
func (o *office) send(folder, day, name, content string) {
	o.t.Helper()
	if err := os.MkdirAll(filepath.Join(o.data, folder), 0o700); err != nil {
		o.t.Fatal(err)
	}
	o.put(filepath.Join(folder, "meta.csv"), "\"Variable\",\"Value\"\n\"SnapshotDate\",\""+day+"\"\n\"Version\",\"1.0\"\n")
	o.put(filepath.Join(folder, name), content)
}

// stood is the register as it was known on a day.
const stood = `SELECT concat_ws('|', entity, kind, floor) FROM offices
	WHERE known_on <= DATE '%[1]s' AND (known_until IS NULL OR known_until > DATE '%[1]s') ORDER BY entity, kind`

func TestWhatIsNotInTheWholeRegisterHasEnded(t *testing.T) {
	t.Parallel()
	o := newOffice(t, offices())
	o.send("1_Full", "10-01-2024", "office.csv", officeHeader+"0123.456.789,seat,1\n0123.456.789,branch,2\n0200.000.000,seat,3\n0300.000.000,seat,4\n")
	o.send("2_Full", "10-02-2024", "office.csv", officeHeader+"0123.456.789,seat,1\n0200.000.000,seat,5\n0300.000.000,seat,top\n0400.000.000,seat,6\n")
	r := o.load()
	if b := r.Batches[1]; b.Kind != Full || b.Added != 1 || b.Corrected != 1 || b.Unchanged != 1 || b.Refused != 1 || b.Ended != 1 {
		t.Errorf("%+v", b)
	}
	o.send("3_Full", "10-03-2024", "office.csv", officeHeader+"0123456789,seat,1\n0123456789,branch,2\n0300.000.000,seat,4\n0300.000.000,seat,5\n")
	if b := o.load().Batches[2]; b.Added != 1 || b.Unchanged != 1 || b.Refused != 2 || b.Ended != 2 {
		t.Errorf("%+v", b)
	}
	for day, want := range map[string]string{
		"2024-01-09": "",
		"2024-01-10": "0123456789|branch|2\n0123456789|seat|1\n0200000000|seat|3\n0300000000|seat|4",
		"2024-02-10": "0123456789|seat|1\n0200000000|seat|5\n0300000000|seat|4\n0400000000|seat|6",
		"2024-03-10": "0123456789|branch|2\n0123456789|seat|1\n0300000000|seat|4",
	} {
		if got := o.rows(fmt.Sprintf(stood, day)); got != want {
			t.Errorf("on %s\n%s\nwant\n%s", day, got, want)
		}
	}
	for _, b := range o.load().Batches {
		if b.Status != Already {
			t.Errorf("loaded again: %+v", b)
		}
	}
}

// TestDeletedAndBroughtBack deletes an entity and brings it back: on the same day as it was, on the same day otherwise, and
// later. Between the two files of a day there may be a kill.
func TestDeletedAndBroughtBack(t *testing.T) {
	t.Parallel()
	for _, killed := range []bool{false, true} {
		o := newOffice(t, offices())
		o.send("1_Full", "10-01-2024", "office.csv", officeHeader+"1,seat,1\n1,branch,2\n2,seat,3\n3,seat,4\n")
		o.load()
		o.send("2_Update", "10-02-2024", "office_delete.csv", "EntityNumber\n1\n3\n9\n3\n")
		if killed {
			b := o.load().Batches[1]
			if b.Kind != Deletes || b.Rows != 4 || b.Corrected != 2 || b.Unchanged != 1 || b.Repeated != 1 || b.Ended != 3 {
				t.Errorf("%+v", b)
			}
			if got := o.rows(fmt.Sprintf(stood, "2024-02-10")); got != "2|seat|3" {
				t.Errorf("after the deletion alone %s", got)
			}
		}
		o.send("2_Update", "10-02-2024", "office_insert.csv", officeHeader+"1,seat,1\n1,branch,7\n")
		if b := o.load().Batches[2]; b.Unchanged != 1 || b.Corrected != 1 || b.Added != 0 {
			t.Errorf("%+v", b)
		}
		o.send("3_Update", "10-03-2024", "office_insert.csv", officeHeader+"3,seat,4\n")
		if b := o.load().Batches[3]; b.Added != 1 {
			t.Errorf("%+v", b)
		}
		got := o.rows("SELECT concat_ws('|', entity, kind, floor, known_on, known_until) FROM offices ORDER BY entity, kind, known_on")
		want := "1|branch|2|2024-01-10|2024-02-10\n1|branch|7|2024-02-10\n1|seat|1|2024-01-10\n2|seat|3|2024-01-10\n3|seat|4|2024-01-10|2024-02-10\n3|seat|4|2024-03-10"
		if got != want {
			t.Errorf("killed %v: got\n%s\nwant\n%s", killed, got, want)
		}
	}
}

// TestEndsInAnyOrder sends random full extracts, deletions and insertions, in their order and in another one, and compares
// what stood on each day with a register kept by hand.
func TestEndsInAnyOrder(t *testing.T) {
	t.Parallel()
	for seed := range uint64(6) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			r := rand.New(rand.NewPCG(seed, 1))
			inOrder, other := newOffice(t, offices()), newOffice(t, offices())
			sent, byHand := randomOffices(r, 5)
			for _, f := range sent {
				inOrder.send(f.folder, f.day, f.name, f.content)
				inOrder.load()
			}
			for _, i := range r.Perm(len(sent)) {
				f := sent[i]
				other.send(f.folder, f.day, f.name, f.content)
				other.load()
			}
			for day, want := range byHand {
				if got := inOrder.rows(fmt.Sprintf(stood, day)); got != want {
					t.Errorf("on %s\n%s\nwant\n%s", day, got, want)
				}
			}
			const all = `SELECT concat_ws('|', entity, kind, floor, known_on, known_until) FROM offices ORDER BY ALL`
			if got, want := other.rows(all), inOrder.rows(all); got != want {
				t.Errorf("in another order\n%s\nwant\n%s", got, want)
			}
			if got := other.rows("SELECT count(*) FROM batch WHERE status <> 'loaded'"); got != "0" {
				t.Errorf("%s batches are left waiting", got)
			}
			inOrder.followsFromRows()
			other.followsFromRows()
		})
	}
}

// followsFromRows computes known_until anew for the whole register, and expects no difference.
func (o *office) followsFromRows() {
	o.t.Helper()
	s := &o.pack.Sources[0]
	const all = "SELECT concat_ws('|', batch_id, line, known_on, known_until) FROM register.%s ORDER BY ALL"
	before := o.rows(fmt.Sprintf(all, s.ID))
	err := o.lake.Tx(o.t.Context(), func(ctx context.Context, tx *lake.Tx) error {
		_, err := tx.Exec(ctx, fmt.Sprintf("CREATE OR REPLACE TEMP TABLE touched AS SELECT DISTINCT %s FROM register.%s;", strings.Join(keyNames(s, ""), ", "), s.ID)+sqlText("until", s, "", 0, 0))
		return err
	})
	if err != nil {
		o.t.Fatal(err)
	}
	if after := o.rows(fmt.Sprintf(all, s.ID)); after != before {
		o.t.Errorf("known_until does not follow from the rows: it is\n%s\nand should be\n%s", before, after)
	}
}

// TestGrowingRegister brings random rows under keys that grow, some of them again, later or earlier than they count, as
// registers of periods do; as a whole, one after the other, and in another order. However the rows come into the register,
// it must be the same.
func TestGrowingRegister(t *testing.T) {
	t.Parallel()
	for seed := range uint64(4) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			r := rand.New(rand.NewPCG(seed, 2))
			inOrder, atOnce, other := newOffice(t, works()), newOffice(t, works()), newOffice(t, works())
			var names, contents []string
			for i := range 6 {
				content := header
				for k := range 8 {
					key := 8*i + k
					if back := r.IntN(4); back == 0 {
						key = r.IntN(8*i + 8) // one that is known, or comes twice
					}
					content += fmt.Sprintf("%d,,2024-0%d-0%d,%d,,\n", key, 1+r.IntN(8), 1+r.IntN(3), r.IntN(2))
				}
				names, contents = append(names, fmt.Sprintf("works-2024-0%d-02.csv", i+1)), append(contents, content)
				atOnce.put(names[i], content)
				inOrder.put(names[i], content)
				inOrder.load()
			}
			atOnce.load()
			for _, i := range r.Perm(len(names)) {
				other.put(names[i], contents[i])
				other.load()
			}
			const all = "SELECT concat_ws('|', work, amount, declared_on, known_on, known_until) FROM works ORDER BY ALL"
			want := inOrder.rows(all)
			for name, o := range map[string]*office{"at once": atOnce, "in another order": other} {
				if got := o.rows(all); got != want {
					t.Errorf("%s\n%s\nwant\n%s", name, got, want)
				}
				const counts = "SELECT concat_ws('|', extract_on, rows, added, corrected, unchanged, repeated, refused) FROM batch ORDER BY ALL"
				if got, want := o.rows(counts), inOrder.rows(counts); got != want {
					t.Errorf("%s\n%s\nwant\n%s", name, got, want)
				}
				o.followsFromRows()
			}
			if got := inOrder.rows("SELECT count(*) FROM batch WHERE rows <> added + corrected + unchanged + repeated + refused"); got != "0" {
				t.Errorf("%s batches do not add up", got)
			}
			inOrder.asByHand(names, contents)
		})
	}
}

// asByHand goes through the extracts again and keeps the versions of each key in a plain list.
func (o *office) asByHand(names, contents []string) {
	o.t.Helper()
	type version struct{ says, on, until string }
	versions := map[string][]version{}
	for i, content := range contents {
		day := names[i][6:16]
		seen := map[string][]string{}
		for _, row := range strings.Split(strings.TrimSpace(content), "\n")[1:] {
			key, says, _ := strings.Cut(row, ",")
			seen[key] = append(seen[key], says)
		}
		for key, rows := range seen {
			if len(slices.Compact(slices.Sorted(slices.Values(rows)))) > 1 {
				continue // nobody can tell which is right
			}
			declared, _ := vigie.ParseDate(strings.Split(rows[0], ",")[1])
			v := version{says: rows[0], on: (declared + 1).String()}
			had := versions[key]
			if len(had) > 0 {
				if had[len(had)-1].says == v.says {
					continue
				}
				v.on = max(v.on, day)
				for j := range had {
					if had[j].until == "" || had[j].until > v.on {
						had[j].until = v.on
					}
				}
			}
			versions[key] = append(had, v)
		}
	}
	var lines []string
	for key, list := range versions {
		for _, v := range list {
			f := strings.Split(v.says, ",")
			lines = append(lines, strings.TrimSuffix(fmt.Sprintf("%s|%s|%s|%s|%s", key, f[1], f[2], v.on, v.until), "|"))
		}
	}
	slices.Sort(lines)
	got := strings.Split(o.rows("SELECT concat_ws('|', work, declared_on, CAST(amount AS INTEGER), known_on, known_until) FROM works"), "\n")
	slices.Sort(got)
	if !slices.Equal(got, lines) {
		o.t.Errorf("got\n%s\nby hand\n%s", strings.Join(got, "\n"), strings.Join(lines, "\n"))
	}
}

type sentFile struct{ folder, day, name, content string }

// randomOffices makes the files of some days, in their order, and what stands after each.
func randomOffices(r *rand.Rand, days int) (sent []sentFile, byHand map[string]string) {
	byHand = map[string]string{}
	now := map[string]string{}
	row := func() (key, line string) {
		key = fmt.Sprintf("%d|%s", r.IntN(4), []string{"seat", "branch"}[r.IntN(2)])
		return key, fmt.Sprintf("%s|%d", key, r.IntN(2))
	}
	content := func(rows map[string]string) string {
		text := officeHeader
		for _, key := range slices.Sorted(maps.Keys(rows)) {
			text += strings.ReplaceAll(rows[key], "|", ",") + "\n"
		}
		return text
	}
	for i := range days {
		day := fmt.Sprintf("15-0%d-2024", i+1)
		if r.IntN(3) > 0 { // an update
			folder := fmt.Sprintf("%d_Update", i)
			if r.IntN(4) > 0 {
				gone := fmt.Sprint(r.IntN(4))
				sent = append(sent, sentFile{folder, day, "office_delete.csv", "EntityNumber\n" + gone + "\n"})
				maps.DeleteFunc(now, func(key, _ string) bool { return strings.HasPrefix(key, gone+"|") })
			}
			brought := map[string]string{}
			for range r.IntN(5) {
				key, line := row()
				brought[key] = line
			}
			sent = append(sent, sentFile{folder, day, "office_insert.csv", content(brought)})
			maps.Copy(now, brought)
		}
		if i == 0 || r.IntN(3) == 0 {
			whole := map[string]string{}
			for range r.IntN(8) {
				key, line := row()
				whole[key] = line
			}
			text := content(whole)
			if key, _ := row(); whole[key] == "" { // a row that can not be read does not end what stood
				text += strings.ReplaceAll(key, "|", ",") + ",x\n"
				if was, there := now[key]; there {
					whole[key] = was
				}
			}
			sent = append(sent, sentFile{fmt.Sprintf("%d_Full", i), day, "office.csv", text})
			now = whole
		}
		byHand[fmt.Sprintf("2024-0%d-15", i+1)] = strings.Join(slices.Sorted(maps.Values(now)), "\n")
	}
	return sent, byHand
}

// TestPlannedAndEnded ends a row of which a version that counts later was known already.
func TestPlannedAndEnded(t *testing.T) {
	t.Parallel()
	p := works()
	p.Sources[0].Extract.Deletes = &pack.Deletes{Files: []string{"gone-works-*.csv"}, By: []string{"work"}}
	o := newOffice(t, p)
	o.put("works-2024-02-01.csv", header+"1,,2024-01-02,100,,\n")
	o.put("works-2024-03-01.csv", header+"1,,2024-06-01,200,,\n") // counts from June
	o.put("gone-works-2024-04-01.csv", "Work\n1\n")
	o.load()
	for day, want := range map[string]string{"2024-03-31": "1|100.0", "2024-04-01": "", "2024-07-01": ""} {
		if got := o.rows(fmt.Sprintf(knownOn, day)); got != want {
			t.Errorf("ended: on %s %q, want %q", day, got, want)
		}
	}
	o.put("works-2024-04-01.csv", header+"1,,2024-06-01,200,,\n") // back on the same day
	o.load()
	for day, want := range map[string]string{"2024-04-01": "1|100.0", "2024-06-01": "1|100.0", "2024-07-01": "1|200.0"} {
		if got := o.rows(fmt.Sprintf(knownOn, day)); got != want {
			t.Errorf("restored: on %s %q, want %q", day, got, want)
		}
	}
}

// TestBeside reads the day of an extract from the file beside it.
func TestBeside(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ meta, says string }{
		"Missing":       {"", "meta.csv is not there, and tells the day of office.csv"},
		"Empty":         {"\n", "it is empty"},
		"AnotherColumn": {"Variable,Wert\nSnapshotDate,01-01-2024\n", `it has no column "Value"; it has "Variable", "Wert"`},
		"NotNamed":      {"Name,Value\nSnapshotDate,01-01-2024\n", `it has no column "Variable"`},
		"NoRow":         {"Variable,Value\nVersion,1\n", "0 rows are as extract.beside.where says"},
		"TwoRows":       {"Variable,Value\nSnapshotDate,01-01-2024\nSnapshotDate,02-01-2024\n", "2 rows are as extract.beside.where says"},
		"NoDay":         {"Variable,Value\nSnapshotDate,31-02-2024\n", `"31-02-2024" is not a day that exists, written as the format says (%d-%m-%Y)`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := newOffice(t, offices())
			o.send("1_Full", "", "office.csv", officeHeader)
			o.put("1_Full/meta.csv", test.meta)
			if test.meta == "" {
				os.Remove(filepath.Join(o.data, "1_Full/meta.csv"))
			}
			_, err := Load(t.Context(), o.lake, o.pack, o.options())
			if err == nil || !strings.Contains(err.Error(), test.says) {
				t.Errorf("error %v", err)
			}
		})
	}
}

// TestTwoWholeRegistersOfADay can not both be right.
func TestTwoWholeRegistersOfADay(t *testing.T) {
	t.Parallel()
	o := newOffice(t, offices())
	o.send("1_Full", "10-01-2024", "office.csv", officeHeader+"1,seat,1\n")
	o.send("2_Full", "10-01-2024", "office.csv", officeHeader+"2,seat,1\n")
	_, err := Load(t.Context(), o.lake, o.pack, o.options())
	if vigie.CodeOf(err) != vigie.Invalid || !strings.Contains(err.Error(), "1_Full/office.csv and 2_Full/office.csv both are the whole register on 2024-01-10") {
		t.Errorf("error %v", err)
	}
}
