package main

import (
	"context"
	"io/fs"
	"os"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"vigie/packs"
	"vigie/synth/harbour"
)

// TestMain lets the scripts run the real program.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"vigie": func() { os.Exit(run()) }})
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
