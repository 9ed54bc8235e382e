package pack

import (
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"vigie"
)

// Open finds a pack and reads it. A bare name is a pack that the program carries with it, if it has one of that name,
// wherever the program is run; anything else is a folder, so ./belgium is the folder even when the program carries
// a pack called belgium. It returns the pack's files as well, for the rooms that read more of it.
//
// The error says that there is no such pack; the faults say what is wrong in it. A pack with faults is returned as far
// as it could be read, for a checker to go on with, and must not be used otherwise.
func Open(nameOrDir string, embedded fs.FS) (*Pack, fs.FS, Faults, error) {
	carried := names(embedded)
	for _, name := range carried {
		if name != nameOrDir {
			continue
		}
		fsys, err := fs.Sub(embedded, name)
		if err != nil {
			return nil, nil, nil, fmt.Errorf("open pack %q: %w", name, err)
		}
		p, faults := Read(fsys)
		if p.ID != name {
			faults = append(faults, Fault{Pos{"pack.yaml", p.Pos.Line}, fmt.Sprintf("pack %q stands in the folder %q", p.ID, name),
				"give both the same name"})
			faults.Sort()
		}
		return p, fsys, faults, nil
	}

	if info, err := os.Stat(nameOrDir); err == nil && info.IsDir() {
		fsys := os.DirFS(nameOrDir)
		p, faults := Read(fsys)
		return p, fsys, faults, nil
	}
	wayOut := "name a folder that holds a pack.yaml"
	if len(carried) > 0 {
		wayOut += ", or one of: " + strings.Join(carried, ", ")
	}
	if near := nearest(nameOrDir, carried); near != "" {
		wayOut = fmt.Sprintf("did you mean %q?", near)
	}
	return nil, nil, nil, vigie.Errorf(vigie.NotFound, "open pack %q: there is no such pack or folder (%s)", nameOrDir, wayOut)
}

// names are the packs that the program carries: its folders with a pack.yaml.
func names(embedded fs.FS) []string {
	if embedded == nil {
		return nil
	}
	entries, err := fs.ReadDir(embedded, ".")
	if err != nil {
		return nil
	}
	var found []string
	for _, e := range entries {
		if _, err := fs.Stat(embedded, e.Name()+"/pack.yaml"); err == nil && e.IsDir() {
			found = append(found, e.Name())
		}
	}
	return found
}

// Carried tells whether a name is that of a pack that the program carries with it.
func Carried(name string, embedded fs.FS) bool { return slices.Contains(names(embedded), name) }
