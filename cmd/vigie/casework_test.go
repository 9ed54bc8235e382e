package main

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"github.com/rogpeppe/go-internal/testscript"
)

// newestBackup is the script command `newest FOLDER TO N`: the newest of N backups in FOLDER, under a name that a script knows.
func newestBackup(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 3 {
		ts.Fatalf("usage: newest FOLDER TO N")
	}
	found, err := filepath.Glob(filepath.Join(ts.MkAbs(args[0]), "casework-*.zip"))
	ts.Check(err)
	if want, err := strconv.Atoi(args[2]); err != nil || len(found) != want {
		ts.Fatalf("there are %d backups, want %s", len(found), args[2])
	}
	slices.Sort(found)
	ts.Check(os.Rename(found[len(found)-1], ts.MkAbs(args[1])))
}
