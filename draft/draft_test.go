package draft_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vigie"
	"vigie/draft"
	"vigie/pack"
	"vigie/packs"
	"vigie/pipeline"
)

func facts(t *testing.T) *draft.Facts {
	t.Helper()
	p, _, faults, err := pack.Open("harbour", packs.FS)
	if err != nil || len(faults) > 0 {
		t.Fatal(err, faults)
	}
	p.Hash = "0123456789abcdef" // which follows from every file of the pack
	on, _ := vigie.ParseDate("2026-01-05")
	f := &draft.Facts{Pack: p, Languages: []string{"en"}, On: on}
	reader := &pipeline.Reader{Home: pipeline.Home(t.TempDir()), Pack: p}
	for i := range p.Models {
		card, err := reader.Model(p.Models[i].ID)
		if err != nil {
			t.Fatal(err)
		}
		f.Models = append(f.Models, card)
	}
	return f
}

// TestGolden holds the drafts of the harbour country, in a home in which nothing was measured yet. UPDATE=1 writes them again.
func TestGolden(t *testing.T) {
	t.Parallel()

	papers, err := draft.Write(facts(t))
	if err != nil || len(papers) != 6 {
		t.Fatal(len(papers), err)
	}
	for _, p := range papers {
		at := filepath.Join("testdata", p.Name)
		if os.Getenv("UPDATE") != "" {
			if err := os.WriteFile(at, p.Text, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(at)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(p.Text)); diff != "" {
			t.Errorf("%s:\n%s", p.Name, diff)
		}
		if !bytes.Contains(p.Text, []byte("DRAFT FOR LAWYERS")) || p.Open == 0 || !bytes.Contains(p.Text, []byte("## Open questions\n\n1. ")) {
			t.Errorf("%s is not marked as a draft, or lists no question", p.Name)
		}
		if bytes.Contains(p.Text, []byte("<no value>")) {
			t.Errorf("%s has a hole", p.Name)
		}
	}
}

// TestWhatIsMissingIsAsked takes a legal basis and the evaluation's groups away: each becomes a question, and nothing is made up in its place.
func TestWhatIsMissingIsAsked(t *testing.T) {
	t.Parallel()

	f := facts(t)
	before, err := draft.Write(f)
	if err != nil {
		t.Fatal(err)
	}
	f.Pack.Sources[0].LegalBasis = ""
	after, err := draft.Write(f)
	if err != nil {
		t.Fatal(err)
	}
	for i, p := range after {
		holds := strings.Contains(string(p.Text), "| legal basis |")
		if asks := strings.Contains(string(p.Text), "is register "+f.Pack.Sources[0].ID+" used?"); asks != holds || p.Open-before[i].Open != map[bool]int{true: 1}[holds] {
			t.Errorf("%s: asked for the legal basis: %v, %d questions more", p.Name, asks, p.Open-before[i].Open)
		}
	}
}
