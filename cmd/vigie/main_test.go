package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"vigie/packs"
	"vigie/synth/harbour"
)

// TestMain lets the scripts run the real program. Under the race detector they run it built without: they load and judge whole countries,
// several times as slowly with it, and what runs side by side in them is watched by the tests of each room.
func TestMain(m *testing.M) {
	if !raced {
		testscript.Main(m, map[string]func(){"vigie": func() { os.Exit(run()) }})
	}
	testscript.Main(unwatched{m}, nil)
}

// unwatched runs the tests with the program, built as users have it, before all others.
type unwatched struct{ *testing.M }

func (p unwatched) Run() int {
	dir, err := os.MkdirTemp("", "vigie-plain-")
	if err == nil {
		defer os.RemoveAll(dir)
		build := exec.Command("go", "build", "-o", filepath.Join(dir, "vigie"), ".")
		build.Stderr = os.Stderr
		err = errors.Join(build.Run(), os.Setenv("PATH", dir+string(os.PathListSeparator)+os.Getenv("PATH")))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "build the program for the scripts:", err)
		return 1
	}
	return p.M.Run()
}

// TestScripts runs what a person would type, and holds the answers to what is written beside it.
func TestScripts(t *testing.T) {
	t.Parallel()
	o := newOffices()
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script", UpdateScripts: os.Getenv("UPDATE") != "",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"harbour": inventHarbour, "belgium": copyBelgium, "serve": o.serve, "hire": o.hire, "ask": o.ask, "keep": o.keep, "until": o.until, "draw": o.draw, "tell": o.tell, "signals": reportSignals, "tamper": tamper, "newest": newestBackup},
	})
}

// copyBelgium is the script command `belgium DIR`: a folder with the built-in pack, to be changed.
func copyBelgium(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 1 {
		ts.Fatalf("usage: belgium DIR")
	}
	sub, err := fs.Sub(packs.FS, "belgium")
	ts.Check(err)
	ts.Check(os.CopyFS(ts.MkAbs(args[0]), sub))
}

// inventHarbour is the script command `harbour DIR EMPLOYERS`: the registers of the small second country.
func inventHarbour(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: harbour DIR EMPLOYERS")
	}
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	_, err = harbour.Write(context.Background(), ts.MkAbs(args[0]), harbour.Options{Employers: n, Seed: 1})
	ts.Check(err)
}
