package main

import (
	"context"
	"os"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

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
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"harbour": inventHarbour, "serve": o.serve, "hire": o.hire, "ask": o.ask, "keep": o.keep, "until": o.until, "signals": reportSignals, "tamper": tamper, "newest": newestBackup},
	})
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
