package pack

import (
	"os"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// read reads the pack of testdata, which has no fault.
func read(t *testing.T) *Pack {
	t.Helper()
	p, faults := Read(os.DirFS("testdata/harbour"))
	if len(faults) > 0 {
		t.Fatalf("the good pack has faults:\n%v", faults)
	}
	return p
}

func TestReadPack(t *testing.T) {
	t.Parallel()

	p := read(t)
	got := []any{p.ID, p.Version, p.Name, p.Languages, p.Groups[1], len(p.Sources), len(p.Families), len(p.Models), len(p.Derives), len(p.Indicators), p.Pos}
	want := []any{"harbour", 1, Text{"en": "Harbour works", "fr": "Travaux portuaires"}, []string{"en", "fr"},
		Area{ID: "S", Name: Text{"en": "South quay", "fr": "Quai sud"}}, 2, 2, 1, 1, 1, Pos{"pack.yaml", 2}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("pack (-want +got):\n%s", diff)
	}
	var views []string
	for _, c := range p.Contract {
		views = append(views, c.View+" "+c.File)
	}
	wantViews := []string{"entity contract/entity.sql", "event contract/event.sql", "inspection contract/inspection.sql", "link contract/link.sql"}
	if diff := cmp.Diff(wantViews, views); diff != "" {
		t.Errorf("contract (-want +got):\n%s", diff)
	}
}

func TestReadFillsIn(t *testing.T) {
	t.Parallel()

	p := read(t)
	hiring, visit, model := p.Sources[0], p.Sources[1], p.Models[0]
	got := []any{hiring.Format, visit.Format, hiring.Columns[0].From, hiring.Columns[1].From, model.Learner.Bags,
		model.Evaluation.Bootstrap, model.Campaign.NearWindow, model.Campaign.Ranked}
	want := []any{
		Format{Delimiter: ";", Quote: `"`, Encoding: "utf-8", Decimal: ".", Date: "%d/%m/%Y", Timestamp: "%Y-%m-%d %H:%M:%S"},
		Format{Delimiter: ",", Quote: `"`, Encoding: "utf-8", Decimal: ".", Date: "%Y-%m-%d", Timestamp: "%Y-%m-%d %H:%M:%S"},
		"employer_no", "WORKER", 1, 1000, 5, .8}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("filled in (-want +got):\n%s", diff)
	}
}

// A share of zero is an answer; only a campaign that names no share takes the usual ones.
func TestReadFillsInShares(t *testing.T) {
	t.Parallel()

	tests := []struct {
		name, shares string
		want         [3]float64
	}{
		{"NoneGiven", "", [3]float64{.85, .10, .05}},
		{"NoRandom", "  ranked: 0.9\n  near: 0.1\n  random: 0\n", [3]float64{.9, .1, 0}},
		{"OnlyRanked", "  ranked: 1\n", [3]float64{1, 0, 0}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()

			files := goodPack(t)
			model := string(files["model/undeclared.yaml"].Data)
			before, _, _ := cut(t, model, "  ranked: 0.8\n")
			files["model/undeclared.yaml"] = &fstest.MapFile{Data: []byte(before + test.shares)}
			p, faults := Read(files)
			if len(faults) > 0 {
				t.Fatal(faults)
			}
			c := p.Models[0].Campaign
			if diff := cmp.Diff(test.want, [3]float64{c.Ranked, c.Near, c.Random}); diff != "" {
				t.Errorf("shares (-want +got):\n%s", diff)
			}
		})
	}
}

// Registers' codes are texts, whatever YAML would make of them.
func TestReadKeepsTexts(t *testing.T) {
	t.Parallel()

	c := read(t).Sources[0].Columns
	got := []any{c[4].Missing, *c[5].Min, *c[2].Max, c[1].Check.Prefixes}
	want := []any{[]string{"?", "NULL"}, "0", "2099-12-31", []string{"", "2"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("texts (-want +got):\n%s", diff)
	}
}

func TestReadPositions(t *testing.T) {
	t.Parallel()

	p := read(t)
	s, f, m := p.Sources[0], p.Families[0], p.Models[0]
	got := map[string]Pos{
		"source": s.Pos, "column": s.Columns[1].Pos, "rule": s.Rules[0].Pos, "rule's sql": s.Rules[0].SQLPos,
		"family": f.Pos, "feature": f.Features[1].Pos, "model": m.Pos, "learner": m.Learner.Pos,
		"where": m.Cohort.WherePos, "active": m.Cohort.ActivePos, "positive": m.Label.PositivePos,
	}
	want := map[string]Pos{
		"source": {"source/hiring.yaml", 1}, "column": {"source/hiring.yaml", 24}, "rule": {"source/hiring.yaml", 52},
		"rule's sql": {"source/hiring.yaml", 55}, "family": {"feature/crew.yaml", 1}, "feature": {"feature/crew.yaml", 17},
		"model": {"model/undeclared.yaml", 1}, "learner": {"model/undeclared.yaml", 24}, "where": {"model/undeclared.yaml", 11},
		"active": {"model/undeclared.yaml", 13}, "positive": {"model/undeclared.yaml", 18},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("positions (-want +got):\n%s", diff)
	}
}

func TestReadHash(t *testing.T) {
	t.Parallel()

	onDisk := read(t).Hash
	hashOf := func(edit func(fstest.MapFS)) string {
		files := goodPack(t)
		edit(files)
		p, _ := Read(files)
		return p.Hash
	}
	tests := []struct {
		name string
		same bool
		edit func(fstest.MapFS)
	}{
		{"InMemory", true, func(fstest.MapFS) {}},
		{"HiddenFile", true, func(f fstest.MapFS) { f[".git/config"] = &fstest.MapFile{Data: []byte("x")} }},
		{"Catalogue", true, func(f fstest.MapFS) { f["docs/features.md"] = &fstest.MapFile{Data: []byte("x")} }},
		{"Readme", true, func(f fstest.MapFS) { f["README.md"] = &fstest.MapFile{Data: []byte("x")} }},
		{"FileMore", false, func(f fstest.MapFS) { f["source/notes.md"] = &fstest.MapFile{} }},
		{"OtherContent", false, func(f fstest.MapFS) {
			f["contract/event.sql"].Data = append(f["contract/event.sql"].Data, '\n')
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()

			if got := hashOf(test.edit); (got == onDisk) != test.same {
				t.Errorf("hash %s, that of the folder is %s: want the same is %v", got, onDisk, test.same)
			}
		})
	}
}
