package match

import (
	"os"
	"strings"
	"testing"

	"vigie/pack"
)

// TestDocs reads the spec that docs/method/match.md shows, so that it stays right.
func TestDocs(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../docs/method/match.md")
	if err != nil {
		t.Fatal(err)
	}
	_, block, found := strings.Cut(string(text), "```yaml\n")
	block, _, closed := strings.Cut(block, "```")
	if !found || !closed {
		t.Fatal("docs/method/match.md shows no spec")
	}
	if _, faults := ReadSpec("docs/method/match.md", []byte(block)); len(faults) > 0 {
		t.Error(faults)
	}
	page, err := os.ReadFile("../docs/packs.md")
	if err != nil {
		t.Fatal(err)
	}
	_, block, found = strings.Cut(string(page), "# match/business.yaml\n")
	block, _, closed = strings.Cut(block, "```")
	if !found || !closed {
		t.Fatal("docs/packs.md shows no spec")
	}
	m := &pack.Match{ID: "business", Use: pack.UseRisk, File: "match/business.sql", Spec: []byte(block)}
	if _, faults := ReadPackSpec(&pack.Pack{Languages: []string{"en"}}, m); len(faults) > 0 {
		t.Error(faults)
	}
	for _, name := range append(stepNames(), measureNames()...) {
		if !strings.Contains(string(text), name) {
			t.Errorf("docs/method/match.md does not name %s", name)
		}
	}
}
