package source

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// knownOn is the register as it was known on a day.
const knownOn = `SELECT concat_ws('|', work, amount) FROM works
	WHERE known_on <= DATE '%[1]s' AND (known_until IS NULL OR known_until > DATE '%[1]s') ORDER BY work`

func TestCorrections(t *testing.T) {
	t.Parallel()
	o := newOffice(t, works())
	o.put("works-2024-02-01.csv", header+"1,,2024-01-02,100,,\n2,,2024-01-03,200,,\n3,,2024-01-04,300,,\n")
	o.load()
	o.put("works-2024-03-01.csv", header+"1,,2024-01-02,101,,\n2,,2024-01-03,200,,\n4,,2024-02-20,400,,\n")
	b := o.load().Batches[1]
	if b.Added != 1 || b.Corrected != 1 || b.Unchanged != 1 || b.Rows != 3 {
		t.Errorf("%+v", b)
	}
	o.put("works-2024-04-01.csv", header+"1,,2024-01-02,100,,\n2,,2024-01-03,200,,\n3,,2024-01-04,300,,\n") // as the first one
	o.load()
	for day, want := range map[string]string{
		"2024-01-02": "",
		"2024-01-03": "1|100.0",
		"2024-02-15": "1|100.0\n2|200.0\n3|300.0",
		"2024-02-21": "1|100.0\n2|200.0\n3|300.0\n4|400.0",
		"2024-03-01": "1|101.0\n2|200.0\n3|300.0\n4|400.0",
		"2024-03-31": "1|101.0\n2|200.0\n3|300.0\n4|400.0",
		"2024-04-01": "1|100.0\n2|200.0\n3|300.0\n4|400.0",
	} {
		if got := o.rows(fmt.Sprintf(knownOn, day)); got != want {
			t.Errorf("on %s\n%s\nwant\n%s", day, got, want)
		}
	}
	if got := o.rows("SELECT count(*) FROM register.works WHERE work = 1"); got != "3" {
		t.Errorf("%s versions are kept, want 3", got)
	}
}

// TestAnyOrder loads the same extracts in their order and in another one. What was known on each day must be the same,
// and a later extract must not change what was known before it.
func TestAnyOrder(t *testing.T) {
	t.Parallel()
	const extracts, keys = 4, 5
	for seed := range uint64(4) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			r := rand.New(rand.NewPCG(seed, 0))
			var names, contents []string
			for i := range extracts {
				content := header
				for k := range keys {
					if r.IntN(3) > 0 { // few amounts, so that a row often says again what it said before the last one
						content += fmt.Sprintf("%d,,2024-0%d-0%d,%d,,\n", k, 1+r.IntN(3), 1+k, r.IntN(2))
					}
				}
				names = append(names, fmt.Sprintf("works-2024-0%d-15.csv", i+1))
				contents = append(contents, content)
			}
			inOrder, other := newOffice(t, works()), newOffice(t, works())
			days := []string{"2024-01-01", "2024-01-14", "2024-01-15", "2024-02-14", "2024-02-15", "2024-03-14", "2024-03-15", "2024-04-14", "2024-04-15", "2025-01-01"}
			before := map[string]string{}
			for i := range extracts {
				inOrder.put(names[i], contents[i])
				inOrder.load()
				for _, day := range days {
					got := inOrder.rows(fmt.Sprintf(knownOn, day))
					if i > 0 && day < strings.TrimSuffix(names[i], ".csv")[6:] && knewAll(before[day], got) != nil {
						t.Errorf("%s changed what was known on %s: %v", names[i], day, knewAll(before[day], got))
					}
					before[day] = got
				}
			}
			for _, i := range r.Perm(extracts) {
				other.put(names[i], contents[i])
				other.load()
			}
			for _, day := range days {
				if got := other.rows(fmt.Sprintf(knownOn, day)); got != before[day] {
					t.Errorf("on %s in another order\n%s\nwant\n%s", day, got, before[day])
				}
			}
			if got := other.rows("SELECT count(*) FROM batch WHERE status <> 'loaded'"); got != "0" {
				t.Errorf("%s batches are left waiting", got)
			}
		})
	}
}

// knewAll says which row that was known is not any more. (Rows may be added to the past: a register may learn late of
// what its rule says was known.)
func knewAll(before, after string) error {
	for line := range strings.Lines(before) {
		if !strings.Contains("\n"+after+"\n", "\n"+strings.TrimSpace(line)+"\n") {
			return fmt.Errorf("%q is gone", strings.TrimSpace(line))
		}
	}
	return nil
}

// TestLateAfterTheDataIsGone loads an older extract when the later one's file is no longer with the sender's.
func TestLateAfterTheDataIsGone(t *testing.T) {
	t.Parallel()
	o := newOffice(t, works())
	o.put("works-2024-03-01.csv", header+"1,,2024-01-02,300,,\n")
	o.load()
	os.Remove(filepath.Join(o.data, "works-2024-03-01.csv"))
	o.put("works-2024-02-01.csv", header+"1,,2024-01-02,200,,\n")
	o.load()
	for day, want := range map[string]string{"2024-02-29": "1|200.0", "2024-03-01": "1|300.0"} {
		if got := o.rows(fmt.Sprintf(knownOn, day)); got != want {
			t.Errorf("on %s %q, want %q", day, got, want)
		}
	}
}

func TestRepeats(t *testing.T) {
	t.Parallel()
	o := newOffice(t, works())
	o.put("works-2024-02-01.csv", header+"1,,2024-01-02,100,,a\n2,,2024-01-02,1,,\n1,,2024-01-02,100.0,,a\n3,,2024-01-02,1,,\n2,,2024-01-02,2,,\n4,,2024-01-02,,,\n4,,2024-01-02,,,\n")
	b := o.load().Batches[0]
	if b.Rows != 7 || b.Added != 3 || b.Repeated != 2 || b.Refused != 2 {
		t.Errorf("%+v", b)
	}
	got := o.rows("SELECT line || ': ' || reason || ' | ' || raw FROM reject ORDER BY line")
	want := `3: another line has the same key and says something else; none of them is taken | 2,,2024-01-02,1,,
4: says the same as line 2 in every column that is read | 1,,2024-01-02,100.0,,a
6: line 3 has the same key and says something else; none of them is taken | 2,,2024-01-02,2,,
8: says the same as line 7 in every column that is read | 4,,2024-01-02,,,`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestKeySet(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 1))
	var s keySet
	want := map[uint64]bool{}
	for range 300_000 {
		hash := 1 + r.Uint64()>>(r.UintN(2)*46) // half of them come again and again
		if got := s.add(hash); got != want[hash] {
			t.Fatalf("hash %d: is known: %v, want %v", hash, got, want[hash])
		}
		want[hash] = true
	}
	if s.count != len(want) {
		t.Errorf("%d hashes are held of %d", s.count, len(want))
	}
}
