package match

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vigie"
)

// split deals rows out: the first of them into one text, the others into a second.
func split(text string, first int) (string, string) {
	lines := strings.SplitAfter(text, "\n")
	return strings.Join(lines[:first+1], ""), lines[0] + strings.Join(lines[first+1:], "")
}

// kept matches the first records and keeps them in a folder.
func kept(t *testing.T, spec, records string) (string, *Index) {
	t.Helper()
	dir := t.TempDir()
	file := filepath.Join(dir, "spec.yaml")
	if err := os.WriteFile(file, []byte(spec), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := Open(file)
	if err != nil {
		t.Fatal(err)
	}
	x, err := NewIndex(match(t, load(t, s, records), Options{}), file)
	if err != nil {
		t.Fatal(err)
	}
	if err := x.Save(dir); err != nil {
		t.Fatal(err)
	}
	return dir, reopened(t, dir)
}

func reopened(t *testing.T, dir string) *Index {
	t.Helper()
	x, err := OpenIndex(dir)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// TestAddIsTheSameAsAll adds records to an index and expects the entities that matching all of them at once makes, with the
// model of the first; through files, and in two helpings.
func TestAddIsTheSameAsAll(t *testing.T) {
	t.Parallel()
	for _, rules := range []string{"[name and town, born, phone]", "[each_word(name) and at_most(30), born, phone]"} {
		spec := strings.Replace(personSpec, "[name and town, born, phone]", rules, 1)
		all := persons(1500, 9)
		before, later := split(all, 1300)
		second, third := split(later, 150)
		dir, x := kept(t, spec, before)
		for _, text := range []string{second, third} {
			if err := x.Add(write(t, "", "", text)[2], Options{Threads: 2}); err != nil {
				t.Fatal(err)
			}
			if err := x.Save(dir); err != nil {
				t.Fatal(err)
			}
			x = reopened(t, dir)
		}
		whole := match(t, load(t, read(t, spec), all), Options{Model: x.Result.Model})
		if err := x.Settle(Options{}); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(rules, "at_most") {
			// A word that became frequent only later had made links before: those stay.
			if len(x.Result.Links) < len(whole.Links) {
				t.Errorf("%d links, and %d of all at once", len(x.Result.Links), len(whole.Links))
			}
			continue
		}
		if d := cmp.Diff(whole.Entity, x.Result.Entity); d != "" {
			t.Errorf("%s: entities of all at once, and of what was added:\n%s", rules, d)
		}
		if d := cmp.Diff(whole.Links, x.Result.Links); d != "" {
			t.Errorf("%s: links of all at once, and of what was added:\n%s", rules, d)
		}
	}
}

// TestIDsStay expects that only entities that a new record joins to another lose their id.
func TestIDsStay(t *testing.T) {
	t.Parallel()
	before, later := split(persons(1500, 10), 1400)
	_, x := kept(t, personSpec, before)
	ids := make([]string, x.Result.Table.Rows())
	for r := range ids {
		ids[r] = x.EntityOf(r)
	}
	if err := x.Add(write(t, "", "", later)[2], Options{}); err != nil {
		t.Fatal(err)
	}
	gone := map[string]string{}
	for _, c := range x.Changes {
		gone[c.Entity] = c.Into
	}
	for r, id := range ids {
		if got := x.EntityOf(r); got != id && gone[id] != got {
			t.Errorf("record %s was in %s, is in %s, and nothing tells of it", x.Result.Table.ID(r), id, got)
		}
	}
	if x.Added < 100 || len(x.Changes) > 20 {
		t.Errorf("%d added, %d changes", x.Added, len(x.Changes))
	}
}

// TestUnmerge expects a negative judgement to part an entity under a new id, and to give the old one back when it is
// withdrawn; the rows of both stay.
func TestUnmerge(t *testing.T) {
	t.Parallel()
	dir, x := kept(t, personSpec, persons(200, 11)+"p,,an berger,elel,1980-01-01,777\nq,,an berger,elel,1980-01-01,777\nr,,an berger,elel,1980-01-01,777\n")
	entity := func(x *Index) string {
		at := make([]string, 3)
		for i, id := range []string{"p", "q", "r"} {
			r, err := x.Result.Table.find(id)
			if err != nil {
				t.Fatal(err)
			}
			at[i] = x.EntityOf(int(r))
		}
		return strings.Join(at, " ")
	}
	if got := entity(x); got != "p p p" {
		t.Fatal(got)
	}
	for i, step := range []struct {
		judged Judgement
		want   string
		change []Change
	}{
		{Judgement{"p", "r", Negative, "anna", "2024-01-01 10:00:00", "father and son"}, "p p r", []Change{{"split", "p", "r", 1}}},
		{Judgement{"r", "q", Positive, "anna", "2024-01-02 10:00:00", "same writing"}, "p r r", []Change{{"split", "p", "r", 1}}},
		{Judgement{"p", "r", Withdrawn, "anna", "2024-01-03 10:00:00", "one person after all"}, "r r r", []Change{{"merged", "p", "r", 1}}},
	} {
		if err := Judge(dir, step.judged); err != nil {
			t.Fatal(err)
		}
		rows, err := Judgements(dir)
		if err != nil || len(rows) != i+1 {
			t.Fatal(len(rows), err)
		}
		x.Changes = nil
		if err := x.Settle(Options{Judgements: rows}); err != nil {
			t.Fatal(err)
		}
		if got := entity(x); got != step.want {
			t.Errorf("after %v: %s, want %s", step.judged, got, step.want)
		}
		if d := cmp.Diff(step.change, x.Changes); d != "" {
			t.Errorf("after %v:\n%s", step.judged, d)
		}
		if err := errorsOf(x.Record(dir, "2024-01-0"+fmt.Sprint(i+1)), x.Save(dir)); err != nil {
			t.Fatal(err)
		}
		x = reopened(t, dir)
	}
	history, err := os.ReadFile(filepath.Join(dir, historyFile))
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Count(string(history), "\n"); got != 4 {
		t.Errorf("the history has %d lines:\n%s", got, history)
	}
}

func errorsOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func TestAddRefuses(t *testing.T) {
	t.Parallel()
	_, x := kept(t, personSpec, persons(100, 12))
	err := x.Add(write(t, "", "", "id,name,town,born,phone\nr5,an,an,1990-01-01,5\n")[2], Options{})
	if vigie.CodeOf(err) != vigie.Conflict || !strings.Contains(err.Error(), "r5 is there already") {
		t.Error(err)
	}
}

// TestBrokenIndex cuts the file off at many places, and expects a sentence and not a fall.
func TestBrokenIndex(t *testing.T) {
	t.Parallel()
	dir, _ := kept(t, personSpec, persons(100, 13))
	whole, err := os.ReadFile(filepath.Join(dir, indexFile))
	if err != nil {
		t.Fatal(err)
	}
	for n := 0; n < len(whole)-8; n += 1 + len(whole)/60 {
		if _, err := readIndex(slices.Clone(whole[:n])); err == nil {
			t.Errorf("cut off at %d of %d bytes, and read", n, len(whole))
		}
	}
	if _, err := OpenIndex(t.TempDir()); vigie.CodeOf(err) != vigie.NotFound {
		t.Error(err)
	}
}
