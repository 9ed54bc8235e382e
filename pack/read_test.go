package pack

import (
	"os"
	"testing"
)

func TestReadGood(t *testing.T) {
	t.Parallel()

	p, faults := Read(os.DirFS("testdata/harbour"))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	if len(p.Sources) != 2 || len(p.Contract) != 4 || len(p.Families) != 1 || len(p.Models) != 1 || p.Hash == "" {
		t.Errorf("read %d sources, %d views, %d families, %d models, hash %q", len(p.Sources), len(p.Contract), len(p.Families), len(p.Models), p.Hash)
	}
}
