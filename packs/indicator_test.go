package packs_test

import (
	"context"
	"testing"

	"vigie/indicator"
	"vigie/pack"
	"vigie/packs"
)

// TestIndicators plays the cases of every indicator of every pack.
func TestIndicators(t *testing.T) {
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
			if faults, err = indicator.Test(context.Background(), p); err != nil || len(faults) > 0 {
				t.Errorf("%v\n%v", err, faults)
			}
		})
	}
}
