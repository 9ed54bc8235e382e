package packs_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vigie/feature"
	"vigie/pack"
	"vigie/packs"
)

// TestCatalogues holds docs/features.md of every pack to the .yaml that it is written from.
func TestCatalogues(t *testing.T) {
	t.Parallel()
	folders, err := packs.FS.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, folder := range folders {
		t.Run(folder.Name(), func(t *testing.T) {
			t.Parallel()
			p, _, faults, err := pack.Open(folder.Name(), packs.FS)
			if err != nil || len(faults) > 0 {
				t.Fatal(err, faults)
			}
			var want bytes.Buffer
			if err := feature.Catalogue(&want, p); err != nil {
				t.Fatal(err)
			}
			got, err := os.ReadFile(filepath.Join(folder.Name(), "docs", "features.md"))
			if err != nil {
				t.Fatalf("%v: write it with `vigie check packs/%s --catalogue`", err, folder.Name())
			}
			if diff := cmp.Diff(want.String(), string(got)); diff != "" {
				t.Errorf("docs/features.md is not what its .yaml say; write it with `vigie check packs/%s --catalogue` (-want +got):\n%.2000s", folder.Name(), diff)
			}
		})
	}
}
