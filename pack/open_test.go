package pack

import (
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

func TestOpen(t *testing.T) {
	t.Parallel()

	embedded := os.DirFS("testdata")
	tests := []struct {
		name, ask string
		wantErr   string
	}{
		{"Carried", "harbour", ""},
		{"Folder", "testdata/harbour", ""},
		{"FolderHere", "./testdata/harbour", ""},
		{"Misspelt", "harbor", `open pack "harbor": there is no such pack or folder (did you mean "harbour"?)`},
		{"FarFromAll", "x", `open pack "x": there is no such pack or folder (name a folder that holds a pack.yaml, or one of: harbour)`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()

			p, fsys, faults, err := Open(test.ask, embedded)
			if test.wantErr != "" {
				if err == nil || err.Error() != test.wantErr {
					t.Fatalf("error %v, want %s", err, test.wantErr)
				}
				return
			}
			if err != nil || len(faults) > 0 {
				t.Fatal(err, faults)
			}
			if _, err := fs.Stat(fsys, "feature/crew.sql"); err != nil || p.ID != "harbour" {
				t.Errorf("pack %q, its files: %v", p.ID, err)
			}
		})
	}
}

func TestOpenOtherName(t *testing.T) {
	t.Parallel()

	files := fstest.MapFS{}
	for name, file := range goodPack(t) {
		files["port/"+name] = file
	}
	_, _, faults, err := Open("port", files)
	want := "pack.yaml:2: pack \"harbour\" stands in the folder \"port\"\n    → give both the same name"
	if err != nil || faults.Error() != want {
		t.Errorf("error %v, faults %v; want %s", err, faults, want)
	}
}

func TestOpenNothingCarried(t *testing.T) {
	t.Parallel()

	if _, _, _, err := Open("belgium", nil); err == nil || !strings.Contains(err.Error(), "name a folder") {
		t.Errorf("error %v", err)
	}
}

// cut is strings.Cut for texts that must hold the separator.
func cut(t *testing.T, s, sep string) (string, string, bool) {
	t.Helper()
	before, after, ok := strings.Cut(s, sep)
	if !ok {
		t.Fatalf("%q is not there", sep)
	}
	return before, after, ok
}
