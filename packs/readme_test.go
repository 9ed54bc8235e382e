package packs_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"vigie/pack"
	"vigie/packs"
)

// TestTheReadmeCountsWhatIsThere holds what README.md says of the Belgian pack to the pack.
func TestTheReadmeCountsWhatIsThere(t *testing.T) {
	t.Parallel()
	p, _, faults, err := pack.Open("belgium", packs.FS)
	if err != nil || len(faults) > 0 {
		t.Fatal(err, faults)
	}
	families, columns, dates := 0, 0, 0
	for _, f := range p.Families {
		if f.Builtin {
			continue // the house makes them for every pack
		}
		families++
		columns += len(f.Features)
		for _, x := range f.Features {
			if x.Type == "date" {
				dates++
			}
		}
	}
	want := fmt.Sprintf("%d registers, %d indicators, %d families of features with %d columns (%d of them the dates of others) and %d models",
		len(p.Sources), len(p.Indicators), families, columns, dates, len(p.Models))
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	if said := strings.Join(strings.Fields(string(readme)), " "); !strings.Contains(said, want) {
		t.Errorf("README.md does not say that the Belgian pack has %q: write it there", want)
	}
}
