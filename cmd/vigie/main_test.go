package main

import (
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets the scripts run the real program.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"vigie": func() { os.Exit(run()) }})
}

// TestScripts runs what a person would type, and holds the answers to what is written beside it.
func TestScripts(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{Dir: "testdata/script", UpdateScripts: os.Getenv("UPDATE") != ""})
}
