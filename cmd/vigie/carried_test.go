package main

import (
	"context"
	"testing"

	"vigie/packs"
)

// A pack that the program carries is not checked again when it is used, so it is checked here, its indicators' cases included.
func TestCarriedPacksHaveNoFaults(t *testing.T) {
	t.Parallel()
	folders, err := packs.FS.ReadDir(".")
	if err != nil || len(folders) == 0 {
		t.Fatal(err, folders)
	}
	for _, folder := range folders {
		t.Run(folder.Name(), func(t *testing.T) {
			t.Parallel()
			if _, faults, err := checkPack(context.Background(), folder.Name()); err != nil || len(faults) > 0 {
				t.Errorf("%v %v", err, faults)
			}
		})
	}
}
